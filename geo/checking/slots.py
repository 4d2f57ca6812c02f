"""The slots of a claim that a coder judges, and what was read in each, so that two readings differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from geo.model import ActorMention, Claim, Toponym
from geo.ontology import ontology

Slot = Literal["event", "type", "place", "day", "attributed", "target", "toll", "source"]
SLOTS: tuple[Slot, ...] = get_args(Slot)
CORE: tuple[Slot, ...] = (
    "event",
    "type",
    "place",
    "day",
)  # what a claim's confidence is about, and that it is one
TITLES: Mapping[Slot, str] = {
    "event": "Event",
    "type": "What happened",
    "place": "Place",
    "day": "Day",
    "attributed": "Attributed to",
    "target": "Target",
    "toll": "Figures",
    "source": "Reported by",
}
EMPTY = ""  # what is read of a slot that the claim leaves empty


def read_of(claim: Claim) -> dict[Slot, str]:
    """What the claim says in each slot, in words; "" for one that it leaves empty."""
    return {slot: _READ[slot](claim) for slot in SLOTS}


def _place(claim: Claim) -> str:
    return "; ".join(map(_placed, claim.places)) if any(p.lat is not None for p in claim.places) else EMPTY


def _placed(place: Toponym) -> str:
    name = place.place.name if place.place else place.text
    if place.lat is None or place.lon is None:
        return f"{name} (not placed)"
    around = [place.place.admin1, place.place.country] if place.place else []
    known = ", ".join(dict.fromkeys(part for part in (name, *around) if part))
    return f"{known} ({place.geo_precision}, {place.lat:.3f} {place.lon:.3f})"


def _day(claim: Claim) -> str:
    days = dict.fromkeys(day.isoformat() for day in (claim.moment.start, claim.moment.end) if day)
    return " to ".join(days)


def _actors(mentions: tuple[ActorMention, ...]) -> str:
    told = [f"{m.actor.name} (from context)" if m.inferred else m.actor.name for m in mentions]
    return "; ".join(dict.fromkeys(told))


def _tolls(claim: Claim) -> str:
    return "; ".join(f"{t.harm} {_figure(t.low, t.high)} {t.who}".strip() for t in claim.tolls)


def _figure(low: int | None, high: int | None) -> str:
    if high is None:
        return f"{low or 0}+"
    return f"{low}" if low == high else f"{low or 0}-{high}"


def _source(claim: Claim) -> str:
    return "; ".join(
        f"{link.actor.name} ({link.verb})" if link.verb else link.actor.name for link in claim.source
    )


_READ: Mapping[Slot, Callable[[Claim], str]] = {
    "event": lambda claim: "planned" if claim.mode == "planned" else "told as happened",
    "type": lambda claim: ontology()[claim.type].title,
    "place": _place,
    "day": _day,
    "attributed": lambda claim: _actors(claim.perpetrators),
    "target": lambda claim: _actors(claim.targets),
    "toll": _tolls,
    "source": _source,
}
