"""The errors of geo, under the root that gazetteer.errors draws.

DatelineError
├── DocumentError   a document or a folder of them cannot be read
├── LexiconError    a lexicon file is broken: names the file and the entry
├── ExportError     an output cannot be written, or its format is not known
├── CaseError       a case cannot be opened or written: a file, or one in a database
├── ClusterError    the machines that should share the work cannot
├── DatasetError    a file of another dataset cannot be read or compared
└── ResultError     a folder of events in parts cannot be read
"""

from __future__ import annotations

from gazetteer.errors import DatelineError

__all__ = [
    "CaseError",
    "ClusterError",
    "DatasetError",
    "DatelineError",
    "DocumentError",
    "ExportError",
    "LexiconError",
    "ResultError",
]


class DocumentError(DatelineError):
    """A document or a folder of them cannot be read."""


class LexiconError(DatelineError):
    """A lexicon file is broken: the message names the file and the entry."""


class ExportError(DatelineError):
    """An output cannot be written, or its format is not known."""


class CaseError(DatelineError):
    """A case cannot be opened or written: a file, or one in a database."""


class ClusterError(DatelineError):
    """The machines that should share the work are not there, or do not fit this one."""


class DatasetError(DatelineError):
    """A file of another dataset cannot be read or compared."""


class ResultError(DatelineError):
    """A folder of events in parts cannot be read, or not as it is asked for."""
