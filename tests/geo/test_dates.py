"""Date expressions and the days they mean. The expressions are ours, in the styles of many newsrooms."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import find_dates
from geo.dates.tense import tense
from geo.model import DateMention

OWN = Path(__file__).with_name("data") / "dates_own.jsonl"
CASES = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
SUNDAY = date(2015, 10, 4)


def only(text: str, published: date | None = SUNDAY) -> DateMention:
    (mention,) = find_dates(text, published)
    return mention


def span(mention: DateMention) -> tuple[str, str]:
    return str(mention.moment.start), str(mention.moment.end)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["expression"])
def test_expression(case: dict[str, str]) -> None:
    text, expression = case["text"], case["expression"]
    start = text.index(expression)
    mentions = find_dates(text, date.fromisoformat(case["published"]))
    shared = [min(m.end, start + len(expression)) - max(m.start, start) for m in mentions]
    assert shared
    assert max(shared) >= len(expression) * 0.6
    found = mentions[shared.index(max(shared))]
    assert span(found) == (case["from"], case["to"])
    assert found.moment.anchor


@pytest.mark.parametrize(
    "text",
    [
        "The council adopted resolution 2254.",
        "He waited for three months, three weeks, three days.",
        "The four-year war goes on after four years of it.",
        "Some 2,500 men and 5,000 $ were lost.",
        "A boy aged 12 and 24 others were hurt in a 5-4 vote.",
        "They may march on if they must.",
        "Theresa May spoke for the government of May.",
        "The host 10.10.10.10 runs version 1.2.3.4.",
        "He sat in the sun and wed his bride.",
        "Black Friday sales rose.",
        "Of 2000 fighters, few remained; by 2000 men it was held.",
        "On September 31 nothing can happen.",
        "For the second day running, one day like another.",
        "The week was quiet.",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, SUNDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "on Wednesday",
        "last month",
        "yesterday",
        "three days ago",
        "the past 24 hours",
        "on September 30",
        "in March",
        "between 3 and 5 March",
        "from January to May",
        "on the 4th",
        "the following day",
        "two days later",
        "two days after they met",
        "last summer",
        "over the weekend",
        "from Monday to Friday",
        "on Christmas Day",
    ],
)
def test_without_publication_relative_dates_are_found_and_unknown(text: str) -> None:
    mention = only(f"It was hit {text}.", None)
    assert mention.moment.start is None
    assert mention.moment.precision == "unknown"
    assert mention.moment.anchor == "publication date not known"
    assert mention.rule


@pytest.mark.parametrize(
    "text", ["4 October 2015", "2015-10-04", "Oct. 4, 2015", "04/10/2015", "4.10.2015", "4-Oct-2015"]
)
def test_absolute_dates_need_no_publication(text: str) -> None:
    mention = only(f"It was hit on {text}.", None)
    assert span(mention) == ("2015-10-04", "2015-10-04")
    assert mention.moment.precision == "day"
    assert mention.moment.anchor.startswith("stated in the text")


def test_the_reason_names_the_day_counted_from() -> None:
    assert only("It was hit on Friday.").moment.anchor == "published 2015-10-04"
    later = find_dates("It was hit on 2 May 2015. Two days later it fell.", SUNDAY)[1]
    assert later.moment.anchor == 'counted from "on 2 May 2015" before it'


@pytest.mark.parametrize(
    ("published", "meant"),
    [("2015-10-07", "2015-10-07"), ("2015-10-08", "2015-10-07"), ("2015-10-06", "2015-09-30")],
)
def test_a_weekday_is_the_latest_one_up_to_publication(published: str, meant: str) -> None:
    assert span(only("Jets hit the mill on Wednesday.", date.fromisoformat(published)))[0] == meant


@pytest.mark.parametrize(
    ("text", "expression", "start", "end"),
    [
        ("It fell on 5 May. That week it rained.", "That week", "2015-05-04", "2015-05-10"),
        ("It fell on 5 May. That weekend it rained.", "That weekend", "2015-05-09", "2015-05-10"),
        ("It fell on 5 May, and since then it rained.", "since then", "2015-05-05", "2015-10-04"),
        (
            "It fell on 5 May. The previous Friday was calm.",
            "The previous Friday",
            "2015-05-01",
            "2015-05-01",
        ),
        (
            "It fell on 5 May. The following Monday was calm.",
            "The following Monday",
            "2015-05-11",
            "2015-05-11",
        ),
        ("It fell on 5 May. Two days before, it had stood.", "Two days before", "2015-05-03", "2015-05-03"),
        (
            "It fell on 5 May. Three days after it, they left.",
            "Three days after",
            "2015-05-08",
            "2015-05-08",
        ),
        ("The day before, it had stood.", "The day before", "2015-10-03", "2015-10-03"),
        ("Two years earlier it had stood.", "Two years earlier", "2013-01-01", "2013-12-31"),
        ("It burned overnight Friday.", "overnight Friday", "2015-10-02", "2015-10-03"),
        ("It burned Sunday overnight.", "Sunday overnight", "2015-10-03", "2015-10-04"),
        (
            "Fighting lasted the night of Friday to Saturday.",
            "the night of Friday to Saturday",
            "2015-10-02",
            "2015-10-03",
        ),
        ("It will last from Tuesday to Friday.", "from Tuesday to Friday", "2015-10-06", "2015-10-09"),
        ("The last Wednesday was calm.", "The last Wednesday", "2015-09-30", "2015-09-30"),
        ("Last week on Tuesday it fell.", "Last week on Tuesday", "2015-09-22", "2015-09-22"),
        ("It fell on 25 February last year.", "25 February last year", "2014-02-25", "2014-02-25"),
        ("It fell in August last year.", "in August last year", "2014-08-01", "2014-08-31"),
        ("It opens next March.", "next March", "2016-03-01", "2016-03-31"),
        ("It will open in March.", "in March", "2016-03-01", "2016-03-31"),
        ("It fell on the 30th.", "on the 30th", "2015-09-30", "2015-09-30"),
        ("It fell on the 30th of last month.", "on the 30th of last month", "2015-09-30", "2015-09-30"),
        ("It fell in the second half of June.", "the second half of June", "2015-06-16", "2015-06-30"),
        ("It fell on the last weekend of May.", "the last weekend of May", "2015-05-30", "2015-05-31"),
        ("It fell on the first weekend of May.", "the first weekend of May", "2015-05-02", "2015-05-03"),
        ("It fell in the last week of May.", "the last week of May", "2015-05-25", "2015-05-31"),
        ("Rain came in the third quarter of 2014.", "the third quarter of 2014", "2014-07-01", "2014-09-30"),
        ("Rain came in the last quarter of 2014.", "the last quarter of 2014", "2014-10-01", "2014-12-31"),
        ("It was built in the early 1980s.", "the early 1980s", "1980-01-01", "1983-12-31"),
        ("It was built 2011-14.", "2011-14", "2011-01-01", "2014-12-31"),
        ("After the 2013 flood it stood.", "the 2013", "2013-01-01", "2013-12-31"),
        ("It burned last winter.", "last winter", "2014-12-01", "2015-02-28"),
        ("It opens next spring.", "next spring", "2016-03-01", "2016-05-31"),
        ("It closed this autumn.", "this autumn", "2015-09-01", "2015-11-30"),
        ("It closed on Christmas Eve.", "Christmas Eve", "2014-12-24", "2014-12-24"),
        ("It closed on New Year's Day 2011.", "New Year's Day 2011", "2011-01-01", "2011-01-01"),
        ("It closed early last week.", "early last week", "2015-09-21", "2015-09-22"),
        ("It closed late this decade.", "late this decade", "2017-01-01", "2019-12-31"),
        ("It closed last decade.", "last decade", "2000-01-01", "2009-12-31"),
        ("It closed a few days ago.", "a few days ago", "2015-09-27", "2015-10-03"),
        ("It closed three hours ago.", "three hours ago", "2015-10-04", "2015-10-04"),
        ("It will close in three weeks.", "in three weeks", "2015-10-19", "2015-10-25"),
        ("It will close within two days.", "within two days", "2015-10-04", "2015-10-06"),
        ("In recent weeks it rained.", "In recent weeks", "2015-09-06", "2015-10-04"),
        ("Over the coming months it will rain.", "Over the coming months", "2015-10-04", "2016-04-04"),
        ("Rain is due this weekend.", "this weekend", "2015-10-03", "2015-10-04"),
        ("It closed last weekend.", "last weekend", "2015-09-26", "2015-09-27"),
        ("It closed the day after tomorrow.", "the day after tomorrow", "2015-10-06", "2015-10-06"),
        ("Earlier in the day it rained.", "Earlier in the day", "2015-10-04", "2015-10-04"),
        ("Since January 2015 it rained.", "Since January 2015", "2015-01-01", "2015-10-04"),
        ("Since the 1990s it rained.", "Since the 1990s", "1990-01-01", "2015-10-04"),
        ("It rained from November to January.", "from November to January", "2014-11-01", "2015-01-31"),
        ("On 15/03/15 it rained.", "15/03/15", "2015-03-15", "2015-03-15"),
    ],
)
def test_more_of_them(text: str, expression: str, start: str, end: str) -> None:
    mention = next(m for m in find_dates(text, SUNDAY) if m.end >= text.index(expression) + len(expression))
    assert mention.text.endswith(expression)
    assert span(mention) == (start, end)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("The court will rule on", "future"),
        ("The talks are due to open", "future"),
        ("The hearing, scheduled for", "future"),
        ("He said that jets struck", "past"),
        ("The meeting that was held", "past"),
        ("The truce would end", "future"),
        ("The union has called a general strike on", "future"),
        ("Activists called for protests on", "future"),
        ("The party plans a demonstration on", "future"),
        ("The farmers want to hold a rally on", "future"),
        ("The strikes would have ended", "past"),
        ("The mill", "unknown"),
    ],
)
def test_tense(clause: str, expected: str) -> None:
    text = f"They will come. {clause} Friday."
    assert tense(text, text.index("Friday"), text.index("Friday") + 6) == expected


def test_days_and_months_in_figures() -> None:
    assert span(only("Dated 03/04/2015."))[0] == "2015-04-03"  # day first, as a rule
    assert span(only("Dated 04/13/2015."))[0] == "2015-04-13"  # month first: there is no other day
    assert span(only("Dated 10/02/2015."))[0] == "2015-10-02"  # month first: two days old, not eight months
    assert span(only("Dated 12/03/2022.", date(2022, 3, 15)))[0] == "2022-03-12"


def test_a_stamp_alone_on_its_line_is_no_anchor() -> None:
    text = "The mill burned\nOct 04, 2015 at 11:32 AM\n\nA day after the council met, jets struck."
    mention = find_dates(text, SUNDAY)[1]
    assert span(mention)[0] == "2015-10-03"


def test_a_long_span_is_no_anchor_for_the_next_day() -> None:
    mention = find_dates("It began in 2011. The following day it rained.", SUNDAY)[1]
    assert mention.moment.start is None


def test_wire_capitals_and_line_breaks() -> None:
    assert span(only("IT WAS HIT ON 2\nFEBRUARY.", date(1990, 2, 10)))[0] == "1990-02-02"
    assert span(only("SAN TELMO, 4 FEB 90 -- HELD.", date(1990, 2, 10)))[0] == "1990-02-04"
    assert span(only("HELD ON 4 FEB 20 MEN WERE SHOT.", date(1990, 2, 10)))[0] == "1990-02-04"


def test_the_first_and_the_last_day_of_the_calendar() -> None:
    for published in (date.min, date.max):
        for text in (
            "overnight",
            "last decade",
            "in 90 years it will end",
            "last month",
            "next year",
            "last winter",
        ):
            find_dates(text + " on Monday, 29 February, the weekend, tomorrow, 300 years ago", published)


WORDS = st.sampled_from(
    (
        "on in the last next this Monday Sunday May March 4 14th 30 2015 2015-10-04 3/4/15 week month"
        " year days two past 24 hours ago between and to - , . \n since early late of October Oct. will was"
        " weekend overnight night after following day earlier later 1990s summer 90 a few"
    ).split(" ")
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.none() | st.dates())
def test_offsets_hold_on_date_words_in_any_order(text: str, published: date | None) -> None:
    check(text, published)


@given(st.text(max_size=200), st.none() | st.dates())
def test_offsets_hold_on_any_text(text: str, published: date | None) -> None:
    check(text, published)


def check(text: str, published: date | None) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert text[mention.start : mention.end] == mention.text == mention.moment.text
        assert mention.start >= end
        assert mention.rule
        assert mention.moment.anchor
        end = mention.end


def test_hours_later_are_the_same_day() -> None:
    text = "It was hit on 2 May 2015. Half an hour later it was hit again. Two days later it fell."
    assert [str(mention.moment.start) for mention in find_dates(text, SUNDAY)] == [
        "2015-05-02",
        "2015-05-02",
        "2015-05-04",
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The union intends to meet on the 18th over pay.", "2015-10-18"),
        ("They will vote on the 30th.", "2015-10-30"),
        ("He was shot on the 2nd in Homs.", "2015-10-02"),
        ("The party has called a hartal in Sylhet on November 3.", "2015-11-03"),
        ("Talks could be held in Geneva in December.", "2015-12-01"),
    ],
)
def test_days_to_come_and_past(text: str, start: str) -> None:
    assert str(only(text).moment.start) == start


@pytest.mark.parametrize("text", ["They live on the 4th floor.", "He voted on the eve of the vote."])
def test_no_day_of_the_month_and_no_eve(text: str) -> None:
    assert find_dates(text, SUNDAY) == []


def test_a_day_of_the_month_named_before() -> None:
    found = find_dates("The quake came in August: on the 9th of that month a dam broke.", SUNDAY)
    assert str(found[-1].moment.start) == "2015-08-09"


def test_the_eve_of_an_attack_is_the_day_before_it() -> None:
    found = find_dates("Bombs hit Homs on Wednesday. She left on the eve of the raids.", SUNDAY)
    assert str(found[-1].moment.start) == "2015-09-29"


def test_when_somebody_spoke_is_no_anchor_for_the_following_day() -> None:
    text = "They stormed it on Wednesday, witnesses told us on Friday. More came the following day."
    assert str(find_dates(text, SUNDAY)[-1].moment.start) == "2015-10-01"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Rail unions called a stoppage for Tuesday.", "2015-10-06", "2015-10-06"),
        ("Students announced a new march for 7 October.", "2015-10-07", "2015-10-07"),
        ("Judges blamed the colonel for Tuesday's purge.", "2015-09-29", "2015-09-29"),
        ("The poll is due on 1 October, the board said.", "2015-10-01", "2015-10-01"),
        ("Thefts rose in the third quarter of last year.", "2014-07-01", "2014-09-30"),
        ("Mortars hit Daraa over the preceding two days.", "2015-10-02", "2015-10-04"),
    ],
)
def test_what_is_set_for_a_day_is_to_come(text: str, start: str, end: str) -> None:
    assert span(only(text)) == (start, end)


def test_a_day_passed_is_not_next_years() -> None:
    first, second = find_dates("He drew back on 2 October, yet guilds called a march for 9 October.", SUNDAY)
    assert (span(first)[0], span(second)[0]) == ("2015-10-02", "2015-10-09")


def test_that_month_is_the_month_named_last() -> None:
    found = find_dates("Ships left on Friday. In June the navy lost two boats, ten men that month.", SUNDAY)
    assert span(found[-1]) == ("2015-06-01", "2015-06-30")


def test_so_many_days_after_counts_from_the_attack_that_is_told() -> None:
    found = find_dates(
        "A mine killed a guard on Thursday. The blast came just two days after rebels shot a clerk.", SUNDAY
    )
    assert span(found[-1])[0] == "2015-09-29"


def test_the_eve_is_of_the_attack_that_a_report_is_about() -> None:
    text = "Bombs hit Homs on Thursday. Doctors fled last Monday. She left on the eve of the raids."
    assert span(find_dates(text, SUNDAY)[-1])[0] == "2015-09-30"
