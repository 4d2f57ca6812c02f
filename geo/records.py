"""Nouns to JSON records and back: the one place that knows the shapes of INTERFACE's JSON lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from gazetteer.model import Place
from geo.model import (
    INTERNAL,
    Actor,
    ActorMention,
    Attribution,
    Claim,
    DateMention,
    Decided,
    Document,
    Moment,
    Span,
    Toll,
    Toponym,
    Unread,
)

Record = dict[str, Any]


def claim_to_record(claim: Claim) -> Record:
    """A claim as one line of claims JSONL; statements add `about` and `slot`, decided ones `decisions`."""
    record: Record = {
        "claim_id": claim.claim_id,
        "event_id": claim.event_id,
        "doc_id": claim.doc_id,
        "kind": claim.kind,
        "type": claim.type,
        "mode": claim.mode,
        "scope": claim.scope,
        "trigger": span_to_record(claim.trigger),
        "evidence": [span_to_record(span) for span in claim.evidence],
        "places": [place_to_record(place) for place in claim.places],
        "date": moment_to_record(claim.moment),
        "perpetrators": [actor_to_record(mention) for mention in claim.perpetrators],
        "targets": [actor_to_record(mention) for mention in claim.targets],
        "casualties": [toll_to_record(toll) for toll in claim.tolls],
        "source": [attribution_to_record(link) for link in claim.source],
        "stance": claim.stance,
        "confidence": claim.confidence,
        "confidence_by_slot": dict(claim.sure),
    }
    if claim.kind == "statement":
        record |= {"about": list(claim.about), "slot": claim.slot}
    if claim.decided:
        record["decisions"] = [_decided_to_record(decided) for decided in claim.decided]
    if claim.profile != INTERNAL:
        record["profile"] = claim.profile
    return record


def claim_from_record(record: Record) -> Claim:
    """The claim that `claim_to_record` wrote."""
    return Claim(
        claim_id=record["claim_id"],
        event_id=record.get("event_id") or "",
        doc_id=record["doc_id"],
        kind=record.get("kind", "event"),
        type=record["type"],
        mode=record.get("mode", "actual"),
        scope=record.get("scope", "single"),
        trigger=_span(record["trigger"]),
        evidence=tuple(_span(span) for span in record["evidence"]),
        places=tuple(place_from_record(place) for place in record.get("places", ())),
        moment=moment_from_record(record.get("date") or {}),
        perpetrators=tuple(_actor_mention(actor) for actor in record.get("perpetrators", ())),
        targets=tuple(_actor_mention(actor) for actor in record.get("targets", ())),
        tolls=tuple(_toll(toll) for toll in record.get("casualties", ())),
        source=tuple(_attribution(link) for link in record.get("source", ())),
        stance=record.get("stance", "asserts"),
        confidence=record.get("confidence", 0.5),
        sure=tuple(record.get("confidence_by_slot", {}).items()),
        slot=record.get("slot"),
        about=tuple(record.get("about", ())),
        decided=tuple(_decided(decided) for decided in record.get("decisions", ())),
        profile=record.get("profile", INTERNAL),
    )


def toponym_to_record(doc_id: str, toponym: Toponym) -> Record:
    """A mention as one line of `dateline toponyms`."""
    place = toponym.place
    return {
        "doc_id": doc_id,
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "lat": toponym.lat,
        "lon": toponym.lon,
        "name": place.name if place else None,
        "place_id": place.place_id if place else None,
        "kind": place.kind if place else None,
        "country": place.country if place else None,
        "geo_precision": toponym.geo_precision,
        "role": toponym.role,
        "confidence": round(toponym.confidence, 3),
    }


def date_to_record(mention: DateMention) -> Record:
    """A date expression as `dateline dates --json` prints it."""
    moment = mention.moment
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "from": _iso(moment.start),
        "to": _iso(moment.end),
        "precision": moment.precision,
        "rule": mention.rule,
        "anchor": moment.anchor,
    }


def document_to_record(document: Document) -> Record:
    """A document as it is kept in a case file."""
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "published": _iso(document.published),
        "published_from": document.published_from,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
    }


def document_from_record(record: Record) -> Document:
    """The document that `document_to_record` wrote."""
    return Document(**{**record, "published": _day(record.get("published"))})


def unread_to_record(unread: Unread) -> Record:
    """A document that was not read, and why."""
    record: Record = {"id": unread.id, "reason": unread.reason, "detail": unread.detail}
    return record if unread.count == 1 else record | {"count": unread.count}


def span_to_record(span: Span) -> Record:
    """A quote with its offsets."""
    return {"start": span.start, "end": span.end, "text": span.text}


def place_to_record(toponym: Toponym) -> Record:
    """A place of a claim; start and text are null where it was taken from the report's context."""
    place = toponym.place
    named = bool(toponym.text)
    return {
        "start": toponym.start if named else None,
        "end": toponym.end if named else None,
        "text": toponym.text if named else None,
        "relation": toponym.relation,
        "name": place.name if place else None,
        "place_id": place.place_id if place else None,
        "kind": place.kind if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "population": place.population if place else None,
        "gazetteer": place.source if place else None,
        "lat": toponym.lat,
        "lon": toponym.lon,
        "radius_km": toponym.radius_km,
        "geo_precision": toponym.geo_precision,
        "confidence": round(toponym.confidence, 3),
        "reason": toponym.reason,
    }


def place_from_record(record: Record) -> Toponym:
    """The place that `place_to_record` wrote; the gazetteer's own point is not kept apart."""
    place = None
    if record.get("place_id") is not None:
        place = Place(
            place_id=record["place_id"],
            name=record["name"],
            kind=record["kind"],
            country=record["country"] or "",
            admin1=record.get("admin1") or "",
            lat=record["lat"],
            lon=record["lon"],
            radius_km=record.get("radius_km") or 0.0,
            population=record.get("population") or 0,
            source=record.get("gazetteer") or "",
        )
    return Toponym(
        start=record["start"] or 0,
        end=record["end"] or 0,
        text=record["text"] or "",
        role="place",
        relation=record.get("relation", "in"),
        place=place,
        lat=record["lat"],
        lon=record["lon"],
        radius_km=record.get("radius_km") or 0.0,
        geo_precision=record["geo_precision"],
        confidence=record.get("confidence", 0.5),
        reason=record.get("reason", ""),
    )


def moment_to_record(moment: Moment) -> Record:
    """When, with the reason it was put there; from and to are null when unknown."""
    return {
        "from": _iso(moment.start),
        "to": _iso(moment.end),
        "precision": moment.precision,
        "text": moment.text,
        "anchor": moment.anchor,
    }


def moment_from_record(record: Record) -> Moment:
    """The moment that `moment_to_record` wrote."""
    return Moment(
        _day(record.get("from")),
        _day(record.get("to")),
        record.get("precision", "unknown"),
        record.get("text") or "",
        record.get("anchor") or "",
    )


def actor_to_record(mention: ActorMention) -> Record:
    """Who; start, end and text are null where the actor was taken from context."""
    span = mention.span
    return {
        **_actor_fields(mention.actor),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": span.text if span else None,
        "inferred": mention.inferred,
    }


def toll_to_record(toll: Toll) -> Record:
    """A figure; high is null for "at least"."""
    return {
        "harm": toll.harm,
        "low": toll.low,
        "high": toll.high,
        "who": toll.who,
        "part_of": toll.part_of,
        **span_to_record(toll.span),
    }


def attribution_to_record(link: Attribution) -> Record:
    """One link of the chain of who says so."""
    return {**_actor_fields(link.actor), "verb": link.verb, **span_to_record(link.span)}


def _actor_fields(actor: Actor) -> Record:
    return {"name": actor.name, "actor_id": actor.actor_id, "kind": actor.kind, "parent": actor.parent}


def actor_from_record(record: Record) -> Actor:
    """The actor of a record that names one."""
    return Actor(
        record.get("actor_id") or "", record["name"], record.get("kind", ""), record.get("parent", "")
    )


def _actor_mention(record: Record) -> ActorMention:
    span = _span(record) if record.get("text") is not None else None
    return ActorMention(actor_from_record(record), span, bool(record.get("inferred")))


def _attribution(record: Record) -> Attribution:
    return Attribution(actor_from_record(record), _span(record), record.get("verb", ""))


def _toll(record: Record) -> Toll:
    return Toll(
        record["harm"],
        record["low"],
        record["high"],
        record.get("who", ""),
        _span(record),
        record.get("part_of"),
    )


def _decided_to_record(decided: Decided) -> Record:
    return {
        "decision": decided.decision,
        "action": decided.action,
        "author": decided.author,
        "at": decided.at,
        "was": dict(decided.was),
        "note": decided.note,
    }


def _decided(record: Record) -> Decided:
    return Decided(**{**record, "was": tuple(record["was"].items())})


def _span(record: Record) -> Span:
    return Span(record["start"], record["end"], record["text"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
