"""Place names of annotated news, each with whether it is one and lies where we put it."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import Any

from bench.calibration.beside import tool
from bench.calibration.judged import SHARED, Reading, documents, gazetteer
from geo.actors import default_lexicon
from geo.sentences import split_sentences
from geo.toponyms import find_names
from geo.toponyms.confidence import signs_of
from geo.toponyms.names import Name

_FILES = {"trnews": "trnews.jsonl", "lgl": "lgl.dev.jsonl"}
_KM = 161.0
_MATCH = {"exact": 1.0, "folded": 0.85, "skeleton": 0.5, "fuzzy": 0.4}


def names() -> list[Reading]:
    """Resolved names of both corpora; one that the annotation has without a point is left out."""
    return [name for corpus, file in _FILES.items() if SHARED.is_dir() for name in _names(corpus, file)]


def _names(corpus: str, file: str) -> Iterator[Reading]:
    score = tool("score_toponyms")
    path = SHARED / "corpora" / file
    gold = {row["doc_id"]: row["toponyms"] for row in score.read_jsonl(path)}
    for document in documents([path]):
        found = find_names(document, split_sentences(document), gazetteer(), default_lexicon().written)
        spans = [{"start": name.start, "end": name.end} for name in found]
        meant = {there: gold[document.id][here] for here, there in score.match(gold[document.id], spans)[1]}
        for at, name in enumerate(found):
            wanted = meant.get(at)
            if name.choice and not name.nominal and (wanted is None or score.has_point(wanted)):
                right = wanted is not None and _is_there(name, wanted)
                yield Reading(corpus, document.id, signs_of(name), right, by_hand(name))


def _is_there(name: Name, wanted: Any) -> bool:
    place = name.choice.place if name.choice else None
    haversine = tool("score_toponyms").haversine
    return place is not None and bool(haversine(wanted["lat"], wanted["lon"], place.lat, place.lon) <= _KM)


def by_hand(name: Name) -> float:
    """The formula that was there before anything was fitted: the baseline."""
    is_name = 1 / (1 + exp(-max(-20.0, min(20.0, name.score))))
    clear = min(1.0, max(0.0, name.margin) / 1.5)
    match = _MATCH[name.choice.match] if name.choice else 0.0
    return is_name * (0.35 + 0.25 * match + 0.4 * clear)
