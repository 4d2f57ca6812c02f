"""Who says so: speakers by name, by noun and by pronoun, in quotations, headlines and chains."""

from __future__ import annotations

from datetime import date

import pytest

from geo.actors import find_actors
from geo.claims.attribution import speeches_of
from geo.claims.view import views_of
from geo.dates import find_dates
from geo.model import Document, Mentions
from geo.sentences import split_sentences
from geo.toponyms import find_toponyms
from tests.readings import events, gazetteer

PUBLISHED = date(2021, 6, 17)  # a Thursday


def chains(text: str, publisher: str = "") -> list[list[str]]:
    """For each sentence the names of its sources, nearest to the event first."""
    document = Document("r.txt", text, published=PUBLISHED, publisher=publisher)
    sentences = split_sentences(document)
    mentions = Mentions(
        toponyms=tuple(find_toponyms(document, sentences, gazetteer())),
        dates=tuple(find_dates(text, PUBLISHED)),
        actors=tuple(find_actors(sentences)),
    )
    speeches = speeches_of(views_of(sentences, mentions), publisher)
    for speech in speeches:
        for link in speech.chain:
            assert text[link.span.start : link.span.end] == link.span.text
    return [[link.actor.name for link in speech.chain] for speech in speeches]


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("A nurse at the Saint Luke clinic said that two shells fell.", ["nurse"]),
        ("Shells fell on the square, a teacher reached by telephone said.", ["teacher"]),
        ("The governor's office announced a curfew.", ["governor's office"]),
        ("Two shells fell, the head of the village council told reporters.", ["head of the village council"]),
        ("A former colonel, who did not want to be named, put the dead at nine.", ["former colonel"]),
        ("Shells fell, a colonel and a doctor said.", ["colonel", "doctor"]),
        ("Jets bombed Douma, officials and aid workers said.", ["officials", "aid workers"]),
        ("Medics treated the wounded in Arbin, and said that gas was used.", ["Medics"]),
        ("Shells fell, according to a doctors' union.", ["doctors' union"]),
        ("Families in Beni inform the paper that shells fell.", ["Families"]),
        ("Shells fell, an army spokesman said.", ["army"]),
        ("Shells fell on the square, said a juggler, and nobody slept.", []),
        ("Shells fell on the square, said a shopkeeper.", ["shopkeeper"]),
        ("Petrolandia reported that its pipeline had been cut.", ["Petrolandia"]),
        ("The Red Lanterns, in a letter sent to a newspaper, claimed the blast.", ["Red Lanterns"]),
        ("Militant group Jund al-Noor has claimed the blast.", ["Militant group Jund al-Noor"]),
        ("Two officers were told to leave.", []),
        ("The mayor did not say how many people died.", []),
        ("The ministry declined to say who was behind it.", []),
        ("The mayor rejected the claim.", ["mayor"]),
        ("No group has claimed the blast.", []),
        ("The Sudanese government's envoy to the United Nations denied the raid.", ["Government of Sudan"]),
        ("An envoy to the European Union said that two shells fell.", ["envoy"]),
        ("France opened an inquiry into the army's alleged use of gas.", []),
        ("Monitors filmed the reported strike on the mill.", []),
        ("The mayor called a meeting.", []),
        ("The mayor called the claim a lie.", ["mayor"]),
        ("Three men suspected of arson were arrested.", []),
        ("Preliminary reports speak of ten dead.", []),
        ("The blast was confirmed by the mayor.", ["mayor"]),
        ("The mayor was quoted by Reuters as saying that ten people died.", ["mayor", "Reuters"]),
        ("As the mayor says, it is a village like any other.", ["mayor"]),
        ("According to two officials who spoke on condition of anonymity, ten people died.", ["officials"]),
        ("Ten people died (source: Green Crescent).", ["Green Crescent"]),
        ("The Taliban wrote on Telegram that they had left.", ["Taliban"]),
        (
            "State television, quoting a police source, said ten people died.",
            ["police", "State television"],
        ),
        ("A surgeon told AFP by telephone that ten people died.", ["surgeon", "Agence France-Presse"]),
    ],
)
def test_the_sources_of_a_sentence(sentence: str, sources: list[str]) -> None:
    assert chains(sentence) == [sources]


def test_told_to_the_publisher_is_told_to_nobody_else() -> None:
    text = "A surgeon told Reuters that ten people died."
    assert chains(text, publisher="Reuters") == [["surgeon"]]
    assert chains(text, publisher="The Daily Lantern") == [["surgeon", "Reuters"]]


def test_the_inner_speaker_is_nearer_to_the_event() -> None:
    assert chains("The mayor said that police blamed Hezbollah.") == [["police", "mayor"]]
    assert chains("Ten people died, a doctor said, Reuters reported.") == [["doctor", "Reuters"]]


def test_pronouns_and_nouns_take_up_who_spoke() -> None:
    text = (
        "The interior ministry said ten people died. It added that the toll could rise. "
        "A shopkeeper said he had seen smoke. He said there were two blasts. "
        "The ministry confirmed this."
    )
    assert chains(text) == [
        ["interior ministry"],
        ["interior ministry"],
        ["shopkeeper"],
        ["shopkeeper"],
        ["interior ministry"],
    ]


def test_the_group_is_the_armed_group_named_before() -> None:
    text = "Fighters of Boko Haram entered the town. The group said it would stay."
    assert chains(text)[-1] == ["Boko Haram"]


def test_a_quotation_has_its_speaker_throughout() -> None:
    text = 'There was talk of a gas leak. "It was a bomb. I saw it. The wall fell," a florist\'s wife said.'
    assert chains(text) == [[], ["florist's wife"], ["florist's wife"], ["florist's wife"]]
    text = "“It was a bomb,” said Omar Haddad, a doctor. “I saw it.” Traffic was light."
    assert chains(text) == [["Omar Haddad"], ["Omar Haddad"], []]


def test_a_paragraph_ends_a_quotation() -> None:
    text = "“It was a bomb, said Omar Haddad, a doctor.\n\nTraffic was light."
    assert chains(text)[-1] == []


def test_a_name_behind_a_dash_speaks() -> None:
    assert chains("“They came at dawn.” — Omar Haddad, doctor") == [["Omar Haddad"]] * 2


@pytest.mark.parametrize(
    ("headline", "sources"),
    [
        ("Ten killed in market blast: police", ["police"]),
        ("Ten killed in market blast, police say", ["police"]),
        ("Police: Ten killed in market blast", ["Police"]),
        ("Syria: Ten killed in market blast", []),
        ("Ten killed in a war Moscow vowed to win", []),
    ],
)
def test_headlines(headline: str, sources: list[str]) -> None:
    text = f"# {headline}\n\nTraffic was light on Monday. Nothing else was in the papers that day."
    assert chains(text)[0] == sources


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Shells killed two people in Homs, police and hospital officials said.", [["police", "officials"]]),
        ("Rebels shelled Homs, activists said; a doctor said two people died.", [["activists"], ["doctor"]]),
    ],
)
def test_two_who_say_it_and_two_who_say_two_things(text: str, sources: list[list[str]]) -> None:
    claims = events(text, PUBLISHED)
    assert [[link.actor.name for link in claim.source] for claim in claims] == sources
    assert not any(mention.actor.kind == "police" for claim in claims for mention in claim.targets)


def test_what_another_denies_behind_a_semicolon_is_not_denied_by_who_told_it() -> None:
    (claim,) = events("Elders said gunmen had abducted six girls from Damboa; the army denied it.", PUBLISHED)
    assert claim.stance == "asserts"
    assert [link.actor.name for link in claim.source] == ["Elders"]
