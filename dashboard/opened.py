"""A case as the page uses it: what was prepared of it, the rest when it is asked for. No Streamlit here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard import casework, filters, prepared
from dashboard.facets import Countries, Flags, Index
from dashboard.filters import Filters, Window
from dashboard.on_disk import CASE_NAME
from dashboard.prepared import Prepared
from geo.addresses import Where, place_of
from geo.decisions import Applied, Decision, has_effect
from geo.errors import CaseError
from geo.model import Claim, Document, Event, Extraction, Toponym
from geo.webmap import words
from geo.webmap.container import unpack
from geo.webmap.details import documents_of

if TYPE_CHECKING:
    from gazetteer import Gazetteer


_PLACES_ASKED, _COUNTRIES_ASKED = 2000, 3
_COAST_DEGREES = 0.1  # 11 km: a port whose polygon ends behind it


@dataclass(frozen=True)
class Opened:
    """A state of a case; `index` has its events in the order of the page."""

    path: Where
    prepared: Prepared
    gazetteer: Gazetteer
    case_id: str  # the same as long as the case lives, wherever it lies
    left_undated: frozenset[str] = frozenset()  # reports that nobody is to be asked a date for again
    decisions: tuple[Decision, ...] = ()  # all that were ever made, oldest first
    laid_over: Applied | None = None  # where opening it took applying them: it is not done twice
    made_by: str = ""  # which program, word lists and gazetteer read it
    interrupted: int = 0  # reports read by a run that has not ended

    @property
    def index(self) -> Index:
        """What events can be found by."""
        return self.prepared.index

    @property
    def payload(self) -> bytes:
        """The map's data."""
        return self.prepared.payload

    @cached_property
    def key(self) -> str:
        """Changes with the payload."""
        return self.prepared.key

    @property
    def name(self) -> str:
        """The folder that the case lies in, which people know it by; the file's own name where it has one."""
        if not isinstance(self.path, Path):
            return self.path.name
        return self.path.parent.name if self.path.name == CASE_NAME else self.path.stem

    @cached_property
    def titles(self) -> list[str]:
        """The events' titles with their days, from the map's data."""
        header, arrays = unpack(self.payload)
        strings, pairs = header["strings"], zip(arrays["event.title"], arrays["event.when"], strict=True)
        return [f"{strings[title]}, {strings[when]}" for title, when in pairs]

    @cached_property
    def applied(self) -> Applied:
        """All of the case as the analyst left it, read when it is first asked for, and what fits no more."""
        return self.laid_over or casework.load_decided(self.path)

    @property
    def extraction(self) -> Extraction:
        """All of the case, read when it is first asked for: an export, a chart of claims."""
        return self.applied.extraction

    @cached_property
    def is_corrected(self) -> bool:
        """True where decisions about claims stand: events are then not those that the file holds."""
        return has_effect(self.decisions)

    def event(self, event_id: str) -> Event | None:
        """The event of an id, or None."""
        return one_event(self, event_id)[0] if event_id in self.index.number else None

    def claims_in(self, doc_ids: Collection[str]) -> list[Claim]:
        """All claims of these reports."""
        from geo.store import Case

        if self.is_corrected:
            return [claim for claim in self.extraction.claims if claim.doc_id in doc_ids]
        with Case.open(self.path, create=False) as store:
            return list(store.claims_in(list(doc_ids)))

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of an id, or None."""
        from geo.store import Case

        if self.is_corrected:
            return next((one for one in self.extraction.claims if one.claim_id == claim_id), None)
        with Case.open(self.path, create=False) as store:
            return next(iter(store.claims([claim_id])), None)

    @cached_property
    def toponyms(self) -> tuple[tuple[str, Toponym], ...]:
        """The place names of the reports, by report."""
        from geo.store import Case

        with Case.open(self.path, create=False) as case:
            return case.toponyms()

    @cached_property
    def by_id(self) -> dict[str, Event]:
        """The events by their ids: read later than the index, they may be more or fewer."""
        return {event.event_id: event for event in self.extraction.events}

    def whole(self, event_id: str) -> Event:
        """The event of an id. Raises CaseError where the case was read or decided anew meanwhile."""
        if event_id not in self.by_id:
            raise CaseError(f"{self.path}: event {event_id} is no longer in this case; reload the page")
        return self.by_id[event_id]

    @cached_property
    def timeline(self) -> Window | None:
        """The first and the last day of the timeline."""
        start, end = self.index.arrays["start"], self.index.arrays["end"]
        return _days(start, end) if len(start) else None

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
        known = set(self.index.columns["place"].values)
        return [c.place.place_id for c in found if c.place.place_id in known]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once for all visits."""
    from gazetteer import Gazetteer

    return Gazetteer.open()


@lru_cache(maxsize=4)
def at(path: str, state: str) -> Opened:
    """The case, once for each state of its file (`state`), for all visits. Raises CaseError."""
    del state  # only tells states apart
    return load(place_of(path), gazetteer())


def load(path: Where, gazetteer: Gazetteer) -> Opened:
    """The case, from the file beside it, or prepared anew. Raises CaseError when it cannot be used."""
    from geo.store import Case, states

    with Case.open(path, create=False) as case, case.at_one_moment():
        state, case_id = case.state(states.of_events), case.state(states.identity)
        left = case.left_undated()
        decisions, made_by = tuple(case.decisions()), case.made_by()
        interrupted = case.interrupted()
    ready = prepared.read(path, state)
    applied = None
    if ready is None:
        applied = casework.load_decided(path)
        ready = prepared.prepare(applied.extraction, gazetteer)
        prepared.keep(path, state, ready)
    if not has_effect(decisions):
        applied = None  # as the file has it: a large case is not kept in memory for that
    return Opened(path, ready, gazetteer, case_id, left, decisions, applied, made_by, interrupted)


def state_of(path: Where) -> str:
    """Changes when what the page shows of the case does; not while a run that goes on keeps its readings."""
    from geo.store import Case, states

    with Case.open(path, create=False) as case:
        return case.state(states.of_page)


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


def labels(case: Opened) -> dict[str, dict[str, str]]:
    """What to call the values of the facets whose values are not words."""
    return filters.labels(case.index, {r.id: r.title or r.id for r in case.prepared.reports})


def counts(case: Opened, chosen: Filters, window: Window | None) -> dict[str, dict[str, int]]:
    """Events a value of each facet, in the window and among what the other facets leave."""
    within = filters.in_window(case.index, window)
    return filters.counts(case.index, chosen, case.places_named, within=within)


def picked(case: Opened, flagged: Flags) -> list[Event]:
    """The events themselves, of those flagged; reads the whole case. Raises CaseError as `Opened.whole`."""
    return [case.whole(case.index.ids[int(number)]) for number in np.flatnonzero(flagged)]


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


def one_event(case: Opened, event_id: str) -> tuple[Event, dict[str, Document]]:
    """An event and its reports by id, read alone: the rest of a large case takes long."""
    from geo.store import Case

    with Case.open(case.path, create=False) as store:
        event = case.whole(event_id) if case.is_corrected else store.event(event_id)
        return event, {document.id: document for document in store.documents(documents_of(event))}
