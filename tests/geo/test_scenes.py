"""Where it happened, with the whole gazetteer: what a report's other place names do not say."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from geo.model import Toponym
from geo.toponyms.measured import SOURCE
from tests.readings import events

PUBLISHED = date(2023, 5, 18)  # a Thursday
claims = partial(events, published=PUBLISHED)


def scenes(text: str) -> list[str]:
    return [place.text for claim in claims(text) for place in claim.places]


def scene(text: str) -> Toponym:
    (place,) = [place for claim in claims(text) for place in claim.places]
    return place


def test_an_unknown_hamlet_lies_where_the_text_measures_it() -> None:
    place = scene("Shelling killed two men in the hamlet of Novozhuravka, 20 km south of Izium, on Monday.")
    assert place.text == "Novozhuravka"
    assert place.geo_precision == "near"
    assert place.place is not None
    assert (place.place.source, place.place.country) == (SOURCE, "UA")
    assert place.lat is not None
    assert place.lat == pytest.approx(49.21 - 20 / 111.2, abs=0.1)


def test_the_text_is_believed_over_a_namesake_far_away() -> None:
    place = scene("Rockets hit the town of Pervomaisk, 12 km west of Kherson, on Monday, killing a man.")
    assert place.place is not None
    assert place.place.source == SOURCE
    assert place.lon == pytest.approx(32.6 - 12 / 76, abs=0.15)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Bristol teacher was killed by a car bomb in Antakya on Monday.", ["Antakya"]),
        ("A car bomb killed nine in Baidoa on Monday; the wounded were airlifted to Mogadishu.", ["Baidoa"]),
        ("Gunmen shot dead a judge in Quetta on Monday, said a spokesman speaking in Karachi.", ["Quetta"]),
        ("A strike on Kharkiv's Saltivka district killed one woman on Monday.", ["Saltivka"]),
        ("An Iskander missile hit a silo in Sumy on Monday, killing four.", ["Sumy"]),
        ("A drone hit a barn in the lakeside village of Aitaroun on Monday.", ["Aitaroun"]),
        ("Orikhiv was shelled on Monday; two women were wounded.", ["Orikhiv"]),
        ("A blast tore through a market on Monday, killing six, said the mayor of Aden.", ["Aden"]),
        ("Gunmen killed five in the port of Himamaylan City on Monday, police said.", ["Himamaylan"]),
    ],
)
def test_the_scene_and_no_other_place(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(scenes(text))) == expected


def test_a_place_not_known_is_at_least_in_its_province() -> None:
    texts = scenes("Shells hit a mill in Qwxtown township in Shan state on Monday, killing 12.")
    assert "Shan" in texts


def test_two_days_after_counts_from_what_was_told_before() -> None:
    first, second = claims("Jets hit Turbat on Monday, two days after Iranian air strikes in Quetta.")
    assert first.moment.start == date(2023, 5, 15)
    assert second.moment.start == date(2023, 5, 13)
