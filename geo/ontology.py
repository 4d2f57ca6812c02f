"""The event types, with their names in PLOVER and ACLED, and a neutral word for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# A few types read better with words of their own; the rest is the type with its underscores opened.
_TITLES = {
    "air_strike": "Air strike",
    "bombing_ied": "Bombing",
    "territory_captured": "Territory taken",
    "territory_seized": "Territory taken over",
    "attack_on_civilians": "Attack on civilians",
    "humanitarian_aid": "Humanitarian aid",
    "verbal_statement": "Statement",
}


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: PLOVER's event and mode, ACLED's event and sub-event type (None where it has none)."""

    name: str
    plover: tuple[str | None, ...] | None
    acled: tuple[str | None, ...] | None

    @property
    def title(self) -> str:
        """Neutral words for a title: "Air strike"."""
        return _TITLES.get(self.name) or self.name.replace("_", " ").capitalize()

    @property
    def group(self) -> str | None:
        """ACLED's parent group, None where ACLED has no such type."""
        return self.acled[0] if self.acled else None


@cache
def ontology() -> Mapping[str, EventType]:
    """All event types by name."""
    raw = json.loads((files("geo") / "lexicon" / "ontology.json").read_text(encoding="utf-8"))
    return {
        name: EventType(name, _pair(entry["plover"]), _pair(entry["acled"])) for name, entry in raw.items()
    }


def _pair(value: list[str | None] | None) -> tuple[str | None, ...] | None:
    return tuple(value) if value else None
