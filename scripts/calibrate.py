"""Fit the models of confidence to annotated texts and write geo/lexicon/confidence.toml.

    python scripts/calibrate.py

Run it after the rules of extraction changed. The same rules and texts give the same file; about a minute.
The development corpora are read in ../shared where they are; without them only our own reports teach, and the
model of place names stays as it is.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # bench and tests are no packages that are installed

from bench.calibration.beside import claims_beside  # noqa: E402
from bench.calibration.judged import SHARED, Judged, Reading  # noqa: E402
from bench.calibration.models import FOLDS, RIDGE, TEACHERS, WHOLE_RIDGE, fit_claims, fit_readings  # noqa: E402
from bench.calibration.names import names  # noqa: E402
from bench.calibration.ours import our_claims, our_statements  # noqa: E402
from geo.claims.confidence import CLAIM, SLOTS, STATEMENT  # noqa: E402
from geo.lexicons import load  # noqa: E402
from geo.toponyms.confidence import MODEL  # noqa: E402

FILE = ROOT / "geo" / "lexicon" / "confidence.toml"
HEAD = f"""\
# How much each sign says for (above 0) or against a reading being right, in log-odds. Made by
# scripts/calibrate.py out of annotated texts; no hand has been at the figures, and none should: change the
# rules, then run it again. A model sums its bias and the weights of the signs that are there and takes that
# as log-odds of being right (logistic regression).
#
# A sign is something that the reading itself shows: how its place was found, how its day, whether a word of
# its own told what happened. geo/claims/confidence.py and geo/toponyms/confidence.py say when one is there.
# The weights hold no word and no name. Fitted by Newton's method with a ridge of {RIDGE:g} (whole claims:
# {WHOLE_RIDGE:g}). How far they hold for texts that they were not fitted to, by {FOLDS} folds over documents
# and from corpus to corpus, is printed by `make bench ARGS=confidence`.
"""
WHAT = {
    "type": "What happened: its type, and whether it did (actual, planned, undone).",
    "place": "Where: one of its places is the right one, or holds it.",
    "date": "When: its days meet the right ones.",
    "attributed_to": "Attributed to: all whom it names did it by the words of the report.",
    CLAIM: "Type, place and day at once; `slots_sure` is the log-odds of the product of the three.",
    STATEMENT: "A statement: it is one, about that slot, with that stance.",
    MODEL: "A place name: it is one, and lies where it was put (161 km at most).",
}


def main() -> int:
    """Names first: their confidence is a sign of the claims' places."""
    tables = dict(load("confidence"))
    counts: dict[str, str] = {}
    if SHARED.is_dir():
        found = names()
        tables[MODEL] = fit_readings(MODEL)(found)
        counts[MODEL] = share((one.corpus, one.right) for one in found)
        write(tables, counts)
    claims = [one for one in (*our_claims(), *claims_beside()) if one.corpus in TEACHERS]
    said = list(our_statements())
    tables |= fit_claims(claims) | {STATEMENT: fit_readings(STATEMENT)(said)}
    counts |= counts_of(claims, said)
    write(tables, counts)
    print(f"{FILE.relative_to(ROOT)}: fitted to {len(claims)} claims, {len(said)} statements")
    return 0


def counts_of(claims: Sequence[Judged], said: Sequence[Reading]) -> dict[str, str]:
    """What each model was fitted to."""
    of_slots = {
        slot: share((one.corpus, one.right[slot]) for one in claims if slot in one.right)
        for slot in (*SLOTS, CLAIM)
    }
    return of_slots | {STATEMENT: share((one.corpus, one.right) for one in said)}


def share(judged: Iterable[tuple[str, bool]]) -> str:
    """ "reports 182 (74 % right), muc 222 (82 % right)"."""
    listed = list(judged)
    total, right = Counter(corpus for corpus, _ in listed), Counter(corpus for corpus, good in listed if good)
    return ", ".join(
        f"{corpus} {count} ({right[corpus] / count:.0%} right)" for corpus, count in total.items()
    )


def write(tables: Mapping[str, Mapping[str, float]], counts: Mapping[str, str]) -> None:
    """The file anew; later readings of this process see it."""
    FILE.write_text("\n".join([HEAD, *lines(tables, counts)]), encoding="utf-8")
    load.cache_clear()


def lines(tables: Mapping[str, Mapping[str, float]], counts: Mapping[str, str]) -> Iterator[str]:
    """Each model with what it is about and what taught it."""
    for model, what in WHAT.items():
        yield f"# {what}"
        if model in counts:
            yield f"# Fitted to {counts[model]}."
        yield f"[{model}]"
        yield from (f"{sign} = {round(weight, 2) + 0.0}" for sign, weight in tables[model].items())
        yield ""


if __name__ == "__main__":
    sys.exit(main())
