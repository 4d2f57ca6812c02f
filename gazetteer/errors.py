"""The gazetteer's errors, and the root of Dateline's.

DatelineError
├── GazetteerError      the index or a place file cannot be used
│   ├── IndexMissing    no built index where one should be
│   └── PlaceFileError  a file of places is broken: names the file and the line
└── (geo.errors)        documents, exports, case files
"""

from __future__ import annotations


class DatelineError(Exception):
    """Something a user can understand and act on; the message says what, where, and what to do."""


class GazetteerError(DatelineError):
    """The index or a place file cannot be used."""


class IndexMissing(GazetteerError):  # noqa: N818 -- says what is, as FileNotFound does
    """No built index where one should be."""


class PlaceFileError(GazetteerError):
    """A file of places is broken: the message names the file and the line."""
