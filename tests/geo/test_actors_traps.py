"""Names that are also words, places, months and persons; text in capitals; names that need company."""

from __future__ import annotations

import pytest

from geo.actors import find_actors
from geo.model import ActorMention, Sentence


def found(*sentences: str) -> list[ActorMention]:
    start, listed = 0, []
    for text in sentences:
        listed.append(Sentence(start, start + len(text), text))
        start += len(text) + 1
    return find_actors(listed)


def ids(*sentences: str) -> list[str]:
    return [m.actor.actor_id for m in found(*sentences) if m.actor.actor_id]


@pytest.mark.parametrize(
    "text",
    [
        "IT IS IN THE AREA",
        "THIS IS WHAT IS KNOWN",
        "THE MAN WHO IS THERE MAY GO UP",
        "THEY LEFT US ALONE AND RAN FROM US",
        "IN MARCH THE PEACE TALKS WENT ON AND HOPE AROSE",
        "A NEW MODEL OF CAR WAS ON ICE",
        "Let us go up in March, for there is hope at dawn.",
        "He wants an Islamic state, they say, and a free army.",
        "Peace broke out on a cold March day.",
        "Amal Clooney, the lawyer, spoke.",
        "An opera by Richard Wagner was sung.",
        "The sea of Azov froze.",
        "It is our eta, and is theirs.",
        "The Hindu temple was full.",
        "Amnesty was offered to all.",
        "A telegram came; the guardian was independent.",
        "The fans saw Wagner and Badr score.",
        "IRA accounts are taxed, and the ICC cup went to the best bowlers.",
        "As Shamil said, at Nusrat's and an Azhar's it was quiet.",
        "The model wore a red shirt; the southern front of the house was painted.",
        "Blackwater rafting is fun.",
    ],
)
def test_words_that_look_like_actors(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("THE FMLN IS IN THE AREA", ["fmln"]),
        ("US WARPLANES STRIKE ISIS CONVOY", ["state:US/air-force", "islamic-state"]),
        ("GUERRILLAS ATTACKED THE U.S. EMBASSY", ["state:US/government"]),
        ("THE SHINING PATH KIDNAPPED TWO ENGINEERS", ["shining-path"]),
        ("MEMBERS OF THE MRTA AND OF THE FREE SYRIAN ARMY MET", ["mrta", "free-syrian-army"]),
        ("THEY FEAR ISLAMIC STATE (IS) MOST", ["islamic-state", "islamic-state"]),
    ],
)
def test_actors_in_capitals(text: str, who: list[str]) -> None:
    assert ids(text) == who


def test_in_capitals_only_a_title_makes_a_person() -> None:
    text = "COLONEL MARIO PEREZ DIAZ SAID A CAR BOMB EXPLODED BESIDE A CINEMA TODAY."
    people = [m.span.text for m in found(text) if m.span and m.form == "person"]
    assert people == ["MARIO PEREZ DIAZ"]


def test_in_capitals_a_front_is_named_behind_its_article() -> None:
    text = "YESTERDAY THE RIVER PATRIOTIC FRONT BOMBED A BRIDGE, AND A TERRORIST GROUP FLED."
    assert [m.actor.name for m in found(text) if m.form == "name"] == ["RIVER PATRIOTIC FRONT"]


@pytest.mark.parametrize(
    ("full", "short", "who"),
    [
        ("The Rapid Support Forces advanced.", "RSF shells fell.", "rsf"),
        ("Reporters Without Borders protested.", "RSF said so.", "reporters-without-borders"),
        ("The Wagner Group left.", "Wagner was paid.", "wagner"),
        ("Jaish-e-Mohammed denied it.", "JeM did not.", "jaish-e-mohammed"),
    ],
)
def test_a_short_name_counts_once_the_report_has_the_full_one(full: str, short: str, who: str) -> None:
    assert ids(full, short) == [who, who]
    assert ids(short, full) == [who, who], "a headline comes first"
    assert ids(short) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In Khartoum RSF gunmen fired.", "rsf"),
        ("Near Mogadishu an SNA base was hit.", "state:SO/armed-forces"),
        ("Near Idlib an SNA base was hit.", "syrian-national-army"),
        ("In Bilbao ETA set off a bomb, as the Basque press said.", "eta"),
        ("Mercenaries of Wagner held Soledar.", "wagner"),
        ("IAF jets crossed from Israel.", "state:IL/air-force"),
        ("IAF jets flew over Kashmir.", "state:IN/air-force"),
    ],
)
def test_a_short_name_counts_beside_words_that_go_with_it(text: str, who: str) -> None:
    assert who in ids(text)


def test_a_short_name_that_two_could_bear_is_nobodys() -> None:
    assert "IAF" not in [m.span.text for m in found("IAF jets of Israel met those of India.") if m.span]


def test_leaders_stand_for_their_side_and_not_for_their_kin() -> None:
    assert ids("Haftar attacked, and so did Hemedti.") == ["libyan-national-army", "rsf"]
    assert [m.form for m in found("Today Khalifa Haftar said so.")] == ["leader"]
    assert ids("The witness, Riad al-Assad, said nothing of Francesco Putin.") == []
    assert ids("Later President Bashar al-Assad spoke.", "Assad left.") == ["state:SY", "state:SY"]


def test_a_leader_is_known_by_the_surname_later() -> None:
    assert ids("Daniel Ortega spoke.", "Then Ortega left.") == ["state:NI", "state:NI"]
    assert ids("The farmer Ortega left.") == []


def test_a_paper_is_not_a_council() -> None:
    assert ids("The Guardian Council met.") == ["state:IR/guardian-council"]
    assert ids("It was The Guardian that reported it.") == ["the-guardian"]


def test_mixed_capitals_are_as_listed() -> None:
    assert ids("Lashkar-e-Taiba is called LeT.") == ["lashkar-e-taiba", "lashkar-e-taiba"]
    assert ids("Lashkar-e-Taiba left. Let them.") == ["lashkar-e-taiba"]


def test_a_longer_description_wins() -> None:
    assert ids("Some US military officials said so.") == ["state:US/security-source"]


def test_a_long_line_of_short_names_is_read_in_time() -> None:
    assert len(ids("RSF " * 20_000 + "in Sudan")) == 20_001
