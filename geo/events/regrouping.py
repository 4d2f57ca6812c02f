"""Claims that were changed, put together or taken apart by hand: which events there are then.

Only the events touched are formed anew; all others stay the very ones that they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.events.clusters import Cluster, Shelf, find_home, gather, shelves_of, stands_alone, surest_first
from geo.events.concerns import link
from geo.events.links import related
from geo.events.merging import ON_MAP, by_day, event_id_after, form_event
from geo.model import Claim, Event, Extraction, Related

_MOST_KIN = 5


class Groups:
    """The claims of an extraction by the event that they are about, open to change."""

    def __init__(self, base: Extraction) -> None:
        self._base = base
        self._events = {event.event_id: event for event in base.events}
        self.claims = {claim.claim_id: claim for claim in base.claims}
        self._home: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._by_key: dict[Shelf, dict[str, None]] | None = None
        self._touched: set[str] = set()  # events to form anew
        self._unsettled: set[str] = set()  # reports whose statements may concern other events now
        self._reasons: dict[str, list[str]] = {}
        told = {c.claim_id: event.event_id for event in base.events for c in event.claims}
        for claim in base.claims:
            if claim.kind == "event":
                self._settle(claim.claim_id, told.get(claim.claim_id) or claim.event_id)

    def event_of(self, claim_id: str) -> str:
        """The id of the event that a claim is about; "" for a statement."""
        return self._home.get(claim_id, "")

    def update(self, claim: Claim) -> None:
        """Take this claim for the one of its id; what it is about stays."""
        before = self.claims[claim.claim_id]
        self.claims[claim.claim_id] = claim
        if (claim.type, claim.places) != (before.type, before.places):
            self._unsettled.add(claim.doc_id)
        self._touched |= {self._home.get(claim.claim_id, ""), *claim.about}

    def drop(self, claim_id: str) -> None:
        """The claim is none."""
        claim = self.claims[claim_id]
        self._touched |= set(claim.about)
        if claim.kind == "event":
            self._take_out(claim_id)
        del self.claims[claim_id]

    def settle_anew(self, claim_ids: Iterable[str]) -> None:
        """These claims were changed: find for each the event that it fits now, its old one first."""
        before = {claim_id: self._take_out(claim_id) for claim_id in claim_ids}
        for claim_id in sorted(before, key=lambda one: surest_first(self.claims[one])):
            home = self._find_home(self.claims[claim_id], before[claim_id])
            self._settle(claim_id, home or self._new_id(claim_id, before[claim_id]))

    def join(self, claim_ids: Iterable[str], because: str) -> None:
        """The events of these claims are one: the first's."""
        ids = list(dict.fromkeys(self._home[claim_id] for claim_id in claim_ids))
        for other in ids[1:]:
            for claim_id in list(self._members[other]):
                self._take_out(claim_id)
                self._settle(claim_id, ids[0])
        if len(ids) > 1:
            self._reasons.setdefault(ids[0], []).append(because)

    def part(self, claim_id: str) -> None:
        """The claim is about an event of its own."""
        if len(self._members[self._home[claim_id]]) > 1:
            self._settle(claim_id, self._new_id(claim_id, self._take_out(claim_id)))

    def extraction(self) -> Extraction:
        """The extraction as it is now."""
        placed = {
            claim_id: claim if claim.event_id == home else replace(claim, event_id=home)
            for claim_id, claim in self.claims.items()
            for home in [self._home.get(claim_id, claim.event_id)]
        }
        for statement in self._linked_anew():
            old = self.claims[statement.claim_id]
            self._touched |= set(old.about) ^ set(statement.about)
            placed[statement.claim_id] = statement
        changed = {event.event_id: event for event in self._formed(placed)}
        kept = [event for event in self._base.events if event.event_id not in self._touched]
        events = _with_kin([*kept, *changed.values()], changed, self._events)
        claims = tuple(placed[c.claim_id] for c in self._base.claims if c.claim_id in placed)
        return replace(self._base, claims=claims, events=tuple(sorted(events, key=by_day)))

    def _settle(self, claim_id: str, home: str) -> None:
        self._home[claim_id] = home
        self._members.setdefault(home, []).append(claim_id)
        if self._by_key is not None:
            self._index(claim_id, home)
            self._touched.add(home)
            self._unsettled.add(self.claims[claim_id].doc_id)

    def _take_out(self, claim_id: str) -> str:
        """Out of its event, whose id is given; an event without claims is none."""
        self._keyed()
        home = self._home.pop(claim_id)
        self._members[home].remove(claim_id)
        if not self._members[home]:
            del self._members[home]
        self._touched.add(home)
        self._unsettled.add(self.claims[claim_id].doc_id)
        return home

    def _new_id(self, claim_id: str, before: str) -> str:
        """The id of before where nobody else bears it, so that what names the event still finds it."""
        if before not in self._members:
            return before
        home = event_id_after(claim_id)
        return home if home not in self._members else event_id_after(f"{claim_id} apart")

    def _find_home(self, claim: Claim, before: str) -> str:
        if stands_alone(claim):
            return ""
        near = dict.fromkeys(home for key in shelves_of(claim) for home in self._keyed().get(key, ()))
        ids = sorted(near, key=lambda home: home != before)
        clusters = {home: self._cluster(home) for home in ids if self._shares_key(claim, home)}
        found = find_home(claim, clusters.values())
        return next((home for home in clusters if clusters[home] is found), "") if found else ""

    def _shares_key(self, claim: Claim, home: str) -> bool:
        """As it is now: the index also holds what an event was known by before."""
        mine = set(shelves_of(claim))
        return any(mine & set(shelves_of(self.claims[other])) for other in self._members.get(home, ()))

    def _keyed(self) -> dict[Shelf, dict[str, None]]:
        """Events by what claims must share; made when something is first taken out, for it costs."""
        if self._by_key is None:
            self._by_key = {}
            for claim_id, home in self._home.items():
                self._index(claim_id, home)
        return self._by_key

    def _index(self, claim_id: str, home: str) -> None:
        for key in shelves_of(self.claims[claim_id]):
            self._keyed().setdefault(key, {})[home] = None

    def _cluster(self, home: str) -> Cluster:
        return gather(self.claims[claim_id] for claim_id in self._members[home])

    def _linked_anew(self) -> list[Claim]:
        """The statements of the reports whose events were regrouped."""
        if not self._unsettled:
            return []
        statements = [
            c for c in self.claims.values() if c.kind == "statement" and c.doc_id in self._unsettled
        ]
        homes = dict.fromkeys(
            home for one, home in self._home.items() if self.claims[one].doc_id in self._unsettled
        )
        told = [(home, self._cluster(home)) for home in homes]
        clusters = dict(sorted(told, key=lambda pair: surest_first(pair[1].claims[0])))
        return link(
            statements, list(clusters.values()), {id(group): home for home, group in clusters.items()}
        )

    def _formed(self, placed: Mapping[str, Claim]) -> list[Event]:
        documents = {document.id: document for document in self._base.documents}
        about: dict[str, list[Claim]] = {}
        for claim in placed.values():
            for event_id in claim.about:
                about.setdefault(event_id, []).append(claim)
        formed = []
        for home in sorted(self._touched & self._members.keys()):
            group = self._cluster(home)
            old = self._events.get(home)
            if old and {c.claim_id for c in old.claims} == set(self._members[home]):
                group.reasons = list(old.merged_because)
            group.reasons += self._reasons.get(home, [])
            if group.claims[0].mode in ON_MAP:
                formed.append(form_event(group, home, placed, about.get(home, []), documents))
        return formed


def _with_kin(events: list[Event], changed: Mapping[str, Event], before: Mapping[str, Event]) -> list[Event]:
    """With the events that may be the same: anew for the changed ones and for what names them."""
    types = {event.type for event in changed.values()}
    types |= {before[event_id].type for event_id in changed if event_id in before}
    kin = related([event for event in events if event.type in types])
    known = {event.event_id for event in events}

    def for_one(event: Event) -> tuple[Related, ...]:
        anew = kin.get(event.event_id, ())
        if event.event_id in changed:
            return anew
        still = [r for r in event.possibly_same if r.event_id in known and r.event_id not in changed]
        return (*still, *(r for r in anew if r.event_id in changed))[:_MOST_KIN]

    pairs = ((event, for_one(event)) for event in events)
    return [
        event if kin == event.possibly_same else replace(event, possibly_same=kin) for event, kin in pairs
    ]
