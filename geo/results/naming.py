"""Places of a result by name, in any spelling that the gazetteer knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_PLACES_ASKED, _COUNTRIES_ASKED = 2000, 3
_MOST = 200


class Named:
    """Ids of the places that a name may mean: "Talbisa" is Talbiseh.

    The gazetteer is opened, and the result's places are counted (`places`: events by place id), when they are
    needed. Nearly so ("Tel Bisa") is looked for in the countries of most places only.
    """

    def __init__(
        self, open_gazetteer: Callable[[], Gazetteer], places: Callable[[int], Mapping[str, int]]
    ) -> None:
        self._open, self._places = open_gazetteer, places

    def __call__(self, name: str, loose: bool) -> Iterable[str]:
        """The ids, best first."""
        look = self._open().lookup
        found = look(name, limit=_MOST)
        if loose:
            found = [c for country in self._countries() for c in look(name, country=country, fuzzy=True)]
        return [candidate.place.place_id for candidate in found]

    def _countries(self) -> list[str]:
        known = map(self._open().place, self._places(_PLACES_ASKED))
        counted = Counter(place.country for place in known if place and place.country)
        return [country for country, _ in counted.most_common(_COUNTRIES_ASKED)]
