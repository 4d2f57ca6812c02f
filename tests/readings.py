"""Short texts read with the whole gazetteer: what the tests of wordings share."""

from __future__ import annotations

from datetime import date
from functools import cache

from gazetteer import Gazetteer
from geo.model import Claim, Document, Extraction
from geo.pipeline import extract


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(text: str, published: date | None, *, title: str = "", doc_id: str = "r.txt") -> Extraction:
    document = Document(doc_id, text, title=title, published=published)
    found = extract([document], gazetteer=gazetteer())
    assert not found.unread
    return found


def events(text: str, published: date | None, *, title: str = "") -> list[Claim]:
    """The claims that tell an event, in the order of the text."""
    return [claim for claim in read(text, published, title=title).claims if claim.kind == "event"]


def statements(text: str, published: date | None) -> list[Claim]:
    """The claims that say something of an event."""
    return [claim for claim in read(text, published).claims if claim.kind == "statement"]
