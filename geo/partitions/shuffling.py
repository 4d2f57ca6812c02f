"""The claims of a piece put in the order of parts, so that a part reads its own without the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.partitions.claimrows import Told, from_row
from geo.partitions.components import Numbers
from geo.partitions.reading import CLAIMS
from geo.partitions.workfiles import file_of, read_lines, read_slices, write_slices

STEP = "claims"


@dataclass(frozen=True, slots=True)
class Shuffling:
    """The step for a piece's number and the part of each of its claims."""

    work: Path
    parts: int

    def __call__(self) -> Callable[[tuple[int, Numbers]], None]:
        """Nothing to prepare."""
        return self._shuffle

    def _shuffle(self, item: tuple[int, Numbers]) -> None:
        number, parts = item
        slices: dict[int, list[str]] = {}
        lines = read_lines(file_of(self.work, CLAIMS, number))
        for line, part in zip(lines, parts.tolist(), strict=True):
            slices.setdefault(part, []).append(line)
        write_slices(file_of(self.work, STEP, number), slices, self.parts)


def claims_of(work: Path, pieces: int, part: int) -> list[tuple[int, Told]]:
    """The claims of a part, each with the number of its piece; those of a report in the report's order."""
    return [(piece, from_row(row)) for piece, row in read_slices(work, STEP, pieces, part)]
