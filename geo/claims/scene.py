"""Where a report is: places for events whose own sentence names none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.claims.continuing import are_beside
from geo.claims.days import is_close
from geo.claims.drafts import NEAR_DRAFTS, Draft
from geo.claims.headings import Headings
from geo.claims.placing import in_names, unnamed
from geo.claims.view import View
from geo.model import Toponym

CONSEQUENCES = frozenset({"abduction", "displacement"})  # told after what they came of, at the same place
_SEATS = frozenset({"headquarters", "base", "stronghold"})
_ANOTHER = frozenset({"second", "third", "another", "further", "fresh", "new"})
# Events of a sort that one scene has side by side; talks, aid and agreements are elsewhere as a rule.
_ON_A_SCENE = frozenset(
    "air_strike drone_strike shelling rocket_attack bombing_ied suicide_attack chemical_attack "
    "ground_fighting ground_offensive attack_on_civilians abduction arrest protest riot "
    "repression_of_protest property_destruction displacement withdrawal siege territory_captured "
    "deployment investigation".split()
)
# What opens a sentence that goes on where the one before it was.
_LATER = frozenset("later then earlier afterwards meanwhile soon moments minutes hours hour".split())
_OPENING = 6  # tokens
_LOCATING = frozenset("in near at outside around towards toward from to between".split())
_QUARTERS = (["district"], ["neighbourhood"], ["neighborhood"], ["quarter"], ["suburb"], ["ward"])
_SENTENCES = 3
_SPOTS = frozenset({"exact", "near"})
_FEW = 2  # located events that make a scene, where the report tells of one place only


def place_of_scene(
    at: int, drafts: Sequence[Draft], seats: Mapping[str, Toponym], headings: Headings
) -> tuple[Toponym, ...]:
    """The places of an event that names none: of what it goes on about, or of the report's one scene."""
    draft = drafts[at]
    elsewhere = names_another_place(draft.view)
    same = None if elsewhere else _same_event(at, drafts)
    lead = () if elsewhere else headings.lead(draft.view)
    if same and (not lead or same.view.sentence.paragraph == draft.view.sentence.paragraph):
        return _taken_over(draft, same)
    if lead:
        return lead
    seat = _seat_of(draft, seats)
    if seat or elsewhere or _names_stranger(draft.view):
        return seat
    if not (_has_scene(draft) and _is_told(draft)):
        return ()
    head = _right_before(at, drafts) or headings.over(draft.view)
    return head or _only_scene(at, drafts) or _scene_so_far(at, drafts, headings)


def place_of_quarter(at: int, drafts: Sequence[Draft]) -> tuple[Toponym, ...]:
    """ "in the X district", which nobody knows: it is said, and beside it the town of the report."""
    draft = drafts[at]
    if not _is_told(draft) or not all(_is_unknown_quarter(draft.view, place) for place in draft.places):
        return ()
    return _right_before(at, drafts) or _only_scene(at, drafts)


def _is_unknown_quarter(view: View, place: Toponym) -> bool:
    _, last = view.range_of(place.start, place.end)
    return place.place is None and bool(place.text) and view.norms[last : last + 1] in _QUARTERS


def names_another_place(view: View) -> bool:
    """Whether the sentence names a place, which is then where it is, or whose it is."""
    named = in_names(view)  # "the Sudan Doctors Network" is nowhere else
    return any(
        t.role in ("place", "metonym") and not t.nominal and t.end - 1 not in named for t in view.toponyms
    )


def _same_event(at: int, drafts: Sequence[Draft]) -> Draft | None:
    """The located event that "the raid" or a toll alone goes on about, a few sentences before."""
    draft = drafts[at]
    first = draft.triggers[0].first
    anaphoric = draft.definite or draft.type in CONSEQUENCES
    another = (
        bool(_ANOTHER & set(draft.view.norms[max(0, first - 2) : first])) and draft.mode != "hypothetical"
    )
    actual = draft.mode == "actual" and (anaphoric or draft.tolls)
    if not (actual or another) or draft.counted:
        return None
    for index in range(at - 1, max(-1, at - 1 - NEAR_DRAFTS), -1):
        other = drafts[index]
        if other.pinned and other.mode == "actual" and is_close(other, draft):
            related = other.type == draft.type or draft.tolls or draft.type in CONSEQUENCES
            return other if related else None
    return None


def _taken_over(draft: Draft, same: Draft) -> tuple[Toponym, ...]:
    """The places of the event told before: as they are for "the raid", as nearby for a toll alone."""
    loose = not any(trigger.part == "noun" for trigger in draft.triggers)
    return tuple(unnamed(place, "the event told before", near=loose) for place in same.places)


def _right_before(at: int, drafts: Sequence[Draft]) -> tuple[Toponym, ...]:
    """ "An hour later planes came back", "A crowd jeered at the convoy": a few sentences
    on in the paragraph, or in the next one with a toll or a word for it.
    """
    draft = drafts[at]
    for index in range(at - 1, max(-1, at - 1 - NEAR_DRAFTS), -1):
        other = drafts[index]
        if draft.view.index - other.view.index > _SENTENCES:
            return ()
        if other.pinned and other.mode in ("actual", "negated") and _has_scene(other):
            paragraphs = draft.view.sentence.paragraph - other.view.sentence.paragraph
            on = paragraphs == 0 or (paragraphs == 1 and (_opens_on(draft.view) or bool(draft.tolls)))
            return _nearby(other, "what was told right before") if on else ()
    return ()


def _opens_on(view: View) -> bool:
    return bool(_LATER & set(view.norms[:_OPENING]))


def _only_scene(at: int, drafts: Sequence[Draft]) -> tuple[Toponym, ...]:
    """The one spot in which a report places everything that it places at all."""
    located = [
        other
        for other in drafts[max(0, at - NEAR_DRAFTS) : at + NEAR_DRAFTS]
        if other.pinned and other.mode == "actual" and any(place.text for place in other.places)
    ]
    if len(located) < _FEW:
        return ()
    spots = [place for other in located for place in other.places if place.geo_precision != "unresolved"]
    first = spots[0]
    return _nearby(located[0], "the report's one scene") if all(are_beside(first, s) for s in spots) else ()


def _scene_so_far(at: int, drafts: Sequence[Draft], headings: Headings) -> tuple[Toponym, ...]:
    """The one spot in which a report has placed all that it told up to here, else that of its title."""
    before = [other for other in drafts[max(0, at - NEAR_DRAFTS) : at] if other.pinned]
    own = [other for other in before if any(place.text for place in other.places)]
    title = headings.title()
    if not own:
        return title
    spots = [place for other in own for place in (*other.places, *title) if place.geo_precision in _SPOTS]
    beside = bool(spots) and all(are_beside(spots[0], spot) for spot in spots)
    return _nearby(own[-1], "all that was told before") if beside else ()


def _has_scene(draft: Draft) -> bool:
    return draft.type in _ON_A_SCENE and draft.mode == "actual" and not draft.counted


def _is_told(draft: Draft) -> bool:
    """Told as an event, by a verb or a figure; a bare noun may only speak of it."""
    return draft.triggers[0].part != "noun" or bool(draft.tolls)


def _names_stranger(view: View) -> bool:
    """ "near Xtown", a name that no gazetteer knows: it is there, and that is nowhere we know.

    In a text all in capitals no name can be told from a word.
    """
    if view.sentence.text.isupper():
        return True
    known = {at for m in view.actors if m.span for at in range(*view.range_of(m.span.start, m.span.end))}
    known |= {at for d in view.dates for at in range(*view.range_of(d.start, d.end))}
    return any(
        view.norms[at - 1] in _LOCATING and view.tokens[at].text[0].isupper() and at not in known
        for at in range(1, len(view.tokens))
    )


def _nearby(other: Draft, whence: str) -> tuple[Toponym, ...]:
    return tuple(unnamed(place, whence, near=True) for place in other.places if place.place)


def seats_of(views: Sequence[View]) -> Mapping[str, Toponym]:
    """Where the report says that groups have their headquarters: "near X, the group's headquarters"."""
    seats: dict[str, Toponym] = {}
    for view in views:
        for toponym in view.toponyms:
            _, last = view.range_of(toponym.start, toponym.end)
            if view.norms[last : last + 1] != [","] or not _SEATS & set(view.norms[last + 1 : last + 5]):
                continue
            for mention in view.actors:
                if mention.actor.kind == "armed_group" and mention.span and mention.span.end < toponym.start:
                    seats.setdefault(mention.actor.name, toponym)
    return seats


def _seat_of(draft: Draft, seats: Mapping[str, Toponym]) -> tuple[Toponym, ...]:
    """ "hit the headquarters of X": the report says elsewhere where that is."""
    if not _SEATS & set(draft.view.norms):
        return ()
    found = (seats.get(target.actor.name) for target in draft.targets)
    return tuple(unnamed(place, "where the report says they have it") for place in found if place)
