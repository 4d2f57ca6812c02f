"""What a public file promises to withhold, and the same in words for who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geo.errors import ExportError

KM_A_DEGREE = 111.32  # along a meridian, and the most along a parallel
GRID = 0.1  # degrees: about 11 km, a town with its surroundings
HOLD_BACK = 7  # days
_GRIDS = (0.01, 5.0)
_MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Promise:
    """No place finer than a cell of `grid` degrees; no event of the last `hold_back` days before `today`.

    Raises ExportError for a grid under 0.01 or over 5 degrees, or days under 0.
    """

    today: date
    grid: float = GRID
    hold_back: int = HOLD_BACK

    def __post_init__(self) -> None:
        if not _GRIDS[0] <= self.grid <= _GRIDS[1]:
            raise ExportError(
                f"a grid of {self.grid:g} degrees is not possible; use {_GRIDS[0]} to {_GRIDS[1]:g}"
            )
        if not 0 <= self.hold_back <= _MOST_DAYS:
            raise ExportError(f"{self.hold_back} days cannot be held back; use 0 to {_MOST_DAYS}")

    @property
    def radius_km(self) -> float:
        """How far from the middle of a cell its corners can be: at the equator, and nowhere more."""
        return round(self.grid * KM_A_DEGREE / 2**0.5, 1)

    @property
    def last_day(self) -> date:
        """The last day that may be told of."""
        return self.today - timedelta(days=self.hold_back)

    def in_words(self) -> str:
        """The sentences that stand in every public file."""
        held = f"Nothing later than {self.last_day} is told, nor what may be." if self.hold_back else ""
        return (
            f"Public profile. A place is the middle of a cell of {self.grid:g} degrees (up to "
            f"{self.radius_km:g} km off) with its country, or an area at least as large; what concerns "
            "hospitals, camps or shelters is given by district or province. Sentences, titles, ids and "
            "addresses of reports, names of persons and of finer places, and actors that our lexicon does "
            "not have are left out. "
            f"{held}"
        ).strip()
