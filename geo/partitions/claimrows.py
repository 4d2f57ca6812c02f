"""Claims as lines of work files, with what later steps must know of their reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from geo.exactrecords import claim_from_row, claim_to_row
from geo.jsontext import dumps
from geo.model import Claim, Document, Reading
from geo.naturalorder import Order, in_order


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and its number among those of its report; of the report the publisher, the title, and whether
    it makes statements."""

    claim: Claim
    number: int
    publisher: str
    title: str
    asks: bool

    @property
    def order(self) -> tuple[Order, int]:
        """The order of claims in an extraction."""
        return in_order(self.claim.doc_id), self.number


def told_in(reading: Reading) -> Iterator[Told]:
    """The claims of a report."""
    document, asks = reading.document, any(claim.kind == "statement" for claim in reading.claims)
    for number, claim in enumerate(reading.claims):
        yield Told(claim, number, document.publisher, document.title, asks)


def to_line(told: Told) -> str:
    """As one line of JSON."""
    row = {"number": told.number, "publisher": told.publisher, "title": told.title, "asks": told.asks}
    return dumps(row | {"claim": claim_to_row(told.claim)})


def from_row(row: Any) -> Told:
    """What `to_line` wrote, its JSON read."""
    return Told(claim_from_row(row["claim"]), row["number"], row["publisher"], row["title"], row["asks"])


def from_line(line: str) -> Told:
    """What `to_line` wrote."""
    return from_row(json.loads(line))


def reports_of(told: Iterable[Told]) -> dict[str, Document]:
    """The reports of claims by id, as far as events ask about them: without their texts."""
    found = {one.claim.doc_id: (one.title, one.publisher) for one in told}
    return {name: Document(name, "", title, publisher=by) for name, (title, by) in found.items()}
