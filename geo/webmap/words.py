"""The words on the page, the same for every side (INTERFACE.md, "The words on the page")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from geo.geometry import drawn_places, is_context, on_timeline
from geo.model import ActorMention, Claim, Decided, Document, Event, Moment, Toll, Toponym

CONFIDENCE = "how sure we are that we read this correctly; not whether it happened"
NOT_NAMED = "not named in this sentence"
BOUNDARIES = "Boundaries shown do not imply endorsement."
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
SLOTS = {
    "perpetrator": "attributed to",
    "occurrence": "whether it happened",
    "control": "who holds the place",
}
_CHANGED = {"places": "place", "perpetrators": "attributed to", "targets": "target", "tolls": "toll"}
_ACTIONS = {
    "accept": "Accepted",
    "move": "Moved on the map",
    "merge": "Put together with others",
    "separate": "Separated from others",
    "note": "Note",
}
_SURE = {"type": "what happened", "place": "where", "date": "when", "attributed_to": "attributed to"}
EXACTNESS = {
    "exact": "Exact place",
    "near": "Near a place",
    "area": "Area",
    "admin1": "Province",
    "country": "Country only",
    "none": "Not placed",
}
_STATUS = {"reported": "Reported", "multiple_sources": "Several sources", "disputed": "Sources differ"}


def plural(count: int, word: str) -> str:
    """ "1 event", "14 events"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def day(value: date, *, year: bool = True) -> str:
    """ "30 Sep 2015"."""
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def days(start: date, end: date, *, year: bool = True) -> str:
    """ "30 Sep – 4 Oct 2015": the year once where it is the same, left out when not wanted."""
    if start == end:
        return day(start, year=year)
    return f"{day(start, year=year and start.year != end.year)} – {day(end, year=year)}"


def when(moment: Moment) -> str:
    """A moment as it is known: "October 2015" for a month, "2015" for a year, "Undated"."""
    if moment.start is None or moment.end is None:
        return "Undated"
    if moment.precision == "year" and moment.start.year == moment.end.year:
        return str(moment.start.year)
    return days(moment.start, moment.end)


def why_undated(moment: Moment) -> str:
    """Why an event has no date."""
    said = f"“{moment.text}”: " if moment.text else ""
    return said + (moment.anchor or "no date in the report is tied to it")


def place_name(place: Toponym) -> str:
    """ "Talbiseh", "near Hama", or the words of the report where no place was chosen."""
    name = place.place.name if place.place else place.text
    if place.relation == "near" or (place.relation == "in" and place.geo_precision == "near"):
        return f"near {name}"
    return {"outskirts": f"outskirts of {name}", "direction": place.text}.get(place.relation, name)


def where(places: Sequence[Toponym]) -> str:
    """The places, and the province they share where it is not named among them."""
    names = unique(place_name(place) for place in places)
    around = unique(p.place.admin1 for p in places if p.place and p.place.kind != "admin1")
    if len(names) == 1 and len(around) == 1 and around[0] and around[0] not in names[0]:
        names.append(around[0])
    return ", ".join(names)


def why_unmapped(event: Event) -> str:
    """Why an event has no place on the map."""
    if is_context(event):
        return "told as a sum or as background, not as an event of its own"
    return why_no_place(event.places)


def why_no_place(places: Sequence[Toponym]) -> str:
    """Why no place among these is on the map."""
    if not places:
        return "no place is named"
    for place in places:
        if place.geo_precision == "country" and place.place:
            return f"only the country is known: {place.place.name}"
    return f"“{places[0].text}”: {why_unplaced(places[0])}"


def why_unplaced(place: Toponym) -> str:
    """Why no place was chosen for a name; the reader's own notes are for its makers, not for the page."""
    if len(place.candidates) > 1:
        return "several places bear this name, and the report does not tell which"
    if place.candidates:
        return "the one place known by this name does not fit the report"
    return "the gazetteer has no place of this name that fits the report"


def actors(mentions: Iterable[ActorMention]) -> str:
    """Names of those named in the sentence."""
    return ", ".join(unique(m.actor.name for m in mentions if not m.inferred))


def attributed_to(claims: Iterable[Claim]) -> str:
    """Whom the claims name as doing it; nobody is named here who was only inferred."""
    return actors(m for claim in claims for m in claim.perpetrators) or NOT_NAMED


def toll(value: Toll) -> str:
    """ "at least 33 civilians killed", in figures; a part names what it is part of."""
    if value.low is None:
        number = f"up to {value.high}" if value.high is not None else "an unknown number of"
    elif value.high is None:
        number = f"at least {value.low}"
    else:
        number = str(value.low) if value.low == value.high else f"{value.low} to {value.high}"
    alone = value.low == value.high == 1
    text = f"{number} {value.who or ('person' if alone else 'people')} {value.harm}"
    return f"{text} (part of “{value.part_of}”)" if value.part_of else text


def toll_range(claims: Iterable[Claim]) -> str:
    """Totals over an event's claims: "5–33 killed, 12 wounded"."""
    totals = [t for claim in claims for t in claim.tolls if t.part_of is None and t.low is not None]
    found = []
    for harm in ("killed", "wounded", "missing", "displaced"):
        low = [t.low for t in totals if t.harm == harm and t.low is not None]
        if not low:
            continue
        high = [t.low if t.high is None else t.high for t in totals if t.harm == harm and t.low is not None]
        open_end = "+" if any(t.high is None for t in totals if t.harm == harm) else ""
        span = f"{min(low)}–{max(high)}" if min(low) != max(high) else str(max(high))
        found.append(f"{span}{open_end} {harm}")
    return ", ".join(found)


def publisher(document: Document) -> str:
    """Who published a report: its publisher, else its title, else its file's name without the ending."""
    return document.publisher or document.title or PurePath(document.id).stem


def reported_by(claim: Claim) -> str:
    """The chain of who says so, nearest to the event first: "a security source, via AFP"."""
    names = unique(link.actor.name or link.span.text for link in claim.source)
    return ", via ".join(names)


def sources(claims: Iterable[Claim], publishers: dict[str, str]) -> str:
    """Who reports an event: the sources named, and the publisher where a claim names none."""
    return ", ".join(unique(reported_by(c) or publishers.get(c.doc_id, "") for c in claims))


def status(event: Event) -> str:
    """A word for the table."""
    return _STATUS[event.status]


def said_of(event: Event) -> str:
    """What statements say of an event, counted: "2 deny, 1 doubts, 1 other"."""
    stances = [claim.stance for claim in event.statements]
    denying, doubting = stances.count("denies"), stances.count("doubts")
    other = len(stances) - denying - doubting
    parts = [f"{denying} {'denies' if denying == 1 else 'deny'}"] if denying else []
    parts += [f"{doubting} {'doubts' if doubting == 1 else 'doubt'}"] if doubting else []
    parts += [f"{other} other"] if other else []
    return ", ".join(parts)


def exactness(event: Event) -> str:
    """How exactly the event is placed, in a word for the table."""
    drawn = drawn_places(event)
    if drawn:
        ranks = ("exact", "near", "area", "admin1")
        return EXACTNESS[min((place.geo_precision for place in drawn), key=ranks.index)]
    return EXACTNESS["country" if any(p.geo_precision == "country" for p in event.places) else "none"]


def differ(event: Event) -> str:
    """ "Sources differ on: toll, target", or nothing."""
    if not event.disputed_slots:
        return ""
    return "Sources differ on: " + ", ".join(SLOTS.get(slot, slot) for slot in event.disputed_slots)


def origins(event: Event) -> str:
    """ "2 separate origins found"."""
    return f"{plural(event.independent_sources, 'separate origin')} found"


def confidence(event: Event) -> str:
    """What the figure beside it means, and how sure each part is: those of the claim read most surely."""
    surest = max(event.claims, key=lambda claim: claim.confidence, default=None)
    parts = [f"{_SURE[slot]} {share:.0%}" for slot, share in (surest.sure if surest else ()) if slot in _SURE]
    return f"{CONFIDENCE}. Each by itself: {', '.join(parts)}" if parts else CONFIDENCE


def headline(events: Sequence[Event], unmapped: int) -> str:
    """The sentence on top: "14 reported events, 30 Sep – 4 Oct · 3 undated · 6 not mapped"."""
    starts = [e.moment.start for e in events if e.moment.start and on_timeline(e)]
    ends = [e.moment.end for e in events if e.moment.end and on_timeline(e)]
    span = (min(starts), max(ends)) if starts else None
    undated = sum(e.moment.start is None for e in events)
    return sentence(len(events), span, undated, unmapped)


def sentence(
    count: int, span: tuple[date, date] | None, undated: int, unmapped: int, *, of: int | None = None
) -> str:
    """The headline from its figures; `of` is how many there are in all where a window leaves some out."""
    text = plural(count, "reported event") if of is None else f"{count:,} of {plural(of, 'reported event')}"
    return " · ".join([
        text + (f", {days(*span)}" if span else ""),
        *([f"{undated:,} undated"] if undated else []),
        *([f"{unmapped:,} not mapped"] if unmapped else []),
    ])  # fmt: skip


def span_of(low: float, high: float, ends: str) -> str:
    """ "34.2–35.1° N": degrees from one to the other; `ends` are the letters for more and less than 0."""
    letters = [ends[value < 0] for value in (low, high)]
    if letters[0] == letters[1]:
        first, last = sorted((abs(low), abs(high)))
        return f"{first:.1f}–{last:.1f}° {letters[0]}"
    return f"{abs(low):.1f}° {letters[0]} – {abs(high):.1f}° {letters[1]}"


def decided(one: Decided) -> str:
    """ "Date changed by Ana, 2026-11-22 (was: 2015-09-30)": what an analyst decided, who, when."""
    slots = ", ".join(_CHANGED.get(slot, slot) for slot, _ in one.was)
    what = (
        f"{slots.capitalize()} changed"
        if one.action == "change" and slots
        else _ACTIONS.get(one.action, "Changed")
    )
    who = f" by {one.author}" if one.author else ""
    was = f" (was: {'; '.join(value for _, value in one.was)})" if one.was else ""
    return f"{what}{who}, {one.at[:10]}{was}" + (f": {one.note}" if one.note else "")


def unique(values: Iterable[str]) -> list[str]:
    """Values that are not empty, each once, in the order of their first coming."""
    return list(dict.fromkeys(value for value in values if value))
