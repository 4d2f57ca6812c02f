"""Places that a sentence names and in which nothing of what it tells happened: seats, origins, heads."""

from __future__ import annotations

from geo.claims.triggers import ANCHORING, begins_event_noun
from geo.claims.view import View
from geo.model import Toponym

SEATED = frozenset(
    "government regime officials official ministry embassy authorities briefing interview conference meeting "
    "speech summit talks statement reporters television ambassador leaders lawmakers "
    "deputies senators ministers diplomats newspaper newspapers newsroom broadcaster headquarters "
    "office".split()
)
# "withdrew from X", "video from X", "10 km from X": where it happened all the same, or told elsewhere.
_LEFT = frozenset(
    "withdrew withdraw withdrawn withdrawal retreat retreated fled flee evacuated pulled pull out "
    "back driven drive expelled away abducted kidnapped video videos footage images pictures report "
    "reports km kilometres kilometers miles far people residents displaced".split()
)
# "an X man": where somebody is from; "airlifted to X", "the X jail": where somebody was brought.
_PERSONS = frozenset(
    "man woman men women boy girl teenager resident native teacher student driver farmer mother father "
    "couple policeman officer businessman lawyer journalist priest".split()
)
_CARRIED = frozenset("airlifted rushed taken transferred flown brought ferried referred".split())
# "brought food to X": it came there, and that is what is told
_RELIEF = frozenset(
    "aid food flour wheat rations medicine medicines supplies relief convoy convoys fuel water".split()
)
# "a convoy on its way to X", "a bus bound for X": where somebody was going and, as yet, is not
_GOING = frozenset("way route travelling traveling driving heading headed returning bound".split())
_GOING_REACH = 2
# "beyond the Euphrates, on its far bank", "trying to cross it": a river so long is nowhere
_ALONG = frozenset("side bank banks across cross crossed crossing crosses over along".split())
_ALONG_REACH = 3
_HOUSED = frozenset({"jail", "prison", "hospital", "court", "morgue"})
_LAUNCHING = frozenset("flew fly flying flown fired launched took taking sorties launching firing".split())
# Who speaks from the capital, wherever it happened: "In X, the ministry said".
_OF_CAPITAL = frozenset(
    "ministry minister government spokesman spokeswoman spokesperson president presidency kremlin command "
    "ministers foreign defence defense parliament".split()
)
_SAYING = frozenset("said says told announced declared stated added insisted claimed tells".split())
_SPOKE_REACH = 8
_REGIONAL = frozenset({"regional", "provincial", "state", "governor"})
_ANCHOR_REACH = 4  # tokens of "after the attacks in"
_LIVING = frozenset({"living", "based", "lives", "exiled", "exile", "studying", "headquartered"})
DESCRIBING = frozenset(
    "city town village suburb district districts province region area neighbourhood neighborhood stronghold "
    "capital towns villages cities port enclave governorate camp hamlet settlement municipality".split()
)
_ORIGIN_REACH = 8
_DATELINE_REACH = 8
_QUOTES = frozenset("\"“”'‘’«»(")


def is_elsewhere(view: View, toponym: Toponym) -> bool:
    """Where somebody is, is from or was brought, not where it happened."""
    return (
        _is_dateline(view, toponym)
        or _is_destination(view, toponym)
        or _is_river_by(view, toponym)
        or _is_seat(view, toponym)
        or _is_of_person(view, toponym)
        or _is_origin(view, toponym)
        or _is_of_anchor(view, toponym)
    )


def _is_dateline(view: View, toponym: Toponym) -> bool:
    """ "(Goma) – Armed men …", "(Quito, May 4, 2021) – …": where the report was written."""
    first, last = view.range_of(toponym.start, toponym.end)
    if first != 1 or view.norms[0] != "(" or ")" not in view.norms[last : last + _DATELINE_REACH]:
        return False
    end = view.norms.index(")", last)
    return view.norms[end + 1 : end + 2] in (["-"], ["–"], ["—"])


def _is_destination(view: View, toponym: Toponym) -> bool:
    """ "on their way to X", "bound for X", "heading for X"."""
    first, _ = view.range_of(toponym.start, toponym.end)
    before = view.norms[max(0, first - _GOING_REACH) : first]
    return before[-1:] in (["to"], ["for"]) and bool(_GOING & set(before))


def _is_river_by(view: View, toponym: Toponym) -> bool:
    """ "on the far side of the X", "as they crossed the X", X a river."""
    if toponym.place is None or toponym.place.kind != "river":
        return any(c.place.kind == "river" for c in toponym.candidates[:1]) and toponym.place is None
    first, _ = view.range_of(toponym.start, toponym.end)
    return bool(_ALONG & set(view.norms[max(0, first - _ALONG_REACH) : first]))


def _is_of_person(view: View, toponym: Toponym) -> bool:
    """ "an X teacher", "the X regional governor": from where, or over what."""
    _, last = view.range_of(toponym.start, toponym.end)
    after = view.norms[last : last + 3]
    return bool(_PERSONS & set(after[:1]) or (_REGIONAL & set(after[:1]) and "governor" in after))


def _is_origin(view: View, toponym: Toponym) -> bool:
    """ "airlifted to X", "flew from X": where somebody came from or was brought."""
    first, last = view.range_of(toponym.start, toponym.end)
    first = _first_of_list(view, first)
    if view.norms[max(0, first - 3) : first] == ["the", "capital", ","]:
        first -= 3  # "flown to the capital, X"
    before = view.norms[max(0, first - _ORIGIN_REACH) : first]
    if before[-1:] == ["to"] and _CARRIED & set(before) and not _RELIEF & set(before):
        return True  # "the wounded were taken to X"
    if "into" in before[-2:] and _HOUSED & set(view.norms[last : last + 2]):
        return True  # "booked into the X jail"
    if "from" not in before[-2:]:
        return False
    at = first - 1 if before[-1] == "from" else first - 2
    return bool(_LAUNCHING & set(before)) or view.norms[max(0, at - 1)] not in _LEFT


def _first_of_list(view: View, first: int) -> int:
    """ "from X, Y and Z": where X begins, for Z as well."""
    ends = {view.range_of(t.start, t.end)[1]: view.range_of(t.start, t.end)[0] for t in view.toponyms}
    while True:
        at = first
        while at and view.norms[at - 1] in (",", "and"):
            at -= 1
        if at == first or at not in ends:
            return first
        first = ends[at]


def _is_seat(view: View, toponym: Toponym) -> bool:
    """ "the government in X", "said in X that", "In X, the ministry said", "based in X"."""
    first, last = view.range_of(toponym.start, toponym.end)
    before = view.norms[max(0, first - _ORIGIN_REACH) : first]
    if before[-1:] != ["in"]:
        return False
    capital = toponym.place is not None and toponym.place.kind == "capital"
    word = before[-2] if len(before) > 1 else ""
    after = view.norms[last : last + _SPOKE_REACH]
    if word in SEATED | {"speaking"}:
        return capital or "by" not in before  # "arrested by the secret service in X"
    if word in _SAYING or (word and after[:1] and after[0] in _SAYING):
        return True
    if word in _LIVING:
        return word in ("based", "headquartered", "exiled") or bool(_SAYING & set(after[:3]))
    spoke = next((at for at, norm in enumerate(after) if norm in _SAYING), 0)
    opens = len(before) == 1 and after[:1] == [","] and after[spoke + 1 : spoke + 2] != [","]
    return capital and opens and bool(_OF_CAPITAL & set(after[:spoke]))  # not "In X, the ministry said, a …"


def _is_of_anchor(view: View, toponym: Toponym) -> bool:
    """ "a week after the bombing of X": says when, and of something told elsewhere."""
    first, _ = view.range_of(toponym.start, toponym.end)
    if first < _ANCHOR_REACH or view.norms[first - 1] not in ("in", "at", "on"):
        return False
    before = view.norms[first - 4 : first - 2]
    return before[1] == "the" and before[0] in ANCHORING and begins_event_noun(view, first - 2)


def is_lead(view: View, toponym: Toponym) -> bool:
    """ "Homs. Clashes continued …", "▪ Homs: …": a place that heads a paragraph of a daily report."""
    first, last = view.range_of(toponym.start, toponym.end)
    while view.norms[last : last + 1] and (view.norms[last] in DESCRIBING or _is_mark(view.norms[last])):
        if view.norms[last] in (".", ":"):
            break
        last += 1  # "**X district.** …"
    return all(map(_is_mark, view.norms[:first])) and view.norms[last : last + 1] in (["."], [":"])


def _is_mark(norm: str) -> bool:
    """An asterisk, a bullet, a picture: no word, and no mark of quotation."""
    return not norm[0].isalnum() and norm not in _QUOTES and norm != ","
