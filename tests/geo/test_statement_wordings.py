"""Ordinary wordings of denials, doubts, blame and control, behind a sentence that tells an event."""

from __future__ import annotations

from datetime import date

import pytest

from geo.model import Claim
from tests import readings

EVENT = "Shelling killed nine civilians in Homs on Monday. "


def statements(text: str) -> list[Claim]:
    return readings.statements(EVENT + text, date(2019, 3, 14))


def said(text: str) -> list[tuple[str | None, str]]:
    return [(claim.slot, claim.stance) for claim in statements(text)]


@pytest.mark.parametrize(
    ("text", "slot", "stance"),
    [
        ("Residents accused the army.", "perpetrator", "asserts"),
        ("Suspicion fell on the northern wing of Islamic State.", "perpetrator", "asserts"),
        ("Government guns might have hit the hangar, a nurse said.", "perpetrator", "asserts"),
        ("The rebels are thought to be behind it.", "perpetrator", "asserts"),
        ("The inquiry found that government troops were responsible.", "perpetrator", "asserts"),
        ("The insurgents took credit for the raid.", "perpetrator", "asserts"),
        ("No jets of ours had been over the town, the ministry said.", "perpetrator", "denies"),
        ("The figure was met with scepticism.", "toll", "doubts"),
        ("Nobody has shown us a single body, an elder said.", "toll", "doubts"),
        ("The ministry gave a lower figure.", "toll", "denies"),
        ("The army lied about its losses, the rebels said.", "toll", "denies"),
        ("Those allegations have nothing to do with reality, the army said.", "occurrence", "denies"),
        ("The blast was caused by a gas leak, not a bomb, police said.", "occurrence", "denies"),
        ("The explosion was an accident, police said.", "occurrence", "denies"),
        ('"We are not besieged," the mayor said.', "occurrence", "denies"),
        ("The rebels said they had shelled no hospital.", "occurrence", "denies"),
        ("Not a single civilian was there, the army said.", "target", "denies"),
        ("The house was used to store weapons, the army said.", "target", "asserts"),
        ("They said they hit only army positions.", "target", "asserts"),
        ("The army said that only military targets were hit.", "target", "asserts"),
        ("Both sides claimed to control the airport.", "control", "doubts"),
        ("The village is contested.", "control", "doubts"),
        ("Nobody controls the town now, residents said.", "control", "denies"),
        ("That the port has fallen, he said, is a lie.", "control", "denies"),
        ("The militia controls the eastern districts.", "control", "asserts"),
        ("The rebels denied they had hit the mill.", "perpetrator", "denies"),
        ("The militia denies holding the nurses.", "perpetrator", "denies"),
        ("The front's leader said his movement was not involved.", "perpetrator", "denies"),
        ("The colonel blamed a rival clan.", "perpetrator", "asserts"),
        ("Farmers blamed the raid on herders.", "perpetrator", "asserts"),
        ("The jets were Russian, a nurse said.", "perpetrator", "asserts"),
        ("The army admitted bombing the mill.", "perpetrator", "asserts"),
        ("It was not clear whose planes these had been.", "perpetrator", "doubts"),
        (
            "The nurse could not say whether the drones were Iranian.",
            "perpetrator",
            "doubts",
        ),
        ("The army put its own dead at two, a number that medics consider invented.", "toll", "doubts"),
        ("It was impossible to verify either toll.", "toll", "doubts"),
        ("The army called that a fairy tale.", "occurrence", "denies"),
        ("Neither version could be verified.", "occurrence", "doubts"),
        ("The marshal's office did not confirm the strike.", "occurrence", "doubts"),
        ("Our envoy found no trace of any clash.", "occurrence", "denies"),
        ("No mosque was hit, the army said.", "target", "denies"),
        ("The nearest rebel camp is an hour away, a baker said.", "target", "denies"),
        ("Only pensioners were living there, a baker said.", "target", "denies"),
        ("The army said the target was a depot.", "target", "asserts"),
        ("The school housed gunmen, the army said.", "target", "asserts"),
        ("The lorries were carrying ammunition, the army said.", "target", "asserts"),
        ("The rebels hold about half of the city.", "control", "asserts"),
        ("The colonel said his fighters still held the bridge.", "control", "asserts"),
        ("The rebels, who have held the town for years, went on.", "control", "asserts"),
        ("The gunmen belonged to the Taliban, the mayor said.", "perpetrator", "asserts"),
        ("The deaths were the result of an errant missile, the army said.", "perpetrator", "denies"),
        ("The shootout was staged, her brother said.", "occurrence", "denies"),
        ("The blast was caused by a gas cylinder, police said.", "occurrence", "denies"),
    ],
)
def test_wordings(text: str, slot: str, stance: str) -> None:
    assert (slot, stance) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Buses left the government-held towns on Tuesday.",
        "Shells from rebel-controlled land hit the border.",
        "The doctor gave a lecture.",
        "The train was late because of an accident.",
        "Both sides hold talks in Geneva.",
        "The nearest army base is an hour away.",
        "None of its men was hurt, the army said.",
        "It was the third medical facility to burn down.",
    ],
)
def test_what_says_nothing_of_events(text: str) -> None:
    assert said(text) == []


def test_who_takes_credit_without_a_verb_of_saying() -> None:
    (claim,) = statements("The insurgents took credit for the raid.")
    assert [doer.actor.name for doer in claim.perpetrators] == ["insurgents"]


def test_a_charge_rejected_in_the_same_sentence_is_what_is_denied() -> None:
    told = said("Neighbours identified the man as an army officer, a claim that the colonel rejects.")
    assert told == [("perpetrator", "asserts"), ("perpetrator", "denies")]
