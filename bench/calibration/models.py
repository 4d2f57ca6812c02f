"""The models of confidence: which signs each weighs, how all are fitted, and how they are cross-validated.

The signs themselves are named in geo/claims/confidence.py and geo/toponyms/confidence.py.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

import numpy as np

from bench.calibration.judged import Judged, Reading
from bench.calibration.logistic import Sample, Weights, fit
from geo.claims.confidence import CLAIM, SLOTS, STATEMENT, whole
from geo.sureness import weighed
from geo.toponyms.confidence import MODEL

Models = dict[str, Weights]
Said = dict[str, float]  # a slot or CLAIM to the probability that it was read right
RIDGE, WHOLE_RIDGE = 3.0, 0.3
FOLDS = 5
# Claims of other corpora are only measured. The five articles were at hand when the rules were written: what
# is right of them says nothing of others. Corpora of toponyms do not say which place is the event's.
TEACHERS = frozenset({"reports", "sample", "muc", "case"})
SIGNS = {
    "type": """
        type_by_sides type_from_elsewhere trigger_verb trigger_pair trigger_state several_triggers not_actual
        no_single_event told_late place_before target_named toll
    """.split(),
    "place": "place_from_context place_country place_area name_sure place_beside no_single_event".split(),
    "date": """
        day_of_telling day_of_paragraph day_of_other_event day_of_publication day_far several_days lead
        place_from_context no_place no_single_event
    """.split(),
    "attributed_to": """
        doer_name doer_inferred trigger_noun definite type_from_elsewhere source_named
    """.split(),
    CLAIM: "slots_sure no_place no_day place_country".split(),
    STATEMENT: [],  # too few are annotated to tell by signs which are surer
    MODEL: "evidence evidence_low margin margin_low loose_match only_sense with_parent".split(),
}


class _Placed(Protocol):
    @property
    def corpus(self) -> str: ...
    @property
    def document(self) -> str: ...


R = TypeVar("R", bound=_Placed)
M = TypeVar("M")
S = TypeVar("S")


def fit_claims(judged: Sequence[Judged]) -> Models:
    """The models of the slots, and on top of them that of whole claims; by those corpora that teach."""
    judged = [one for one in judged if one.corpus in TEACHERS]
    models = {}
    for slot in SLOTS:
        samples = [Sample(one.signs, one.right[slot]) for one in judged if slot in one.right]
        models[slot] = fit(samples, SIGNS[slot], RIDGE)
    claims = [Sample(_whole(models, one), one.right[CLAIM]) for one in judged if CLAIM in one.right]
    return models | {CLAIM: fit(claims, SIGNS[CLAIM], WHOLE_RIDGE)}


def fit_readings(model: str) -> Callable[[Sequence[Reading]], Weights]:
    """The fitter of one of the two models that stand alone: statements, place names."""
    return lambda readings: fit([Sample(one.signs, one.right) for one in readings], SIGNS[model], RIDGE)


def say_reading(weights: Weights, one: Reading) -> float:
    """What such a model says."""
    return weighed(weights, one.signs)


def say(models: Models, one: Judged) -> Said:
    """What the models say of a claim."""
    said = {slot: weighed(models[slot], one.signs) for slot in one.filled}
    return said | {CLAIM: weighed(models[CLAIM], _whole(models, one))}


def _whole(models: Models, one: Judged) -> dict[str, float]:
    return whole(one.signs, {slot: weighed(models[slot], one.signs) for slot in one.filled})


def cross_validated(
    items: Sequence[R], fitted: Callable[[Sequence[R]], M], say: Callable[[M, R], S], shuffle: int = 0
) -> list[S]:
    """For every item what models say that never saw its document: five folds over documents."""
    documents = sorted({(item.corpus, item.document) for item in items})
    order = np.random.default_rng(shuffle).permutation(len(documents)).tolist()
    fold = {document: order[at] % FOLDS for at, document in enumerate(documents)}
    return left_out(items, fitted, say, lambda item: fold[item.corpus, item.document])


def left_out(
    items: Sequence[R],
    fitted: Callable[[Sequence[R]], M],
    say: Callable[[M, R], S],
    part: Callable[[R], Hashable],
) -> list[S]:
    """For every item what models say that were fitted to the other parts."""
    parts: Iterable[Hashable] = dict.fromkeys(part(item) for item in items)
    models = {own: fitted([item for item in items if part(item) != own]) for own in parts}
    return [say(models[part(item)], item) for item in items]
