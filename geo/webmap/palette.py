"""Colours and shapes of the event types.

Eight families with the colours of Okabe and Ito (2008, "Color universal design"), which people with the
common kinds of colour blindness tell apart, two of them darkened for white ground; within a family the
shape tells the types apart, so colour is never the only sign.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.ontology import ontology


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is drawn: `family` is an index into FAMILIES."""

    label: str
    family: int
    shape: str


FAMILIES: tuple[tuple[str, str], ...] = (
    ("From the air", "#d55e00"),
    ("Shelling and rockets", "#e69f00"),
    ("Explosives and chemicals", "#882255"),
    ("Fighting and control", "#0072b2"),
    ("Against persons", "#cc79a7"),
    ("Protest", "#009e73"),
    ("Aid and agreements", "#56b4e9"),
    ("Other", "#7a8087"),
)

_TYPES: dict[str, tuple[int, str]] = {
    "air_strike": (0, "down"),
    "drone_strike": (0, "cross"),
    "shelling": (1, "circle"),
    "rocket_attack": (1, "up"),
    "bombing_ied": (2, "burst"),
    "suicide_attack": (2, "star"),
    "chemical_attack": (2, "hexagon"),
    "ground_fighting": (3, "cross"),
    "ground_offensive": (3, "right"),
    "territory_captured": (3, "square"),
    "territory_seized": (3, "diamond"),
    "withdrawal": (3, "left"),
    "siege": (3, "hexagon"),
    "deployment": (3, "pentagon"),
    "attack_on_civilians": (4, "circle"),
    "abduction": (4, "square"),
    "arrest": (4, "diamond"),
    "repression_of_protest": (4, "star"),
    "protest": (5, "circle"),
    "riot": (5, "burst"),
    "humanitarian_aid": (6, "plus"),
    "agreement": (6, "circle"),
    "ceasefire": (6, "square"),
    "displacement": (7, "right"),
    "property_destruction": (7, "cross"),
    "meeting": (7, "circle"),
    "investigation": (7, "diamond"),
    "verbal_statement": (7, "square"),
}


def look(event_type: str) -> Look:
    """How a type is drawn; a type that is not known is a grey circle with its own name."""
    family, shape = _TYPES.get(event_type, (len(FAMILIES) - 1, "circle"))
    known = ontology().get(event_type)
    label = known.title if known else event_type.replace("_", " ").capitalize()
    return Look(label, family, shape)
