from __future__ import annotations

import pytest

from geo.actors import find_actors
from geo.model import ActorMention, Sentence


def found(text: str) -> list[ActorMention]:
    return find_actors([Sentence(0, len(text), text)])


def names(text: str) -> list[str]:
    return [mention.actor.name for mention in found(text)]


@pytest.mark.parametrize(
    "spelling", ["ISIS", "ISIL", "Daesh", "Islamic State", "IS", "Isis", "the so-called Islamic State"]
)
def test_spellings_meet(spelling: str) -> None:
    assert [m.actor.actor_id for m in found(f"They fear {spelling} most.")] == ["islamic-state"]


def test_organs_of_any_state() -> None:
    (mention,) = found("A column of the Kenyan air force left.")
    assert mention.actor.actor_id == "state:KE/air-force"
    assert mention.actor.parent == "state:KE/armed-forces"
    assert names("Chad's foreign ministry and the ministry of defence of Niger met.") == [
        "Ministry of Foreign Affairs (Chad)",
        "Ministry of Defence (Niger)",
    ]


def test_whose_air_force_it_is() -> None:
    mentions = found("Turkey said that its jets had returned.")
    assert [m.actor.actor_id for m in mentions] == ["state:TR", "state:TR/air-force"]
    assert mentions[1].span is not None
    assert mentions[1].span.text == "its jets"


def test_a_backer_does_not_act() -> None:
    (mention,) = found("The US-backed rebels crossed.")
    assert mention.actor.name == "US-backed rebels"
    assert mention.actor.kind == "armed_group"


def test_seats_and_leaders_stand_for_the_state() -> None:
    assert [m.form for m in found("The Kremlin and Erdogan agreed.")] == ["seat", "leader"]


def test_persons_are_known_by_their_surname_later() -> None:
    first = "Layla Mansour, a spokeswoman for the council, said so."
    second = "Mansour left."
    mentions = find_actors(
        [Sentence(0, len(first), first), Sentence(len(first) + 1, len(first) + 1 + len(second), second)]
    )
    people = [m for m in mentions if m.form == "person"]
    assert [m.actor.name for m in people] == ["Layla Mansour", "Layla Mansour"]


def test_groups_keep_the_words_that_say_which() -> None:
    assert names("Shells fell on rebel-held towns.") == ["rebel-held towns"]
    assert names("Moderate rebels and local activists agreed.") == ["Moderate rebels", "local activists"]


def test_names_that_nobody_listed_are_kept_as_they_stand() -> None:
    mentions = found("The Free Men of the River Brigade left; the Delta Front Monitor counted them.")
    assert [(m.actor.name, m.actor.kind, m.actor.actor_id) for m in mentions] == [
        ("Free Men of the River Brigade", "armed_group", ""),
        ("Delta Front Monitor", "monitor", ""),
    ]
