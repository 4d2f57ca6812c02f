"""What other datasets say happened, as our nearest types; and which types stand near each other.

Two types of one kind of disorder (ACLED's "Political violence", "Demonstrations", "Strategic
developments") are near: sources and coders differ on whether a strike was shelling, and rarely on more. The
last is no such kind: an arrest is not nearly an agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from geo.datasets.model import MAX_KINDS, Kind
from geo.jsontext import plain
from geo.lexicons import load
from geo.ontology import ontology

SAME, NEAR, APART = 1.0, 0.5, 0.0
_LONGEST = 200  # characters of a type
_VIOLENCE = "Political violence"
_MIXED = "Strategic developments"


def closeness(one: Kind, other: Kind) -> float:
    """`SAME` where they share a type of ours, `NEAR` where a kind of disorder (or one is unknown)."""
    if set(one.types) & set(other.types):
        return SAME
    known = (one.types or one.families) and (other.types or other.families)
    return NEAR if not known or (set(one.families) & set(other.families)) - {_MIXED} else APART


@cache
def our_kind(name: str) -> Kind:
    """The kind of one of our types; a name that is none of them is only said."""
    if name not in ontology():
        return Kind(name)
    kind = ontology()[name]
    sub_events = (kind.acled[1] or "").split(" | ") if kind.acled else []
    return Kind(kind.title, (name,), _families(kind.group or "", sub_events))


@lru_cache(maxsize=MAX_KINDS)
def acled_kind(event_type: str, sub_event_type: str) -> Kind:
    """The kind of an ACLED row, today's names or those before 2019, in any case of letters."""
    said = ": ".join(part for part in (event_type, sub_event_type) if part)
    former = {name.lower(): value for name, value in _acled()["former"].items()}
    today, part = former.get(event_type.lower(), (event_type, ""))
    sub_event = (sub_event_type or part).lower().replace("protestors", "protesters")
    types = _types_of().get((today.lower(), sub_event), ())
    return Kind(said, types, _families(today, [sub_event]))


@cache
def ucdp_kind(violence: str) -> Kind | None:
    """The kind of a UCDP row by its `type_of_violence`, 1 to 3; None for another value."""
    entry = load("datasets")["ucdp"]["violence"].get(violence)
    return Kind(entry["said"], tuple(entry["types"]), (_VIOLENCE,)) if entry else None


@lru_cache(maxsize=MAX_KINDS)
def told_kind(words: str) -> Kind:
    """The kind of a type in somebody's words: our name or title, ACLED's event or sub-event type, unknown."""
    words = plain(words[:_LONGEST])
    wanted = words.strip().lower()
    for name, kind in ontology().items():
        if wanted in {name, kind.title.lower(), name.replace("_", " ")}:
            return our_kind(name)._replace(said=words)
    for event_type, sub_event in _types_of():
        if wanted in {sub_event, f"{event_type}: {sub_event}"} and sub_event != "other":
            return acled_kind(event_type, sub_event)._replace(said=words)
    return Kind(words, (), _families(words, []))


def _families(event_type: str, sub_events: list[str]) -> tuple[str, ...]:
    """The kinds of disorder of an ACLED event type."""
    found = [
        family
        for family, types in _acled()["families"].items()
        if event_type.lower() in {one.lower() for one in types}
    ]
    also = {one.lower() for one in _acled()["also_violence"]["sub_events"]}
    if found and also & {one.lower() for one in sub_events} and _VIOLENCE not in found:
        found.append(_VIOLENCE)
    return tuple(found)


@cache
def _types_of() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Our types by ACLED's event type and sub-event type, lower case: ontology.json read backwards."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, kind in ontology().items():
        if kind.acled is None:
            continue
        for sub_event in (kind.acled[1] or "").split(" | "):
            key = ((kind.acled[0] or "").lower(), sub_event.lower())
            found[key] = (*found.get(key, ()), name)
    for sub_event, entry in _acled()["nearest"].items():
        found[entry["of"].lower(), sub_event.lower()] = tuple(entry["types"])
    return found


def _acled() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load("datasets")["acled"]
    return table
