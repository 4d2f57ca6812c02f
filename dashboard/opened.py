"""A case or a result as the page uses it: what was prepared of it, the rest when it is asked for.

No Streamlit here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard import casebacking, filters, resultbacking
from dashboard.backing import Backing
from dashboard.facets import Flags, Index
from dashboard.filters import Filters, Window
from dashboard.packed import Texts
from dashboard.prepared import Prepared
from dashboard.updating import Watch, unwatched
from geo.addresses import Where, place_of
from geo.model import Event
from geo.results import EVERYTHING, Selection
from geo.webmap import words
from geo.webmap.facets import Countries, fold

if TYPE_CHECKING:
    from gazetteer import Gazetteer


MOST_OFFERED = 500  # values of a facet that the browser is sent
_PLACES_ASKED, _COUNTRIES_ASKED = 2000, 3
_COAST_DEGREES = 0.1  # 11 km: a port whose polygon ends behind it


@dataclass(frozen=True)
class Opened:
    """A case or a result; `index` has its events in the order of the page."""

    prepared: Prepared
    gazetteer: Gazetteer
    backing: Backing

    @property
    def index(self) -> Index:
        """What events can be found by."""
        return self.prepared.index

    @property
    def payload(self) -> bytes:
        """The map's data."""
        return self.prepared.payload

    @property
    def key(self) -> str:
        """Changes with the payload."""
        return self.prepared.key

    def event(self, event_id: str) -> Event | None:
        """The event of an id, or None where the page does not hold it."""
        return self.backing.one_event(event_id)[0] if event_id in self.index.number else None

    @cached_property
    def timeline(self) -> Window | None:
        """The first and the last day of the timeline."""
        start, end = self.index.arrays["start"], self.index.arrays["end"]
        return _days(start, end) if len(start) else None

    @cached_property
    def waiting(self) -> list[str]:
        """Ids of the reports whose date is not known and is still to be asked for."""
        left = self.backing.left_undated
        undated = [] if self.backing.fixed else self.prepared.reports.undated()
        return [doc_id for doc_id in undated if doc_id not in left]

    def named(self, facet: str, sought: str) -> Flags:
        """Which values of a facet have a name that holds all these words."""
        if facet not in self._names:
            self._names[facet] = self._names_of(facet)
        names = self._names[facet]
        found = np.ones(len(self.index.columns[facet].values), dtype=np.bool_)
        for word in fold(sought).split():
            found &= names.containing(word)
        return found

    @cached_property
    def _names(self) -> dict[str, Texts]:
        """Of the facets that were searched; only those with more values than are offered are."""
        return {}

    def _names_of(self, facet: str) -> Texts:
        """The names of a facet's values, folded."""
        values = self.index.columns[facet].values
        if facet == "document":  # there may be as many as events
            titles = dict(self.prepared.reports.titles())
            return Texts.of([fold(f"{titles.get(value, '')} {value}") for value in values])
        name = labels(self).get(facet, str)
        return Texts.of([fold(f"{name(value)} {value}") for value in values])

    @cached_property
    def countries(self) -> list[str]:
        """The countries of the places, those with most places first."""
        found = map(self.gazetteer.place, self.index.columns["place"].values[:_PLACES_ASKED])
        counted = Counter(place.country for place in found if place and place.country)
        return [country for country, _ in counted.most_common(_COUNTRIES_ASKED)]

    def area_at(self, lat: float, lon: float) -> str | None:
        """The first-level area around a point (WGS 84 degrees), named as in the facet of areas, or None.

        Polygons are coarse at coasts: where none holds the point, a settlement near it says the area.
        """
        held = self.gazetteer.admin_of(lat, lon) or [
            near
            for near in self.gazetteer.nearest(lat, lon, limit=1)
            if hypot(near.lat - lat, (near.lon - lon) * cos(radians(lat))) <= _COAST_DEGREES
        ]
        name = Countries(self.gazetteer).name
        return next((f"{name(place.country)}, {place.admin1}" for place in held if place.admin1), None)

    def places_named(self, name: str, loose: bool) -> Iterable[str]:
        """Ids of the case's places that a name may mean, in any of its spellings: "Talbisa" is Talbiseh.

        `loose` allows names that are nearly so, in the countries of the case: "Tel Bisa".
        """
        look = self.gazetteer.lookup
        found = look(name, limit=200)
        if loose:
            found = [c for country in self.countries for c in look(name, country=country, fuzzy=True)]
        known = self.index.columns["place"].values
        return [c.place.place_id for c in found if c.place.place_id in known]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once for all visits."""
    from gazetteer import Gazetteer

    return Gazetteer.open()


def at(path: str, state: str, asked: Selection = EVERYTHING) -> Opened:
    """The case or the result, once for each of its states and for what is asked for, for all visits.

    Raises DatelineError.
    """
    return _result_at(path, state, asked) if is_folder(path) else _case_at(path, state)


@lru_cache(maxsize=4)
def _case_at(path: str, state: str) -> Opened:
    del state  # only tells states apart
    return load(place_of(path), gazetteer())


@lru_cache(maxsize=2)  # a million events are half a gigabyte
def _result_at(path: str, state: str, asked: Selection) -> Opened:
    del state
    return load(Path(path), gazetteer(), asked)


def load(
    path: Where, gazetteer: Gazetteer, asked: Selection = EVERYTHING, watch: Watch = unwatched
) -> Opened:
    """What lies there: a case, or of a folder of parts what is asked for. Raises DatelineError."""
    ready: Prepared
    backing: Backing
    if isinstance(path, Path) and is_folder(path):
        ready, backing = resultbacking.load(path, gazetteer, asked, watch)
    else:
        ready, backing = casebacking.load(path, gazetteer, watch)
    return Opened(ready, gazetteer, backing)


def is_folder(path: str | Where) -> bool:
    """Whether what is open is a folder of parts: a case is a file, or in a database."""
    place = place_of(path)
    return isinstance(place, Path) and place.is_dir()


def state_of(path: Where) -> str:
    """Changes when what the page shows does. Raises DatelineError."""
    if isinstance(path, Path) and is_folder(path):
        return resultbacking.state_of(path)
    return casebacking.state_of(path)


def run_of(path: Where) -> str:
    """Changes with every run over the case's reports. Raises CaseError."""
    from geo.store import Case, states

    with Case.open(path, create=False) as case:
        return case.state(states.of_run)


def flags(case: Opened, chosen: Filters) -> Flags:
    """Which events pass the filters, in the order of the page."""
    return filters.flags(case.index, chosen, case.places_named)


def shown(case: Opened, chosen: Filters, window: Window | None) -> Flags:
    """Which events pass the filters and lie in the window."""
    return flags(case, chosen) & filters.in_window(case.index, window)


def labels(case: Opened) -> filters.Labels:
    """What to call the values of the facets whose values are not words."""
    return filters.labels(case.prepared.reports.title)


@dataclass(frozen=True, slots=True)
class Offered:
    """Values of a facet to choose from with their events, most first, and how many more there are."""

    counts: Mapping[str, int]
    more: int


def offered(
    case: Opened, chosen: Filters, window: Window | None, sought: Mapping[str, str]
) -> dict[str, Offered]:
    """What can be chosen of each facet, in the window and among what the other facets leave.

    At most MOST_OFFERED values of each, of those whose names hold the words `sought` for the facet, and those
    that are chosen.
    """
    within = filters.in_window(case.index, window)
    found = {}
    for facet, left in filters.left_by_others(case.index, chosen, case.places_named, within=within):
        column = case.index.columns[facet]
        among = case.named(facet, sought[facet]) if sought.get(facet) else None
        counts, more = column.most(left, MOST_OFFERED, among)
        missing = [value for value in chosen.of(facet) if value not in counts]
        found[facet] = Offered(counts | column.counted(missing, left), more)
    return found


def ids_of(case: Opened, flagged: Flags) -> list[str]:
    """The ids of the events flagged, in the order of the page."""
    return [case.index.ids[int(number)] for number in np.flatnonzero(flagged)]


def headline(case: Opened, passed: Flags, window: Window | None) -> str:
    """The sentence on top; with a window it counts those in it, and how many there are in all."""
    inside = passed & filters.in_window(case.index, window)
    arrays = case.index.arrays
    count, unmapped = int(inside.sum()), int((inside & (arrays["mapped"] == 0)).sum())
    if window:
        return words.sentence(count, window, 0, unmapped, of=int(passed.sum()))
    dated = inside[: len(arrays["start"])]
    span = _days(arrays["start"][dated], arrays["end"][dated]) if dated.any() else None
    return words.sentence(count, span, int((inside & (arrays["undated"] == 1)).sum()), unmapped)


def left_out(case: Opened, passed: Flags, window: Window | None) -> str:
    """What a window leaves out because it is not on the timeline, or nothing."""
    if window is None:
        return ""
    dated = len(case.index.arrays["start"])
    beside = passed[dated:]
    undated = int((beside & (case.index.arrays["undated"][dated:] == 1)).sum())
    context = int(beside.sum()) - undated
    parts = [f"{undated:,} undated"] if undated else []
    parts += [f"{context:,} told as a sum or as background"] if context else []
    return f"Not on the timeline, so left out by the window: {' and '.join(parts)}." if parts else ""


def _days(start: Any, end: Any) -> Window:
    return date.fromordinal(int(start.min())), date.fromordinal(int(end.max()))
