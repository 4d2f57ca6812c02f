"""A comparison in figures: how many are where, by type and by month, and how far those in both differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import numpy as np

from geo.comparing.compare import ALSO_NEAR, IN_BOTH, NOT_COMPARED, Comparison, Side
from geo.datasets.kinds import SAME
from geo.datasets.model import UNKNOWN, Dataset

SIDES: tuple[Side, ...] = get_args(Side)
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by status; `types`, `months` and `countries` hold the compared events only."""

    counts: Mapping[Side, Counts]
    not_compared: Mapping[Side, Counts]  # reason → events
    types: Mapping[Side, Mapping[str, Counts]]  # kind in the dataset's own words → status → events
    months: Mapping[str, Mapping[Side, Counts]]  # "2015-09" → side → status → events
    countries: Mapping[str, Mapping[Side, Counts]]  # "SY" → the same
    differences: Mapping[str, Any]

    def share(self, side: Side) -> float | None:
        """How much of what is compared on a side is in both, 0 to 1; None where nothing is compared."""
        counts = self.counts[side]
        compared = sum(counts.values()) - counts[NOT_COMPARED]
        return counts[IN_BOTH] / compared if compared else None


def statuses(side: Side) -> tuple[str, ...]:
    """The statuses of events of a side, in the order in which they are told."""
    return IN_BOTH, ALSO_NEAR, f"only {side}"


def summarise(comparison: Comparison) -> Summary:
    """Count."""
    counts = {side: dict.fromkeys((*statuses(side), NOT_COMPARED), 0) for side in SIDES}
    reasons: dict[Side, Counter[str]] = {side: Counter() for side in SIDES}
    types: dict[Side, dict[str, Counts]] = {side: {} for side in SIDES}
    months: dict[str, dict[Side, Counts]] = {}
    countries: dict[str, dict[Side, Counts]] = {}
    for side in SIDES:
        dataset = comparison.dataset(side)
        for number, (kind, start) in enumerate(
            zip(dataset.kind.tolist(), dataset.start.tolist(), strict=True)
        ):
            status = comparison.status(side, number)
            counts[side][status] += 1
            if status == NOT_COMPARED:
                reasons[side][comparison.apart[side][number]] += 1
                continue
            said = dataset.kinds[kind].said or "no type"
            types[side].setdefault(said, dict.fromkeys(statuses(side), 0))[status] += 1
            month = f"{date.fromordinal(start):%Y-%m}"
            country = comparison.countries[side][number] or "unknown"
            for table, key in ((months, month), (countries, country)):
                both = table.setdefault(key, {one: dict.fromkeys(statuses(one), 0) for one in SIDES})
                both[side][status] += 1
    return Summary(
        counts,
        {side: dict(reasons[side].most_common()) for side in SIDES},
        {side: dict(sorted(types[side].items(), key=_most_first)) for side in SIDES},
        dict(sorted(months.items())),
        dict(sorted(countries.items())),
        _differences(comparison),
    )


def in_json(comparison: Comparison, summary: Summary) -> dict[str, Any]:
    """The summary as JSON values."""
    both, limits = comparison.coverage, comparison.limits
    return {
        "here": _described(comparison.here),
        "there": _described(comparison.there),
        "within_days": limits.days,
        "within_km": limits.km,
        "both_cover": {
            "since": both.since.isoformat() if both.since else None,
            "until": both.until.isoformat() if both.until else None,
            "countries": list(both.countries),
        },
        "counts": summary.counts,
        "share_in_both": {side: _rounded(summary.share(side)) for side in SIDES},
        "not_compared": summary.not_compared,
        "by_type": summary.types,
        "by_month": summary.months,
        "by_country": summary.countries,
        "differences": summary.differences,
    }


def killed(comparison: Comparison, pair: int) -> str:
    """How the figures of the dead of a match stand to each other, in neutral words."""
    here = _range(comparison.here, int(comparison.pairs.here[pair]))
    there = _range(comparison.there, int(comparison.pairs.there[pair]))
    if here is None or there is None:
        return "not told" if here is there else "told only here" if here else "told only there"
    if here[0] > there[1]:
        return "higher here"
    return "higher there" if there[0] > here[1] else "ranges touch"


def _range(dataset: Dataset, number: int) -> tuple[float, float] | None:
    low, best, high = (int(column[number]) for column in (dataset.low, dataset.best, dataset.high))
    if low == best == high == UNKNOWN:
        return None
    least = low if low != UNKNOWN else max(best, 0)
    return least, high if high != UNKNOWN else best if best != UNKNOWN else float("inf")


def _differences(comparison: Comparison) -> dict[str, Any]:
    """Of those in both: km and days apart, kinds, figures of the dead."""
    chosen = comparison.matched.pair_here[comparison.matched.pair_here != UNKNOWN]
    pairs = comparison.pairs
    km, days = pairs.km[chosen], pairs.days[chosen]
    middle, most, top = (np.quantile(km, [0.5, 0.9, 1.0]) if len(km) else np.zeros(3)).tolist()
    same = int((pairs.kind[chosen] == SAME).sum())
    return {
        "km_apart": {"median": round(middle, 1), "nine_in_ten": round(most, 1), "most": round(top, 1)},
        "days_apart": {
            str(day): int(count) for day, count in zip(*np.unique(days, return_counts=True), strict=True)
        },
        "type": {"same": same, "near": len(chosen) - same},
        "killed": dict(Counter(killed(comparison, int(pair)) for pair in chosen).most_common()),
    }


def _described(dataset: Dataset) -> dict[str, Any]:
    return {
        "dataset": dataset.name,
        "file": dataset.path.name,
        "events": len(dataset),
        "rows_not_read": dict(dataset.lost),
        "read_as": list(dataset.said),
    }


def _most_first(entry: tuple[str, Counts]) -> tuple[int, str]:
    return -sum(entry[1].values()), entry[0]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
