"""Events that may be the same, compared area by area, wherever their claims were put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.events.links import Kin, kin_among, nearest
from geo.jsontext import dumps
from geo.model import Related
from geo.partitions.clustering import SIDES, bucket_of
from geo.partitions.siderows import side_from_row
from geo.partitions.workfiles import file_of, read_slices, write_slices

STEP = "kin"


@dataclass(frozen=True, slots=True)
class Comparing:
    """The step for the number of a bucket of areas."""

    work: Path
    parts: int

    def __call__(self) -> Callable[[int], None]:
        """Nothing to prepare."""
        return self._compare

    def _compare(self, number: int) -> None:
        rows = sorted(read_slices(self.work, SIDES, self.parts, number), key=lambda pair: pair[1]["order"])
        part_of = {row["side"]["event_id"]: part for part, row in rows}
        sides = (side_from_row(row["side"]) for _, row in rows)
        slices: dict[int, list[str]] = {}
        kin = kin_among(sides, within=lambda area: bucket_of(area, self.parts) == number)
        for event_id, found in kin.items():
            line = dumps({"event": event_id, "kin": list(found)})
            slices.setdefault(part_of[event_id], []).append(line)
        write_slices(file_of(self.work, STEP, number), slices, self.parts)


def kin_of(work: Path, parts: int, number: int) -> dict[str, tuple[Related, ...]]:
    """For the events of a part those that may be the same."""
    found: dict[str, list[Kin]] = {}
    for _, row in read_slices(work, STEP, parts, number):
        found.setdefault(row["event"], []).extend(
            (km, other, why, title) for km, other, why, title in row["kin"]
        )
    return {event_id: nearest(kin) for event_id, kin in found.items()}
