"""Every sentence with a trigger word either gave an event or says why not; none is left without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import Gazetteer
from geo.claims import find_claims
from geo.claims.passed import NO_RULE, Explained
from geo.claims.triggers import listed_words
from geo.claims.view import views_of
from geo.model import Document
from geo.pipeline import explained, find_mentions
from geo.reading import read_documents


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def told(text: str, gazetteer: Gazetteer) -> Explained:
    return explained(Document("one", text), gazetteer)


def test_all_sentences_with_a_trigger_word_are_accounted_for(seeds: Path, gazetteer: Gazetteer) -> None:
    seen = 0
    for document in read_documents([seeds]):
        assert isinstance(document, Document)
        sentences, mentions = find_mentions(document, gazetteer)
        found = explained(document, gazetteer)
        with_event = {span.start for span in found.told}
        without = {one.sentence.start for one in found.passed}
        assert not with_event & without
        holding = {view.sentence.start for view in views_of(sentences, mentions) if listed_words(view)}
        assert holding <= with_event | without
        claims = [c for c in find_claims(document, sentences, mentions) if c.kind == "event"]
        quoted = {span.start for c in claims if c.mode in ("actual", "planned") for span in c.evidence}
        assert with_event <= quoted
        assert not without & quoted
        for one in found.passed:
            assert one.words
            assert all(why and why != NO_RULE for _, why in one.words)
            assert all(document.text[word.start : word.end] == word.text for word, _ in one.words)
        seen += len(without)
    assert seen > 10


@pytest.mark.parametrize(
    ("sentence", "word", "why"),
    [
        ("The Free Syrian Army has an office in Ankara.", "Free", "part of a name"),
        ("Aid workers live in the town of Homs.", "Aid", "in “Aid workers”, a phrase that tells no event"),
        ("The bomb squad came to Homs early.", "bomb", "tells no event"),
        ("Rebels never shelled Homs, the army said.", "shelled", "said not to have happened: a claim that"),
        ("If they shelled Homs, the army would answer.", "shelled", "supposed, not told"),
        ("The minister condemned the shelling.", "shelling", "only condemned or praised here"),
        ("He was charged with kidnapping and murder.", "murder", "names a crime"),
        ("A storm hit the coast and killed nobody.", "hit", "nature or an accident did it"),
        ("The striker hit the bar.", "hit", "a figure of speech: the report tells of no conflict"),
        ("The residents of the besieged areas wait.", "besieged", "a noun or an adjective here"),
        ("The price of bread retreated 2.4% in Homs.", "retreated", "says who somebody is, or how much"),
    ],
)
def test_the_reason_is_the_rule_that_decided(
    sentence: str, word: str, why: str, gazetteer: Gazetteer
) -> None:
    (one,) = told(sentence, gazetteer).passed
    reasons = {span.text: reason for span, reason in one.words}
    assert why in reasons[word]
    assert why in one.why


def test_blocks_that_are_not_the_report(gazetteer: Gazetteer) -> None:
    found = told(
        "Troops shelled Homs on Friday.\n\nSubscribe to our newsletter on the war in Homs", gazetteer
    )
    assert len(found.told) == 1
    found = told("Troops shelled Homs on Friday.\n\nPhoto credit: Protest Archive", gazetteer)
    assert [one.why for one in found.passed] == ["in a credit"]
