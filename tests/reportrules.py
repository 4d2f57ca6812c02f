"""What must not be read out of tests/reports: each rule of the annotation and the claims that break it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from geo.model import ActorMention, Attribution, Claim, Document, Extraction, Span
from tests.goldscore import Gold, is_near, items

Rule = Callable[[Gold, Claim, Document, Gold], bool]


def fold(text: str) -> str:
    """Lower case, letters and digits only, without accents and a leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", re.sub(r"['’]s\b|\.(?=\w\b)", "", plain)).casefold().strip()
    return re.sub(r"^(the|a|an) ", "", words)


def is_named(gold: Gold, name: str, given: ActorMention | Attribution) -> bool:
    """The words or the name given hold the annotated actor's name or an alias of it."""
    said = [given.actor.name, *([given.span.text] if given.span else [])]
    return any(
        f" {fold(alias)} " in f" {fold(one)} " for alias in (name, *gold["actors"][name]) for one in said
    )


def overlaps(span: Span | tuple[int, int], document: Document, quote: str) -> bool:
    first, last = (span.start, span.end) if isinstance(span, Span) else span
    start = document.text.index(quote)
    return first < start + len(quote) and start < last


def tells_an_event(gold: Gold, claim: Claim, document: Document, rule: Gold) -> bool:
    """An actual event by words in the quote; with a value, only of that type."""
    wanted = rule.get("value") in (None, claim.type)
    return wanted and claim.mode == "actual" and overlaps(claim.trigger, document, rule["quote"])


def uses_the_mention(gold: Gold, claim: Claim, document: Document, rule: Gold) -> bool:
    """The name in the quote is a place of an actual event."""
    start = document.text.index(rule["quote"]) + rule["quote"].index(rule["value"])
    named = (start, start + len(rule["value"]))
    return claim.mode == "actual" and any(
        place.lat is not None and place.start < named[1] and named[0] < place.end for place in claim.places
    )


def lies_there(gold: Gold, claim: Claim, document: Document, rule: Gold) -> bool:
    """An actual event of the report is located at the place, wherever its words stand."""
    allowed = gold["places"][rule["value"]].get("precisions")
    return claim.mode == "actual" and any(
        is_near(gold, place, rule["value"]) and (not allowed or place.geo_precision in allowed)
        for place in claim.places
    )


def counts_it(gold: Gold, claim: Claim, document: Document, rule: Gold) -> bool:
    """A figure from the quote stands by itself, not as part of another."""
    numbers = rule["value"] if isinstance(rule["value"], list) else [rule["value"]]
    return any(
        overlaps(toll.span, document, rule["quote"]) and {toll.low, toll.high} & set(numbers)
        for toll in claim.tolls
        if toll.part_of is None
    )


def blames(gold: Gold, claim: Claim, document: Document, rule: Gold) -> bool:
    """Somebody is given as the doer who in these words is none."""
    in_words = any(overlaps(span, document, rule["quote"]) for span in claim.evidence)
    named = (fold(actor.actor.name) for actor in claim.perpetrators)
    said = (fold(actor.span.text) for actor in claim.perpetrators if actor.span)
    return in_words and any(fold(rule["value"]) in name for name in (*named, *said))


def is_dated(gold: Gold, claim: Claim, document: Document, rule: Gold) -> bool:
    """An actual claim with words in the quote is put on that day."""
    in_words = any(overlaps(span, document, rule["quote"]) for span in claim.evidence)
    return in_words and claim.mode == "actual" and str(claim.moment.start) == rule["value"]


RULES: dict[str, Rule] = {
    "event": tells_an_event,
    "pin": uses_the_mention,
    "place": lies_there,
    "toll": counts_it,
    "perpetrator": blames,
    "date": is_dated,
}


def broken(gold: Gold, extraction: Extraction, ids: Mapping[str, set[str]]) -> list[str]:
    """A line for each rule that some claim breaks, with the reason that the annotation gives.

    `ids` holds for each annotated event the ids of the extracted ones that carry it.
    """
    texts = {document.id: document for document in extraction.documents}
    events = [claim for claim in extraction.claims if claim.kind == "event"]

    def is_broken(doc_id: str, rule: Gold) -> bool:
        if rule["forbid"] == "merge":
            first, second = (ids.get(key, set()) for key in rule["value"])
            return bool(first & second)
        breaks = RULES[rule["forbid"]]
        return any(breaks(gold, claim, texts[doc_id], rule) for claim in events if claim.doc_id == doc_id)

    return [
        f"{doc_id}: {rule['forbid']} {rule.get('value', '')} {rule['quote']!r}: {rule['why']}"
        for doc_id, rule in items(gold, "must_not")
        if is_broken(doc_id, rule)
    ]
