"""Does what is called 80 % sure happen four times in five? Reliability of every model of confidence.

All figures are of models that never saw the document in question (five folds over documents), or, on the
lines "taught by the others", never saw its corpus. Beside them stands the formula written by hand that was
there before. "By chance" is the calibration error that a faultless model would show on so few readings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bench.calibration.beside import claims_beside
from bench.calibration.judged import Judged, Reading
from bench.calibration.models import (
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
    runs = [cross_validated(judged, fit_claims, say, shuffle) for shuffle in range(SHUFFLES)]
    others = left_out(judged, fit_claims, say, lambda one: one.corpus)
    for slot in (*SLOTS, CLAIM):
        at = [number for number, one in enumerate(judged) if slot in one.right]
        yield from _report(
            slot,
            [judged[number].corpus for number in at],
            np.array([float(judged[number].right[slot]) for number in at]),
            [_column(run, at, slot) for run in runs],
            _column(others, at, slot),
            np.array([judged[number].by_hand for number in at]),
        )


def _column(said: Sequence[Said], at: Sequence[int], slot: str) -> Floats:
    return np.array([said[number][slot] for number in at])


def _of_readings(model: str, readings: Sequence[Reading]) -> Iterator[str]:
    fitted = fit_readings(model)
    yield from _report(
        model,
        [one.corpus for one in readings],
        np.array([float(one.right) for one in readings]),
        [np.array(cross_validated(readings, fitted, say_reading, shuffle)) for shuffle in range(SHUFFLES)],
        np.array(left_out(readings, fitted, say_reading, lambda one: one.corpus)),
        np.array([one.by_hand for one in readings]),
    )


def _report(  # noqa: PLR0913, PLR0917 - one column each
    model: str, corpora: Sequence[str], right: Floats, runs: Sequence[Floats], others: Floats, by_hand: Floats
) -> Iterator[str]:
    yield f"{TITLES[model]}\n    " + "\n    ".join(lines(runs[0], right))
    errors = [calibration_error(said, right) for said in runs]
    yield f"  cross-validated: {summary(runs[0], right)}"
    spread = f"{min(errors):.3f} to {max(errors):.3f}, mean {np.mean(errors):.3f}"
    yield f"    calibration error by {SHUFFLES} ways to fold: {spread}"
    yield f"  by hand:         {summary(by_hand, right)}"
    for corpus in dict.fromkeys(corpora):
        here = np.array([own == corpus for own in corpora])
        yield f"  taught by the others, {corpus}: {summary(others[here], right[here])}"
