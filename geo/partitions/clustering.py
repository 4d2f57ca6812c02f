"""The claims of a part put together, and what statements and other events must know of each cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.events.clusters import Cluster, cluster, surest_first
from geo.events.concerns import telling
from geo.events.links import Area, areas_of, side_of
from geo.events.merging import event_id_of, is_mapped, outline_of, placed_in
from geo.exactrecords import claim_to_row
from geo.jsontext import dumps
from geo.model import Claim
from geo.partitions.claimrows import Told
from geo.partitions.scanning import hash64
from geo.partitions.shuffling import claims_of
from geo.partitions.siderows import side_to_row
from geo.partitions.workfiles import file_of, write_slices

CLUSTERS, SIDES = "clusters", "sides"
Order = tuple[bool, bool, str, int, int]  # of clusters: by their first claims


@dataclass(frozen=True, slots=True)
class Part:
    """The claims of a part in clusters, as one process would put them together."""

    told: Mapping[str, Told]  # by claim id
    piece: Mapping[str, int]  # by report
    groups: list[tuple[str, Cluster]]  # with the ids of their events

    @classmethod
    def read(cls, work: Path, pieces: int, number: int) -> Part:
        """What lies in the work folder, clustered."""
        claims = claims_of(work, pieces, number)
        groups = cluster([told.claim for _, told in claims])
        return cls(
            told={told.claim.claim_id: told for _, told in claims},
            piece={told.claim.doc_id: piece for piece, told in claims},
            groups=[(event_id_of(group), group) for group in groups],
        )

    def placed(self) -> dict[str, Claim]:
        """The claims with their events, by id."""
        return {
            claim.claim_id: claim for event_id, group in self.groups for claim in placed_in(group, event_id)
        }


@dataclass(frozen=True, slots=True)
class Clustering:
    """The step for a part's number."""

    work: Path
    pieces: int
    parts: int

    def __call__(self) -> Callable[[int], None]:
        """Nothing to prepare."""
        return self._cluster

    def _cluster(self, number: int) -> None:
        part = Part.read(self.work, self.pieces, number)
        asked: dict[int, list[str]] = {}
        for event_id, group in part.groups:
            for piece, line in _for_statements(part, event_id, group):
                asked.setdefault(piece, []).append(line)
        write_slices(file_of(self.work, CLUSTERS, number), asked, self.pieces)
        placed = part.placed()
        sides: dict[int, list[str]] = {}
        for event_id, group in part.groups:
            side = side_of(outline_of(group, event_id, placed)) if is_mapped(group) else None
            if side:
                line = dumps({"order": _order(part, group), "side": side_to_row(side)})
                for bucket in {bucket_of(area, self.parts) for area in areas_of(side)}:
                    sides.setdefault(bucket, []).append(line)
        write_slices(file_of(self.work, SIDES, number), sides, self.parts)


def bucket_of(area: Area, count: int) -> int:
    """Which of so many workers compares the events of an area."""
    return hash64("\0".join(area)) % count


def _for_statements(part: Part, event_id: str, group: Cluster) -> Iterator[tuple[int, str]]:
    """The cluster for each piece with reports of it that make statements, and what matters to them."""
    asking = {c.doc_id for c in group.claims if part.told[c.claim_id].asks}
    if not asking or group.claims[0].mode != "actual":
        return
    reports: dict[int, set[str]] = {}
    for doc_id in asking:
        reports.setdefault(part.piece[doc_id], set()).add(doc_id)
    several = len({claim.doc_id for claim in group.claims}) > 1
    always = {claim.claim_id for claim in (telling(group) if several else group.claims)}
    rows = {c.claim_id: claim_to_row(c) for c in group.claims if c.claim_id in always or c.doc_id in asking}
    about = {"event": event_id, "order": _order(part, group)}
    about |= {"places": sorted(group.places), "doers": sorted(group.doers)}
    for piece, here in sorted(reports.items()):
        claims = [rows[c.claim_id] for c in group.claims if c.claim_id in always or c.doc_id in here]
        yield piece, dumps(about | {"claims": claims})


def _order(part: Part, group: Cluster) -> Order:
    first = group.claims[0]
    return *surest_first(first), part.told[first.claim_id].number
