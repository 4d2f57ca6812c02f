"""Made-up events of every kind that the page has to show, without the pipeline that would find them."""

from __future__ import annotations

from datetime import date

from gazetteer import Place
from geo.model import (
    UNKNOWN_MOMENT,
    Actor,
    ActorMention,
    Attribution,
    Claim,
    Document,
    Event,
    Extraction,
    Moment,
    Span,
    Status,
    Toll,
    Toponym,
)

ATTACK = '<img src=x onerror="window.pwned=1"></script><script>window.pwned=1</script>${window.pwned=1}'

TALBISEH = Place("geonames:163533", "Talbiseh", "town", "SY", "Homs", 34.84, 36.73, 3, 30796, "GeoNames")
HOMS = Place("geonames:169577", "Homs", "city", "SY", "Homs", 34.73, 36.71, 8, 775404, "GeoNames")
HOMS_PROVINCE = Place("admin1:SY-HI", "Homs", "admin1", "SY", "Homs", 34.3, 38.0, 120, 0, "Natural Earth")
HAMA = Place("geonames:170017", "Hama", "city", "SY", "Hama", 35.13, 36.76, 6, 460602, "GeoNames")
RAQQA = Place("geonames:172955", "Raqqa", "city", "SY", "Raqqa", 35.95, 39.01, 5, 177636, "GeoNames")
LATAKIA = Place("geonames:173576", "Latakia", "city", "SY", "Latakia", 35.53, 35.78, 5, 340181, "GeoNames")
SYRIA = Place("country:SY", "Syria", "country", "SY", "", 35.0, 38.5, 400, 0, "Natural Earth")

RUSSIA = Actor("ru_air_force", "Russian Air Force", "military", "ru")
REBELS = Actor("fsa", "Free Syrian Army", "armed_group")
SOHR = Actor("sohr", "Syrian Observatory for Human Rights", "monitor")
MINISTRY = Actor("ru_mod", "Russian Ministry of Defence", "ministry")
REUTERS = Actor("reuters", "Reuters", "media")

BODY = (
    "Jets bombed Talbiseh on Wednesday, the monitor said, and at least 33 civilians died. "
    "The ministry counted 12 targets hit near Hama. “Nothing was hit in Homs,” an official said. "
    "Fighters moved on Raqqa. Rockets fell on the coast near Latakia."
)
DOCUMENTS = (
    Document("one.txt", BODY, "Jets over the plain", date(2015, 10, 1), "given", "Example Wire"),
    Document("two.txt", BODY, f"Title {ATTACK}", date(2015, 10, 3), "given", ATTACK),
    Document("three.txt", BODY, "No date on this one", None, "unknown", "A blog"),
)


def span(text: str) -> Span:
    """Where the words stand in BODY."""
    start = BODY.index(text)
    return Span(start, start + len(text), text)


def toponym(text: str, place: Place | None, precision: str = "exact", relation: str = "in") -> Toponym:
    """A mention of a place at its own coordinates."""
    found = span(text)
    return Toponym(
        found.start, found.end, text, "place", relation,  # type: ignore[arg-type]
        place, place.lat if place else None, place.lon if place else None,
        12.0 if precision == "near" else place.radius_km if place else 0.0,
        precision, 0.9, "" if place else "several places bear this name",  # type: ignore[arg-type]
    )  # fmt: skip


def claim(
    number: int, kind: str, places: tuple[Toponym, ...], moment: Moment, doc: str, **more: object
) -> Claim:
    """A claim on the sentence that its first place (or the first sentence) stands in."""
    where = places[0].start if places else 0
    sentence = next(s for s in BODY.split(". ") if BODY.index(s) <= where <= BODY.index(s) + len(s))
    words = {"places": places, "moment": moment, "confidence": 0.8, "event_id": f"e{number}", **more}
    trigger = next(word for word in ("bombed", "hit", "moved", "fell") if word in sentence)
    return Claim(f"c{number}-{doc}", doc, kind, span(trigger), (span(sentence),), **words)  # type: ignore[arg-type]


def day(number: int, month: int = 10) -> Moment:
    """A day of autumn 2015."""
    return Moment(
        date(2015, month, number), date(2015, month, number), "day", "on that day", "published 2015-10-01"
    )


def event(number: int, kind: str, title: str, moment: Moment, *places: Toponym, **more: object) -> Event:
    """An event with one plain claim, or the claims given."""
    claims = more.pop("claims", None) or (
        claim(
            number, kind, places, moment, "one.txt", perpetrators=(ActorMention(RUSSIA, None, inferred=True),)
        ),
    )
    return Event(f"e{number}", kind, title, moment, places, claims, **{"status": "reported", **more})  # type: ignore[arg-type]


def _talbiseh() -> Event:
    place, moment = toponym("Talbiseh", TALBISEH), day(30, 9)
    toll = Toll("killed", 33, None, "civilians", span("33 civilians"))
    source = Attribution(SOHR, span("the monitor"), "said")
    claims = (
        claim(
            1,
            "air_strike",
            (place,),
            moment,
            "one.txt",
            tolls=(toll,),
            source=(source,),
            perpetrators=(ActorMention(RUSSIA, span("Jets")),),
        ),
        claim(
            1, "air_strike", (place,), moment, "two.txt", targets=(ActorMention(REBELS, span("civilians")),)
        ),
    )
    denial = Claim(
        "s1",
        "two.txt",
        "verbal_statement",
        span("hit"),
        (span("“Nothing was hit in Homs,” an official said"),),
        kind="statement",
        slot="occurrence",
        stance="denies",
        about=("e1",),
        source=(Attribution(MINISTRY, span("an official"), "said"),),
    )
    status: Status = "disputed"
    return event(
        1,
        "air_strike",
        "Air strike reported, Talbiseh",
        moment,
        place,
        claims=claims,
        status=status,
        disputed_slots=("toll", "target"),
        independent_sources=2,
        statements=(denial,),
        general_denials=(denial,),
        merged_because=("same type", "same place", "same day"),
    )


def sample_events() -> tuple[Event, ...]:
    """Ten events: exact, near, area, country only, unresolved, undated, hostile, several at one place."""
    homs = toponym("Homs", HOMS)
    return (
        _talbiseh(),
        event(
            2, "air_strike", "Air strike reported, near Hama", day(1), toponym("Hama", HAMA, "near", "near")
        ),
        event(
            3,
            "air_strike",
            "Air strike reported, Homs province",
            Moment(date(2015, 9, 30), date(2015, 10, 3), "range"),
            toponym("Homs", HOMS_PROVINCE, "admin1"),
        ),
        event(4, "ground_fighting", "Ground fighting reported, Raqqa", day(2), toponym("Raqqa", RAQQA)),
        event(5, "rocket_attack", "Rocket attack reported, Latakia", day(4), toponym("Latakia", LATAKIA)),
        event(6, "shelling", "Shelling reported, Homs", day(3), homs),
        event(7, "air_strike", f"Air strike reported, {ATTACK}", day(3), homs),
        event(8, "protest", "Protest reported, Syria", day(4), toponym("Homs", SYRIA, "country")),
        event(
            9,
            "territory_captured",
            "Territory taken reported, the plain",
            UNKNOWN_MOMENT,
            toponym("Raqqa", RAQQA),
        ),
        event(10, "bombing_ied", "Bombing reported, the coast", day(2), toponym("coast", None, "unresolved")),
    )


def sample_extraction() -> Extraction:
    """The sample as a run would give it."""
    events = sample_events()
    claims = tuple(c for e in events for c in (*e.claims, *e.statements))
    return Extraction(DOCUMENTS, claims, events)
