"""A case behind the page, in a file or in a database. No Streamlit here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import casework, downloads, prepared
from dashboard.on_disk import CASE_NAME
from dashboard.prepared import Prepared
from dashboard.updating import Watch, unwatched
from geo.addresses import Where
from geo.decisions import Applied, Decision, has_effect
from geo.errors import CaseError
from geo.model import Claim, Document, Event, Extraction, Toponym
from geo.webmap.details import documents_of

if TYPE_CHECKING:
    from gazetteer import Gazetteer


@dataclass(frozen=True)
class CaseBacking:
    """A state of a case."""

    path: Where
    identity: str  # the same as long as the case lives, wherever it lies
    left_undated: frozenset[str] = frozenset()  # reports that nobody is to be asked a date for again
    decisions: tuple[Decision, ...] = ()  # all that were ever made, oldest first
    laid_over: Applied | None = None  # where opening it took applying them: it is not done twice
    made_by: str = ""  # which program, word lists and gazetteer read it
    interrupted: int = 0  # reports read by a run that has not ended

    @property
    def fixed(self) -> str:
        """Nothing is: a case can be added to, corrected and judged."""
        return ""

    @property
    def name(self) -> str:
        """The folder that the case lies in, which people know it by; the file's own name where it has one."""
        if not isinstance(self.path, Path):
            return self.path.name
        return self.path.parent.name if self.path.name == CASE_NAME else self.path.stem

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

    @property
    def unfit(self) -> frozenset[int]:
        """Decisions that no longer find what they are about."""
        return frozenset(one.id for one in self.applied.unfit) if self.is_corrected else frozenset()

    def one_event(self, event_id: str) -> tuple[Event, dict[str, Document]]:
        """An event and its reports by id, read alone: the rest of a large case takes long."""
        from geo.store import Case

        with Case.open(self.path, create=False) as store:
            event = self._whole(event_id) if self.is_corrected else store.event(event_id)
            return event, {document.id: document for document in store.documents(documents_of(event))}

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

    def toponyms_in(self, doc_ids: Collection[str]) -> tuple[tuple[str, Toponym], ...]:
        """The place names of these reports, by report."""
        from geo.store import Case

        with Case.open(self.path, create=False) as case:
            return case.toponyms(list(doc_ids))

    @cached_property
    def unplaced(self) -> tuple[tuple[str, Toponym], ...]:
        """The place names that have no place, by report."""
        from geo.store import Case

        with Case.open(self.path, create=False) as case:
            return case.unplaced()

    def part(self, event_ids: Sequence[str]) -> Extraction:
        """These events, read alone where no decision about claims stands.

        Raises CaseError where one has left the case meanwhile.
        """
        from geo.store import Case

        if self.is_corrected:
            return downloads.subset(self.extraction, [self._whole(event_id) for event_id in event_ids])
        with Case.open(self.path, create=False) as store:
            found = store.part(event_ids)
        if len(found.events) < len(event_ids):
            gone = set(event_ids) - {event.event_id for event in found.events}
            raise self._gone(min(gone))
        return found

    @cached_property
    def _by_id(self) -> dict[str, Event]:
        """The events by their ids: read later than the index, they may be more or fewer."""
        return {event.event_id: event for event in self.extraction.events}

    def _whole(self, event_id: str) -> Event:
        """The event of an id. Raises CaseError where the case was read or decided anew meanwhile."""
        if event_id not in self._by_id:
            raise self._gone(event_id)
        return self._by_id[event_id]

    def _gone(self, event_id: str) -> CaseError:
        return CaseError(f"{self.path}: event {event_id} is no longer in this case; reload the page")


def load(path: Where, gazetteer: Gazetteer, watch: Watch = unwatched) -> tuple[Prepared, CaseBacking]:
    """The case, what the page needs from the file beside it, or prepared anew. Raises CaseError.

    Where no decision about claims stands it is prepared event by event, in memory for the columns alone.
    """
    from geo.store import Case, states

    with Case.open(path, create=False) as case, case.at_one_moment():
        state, case_id = case.state(states.of_events), case.state(states.identity)
        left = case.left_undated()
        decisions, made_by = tuple(case.decisions()), case.made_by()
        interrupted = case.interrupted()
    ready = prepared.read(path, state)
    applied = None
    if ready is None:
        if has_effect(decisions):  # they may form any event anew
            applied = casework.load_decided(path)
            ready = prepared.of_extraction(applied.extraction, gazetteer, watch)
        else:
            ready = _streamed(path, gazetteer, watch)
        ready = prepared.keep(path, state, ready)
    return ready, CaseBacking(path, case_id, left, decisions, applied, made_by, interrupted)


def _streamed(path: Where, gazetteer: Gazetteer, watch: Watch) -> Prepared:
    """What the page needs of a case as the program read it."""
    from geo.store import Case

    with Case.open(path, create=False) as case, case.stream() as stream:
        unread = case.unread()
        return prepared.prepare_source(stream.events, stream.documents, unread, gazetteer, watch)


def state_of(path: Where) -> str:
    """Changes when what the page shows of the case does; not while a run that goes on keeps its readings."""
    from geo.store import Case, states

    with Case.open(path, create=False) as case:
        return case.state(states.of_page)
