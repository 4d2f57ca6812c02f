"""The ledger of an event: a row a claim, who → verb → what → where, when, toll, with what differs marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from geo.model import Claim, Document, Event
from geo.ontology import ontology
from geo.webmap import words

Part = tuple[str, str, bool]  # label or "", value, and whether sources differ on it
_STANCES = {"denies": "denies", "doubts": "doubts"}


def ledger(event: Event, documents: Mapping[str, Document]) -> list[dict[str, Any]]:
    """Rows in the order of the cards below: claims, statements about this, general denials."""
    differ = frozenset(event.disputed_slots)
    claims = (*event.claims, *event.statements, *event.general_denials)
    return [_row(claim, documents, differ) for claim in claims]


def _row(claim: Claim, documents: Mapping[str, Document], differ: Collection[str]) -> dict[str, Any]:
    document = documents.get(claim.doc_id)
    return {
        "id": claim.claim_id,
        "who": words.reported_by(claim) or _publisher(document, claim.doc_id),
        "verb": claim.source[0].verb if claim.source else "",
        "what": _filled(_what(claim, differ)),
        "where": _filled(_where(claim, differ)),
    }


def _publisher(document: Document | None, doc_id: str) -> str:
    return (document.publisher or document.title if document else "") or doc_id


def _what(claim: Claim, differ: Collection[str]) -> Iterable[Part]:
    stance = _STANCES.get(claim.stance, "")
    values = {"perpetrator": words.actors(claim.perpetrators), "target": words.actors(claim.targets)}
    if claim.kind == "event":
        values["perpetrator"] = words.attributed_to([claim])
        kind = ontology().get(claim.type)
        yield stance, kind.title if kind else claim.type, bool(stance) and "occurrence" in differ
    elif claim.slot:
        said = values.pop(claim.slot, "")
        slot = words.SLOTS.get(claim.slot, claim.slot)
        if stance and claim.slot == "occurrence":
            slot = "that it happened"
        yield f"{stance} {slot}".strip() if said else stance, said or slot, claim.slot in differ
    for slot, value in values.items():
        yield words.SLOTS.get(slot, slot), value, slot in differ


def _where(claim: Claim, differ: Collection[str]) -> Iterable[Part]:
    yield "", ", ".join(words.unique(words.place_name(place) for place in claim.places)), "place" in differ
    if claim.kind == "event" or claim.moment.start:
        yield "", words.when(claim.moment), "date" in differ
    yield "", words.toll_range([claim]), "toll" in differ


def _filled(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part[1]]
