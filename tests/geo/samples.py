"""A small extraction of our own making, with every corner that files have to carry."""

from __future__ import annotations

from datetime import date

from gazetteer.model import Place
from geo.model import (
    Actor,
    ActorMention,
    Attribution,
    Claim,
    Document,
    Event,
    Extraction,
    Moment,
    Span,
    Toll,
    Toponym,
    Unread,
)

TEXT = (
    "Jets hit Talbiseh on Wednesday, a rescue group counted, killing at least 33 civilians. "
    "The ministry called the report false. Shells fell on Homs province."
)
DOCUMENT = Document(
    "a.txt", TEXT, "=A title", date(2015, 10, 4), "given", "A Paper", "https://x.test/a", "en"
)
OTHER = Document("b.txt", "Nobody saw the strike on Zaafaraneh, said \ud800 one.", "B", None)

TALBISEH = Place(
    "geonames:163533", "Talbiseh", "town", "SY", "Homs", 34.8402777, 36.7302777, 3.0, 30796, "GeoNames"
)
ZAAFARANEH = Place(
    "dateline:zaafaraneh", "Zaafaraneh", "village", "SY", "Homs", 34.87, 36.75, 2.0, 0, "curated"
)
HOMS = Place("admin1:SY-HI", "Homs", "admin1", "SY", "Homs", 34.4, 38.0, 120.0, 0, "Natural Earth")
SYRIA = Place("country:SY", "Syria", "country", "SY", "", 35.0, 38.0, 300.0, 0, "Natural Earth")

RESCUERS = Actor("syria-civil-defence", "Syrian Civil Defense", "rescuer")
AIR_FORCE = Actor("russian-air-force", "Russian Air Force", "military", "russian-armed-forces")
MINISTRY = Actor("", "The ministry", "ministry")


def quote(text: str, document: Document = DOCUMENT) -> Span:
    """The first place of the words in the document."""
    start = document.text.index(text)
    return Span(start, start + len(text), text)


def mention(place: Place, text: str, precision: str = "exact", document: Document = DOCUMENT) -> Toponym:
    """A place named in the document."""
    span = quote(text, document)
    return Toponym(
        span.start,
        span.end,
        text,
        "place",
        "in",
        place,
        place.lat,
        place.lon,
        place.radius_km,
        precision,
        0.9,
    )  # type: ignore[arg-type]


DAY = Moment(date(2015, 9, 30), date(2015, 9, 30), "day", "on Wednesday", "published 2015-10-04")
MONTH = Moment(date(2015, 9, 1), date(2015, 9, 30), "month", "in September", "")

STRIKE = Claim(
    "c1",
    "a.txt",
    "air_strike",
    quote("hit"),
    (quote("Jets hit Talbiseh on Wednesday, a rescue group counted, killing at least 33 civilians."),),
    places=(mention(TALBISEH, "Talbiseh"),),
    moment=DAY,
    perpetrators=(
        ActorMention(AIR_FORCE, quote("Jets")),
        ActorMention(Actor("", "somebody else", "state"), None, inferred=True),
    ),
    targets=(ActorMention(Actor("", "=cmd|' /C calc'!A0", "civilians"), quote("civilians")),),
    tolls=(Toll("killed", 33, None, "civilians", quote("at least 33 civilians")),),
    source=(Attribution(RESCUERS, quote("a rescue group"), "counted"),),
    confidence=0.8,
    event_id="e1",
)
SECOND = Claim(
    "c2",
    "b.txt",
    "air_strike",
    quote("strike", OTHER),
    (quote(OTHER.text, OTHER),),
    places=(mention(ZAAFARANEH, "Zaafaraneh", document=OTHER),),
    moment=DAY,
    event_id="e1",
    confidence=0.4,
)
DENIAL = Claim(
    "c3",
    "a.txt",
    "air_strike",
    quote("called"),
    (quote("The ministry called the report false."),),
    kind="statement",
    slot="occurrence",
    stance="denies",
    about=("e1",),
    source=(Attribution(MINISTRY, quote("The ministry"), "called"),),
)
SHELLS = Claim(
    "c4",
    "a.txt",
    "shelling",
    quote("fell"),
    (quote("Shells fell on Homs province."),),
    places=(mention(HOMS, "Homs", "admin1"),),
    moment=MONTH,
    event_id="e2",
)
UNPLACED = Claim(
    "c5",
    "a.txt",
    "meeting",
    quote("report"),
    (quote("The ministry called the report false."),),
    event_id="e3",
)

EVENTS = (
    Event(
        "e1",
        "air_strike",
        "Air strike reported, Talbiseh",
        DAY,
        (STRIKE.places[0], SECOND.places[0]),
        (STRIKE, SECOND),
        "disputed",
        ("occurrence",),
        2,
        ("same day", "4 km apart"),
        0.7,
        (DENIAL,),
    ),
    Event("e2", "shelling", "Shelling reported, Homs", MONTH, SHELLS.places, (SHELLS,), "reported"),
    Event("e3", "meeting", "Meeting reported", Moment(None, None, "unknown"), (), (UNPLACED,), "reported",
          general_denials=(DENIAL,)),
)  # fmt: skip

EXTRACTION = Extraction(
    (DOCUMENT, OTHER),
    (STRIKE, SECOND, DENIAL, SHELLS, UNPLACED),
    EVENTS,
    toponyms=(("a.txt", STRIKE.places[0]), ("b.txt", SECOND.places[0])),
    unread=(Unread("c.txt", "Arabic", "96 % of its letters"),),
)


class Areas:
    """A gazetteer that knows one polygon, given clockwise and with too many decimals."""

    def area(self, place_id: str) -> object:
        """A square around Homs for its province, None for all else."""
        import shapely

        if place_id != HOMS.place_id:
            return None
        return shapely.Polygon([(37, 34), (37, 35.12345678901), (39, 35), (39, 34)])
