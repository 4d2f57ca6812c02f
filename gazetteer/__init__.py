"""Place names to places, offline: a library of its own.

>>> from gazetteer import Gazetteer
>>> Gazetteer.open().lookup("Talbiseh", country="SY")[0].place.admin1
'Homs'
"""

from __future__ import annotations

from gazetteer.errors import DatelineError, GazetteerError, IndexMissing, PlaceFileError
from gazetteer.gazetteer import Gazetteer
from gazetteer.model import Candidate, Place

__all__ = [
    "Candidate",
    "DatelineError",
    "Gazetteer",
    "GazetteerError",
    "IndexMissing",
    "Place",
    "PlaceFileError",
]
