"""The nouns that every step shares. Data only: the functions are in the steps.

Offsets count Unicode code points in `Document.text`; `text[start:end]` is the quote, always.
Coordinates are WGS 84 degrees, distances km, dates without time of day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from gazetteer.model import Candidate, Place

Mode = Literal["actual", "planned", "hypothetical", "negated"]
Scope = Literal["single", "aggregate", "background"]
Stance = Literal["asserts", "denies", "doubts"]
Slot = Literal["occurrence", "target", "perpetrator", "toll", "place", "date", "control"]
Harm = Literal["killed", "wounded", "missing", "displaced"]
GeoPrecision = Literal["exact", "near", "area", "admin1", "country", "unresolved"]
TimePrecision = Literal["day", "range", "week", "month", "year", "unknown"]
Role = Literal["place", "metonym", "adjective"]
Relation = Literal["in", "near", "between", "direction", "outskirts"]
BlockKind = Literal["headline", "byline", "dateline", "body", "caption", "credit", "boilerplate", "comment"]
INTERNAL = "internal"  # the profile of what nothing was left out of
Status = Literal["reported", "multiple_sources", "disputed"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: the evidence."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}..{self.end} does not fit its text {self.text[:40]!r}")


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it was read."""

    id: str
    text: str
    title: str = ""
    published: date | None = None
    published_from: str = "unknown"  # given, metadata, front matter, mail header, byline, dateline, unknown
    publisher: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that was found and not read, and why; `reason` is what is counted at the end."""

    id: str
    reason: str  # "Arabic", "empty", "broken", "not text", "too large" …
    detail: str = ""
    count: int = 1  # how many reports it stands for: messages of one export that have no text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the kind of block it stands in, and the number of its paragraph."""

    start: int
    end: int
    text: str
    block: BlockKind = "body"
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """When: an interval of days with its precision and the reason it was put there."""

    start: date | None
    end: date | None
    precision: TimePrecision
    text: str = ""
    anchor: str = ""  # why: "published 2015-10-04", "publication date not known" …

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None) or (self.start and self.end and self.start > self.end):
            raise ValueError(f"moment from {self.start} to {self.end} is no interval")


UNKNOWN_MOMENT = Moment(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text and the days it means; `moment` is unknown when no anchor is."""

    start: int
    end: int
    text: str
    moment: Moment
    rule: str  # "weekday-past", "absolute", "past-hours" …


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text and the place chosen for it, or none.

    `place` is the gazetteer's entry; `lat`, `lon`, `radius_km` are where the mention puts things,
    which differs from the entry for "10 km north-east of Damascus".
    """

    start: int
    end: int
    text: str
    role: Role
    relation: Relation
    place: Place | None
    lat: float | None
    lon: float | None
    radius_km: float
    geo_precision: GeoPrecision
    confidence: float
    reason: str = ""
    nominal: bool = False  # "the town": stands for a name and is none
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: an entry of the lexicon, or a name kept as it stands (`actor_id` "" then)."""

    actor_id: str
    name: str
    kind: str  # state, military, armed_group, rescuer, monitor, ministry, media, civilians, person …
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor and the words that name it; no span when it was taken from context (`inferred`)."""

    actor: Actor
    span: Span | None
    inferred: bool = False
    form: str = "name"  # name, adjective, people, seat, leader, organ, group, person


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of people harmed; `high` is None for "at least", `part_of` quotes the total it belongs to."""

    harm: Harm
    low: int | None
    high: int | None
    who: str
    span: Span
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the steps before found in a document, each sorted by its start."""

    toponyms: tuple[Toponym, ...] = ()
    dates: tuple[DateMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    tolls: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so, with the verb as written."""

    actor: Actor
    span: Span
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """That an analyst decided something about a claim; `was` holds what the program had read, in words."""

    decision: int  # its number in the case file
    action: str  # accept, move, change, merge, separate, note
    author: str
    at: str  # UTC, ISO 8601
    was: tuple[tuple[str, str], ...] = ()  # ("date", "2015-09-30") for each slot that was changed
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says happened, or (kind "statement") says about what happened."""

    claim_id: str
    doc_id: str
    type: str
    trigger: Span
    evidence: tuple[Span, ...]
    kind: Literal["event", "statement"] = "event"
    mode: Mode = "actual"
    scope: Scope = "single"
    places: tuple[Toponym, ...] = ()
    moment: Moment = UNKNOWN_MOMENT
    perpetrators: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    tolls: tuple[Toll, ...] = ()
    source: tuple[Attribution, ...] = ()
    stance: Stance = "asserts"
    confidence: float = 0.5  # probability that type, place and day were all read right
    sure: tuple[tuple[str, float], ...] = ()  # the same for each slot: ("place", 0.87)
    event_id: str = ""
    slot: Slot | None = None  # statements only
    about: tuple[str, ...] = ()  # statements only: ids of the events they concern
    decided: tuple[Decided, ...] = ()  # what an analyst decided about it, oldest first
    profile: str = INTERNAL  # or what was made coarser and left out of it, in words

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"claim {self.claim_id} has no evidence")
        if self.mode not in get_args(Mode) or self.scope not in get_args(Scope):
            raise ValueError(f"claim {self.claim_id}: mode {self.mode!r}, scope {self.scope!r}")
        if (self.kind == "statement") != (self.slot is not None):
            raise ValueError(f"claim {self.claim_id}: a statement has a slot, an event none")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave by itself: its claims, not yet put together with those of others."""

    document: Document
    claims: tuple[Claim, ...]
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another event that may be the same one, and why it may."""

    event_id: str
    title: str
    because: str


@dataclass(frozen=True, slots=True)
class Event:
    """What claims are about. It holds its claims and never hides that they differ."""

    event_id: str
    type: str
    title: str
    moment: Moment
    places: tuple[Toponym, ...]  # one a place, the finest that the claims give
    claims: tuple[Claim, ...]
    status: Status
    disputed_slots: tuple[Slot, ...] = ()
    independent_sources: int = 1
    merged_because: tuple[str, ...] = ()
    confidence: float = 0.5
    statements: tuple[Claim, ...] = field(default=())  # those about this event
    general_denials: tuple[Claim, ...] = field(default=())  # may concern it; never make it disputed
    possibly_same: tuple[Related, ...] = ()  # other events that may be this one, kept apart
    profile: str = INTERNAL  # or what was made coarser and left out of it, in words


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a run gives: documents, their claims, the events over all of them, and what was not read."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]  # events' claims and statements, with event_id set
    events: tuple[Event, ...]
    toponyms: tuple[tuple[str, Toponym], ...] = ()  # (doc_id, mention)
    unread: tuple[Unread, ...] = ()
    note: str = ""  # what a reader of the file must know: what a public one withholds
    made_by: str = ""  # which program, word lists and gazetteer read it
