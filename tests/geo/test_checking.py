"""Claims drawn, judged and counted: the same for all coders, true after another reading, honest about few."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from geo.checking import Judgement, Plan
from geo.checking.agreement import agreement, kappa
from geo.checking.judging import VERDICTS, coded, coders, of_claim, of_plan, plan_of
from geo.checking.missing import Found, missed, of_sentence
from geo.checking.report import report
from geo.checking.sampling import drawn, population, stratum
from geo.checking.scoring import calibration, precision, share_of, weights, whole, wilson
from geo.checking.slots import SLOTS, Slot, read_of
from geo.claims.passed import PassedOver
from geo.model import Actor, ActorMention, Claim, Moment, Span
from geo.sheets import read_sheet, sheet_lines

WORDS = "Troops shelled Homs on Friday."


def a_claim(number: int, type_: str = "shelling", confidence: float = 0.8) -> Claim:
    start = 100 * number
    return Claim(
        claim_id=f"c{number}",
        doc_id=f"d{number % 7}",
        type=type_,
        trigger=Span(start + 7, start + 14, "shelled"),
        evidence=(Span(start, start + len(WORDS), WORDS),),
        moment=Moment(date(2015, 10, 2), date(2015, 10, 2), "day"),
        perpetrators=(ActorMention(Actor("", "Troops", "military"), Span(start, start + 6, "Troops")),),
        confidence=confidence,
    )


CLAIMS = [a_claim(n, "shelling" if n % 4 else "protest", 0.3 + n / 200) for n in range(120)]


def judged(coder: str, claim: Claim, number: int = 1, **verdicts: str) -> Judgement:
    return replace(of_claim(coder, claim, verdicts), id=number)  # type: ignore[arg-type]


def test_a_sample_is_the_same_for_all_and_no_part_of_the_case_is_left_out() -> None:
    one = drawn(CLAIMS, Plan(7, 50))
    assert [c.claim_id for c in one] == [c.claim_id for c in drawn(reversed(CLAIMS), Plan(7, 50))]
    assert [c.claim_id for c in drawn(CLAIMS, Plan(7, 80))][:50] == [c.claim_id for c in one]
    assert {c.claim_id for c in one} != {c.claim_id for c in drawn(CLAIMS, Plan(8, 50))}
    held = [c.claim_id for c in drawn(CLAIMS[:-10], Plan(7, 50))]
    assert len(set(held) & {c.claim_id for c in one}) >= 40  # what went shifts no others
    times = Counter(c.claim_id for seed in range(60) for c in drawn(CLAIMS, Plan(seed, 30)))
    assert len(times) == len(CLAIMS)
    assert max(times.values()) < 30  # 15 on average


def test_by_type_each_has_its_turn() -> None:
    assert Counter(c.type for c in drawn(CLAIMS, Plan(7, 40, "type"))) == {"shelling": 20, "protest": 20}
    assert {stratum(c, "confidence") for c in drawn(CLAIMS, Plan(7, 3, "confidence"))} == {
        "0.00 to 0.50", "0.50 to 0.75", "0.75 to 1.00"
    }  # fmt: skip


def test_only_what_makes_an_event_is_drawn() -> None:
    statement = replace(CLAIMS[0], kind="statement", slot="occurrence")
    assert population([statement, replace(CLAIMS[1], mode="negated"), CLAIMS[2]]) == [CLAIMS[2]]


def test_shares_know_how_little_they_know() -> None:
    assert wilson(1.0, 10) == pytest.approx((0.722, 1.0), abs=0.001)
    found = share_of([("right", 1), ("right", 1), ("wrong", 1), ("cannot tell", 1), ("not applicable", 1)])
    assert (found.right, found.judged, found.cannot_tell, found.not_applicable) == (2, 3, 1, 1)
    assert found.share == pytest.approx(2 / 3)
    nothing = share_of([("cannot tell", 1)])
    assert (nothing.share, nothing.low, nothing.high) == (None, 0.0, 1.0)


def test_slots_left_empty_are_counted_apart_and_what_is_no_event_counts_once() -> None:
    one, other, third = CLAIMS[:3]
    said = [
        judged("Ana", one, 1, event="right", attributed="right", target="right", toll="wrong"),
        judged("Ana", other, 2, event="wrong", type="wrong"),
        judged("Ana", third, 3, event="right", type="right", place="right", day="cannot tell"),
    ]
    found = coded("Ana", said, CLAIMS)
    slots = precision(found.judged.values(), weights(found.judged.values(), CLAIMS, ""))
    assert (slots["event"].filled.right, slots["event"].filled.judged) == (2, 3)
    assert slots["type"].filled.judged == 1
    assert (slots["toll"].filled.judged, slots["toll"].empty.judged, slots["toll"].empty.right) == (0, 1, 0)
    assert slots["target"].empty.right == 1
    assert slots["day"].filled.cannot_tell == 1
    assert [whole(each) for each in found.judged.values()] == [None, "wrong", "cannot tell"]
    assert found.judged[other.claim_id].complete
    assert not found.judged[one.claim_id].complete


def test_strata_are_weighted_by_their_size() -> None:
    many = [c for c in CLAIMS if c.type == "shelling"][:2]
    few = [c for c in CLAIMS if c.type == "protest"][:2]
    said = [judged("Ana", c, 1, event="right") for c in many] + [
        judged("Ana", c, 1, event="wrong") for c in few
    ]
    found = coded("Ana", said, CLAIMS)
    slots = precision(found.judged.values(), weights(found.judged.values(), CLAIMS, "type"))
    assert slots["event"].filled.share == pytest.approx(0.75)


def test_the_last_word_counts_and_another_reading_is_not_judged() -> None:
    claim = CLAIMS[3]
    said = [judged("Ana", claim, 1, type="wrong", day="right"), judged("Ana", claim, 2, type="right")]
    assert coded("Ana", said, CLAIMS).judged["c3"].verdicts == {"type": "right", "day": "right"}
    again = replace(claim, claim_id="c3b", moment=Moment(None, None, "unknown"))
    now = [again if c is claim else c for c in CLAIMS]
    found = coded("Ana", said, now)
    assert found.judged["c3b"].verdicts == {"type": "right"}
    assert found.judged["c3b"].changed == {"day": "2015-10-02"}
    anew = coded("Ana", [*said, judged("Ana", again, 3, day="wrong")], now)
    assert anew.judged["c3b"].changed == {}
    without = coded("Ana", said, [c for c in CLAIMS if c is not claim])
    assert not without.judged
    assert len(without.gone) == 1


def test_confidence_is_compared_with_what_was_right() -> None:
    core: dict[Slot, str] = {"event": "right", "type": "right", "place": "right", "day": "right"}
    said = [judged("Ana", a_claim(n, confidence=0.9), n, **core) for n in range(3)]
    said += [judged("Ana", a_claim(9, confidence=0.4), 9, **{**core, "day": "wrong"})]
    there = [a_claim(n, confidence=0.9) for n in range(3)] + [a_claim(9, confidence=0.4)]
    low, high = calibration(coded("Ana", said, there).judged.values())
    assert (low.said, low.right.share, high.right.share) == (0.4, 0.0, 1.0)
    assert high.said == pytest.approx(0.9)


def test_agreement_of_two_coders() -> None:
    assert kappa([("right", "right")] * 9).kappa is None  # undefined: nothing else was said
    assert kappa([]).both == 0
    yes, no = VERDICTS[:2]
    some = kappa([(yes, yes)] * 8 + [(no, no)] * 2)
    assert some.kappa == 1.0
    assert some.high == pytest.approx(1.0)
    assert some.low < 0.5
    said = [judged("Ana", c, 1, type="right", toll="not applicable") for c in CLAIMS[:4]]
    said += [
        judged("Bo", c, 2, type="right" if c is not CLAIMS[0] else "wrong", toll="right") for c in CLAIMS[:6]
    ]
    found = agreement(coded("Ana", said, CLAIMS), coded("Bo", said, CLAIMS))
    assert (found["type"].both, found["type"].agreed, found["toll"].both) == (4, 3, 0)
    assert coders(said) == ["Ana", "Bo"]


def test_what_was_missed_bounds_recall() -> None:
    def passed(number: int) -> PassedOver:
        start = 1000 + 100 * number
        return PassedOver(
            Span(start, start + 5, "A hit"), ((Span(start + 2, start + 5, "hit"), "part of a name"),)
        )

    of = Found(10, 80, 40)
    said = [of_sentence("Ana", "d1", passed(n), "wrong" if n < 2 else "right", of) for n in range(10)]
    said += [of_sentence("Ana", "d1", passed(10), "cannot tell", of)]
    found = missed("Ana", said, CLAIMS, 0.9)
    assert found.missed is not None
    assert found.recall is not None
    assert found.missed[0] == pytest.approx(0.2)
    assert found.recall[0] == pytest.approx(72 / (72 + 8))
    assert found.recall[1] < found.recall[0] < found.recall[2]
    now = replace(CLAIMS[1], doc_id="d1", evidence=(passed(0).sentence,), trigger=passed(0).words[0][0])
    assert missed("Ana", said, [*CLAIMS, now], 0.9).changed == 1


def test_the_report_holds_all_of_it_and_the_plan_is_the_last_one() -> None:
    assert plan_of([]) is None
    said = [of_plan(Plan(3)), of_plan(Plan(7, 20, "type")), judged("Ana", CLAIMS[0], 5, event="right")]
    assert plan_of(said) == Plan(7, 20, "type")
    found = report(said, CLAIMS, plan_of(said))
    assert found["claims"] == 120
    assert found["coders"][0]["slots"]["event"]["filled"]["right"] == 1
    assert list(found["coders"][0]["slots"]) == list(SLOTS)
    assert report(said, CLAIMS, None, only="Bo")["coders"] == []


def test_what_is_read_tells_two_readings_apart() -> None:
    read = read_of(CLAIMS[0])
    assert (read["type"], read["day"], read["attributed"], read["place"]) == (
        "Protest",
        "2015-10-02",
        "Troops",
        "",
    )
    inferred = replace(
        CLAIMS[0], perpetrators=(replace(CLAIMS[0].perpetrators[0], inferred=True, span=None),)
    )
    assert read_of(inferred)["attributed"] == "Troops (from context)"


def test_a_sheet_of_any_characters_is_read_again() -> None:
    made = "\n".join(sheet_lines(["a"], [{"a": "Mill\0 hit \ud800"}]))
    (row,) = read_sheet(made.encode(), "s.csv", ["a"], [])
    assert row.get("a") == "Mill\ufffd hit \ufffd"
