"""Kinds of places in the words of others: Getty's Art & Architecture Thesaurus and GeoNames' classes."""

from __future__ import annotations

from typing import NamedTuple


class PlaceType(NamedTuple):
    """A concept of the AAT ("" where none fits) and a GeoNames feature class, one of A H L P R S T."""

    aat: str
    fclass: str


_ADMINISTRATIVE_DIVISION = PlaceType("300232418", "A")
_MILITARY_BASE = PlaceType("300000455", "S")
_CITY = PlaceType("300008389", "P")
# The concepts are of the list that the World Historical Gazetteer searches by (June 2023).
_TYPES = {
    "country": PlaceType("300387506", "A"),
    "admin1": _ADMINISTRATIVE_DIVISION,
    "admin2": _ADMINISTRATIVE_DIVISION,
    "admin3": _ADMINISTRATIVE_DIVISION,
    "region": PlaceType("300182722", "L"),
    "cell": PlaceType("", "L"),
    "capital": _CITY,
    "city": _CITY,
    "town": PlaceType("300008375", "P"),
    "village": PlaceType("300008372", "P"),
    "neighbourhood": PlaceType("300000745", "P"),
    "camp": PlaceType("", "P"),
    "airbase": _MILITARY_BASE,
    "base": _MILITARY_BASE,
    "airport": PlaceType("300000681", "S"),
    "port": PlaceType("300120599", "S"),
    "bridge": PlaceType("300007836", "S"),
    "dam": PlaceType("300006084", "S"),
    "oilfield": PlaceType("300000401", "L"),
    "road": PlaceType("300008217", "R"),
    "river": PlaceType("300008707", "H"),
    "lake": PlaceType("300008680", "H"),
    "sea": PlaceType("300008694", "H"),
    "island": PlaceType("300008791", "T"),
    "mountain": PlaceType("300008795", "T"),
}
_SITE = PlaceType("", "S")


def place_type(kind: str) -> PlaceType:
    """What a kind of the gazetteer is; a site where nothing closer is known.

    >>> place_type("village")
    PlaceType(aat='300008372', fclass='P')
    >>> place_type("prison").fclass
    'S'
    """
    return _TYPES.get(kind, _SITE)
