"""The statements of a piece, each with the events that it concerns, handed to the parts of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.events.clusters import Cluster
from geo.events.concerns import link
from geo.exactrecords import claim_from_row
from geo.partitions.claimrows import from_line, to_line
from geo.partitions.clustering import CLUSTERS
from geo.partitions.reading import STATEMENTS
from geo.partitions.scanning import hash64
from geo.partitions.workfiles import file_of, read_lines, read_slices, write_slices

STEP = "linked"


@dataclass(frozen=True, slots=True)
class Linking:
    """The step for a piece's number."""

    work: Path
    parts: int

    def __call__(self) -> Callable[[int], None]:
        """Nothing to prepare."""
        return self._link

    def _link(self, number: int) -> None:
        statements = list(map(from_line, read_lines(file_of(self.work, STATEMENTS, number))))
        found = sorted(
            read_slices(self.work, CLUSTERS, self.parts, number), key=lambda pair: pair[1]["order"]
        )
        part_of = {row["event"]: part for part, row in found}
        clusters = [_cluster(row) for _, row in found]
        ids = {id(group): row["event"] for group, (_, row) in zip(clusters, found, strict=True)}
        slices: dict[int, list[str]] = {}
        linked = link([told.claim for told in statements], clusters, ids)
        for told, claim in zip(statements, linked, strict=True):
            line = to_line(replace(told, claim=claim))
            for part in {part_of[event_id] for event_id in claim.about} or {self._home(claim.claim_id)}:
                slices.setdefault(part, []).append(line)
        write_slices(file_of(self.work, STEP, number), slices, self.parts)

    def _home(self, claim_id: str) -> int:
        """The part of a statement that concerns no event."""
        return hash64(claim_id) % self.parts


def _cluster(row: dict[str, Any]) -> Cluster:
    """Of a cluster what `link` asks about."""
    claims = [claim_from_row(claim) for claim in row["claims"]]
    return Cluster(claims, set(row["places"]), None, None, set(row["doers"]))
