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
    """A claim; its number among those of its report; the publisher; whether the report makes statements."""

    claim: Claim
    number: int
    publisher: str
    asks: bool

    @property
    def order(self) -> tuple[Order, int]:
        """The order of claims in an extraction."""
        return in_order(self.claim.doc_id), self.number


def told_in(reading: Reading) -> Iterator[Told]:
    """The claims of a report."""
    asks = any(claim.kind == "statement" for claim in reading.claims)
    for number, claim in enumerate(reading.claims):
        yield Told(claim, number, reading.document.publisher, asks)


def to_line(told: Told) -> str:
    """As one line of JSON."""
    row = {"number": told.number, "publisher": told.publisher, "asks": told.asks}
    return dumps(row | {"claim": claim_to_row(told.claim)})


def from_row(row: Any) -> Told:
    """What `to_line` wrote, its JSON read."""
    return Told(claim_from_row(row["claim"]), row["number"], row["publisher"], row["asks"])


def from_line(line: str) -> Told:
    """What `to_line` wrote."""
    return from_row(json.loads(line))


def reports_of(told: Iterable[Told]) -> list[Document]:
    """The reports of claims, as far as events ask about them: without their texts."""
    publishers = {one.claim.doc_id: one.publisher for one in told}
    return [Document(doc_id, "", publisher=publisher) for doc_id, publisher in publishers.items()]
