"""The places of the five articles, each resolved worldwide with only its report's other places as context.

Skipped only where ../shared is absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer
from gazetteer.distance import km_between
from geo.model import Toponym
from geo.pipeline import place_names
from geo.reading import read_documents

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the articles in ../shared are not here")


def annotated() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each place of each event once, but for those that are only hinted at ("IS 'capital'")."""
    seen = set()
    for event in json.loads((GOLD / "seed_gold.json").read_text(encoding="utf-8"))["events"]:
        for place in event["places"]:
            key = event["doc"], place["surface"]
            if place["surface"] and place["relation"] != "metonym" and key not in seen:
                seen.add(key)
                yield event["doc"], place


def is_there(mention: Toponym, place: dict[str, Any]) -> bool:
    if mention.lat is None or mention.lon is None or mention.place is None:
        return False
    near = km_between((mention.lat, mention.lon), (place["lat"], place["lon"])) <= place["tolerance_km"]
    return near or mention.place.name in place["accept_areas"]


def test_every_place_lies_within_its_tolerance() -> None:
    documents = read_documents([GOLD / "seed_documents.jsonl"])
    found = {
        document.id: mentions
        for document, mentions in (
            pair for pair in place_names(documents, Gazetteer.open()) if isinstance(pair, tuple)
        )
    }
    places = list(annotated())
    assert len(places) > 20
    wrong = [
        f"{doc}: {place['surface']}"
        for doc, place in places
        if not any(
            is_there(mention, place)
            for mention in found[doc]
            if mention.text in place["surface"] or place["surface"] in mention.text
        )
    ]
    assert wrong == []
