"""How sure a reading is: its signs, its weights, its fit to annotated texts, its way out and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import ModuleType

import numpy as np
import pytest

from bench.calibration.judged import Judged
from bench.calibration.logistic import Sample, fit
from bench.calibration.models import SIGNS, cross_validated
from bench.calibration.ours import our_claims
from bench.calibration.reliability import bins, brier, calibration_error, ranking
from gazetteer import Gazetteer
from geo.claims import find_drafts
from geo.claims.confidence import CLAIM, SLOTS, signs_of, surroundings, whole
from geo.errors import LexiconError
from geo.lexicons import load
from geo.model import Claim, Document
from geo.pipeline import find_mentions, read_document
from geo.records import claim_from_record, claim_to_record
from geo.sureness import probability, weighed
from geo.webmap import words
from geo.webmap.details import event_details

PUBLISHED = date(2021, 3, 10)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return list(our_claims())


def claims(gazetteer: Gazetteer, text: str, published: date | None = PUBLISHED) -> list[Claim]:
    return list(read_document(Document("d", text, published=published), gazetteer).claims)


def signs(gazetteer: Gazetteer, text: str, published: date | None = PUBLISHED) -> list[set[str]]:
    """The signs of each draft of a text, in its order."""
    document = Document("d", text, published=published)
    drafts, _ = find_drafts(document, *find_mentions(document, gazetteer))
    around = surroundings(document, drafts)
    return [set(signs_of(draft, around)) for draft in drafts]


SEEN = [
    ("Warplanes bombed Mosul on Tuesday.", {"trigger_verb", "place_beside"}, {"no_day", "no_place"}),
    ("On Tuesday shelling killed four people in Mosul.", {"trigger_noun", "toll"}, {"type_from_elsewhere"}),
    ("Warplanes will bomb Mosul on Friday.", {"not_actual"}, set()),
    ("A parcel bomb has exploded in Mosul.", {"day_of_publication", "several_days"}, {"day_of_telling"}),
    ("Warplanes bombed Iraq on Tuesday.", {"place_country"}, {"place_area"}),
    ("Police arrested ten men in Mosul on Tuesday, residents said.", {"source_named", "lead"}, {"toll"}),
    (
        "Warplanes bombed Mosul on Tuesday. The attack killed five people.",
        {"type_from_elsewhere", "place_from_context", "definite"},
        {"place_beside"},
    ),
]


@pytest.mark.parametrize(("text", "there", "absent"), SEEN)
def test_signs_say_how_a_reading_came_about(
    gazetteer: Gazetteer, text: str, there: set[str], absent: set[str]
) -> None:
    found = signs(gazetteer, text)[-1]
    assert there <= found
    assert not absent & found


def test_a_day_that_nobody_could_tell_is_no_fault(gazetteer: Gazetteer) -> None:
    text = (
        "Protesters met in Basra on Tuesday.\n\nPrices rose.\n\nTeachers wait.\n\nA bomb exploded in Mosul."
    )
    undated, dated = signs(gazetteer, text, published=None), signs(gazetteer, text)
    assert "no_day" in dated[-1]
    assert "no_day" not in undated[-1]


def test_words_of_its_own_make_surer_than_context(gazetteer: Gazetteer) -> None:
    text = "Warplanes bombed Mosul on Tuesday. Rescuers pulled bodies out. The attack killed five people."
    found = claims(gazetteer, text)
    assert len(found) == 2
    assert found[0].confidence > found[1].confidence


def test_only_slots_that_say_something_have_a_figure(gazetteer: Gazetteer) -> None:
    told = dict(claims(gazetteer, "Russian warplanes bombed Mosul on Tuesday.")[0].sure)
    assert set(told) == set(SLOTS)
    bare = dict(claims(gazetteer, "A car bomb exploded in Mosul on Tuesday.", published=None)[0].sure)
    assert set(bare) == {"type", "place"}


def test_figures_are_bounded_and_have_two_digits(gazetteer: Gazetteer) -> None:
    told = [claim for text, *_ in SEEN for claim in claims(gazetteer, text)]
    figures = [claim.confidence for claim in told] + [share for claim in told for _, share in claim.sure]
    assert len(figures) > 20
    assert all(0.05 <= figure <= 0.95 and figure == round(figure, 2) for figure in figures)


@pytest.mark.parametrize(("bias", "said"), [(0.0, 0.5), (50.0, 0.95), (-50.0, 0.05)])
def test_nothing_is_quite_sure(bias: float, said: float) -> None:
    assert weighed({"bias": bias, "lead": 3.0}, {"unweighed": 9.0}) == pytest.approx(said)


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match=r"no model \[tides\]"):
        probability("tides", {})


def test_the_weights_are_those_of_the_models() -> None:
    table = load("confidence")
    assert {model: sorted(weights) for model, weights in table.items()} == {
        model: sorted([*listed, "bias"]) for model, listed in SIGNS.items()
    }, "run scripts/calibrate.py"


def test_every_sign_that_is_weighed_can_be_there(gazetteer: Gazetteer, judged: list[Judged]) -> None:
    seen = {sign for one in judged for sign in one.signs}
    seen |= {sign for text, *_ in SEEN for found in signs(gazetteer, text) for sign in found}
    assert {sign for model in (*SLOTS, CLAIM) for sign in SIGNS[model]} - {"slots_sure"} <= seen


def test_what_is_called_surer_is_right_more_often(judged: list[Judged]) -> None:
    """On our own annotated reports; by folds over documents: `make bench ARGS=confidence`."""
    right = np.array([float(one.right[CLAIM]) for one in judged])
    said = np.array([_said(one) for one in judged])
    by_hand = np.array([one.by_hand for one in judged])
    assert len(judged) > 200
    assert ranking(said, right) > max(0.70, ranking(by_hand, right))
    assert brier(said, right) < brier(by_hand, right)
    assert calibration_error(said, right) < 0.12


def _said(one: Judged) -> float:
    return probability(CLAIM, whole(one.signs, {slot: probability(slot, one.signs) for slot in one.filled}))


def drawn(count: int) -> Iterator[Sample]:
    """Readings of a world in which a sign trebles the odds and another one means nothing."""
    random = np.random.default_rng(5)
    for _ in range(count):
        telling, idle = random.random(2) < 0.5
        chance = 0.75 if telling else 0.5
        yield Sample({"telling": float(telling), "idle": float(idle)}, bool(random.random() < chance))


def test_the_fit_finds_what_the_world_is_made_of() -> None:
    weights = fit(list(drawn(20_000)), ["telling", "idle"], 1.0)
    assert weights["bias"] == pytest.approx(0.0, abs=0.08)
    assert weights["telling"] == pytest.approx(np.log(3), abs=0.08)
    assert weights["idle"] == pytest.approx(0.0, abs=0.08)


def test_a_sign_seldom_seen_says_little() -> None:
    samples = [Sample({"rare": 1.0}, True), *(Sample({}, at % 2 == 0) for at in range(100))]
    assert 0 < fit(samples, ["rare"], 3.0)["rare"] < 0.3


def test_without_samples_the_odds_are_even() -> None:
    assert fit([], ["lead"], 3.0) == {"bias": 0.0, "lead": 0.0}


def _documents(judged: Sequence[Judged]) -> set[str]:
    return {one.document for one in judged}


def test_folds_never_see_their_own_documents() -> None:
    judged = [Judged("c", f"d{at % 7}", {}, frozenset(), {CLAIM: True}, 0.5) for at in range(40)]
    seen = cross_validated(judged, _documents, lambda rest, _: rest)
    assert all(one.document not in rest for one, rest in zip(judged, seen, strict=True))
    assert all(rest for rest in seen)


def test_reliability_counts_what_happened() -> None:
    said, right = np.array([0.15, 0.15, 0.9, 0.9]), np.array([0.0, 1.0, 1.0, 1.0])
    low, high = bins(said, right)
    assert low.said == pytest.approx(0.15)
    assert (low.happened, low.count) == (0.5, 2)
    assert (high.low, high.happened) == (0.9, 1.0)
    assert calibration_error(said, right) == pytest.approx((0.35 + 0.1) / 2)
    assert brier(said, right) == pytest.approx((0.15**2 + 0.85**2 + 0.1**2 + 0.1**2) / 4)
    assert ranking(said, right) == pytest.approx(5 / 6)


def test_the_figures_go_out_and_come_back(gazetteer: Gazetteer) -> None:
    claim = claims(gazetteer, "Russian warplanes bombed Mosul on Tuesday.")[0]
    record = claim_to_record(claim)
    assert list(record)[-2:] == ["confidence", "confidence_by_slot"]
    assert record["confidence_by_slot"] == dict(claim.sure)
    assert claim_from_record(record).sure == claim.sure
    older = {name: value for name, value in record.items() if name != "confidence_by_slot"}
    assert claim_from_record(older).sure == ()


def test_the_panel_says_how_sure_each_slot_is(samples: ModuleType) -> None:
    event = samples.EVENTS[0]
    sure = replace(event.claims[0], confidence=0.9, sure=(("type", 0.91), ("attributed_to", 0.7)))
    shown = event_details(replace(event, claims=(sure, *event.claims[1:])), {})["confidence_means"]
    assert shown == f"{words.CONFIDENCE}. Each by itself: what happened 91%, attributed to 70%"
    bare = replace(event, claims=tuple(replace(claim, sure=()) for claim in event.claims))
    assert event_details(bare, {})["confidence_means"] == words.CONFIDENCE
