from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Sentence
from geo.tolls import find_tolls

Figure = tuple[str, int | None, int | None]


def figures(text: str) -> list[Figure]:
    return [
        (toll.harm, toll.low, toll.high)
        for toll in find_tolls([Sentence(0, len(text), text)])
        if toll.part_of is None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed 14 villagers near the bridge.", [("killed", 14, 14)]),
        ("At least twenty-two people died when the roof fell.", [("killed", 22, None)]),
        ("The raid wounded up to 40 soldiers.", [("wounded", None, 40)]),
        ("Dozens of residents were injured.", [("wounded", 24, None)]),
        ("Nine were killed and a further 12 wounded.", [("killed", 9, 9), ("wounded", 12, 12)]),
        ("The clinic counted 8 dead and 15 injured.", [("killed", 8, 8), ("wounded", 15, 15)]),
        ("More than 3,000 people were displaced.", [("displaced", 3000, None)]),
        ("Two hundred miners are missing.", [("missing", 200, 200)]),
        ("A nurse and two children were killed.", [("killed", 1, 1), ("killed", 2, 2)]),
    ],
)
def test_figures(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Just one in 12 raids killed fighters.",
        "The men killed were aged 30 to 40 years.",
        "A column of 60 lorries passed the checkpoint.",
        "The front is 15 miles from the road where he died.",
        "70% of those polled feared being killed.",
    ],
)
def test_other_numbers_are_no_tolls(text: str) -> None:
    assert figures(text) == []


def test_a_part_quotes_its_total_and_is_not_added() -> None:
    text = "The council listed at least 21 villagers killed, including four girls and a teacher."
    total, *parts = find_tolls([Sentence(0, len(text), text)])
    assert (total.low, total.high, total.who) == (21, None, "villagers")
    assert parts
    assert all(part.part_of == "21 villagers" for part in parts)


def test_spans_quote_the_text_from_the_sentence_on() -> None:
    text = "Nothing. At least six men were killed."
    sentence = Sentence(9, len(text), text[9:])
    (toll,) = find_tolls([sentence])
    assert text[toll.span.start : toll.span.end] == toll.span.text == "At least six men"


@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    for toll in find_tolls([Sentence(0, len(text), text)]):
        assert toll.span.text in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid killed between 10 and 15 people.", [("killed", 10, 15)]),
        ("Ten to 15 rebels were killed.", [("killed", 10, 15)]),
        ("Residents spoke of 10-15 dead.", [("killed", 10, 15)]),
        ("A dozen villagers were killed.", [("killed", 12, 12)]),
        ("More than two dozen people were wounded.", [("wounded", 24, None)]),
        ("Half a dozen soldiers died.", [("killed", 6, 6)]),
        ("Two hundred and ten people were killed.", [("killed", 210, 210)]),
        ("Some 1.2 million villagers have been displaced.", [("displaced", 1_200_000, 1_200_000)]),
        ("Tens of thousands of people fled.", [("displaced", 20_000, None)]),
        ("The death toll rose to 8 from 5.", [("killed", 8, 8)]),
        ("The death toll has risen from 19 to 27.", [("killed", 27, 27)]),
        ("It raised the death toll to at least 41.", [("killed", 41, None)]),
        ("The blast claimed the lives of 12 people.", [("killed", 12, 12)]),
        ("The attack claimed 12 lives.", [("killed", 12, 12)]),
        ("The attack left 12 people dead and five injured.", [("killed", 12, 12), ("wounded", 5, 5)]),
        ("Rescuers pulled out the bodies of six children.", [("killed", 6, 6)]),
        ("Seven people lost their lives.", [("killed", 7, 7)]),
        ("Gunmen shot dead a Nigerian policeman.", [("killed", 1, 1)]),
        ("An off-duty officer was killed.", [("killed", 1, 1)]),
        ("Three people, all from one family, were killed.", [("killed", 3, 3)]),
    ],
)
def test_figures_in_other_words(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Forty miners, three of them boys, were killed.", "boys"),
        ("The strike killed 40 people, three of whom were women.", "women"),
        ("At least 40 people were killed; three of the dead were children.", "children"),
    ],
)
def test_some_of_them_are_a_part(text: str, who: str) -> None:
    total, part = find_tolls([Sentence(0, len(text), text)])
    assert (total.low, part.low, part.who) == (40, 3, who)
    assert part.part_of is not None
    assert part.part_of.casefold().startswith("fort" if text.startswith("Forty") else "40")


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had killed the offensive's momentum in two days.",
        "Ten houses and a clinic were hit; nobody died.",
        "The 2015 attack is remembered by those who died.",
        "A woman's house was hit and she was not hurt.",
    ],
)
def test_no_toll_where_nobody_is_counted(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor put the dead at 17.", [("killed", 17, 17)]),
        ("A nun put the number of wounded at 23.", [("wounded", 23, 23)]),
        ("The number of dead at the mine climbed to 9 from 6.", [("killed", 9, 9)]),
        ("The number of miners who died in the flood has gone up to 12.", [("killed", 12, 12)]),
        ("The death toll from the blast stood at 31.", [("killed", 31, 31)]),
        ("Death toll: 12.", [("killed", 12, 12)]),
        ("Nurses counted 14 bodies in the yard.", [("killed", 14, 14)]),
        ("Only nine miners lost their lives.", [("killed", 9, 9)]),
        ('The ministry spoke of 14 "martyrs" and 22 wounded.', [("killed", 14, 14), ("wounded", 22, 22)]),
        ('Doctors said "about 50" people were hurt.', [("wounded", 50, 50)]),
        ("Six rebels also fell in that battle.", [("killed", 6, 6)]),
        ("Two constables of the reserve suffered bullet injuries.", [("wounded", 2, 2)]),
        ("Between 40 and 50 wounded miners reached the clinic.", [("wounded", 40, 50)]),
        ("The gang whisked away about 20 villagers.", [("missing", 20, 20)]),
        ("They seized 40 girls from a dormitory and 12 rifles.", [("missing", 40, 40)]),
        ("13 out of 19 sailors were abducted.", [("missing", 13, 13)]),
        ("More than 60,000 Georgians have been evacuated.", [("displaced", 60_000, None)]),
        ("Some 90,000 farmers had to leave their homes.", [("displaced", 90_000, 90_000)]),
        ("Some 80 families, or 412 persons, fled to the school.", [("displaced", 412, 412)]),
        ("No fewer than 60 people died.", [("killed", 60, None)]),
        ("Gunmen killed a judge and his clerk.", [("killed", 2, 2)]),
        ("A 41-year-old pilot was shot dead.", [("killed", 1, 1)]),
        ("The bus driver was killed and 12 were hurt.", [("killed", 1, 1), ("wounded", 12, 12)]),
        ("Five members of the Front and two soldiers died.", [("killed", 5, 5), ("killed", 2, 2)]),
        ("Three women, two boys and a cook were killed.", [("killed", n, n) for n in (3, 2, 1)]),
        ("In 2011 the rebels killed nine porters.", [("killed", 9, 9)]),
        ("A port of 90,000 souls had 28 murders.", [("killed", 28, 28)]),
        ("SIX OTHERS WERE HURT WHEN RAIDERS CAME.", [("wounded", 6, 6)]),
        ("Two of the three raiders were shot dead.", [("killed", 2, 2)]),
        ("The blast killed one and injured at least a dozen.", [("killed", 1, 1), ("wounded", 12, None)]),
        ("Two cooks were killed, and a third was hurt.", [("killed", 2, 2), ("wounded", 1, 1)]),
        ("The blast killed two cooks and wounded another.", [("killed", 2, 2), ("wounded", 1, 1)]),
        ("Six nuns died, a police officer said.", [("killed", 6, 6)]),
    ],
)
def test_figures_in_newsroom_words(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "16:40 Residents fear that people have died.",
        "A woman of 71 was found asleep.",
        "The driver's son, 34, was wounded.",
        "Shells hit a four-storey block and killed nobody.",
        "An Mi-35 fired at the men who died.",
        "No one was hurt.",
        "There were no casualties and nobody was killed.",
        "Twelve gunmen attacked the village and killed the chief's goats.",
        "Twelve gunmen attacked a village where people died.",
        "Some 60 friends of the missing sailors marched.",
        "A convoy with food for 25,000 displaced people arrived.",
        "On 12 March gunmen killed in cold blood.",
        "Mines killed 12 cows.",
        "It was the 9th killing.",
        "The man was killed.",
        "Ransom of $40 was paid for the wounded.",
    ],
)
def test_what_else_is_counted_is_no_toll(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raiders shot dead eleven people, six nuns and five monks.", [11, 6, 5]),
        ("At least 10 people - seven men and three women - were killed.", [10, 7, 3]),
        ("The raid killed 18 people (11 soldiers and 7 cooks).", [18, 11, 7]),
        ("The blast injured 20 guests, four children among them.", [20, 4]),
        ("Two hundred died, 90 of them in the capital alone.", [200, 90]),
    ],
)
def test_parts_are_told_from_their_total(text: str, expected: list[int]) -> None:
    total, *parts = find_tolls([Sentence(0, len(text), text)])
    assert [toll.low for toll in (total, *parts)] == expected
    assert total.part_of is None
    assert {part.part_of for part in parts} != {None}
    assert all(part.part_of for part in parts)


def test_figures_that_do_not_add_up_are_no_parts() -> None:
    assert figures("The raid killed nine people, two rebels and three boys.") == [
        ("killed", 9, 9),
        ("killed", 2, 2),
        ("killed", 3, 3),
    ]


def test_a_part_may_have_met_another_harm() -> None:
    text = "Fourteen people were wounded, two of whom died of their injuries."
    total, part = find_tolls([Sentence(0, len(text), text)])
    assert (total.harm, part.harm, part.part_of) == ("wounded", "killed", "Fourteen people")


@pytest.mark.parametrize(
    ("text", "harm", "part_of", "lows"),
    [
        ("Nine of the victims were farmers, three were guards.", "killed", "the victims", [9, 3]),
        ("Between 8 and 12 of the abducted are nurses.", "missing", "the abducted", [8]),
        ("Among the dead were four children.", "killed", "the dead", [4]),
        ("The wounded included two monks.", "wounded", "The wounded", [2]),
        ("One of the wounded died.", "killed", "the wounded", [1]),
    ],
)
def test_parts_of_a_total_that_has_only_a_name(text: str, harm: str, part_of: str, lows: list[int]) -> None:
    found = find_tolls([Sentence(0, len(text), text)])
    assert [(toll.harm, toll.part_of, toll.low) for toll in found] == [(harm, part_of, low) for low in lows]


def test_a_part_told_in_the_next_sentence() -> None:
    first, second = "Forty people were killed.", "Three of them, she said, were her cousins."
    sentences = [Sentence(0, 25, first), Sentence(26, 26 + len(second), second)]
    total, part = find_tolls(sentences)
    assert (part.part_of, part.low, part.who) == ("Forty people", 3, "cousins")
    assert (total.who, total.part_of) == ("people", None)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Seven Maoists were killed.", "Maoists"),
        ("A 41-year-old pilot was shot dead.", "pilot"),
        ("Four police officers died.", "police officers"),
        ("Soldiers killed three in Nablus.", ""),
    ],
)
def test_whom(text: str, who: str) -> None:
    (toll,) = find_tolls([Sentence(0, len(text), text)])
    assert toll.who == who


def test_of_the_dead_so_many_were() -> None:
    text = "Of the 30 dead, 12 were women."
    total, part = find_tolls([Sentence(0, len(text), text)])
    assert (total.low, part.low, part.who, part.part_of) == (30, 12, "women", "the 30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four sailors died, seven are in hospital.", [("killed", 4, 4), ("wounded", 7, 7)]),
        ("Nineteen people needed treatment.", [("wounded", 19, 19)]),
        ("Nurses treated a dozen sailors with breathing problems.", [("wounded", 12, 12)]),
        ("The raid cost the pilot his life.", [("killed", 1, 1)]),
        ("The army lost 12 soldiers.", [("killed", 12, 12)]),
        ("Divers pulled a ninth body from the river.", [("killed", 9, 9)]),
        ("A fourth who ran was shot dead.", [("killed", 1, 1)]),
        ("The army's losses since May have risen to 340.", [("killed", 340, 340)]),
        ("A pilot and the mother of a sailor had died.", [("killed", 2, 2)]),
        ("One girl of nine was killed.", [("killed", 1, 1)]),
        ("Some 4,000 people have left the camps.", [("displaced", 4000, 4000)]),
        ("About 700 pilgrims were forced out of a shrine.", [("displaced", 700, 700)]),
        ("More than 60 fighters have been killed, two officers of the guard said.", [("killed", 60, None)]),
        ("Nine sailors died, a captain and a surgeon at the port said.", [("killed", 9, 9)]),
        ("Raids killed 800 people, two out of every five of them in June.", [("killed", 800, 800)]),
    ],
)
def test_figures_without_the_usual_words(text: str, expected: list[Figure]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nurses counted 30 dead that week: 12 in Lima, nine in Cusco and the rest in Puno.", [12, 9]),
        ("Shells killed three residents of the valley: two in Lima and one in Cusco.", [2, 1]),
        ("Nine miners lost their lives, four cooks and two boys among them, when it fell.", [4, 2]),
        ("The pirates left 12 corpses behind, three of them women.", [3]),
    ],
)
def test_parts_by_place_and_among_them(text: str, parts: list[int]) -> None:
    found = find_tolls([Sentence(0, len(text), text)])
    assert [toll.low for toll in found if toll.part_of] == parts
    assert len([toll for toll in found if not toll.part_of]) == 1


@pytest.mark.parametrize(
    ("second", "low"),
    [
        ("The ministry speaks of 11.", 11),
        ("A monitor had 27, and warned of more.", 27),
        ("The union could confirm only 15.", 15),
        ("The ministry had 27 lorries.", None),
    ],
)
def test_a_second_source_gives_another_figure(second: str, low: int | None) -> None:
    first = "Nine farmers were killed."
    sentences = [Sentence(0, len(first), first), Sentence(26, 26 + len(second), second)]
    found = [(toll.low, toll.who, toll.part_of) for toll in find_tolls(sentences)[1:]]
    assert found == ([(low, "farmers", None)] if low else [])
