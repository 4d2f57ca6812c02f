"""Annotated texts of others, read where they lie beside the checkout, with the scorers that lie with them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from bench.calibration.judged import SHARED, Judged, Right, best, claims
from geo.claims.confidence import CLAIM
from geo.model import Claim, Document
from geo.records import claim_to_record

_CORPORA = SHARED / "corpora"
_SEEDS = SHARED / "gold" / "seed_documents.jsonl"
_KM = 161.0  # 100 miles: the distance that is still right in the literature on toponyms
# Fights and crowds are in the templates of MUC-4 only where civilians are hit.
_NOT_ASKED = frozenset("ground_fighting ground_offensive protest riot siege".split())
Item = Any  # an annotation, in the shape of its corpus


def claims_beside() -> Iterator[Judged]:
    """All that is there; nothing where the folder is absent."""
    if SHARED.is_dir():
        yield from _seeds()
        yield from _muc()
        yield from _case()
        yield from _placed("trnews", "trnews.jsonl")
        yield from _placed("lgl", "lgl.dev.jsonl")


def tool(name: str) -> Any:
    """One of the scorers."""
    folder = str(SHARED / "tools")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module(name)


def _seeds() -> Iterator[Judged]:
    score, gold = tool("score_events"), _seed_gold()

    def judge(document: Document, claim: Claim) -> Right:
        record = claim_to_record(claim) | {"_doc": gold.doc(document.id)}
        if score.context(record):
            return {}  # sums and looks back without a pin count neither way there
        events = [event for event in gold.events if event["doc"] == record["_doc"]]
        here = [event for event in events if score.near_evidence(event, record)]
        if score.banned(gold, record):
            return best([])
        if here:
            return best([_seed_look(gold, record, event) for event in here])
        return best([look for event in events if (look := _seed_look(gold, record, event))["type"]])

    return claims("seeds", [_SEEDS], judge)


def _seed_gold() -> Any:
    return tool("score_events").Gold(
        json.loads((SHARED / "gold" / "seed_gold.json").read_text(encoding="utf-8"))
    )


def _seed_look(gold: Any, record: Item, event: Item) -> Right:
    score = tool("score_events")
    typed = record["mode"] == event["mode"] and score.type_credit(gold, event, record) == 1
    placed = score.place_credit(gold, event, record) > 0
    dated = score.date_credit(event, record) > 0
    right = {"type": typed, CLAIM: typed and placed and dated}
    if event["places"]:
        right["place"] = placed
    if event["date"]["match"] != "open":
        right["date"] = dated
    right["attributed_to"] = all(
        any(gold.same_actor(actor, doer) for actor in event["perpetrators"])
        for doer in record["perpetrators"]
    )
    return right


def _muc() -> Iterator[Judged]:
    """Actual claims of the types that the templates ask for."""
    score = tool("score_muc4")
    path = _CORPORA / "events_muc4_dev.jsonl"
    templates = {row["doc_id"]: row["templates"] for row in score.read_jsonl(path)}
    asked = set().union(*score.MUC_TYPES.values()) - _NOT_ASKED

    def judge(document: Document, claim: Claim) -> Right:
        if claim.mode != "actual" or claim.type not in asked:
            return {}
        looks = (_muc_look(claim, template) for template in templates[document.id])
        return best([look for look in looks if look["type"] or (look.get("place") and look.get("date"))])

    return claims("muc", [path], judge)


def _muc_look(claim: Claim, template: Item) -> Right:
    """A country counts as the place only where the template has nothing finer."""
    score = tool("score_muc4")
    event = [claim_to_record(claim)]
    found = {slot: test(event) for slot, test in score.muc_tests(template).items()}
    levels = score.muc_places(template.get("INCIDENT: LOCATION"))
    fine = {name for alternative in levels for name in set().union(*(alternative[1:] or alternative))}
    if "place" in found:
        found["place"] = score.place_hit(event, fine)
    right = {"type": found["type"], CLAIM: all(found.get(slot, True) for slot in ("type", "place", "date"))}
    names = {"place": "place", "date": "date", "perpetrator": "attributed_to"}
    return right | {ours: found[theirs] for theirs, ours in names.items() if theirs in found}


def _case() -> Iterator[Judged]:
    """Actual claims of snippets whose label stands for types of ours: the type only."""
    score = tool("score_types")
    path = _CORPORA / "events_case2021_types.dev.jsonl"
    labels: Mapping[str, str] = {row["id"]: row["type"] for row in score.read_jsonl(path)}

    def judge(document: Document, claim: Claim) -> Right:
        types = score.CASE_TYPES.get(labels[document.id])
        return {"type": claim.type in types} if types and claim.mode == "actual" else {}

    return claims("case", [path], judge)


def _placed(corpus: str, file: str) -> Iterator[Judged]:
    """The place of claims that name one of the annotated toponyms."""
    score = tool("score_toponyms")
    path = _CORPORA / file
    points = {r["doc_id"]: [t for t in r["toponyms"] if score.has_point(t)] for r in score.read_jsonl(path)}

    def judge(document: Document, claim: Claim) -> Right:
        near = [
            score.haversine(gold["lat"], gold["lon"], place.lat, place.lon) <= _KM
            for place in claim.places
            for gold in points[document.id]
            if place.text
            and place.lat is not None
            and gold["start"] < place.end
            and place.start < gold["end"]
        ]
        return {"place": any(near)} if near else {}

    return claims(corpus, [path], judge)
