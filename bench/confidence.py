"""Does what is called 80 % sure happen four times in five? Reliability of every model of confidence.

All figures are of models that never saw the document in question (five folds over documents), or, on the
lines "taught by others", never saw its corpus. Beside them stands the formula written by hand that was
there before. "By chance" is the calibration error that a faultless model would show on so few readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bench.calibration.beside import claims_beside
from bench.calibration.judged import Judged, Reading
from bench.calibration.models import (
    TEACHERS,
    Said,
    cross_validated,
    fit_claims,
    fit_readings,
    left_out,
    say,
    say_reading,
)
from bench.calibration.names import names
from bench.calibration.ours import our_claims, our_statements
from bench.calibration.reliability import Floats, calibration_error, lines, summary
from geo.claims.confidence import CLAIM, SLOTS, STATEMENT
from geo.toponyms.confidence import MODEL

SHUFFLES = 5  # ways to part the documents; the table shows the first
TITLES = {
    "type": "what happened",
    "place": "where",
    "date": "when",
    "attributed_to": "attributed to",
    CLAIM: "a whole claim: type, place and day at once",
    STATEMENT: "statements",
    MODEL: "place names (dateline toponyms)",
}


def measure() -> Iterator[str]:
    """The tables, line by line."""
    yield from _of_claims([*our_claims(), *claims_beside()])
    yield from _of_readings(STATEMENT, list(our_statements()))
    if found := names():
        yield from _of_readings(MODEL, found)


def _of_claims(judged: Sequence[Judged]) -> Iterator[str]:
    taught = [one for one in judged if one.corpus in TEACHERS]
    runs = [cross_validated(taught, fit_claims, say, shuffle) for shuffle in range(SHUFFLES)]
    others = left_out(judged, fit_claims, say, lambda one: one.corpus)
    for slot in (*SLOTS, CLAIM):
        columns = [_column(run, taught, slot) for run in runs]
        by_hand = np.array([one.by_hand for one in taught if slot in one.right])
        yield from _held(slot, _right(taught, slot), columns, by_hand)
        corpora = [one.corpus for one in judged if slot in one.right]
        yield from _carried(corpora, _right(judged, slot), _column(others, judged, slot))


def _right(judged: Sequence[Judged], slot: str) -> Floats:
    return np.array([float(one.right[slot]) for one in judged if slot in one.right])


def _column(said: Sequence[Said], judged: Sequence[Judged], slot: str) -> Floats:
    return np.array([own[slot] for own, one in zip(said, judged, strict=True) if slot in one.right])


def _of_readings(model: str, readings: Sequence[Reading]) -> Iterator[str]:
    fitted = fit_readings(model)
    right = np.array([float(one.right) for one in readings])
    runs = [np.array(cross_validated(readings, fitted, say_reading, shuffle)) for shuffle in range(SHUFFLES)]
    yield from _held(model, right, runs, np.array([one.by_hand for one in readings]))
    others = np.array(left_out(readings, fitted, say_reading, lambda one: one.corpus))
    yield from _carried([one.corpus for one in readings], right, others)


def _held(model: str, right: Floats, runs: Sequence[Floats], by_hand: Floats) -> Iterator[str]:
    """The table, and the figures beside those of the formula."""
    yield f"{TITLES[model]}\n    " + "\n    ".join(lines(runs[0], right))
    errors = [calibration_error(said, right) for said in runs]
    spread = f"{min(errors):.3f} to {max(errors):.3f}, mean {np.mean(errors):.3f}"
    yield f"  cross-validated: {summary(runs[0], right)}"
    yield f"    calibration error by {SHUFFLES} ways to fold: {spread}"
    yield f"  by hand:         {summary(by_hand, right)}"


def _carried(corpora: Sequence[str], right: Floats, said: Floats) -> Iterator[str]:
    """How far it carries to a corpus that had no part in it."""
    for corpus in dict.fromkeys(corpora):
        here = np.array([own == corpus for own in corpora])
        mean = f"said {said[here].mean():.2f} on average"
        yield f"  taught by others, {corpus}: {mean}; {summary(said[here], right[here])}"
