"""Where a report is: places for events whose own sentence names none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gazetteer.distance import km_between
from geo.claims.continuing import are_beside
from geo.claims.days import is_close
from geo.claims.drafts import NEAR_DRAFTS, Draft
from geo.claims.headings import Headings
from geo.claims.placing import in_names, unnamed
from geo.claims.seats import is_elsewhere
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
_WITHIN = frozenset("in near at outside".split())
_TURN = 4  # tokens
_FARTHER = frozenset({"further", "farther"})
_BEARINGS = frozenset("north south east west".split())
_NATIONWIDE = frozenset({"nationwide", "countrywide"})
_CLOSING = frozenset({".", ",", ";", "and", "since", "in", "on", "during", "after", "over", "as"})
_LANDS = frozenset({"country", "nation"})
_OVER = frozenset("across throughout of around in".split())
_ARTICLE = 2  # letters of "al"
_SENTENCES = 3
_SPOTS = frozenset({"exact", "near"})
_AREAS = frozenset({"area", "admin1"})
_OBLONG = 1.5  # times the radius of a circle as large: how far the end of an area may lie from its middle
_FEW = 2  # located events that make a scene, where the report tells of one place only


def place_of_scene(
    at: int, drafts: Sequence[Draft], seats: Mapping[str, Toponym], headings: Headings
) -> tuple[Toponym, ...]:
    """The places of an event that names none: of what it goes on about, or of the report's one scene."""
    draft = drafts[at]
    elsewhere = _turns_away(draft.view) or names_another_place(draft.view, draft.speech.voices)
    same = None if elsewhere else _same_event(at, drafts)
    if same and not _strangers(draft.view, _WITHIN) <= _told_of(at, drafts):
        same = None
    lead = () if elsewhere else headings.lead(draft.view)
    here = () if elsewhere else lead or headings.named_before(draft.view)
    if same and (not here or same.view.sentence.paragraph == draft.view.sentence.paragraph):
        return _taken_over(draft, same)
    if lead:
        return lead
    seat = _seat_of(draft, seats)
    if seat or elsewhere or _names_stranger(draft.view):
        return seat
    if not (_has_scene(draft) and _is_told(draft)):
        return ()
    head = here or _right_before(at, drafts) or headings.over(draft.view)
    return head or _only_scene(at, drafts) or _scene_so_far(at, drafts, headings)


def place_of_quarter(at: int, drafts: Sequence[Draft], headings: Headings) -> tuple[Toponym, ...]:
    """ "in the X district", "on X Street", which nobody knows: it is said, and beside it the town told of."""
    draft = drafts[at]
    if held := _holder_told(at, drafts):
        return held
    if not all(headings.is_quarter(draft.view, place) for place in draft.places):
        return ()
    before = _right_before(at, drafts)
    if before and not any(place.place and place.place.is_area for place in before):
        return before
    return headings.town(draft.view) or _only_scene(at, drafts)


def _holder_told(at: int, drafts: Sequence[Draft]) -> tuple[Toponym, ...]:
    """Where the report said before that an unknown name lies: "X, a hamlet in Y", and then "X"."""
    texts = {place.text for place in drafts[at].places}
    for other in reversed(drafts[max(0, at - NEAR_DRAFTS) : at]):
        known = tuple(place for place in other.places if place.place and _is_holder(place))
        if known and texts & {place.text for place in other.places if place.place is None and place.text}:
            return tuple(unnamed(place, "where the report says it lies", near=True) for place in known)
    return ()


def _is_holder(place: Toponym) -> bool:
    """An area, or what stands for one; not the next name of a list ("X and Y")."""
    return not place.text or place.geo_precision in _AREAS or "parent" in place.reason


def names_another_place(view: View, voices: frozenset[int]) -> bool:
    """Whether the sentence names a place, which is then where it is, or whose it is.

    Where somebody sits who speaks of it is none: "the X regional governor said", "In X, the ministry said".
    """
    named = in_names(view)  # "the Sudan Doctors Network" is nowhere else
    return any(
        t.role in ("place", "metonym")
        and not t.nominal
        and t.end - 1 not in named
        and view.at(t.start) not in voices
        and not (t.role == "place" and is_elsewhere(view, t))
        for t in view.toponyms
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
    areas = [place for other in own for place in other.places if place.geo_precision in _AREAS]
    beside = bool(spots) and all(are_beside(spots[0], spot) for spot in spots)
    beside = beside and all(_may_hold(area, spots[0]) for area in areas)
    return _nearby(own[-1], "all that was told before") if beside else ()


def _may_hold(area: Toponym, spot: Toponym) -> bool:
    if area.lat is None or area.lon is None or spot.lat is None or spot.lon is None:
        return False
    return km_between((area.lat, area.lon), (spot.lat, spot.lon)) <= _OBLONG * area.radius_km


def _has_scene(draft: Draft) -> bool:
    return draft.type in _ON_A_SCENE and draft.mode == "actual" and not draft.counted


def _is_told(draft: Draft) -> bool:
    """Told as an event, by a verb or a figure; a bare noun may only speak of it."""
    return draft.triggers[0].part != "noun" or bool(draft.tolls)


def _turns_away(view: View) -> bool:
    """ "Further south, …", "Elsewhere, …", "In the west of the nation, …", "nationwide": not where it was."""
    opening, norms = view.norms[:_TURN], view.norms
    if "elsewhere" in opening or (_FARTHER & set(opening[:1]) and _BEARINGS & set(opening)):
        return True
    if opening[:2] == ["in", "the"] and _BEARINGS & set(opening[2:3]) and norms[3:4] == [","]:
        return True
    wide = (at for at, norm in enumerate(norms) if norm in _NATIONWIDE)
    if any(set(norms[at + 1 : at + 2]) <= _CLOSING for at in wide):
        return True  # "were hurt nationwide", and no "nationwide strike"
    land = (at for at, norm in enumerate(norms) if norm in _LANDS and norms[at - 1] == "the")
    return any(_OVER & set(norms[max(0, at - 2) : at]) for at in land)


def _names_stranger(view: View) -> bool:
    """Whether a sentence may name an unknown place: in a text all in capitals no name is told from a word."""
    return view.sentence.text.isupper() or bool(_strangers(view, _LOCATING))


def _told_of(at: int, drafts: Sequence[Draft]) -> set[str]:
    """The words of the sentences told right before: a name among them is no new place."""
    return {norm for other in drafts[max(0, at - _SENTENCES) : at] for norm in other.view.norms}


def _strangers(view: View, locating: frozenset[str]) -> set[str]:
    """ "near Xtown", "at al-X": first words of names that no gazetteer knows: it is there."""
    if view.sentence.text.isupper():
        return set()
    known = {at for m in view.actors if m.span for at in range(*view.range_of(m.span.start, m.span.end))}
    known |= {at for d in view.dates for at in range(*view.range_of(d.start, d.end))}
    known |= {at for t in view.toponyms for at in range(*view.range_of(t.start, t.end))}
    return {
        view.norms[at]
        for at in range(1, len(view.norms))
        if view.norms[at - 1] in locating and at not in known and _is_named(view, at)
    }


def _is_named(view: View, at: int) -> bool:
    """A capital, or an Arabic article that a hyphen joins to one."""
    text = [token.text for token in view.tokens[at : at + 3]]
    return text[0][0].isupper() or (text[1:2] == ["-"] and len(text[0]) == _ARTICLE and text[-1][0].isupper())


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
