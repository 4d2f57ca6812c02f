"""Who is named in a sentence: the words that may stand for a side, a name or people in a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from geo.claims.view import View
from geo.model import Actor, ActorMention
from geo.tokens import Phrases

HOLDERS = frozenset({"armed_group", "military", "state", "coalition", "government"})
FIGHTERS = HOLDERS | {"police", "security"}
PEOPLE = FIGHTERS | {"civilians", "protesters", "rescuer", "person", "group"}
_LEADING = frozenset(
    "the a an its their his local suspected alleged unidentified other both some several any of".split()
)
_WHERE = frozenset(
    "in near from across inside outside within to into over through of around at and , -".split()
) - {"at"}
_UNITS = frozenset(
    "brigades brigade units unit fighters members member forces troops soldiers elements men militants "
    "commanders gunmen supporters militias remnants".split()
)
_LEAD_REACH = 4
_LONGEST_NAME = 6
_MODIFIERS = 4  # tokens before a noun for a side: "the northern drug cartel"
_PHRASE_STOPS = frozenset(
    ', ; : . ( ) " “ ” of for at in from with on near by to over about after before that which who and or '
    "but is are was were be been has have had not n't".split()
)


@dataclass(frozen=True, slots=True)
class Sides:
    """By first token: where the words end, and who it is; by element."""

    named: Mapping[str, Mapping[int, tuple[int, ActorMention]]]
    leads: frozenset[int]  # tokens that may stand before a name: "the", "suspected"

    def end(self, at: int, element: str) -> int | None:
        """Where somebody's words end that begin here, an article and the like before them."""
        found = self.at(at, element)
        return found[0] if found else None

    def at(self, at: int, element: str) -> tuple[int, ActorMention] | None:
        """The same with who it is."""
        for first in range(at, at + _LEAD_REACH + 1):
            found = self.named[element].get(first)
            if found:
                return found
            if first not in self.leads:
                return None
        return None


def sides_of(view: View, nouns: Phrases[Literal[True]]) -> Sides:
    """Everybody who is named; `nouns` are words for sides that no lexicon of actors has."""
    mentions = {
        view.at(m.span.start): (view.range_of(m.span.start, m.span.end)[1], m)
        for m in view.actors
        if m.span and not _is_where(view, m)
    }
    sides = {at: found for at, found in mentions.items() if found[1].actor.kind in FIGHTERS}
    sides = _by_noun(view, nouns, mentions) | sides
    people = sides | {at: found for at, found in mentions.items() if found[1].actor.kind in PEOPLE}
    anyone = _names(view) | sides
    leads = frozenset(
        i for i, norm in enumerate(view.norms) if norm not in _PHRASE_STOPS or _is_unit(view, i)
    )
    return Sides({"SIDE": sides, "PEOPLE": people, "ANYONE": anyone}, leads)


def _is_unit(view: View, at: int) -> bool:
    """The "of" in "brigades of X": what belongs to a side is that side."""
    return view.norms[at] == "of" and at > 0 and view.norms[at - 1] in _UNITS


def _is_where(view: View, mention: ActorMention) -> bool:
    """ "in Iran" is a place, "blamed Iran" is not."""
    if not view.is_place(mention) or mention.span is None:
        return False
    at = view.at(mention.span.start)
    return at == 0 or view.norms[at - 1] in _WHERE


def _by_noun(
    view: View, nouns: Phrases[Literal[True]], known: Mapping[int, tuple[int, ActorMention]]
) -> dict[int, tuple[int, ActorMention]]:
    """ "the Medellin cartel": the noun with the words before it that say which."""
    taken = {
        i
        for first, (last, mention) in known.items()
        for i in range(first, last)
        if mention.actor.kind != "official"  # "the government" speaks, and holds towns
    }
    found = {}
    for match in nouns.find(view.tokens):
        if match.last - 1 in taken:
            continue
        first = match.first
        while (
            first > max(0, match.first - _MODIFIERS) and view.norms[first - 1] not in _PHRASE_STOPS | _LEADING
        ):
            first -= 1
        found[first] = (match.last, _mention(view, first, match.last))
        found[match.first] = (match.last, _mention(view, first, match.last))
    return found


def _names(view: View) -> dict[int, tuple[int, ActorMention]]:
    """Runs of capitalised words that are no place and no date; none in a text all in capitals."""
    if view.sentence.text.isupper():
        return {}
    taken = {i for t in view.toponyms if t.role == "place" for i in range(*view.range_of(t.start, t.end))}
    taken |= {i for d in view.dates for i in range(*view.range_of(d.start, d.end))}
    found = {}
    at = 1  # the first word of a sentence has its capital from there
    while at < len(view.tokens):
        last = at
        while last < len(view.tokens) and last - at < _LONGEST_NAME and _in_name(view, last, last > at):
            last += 1
        if last > at and not taken & set(range(at, last)):
            found[at] = (last, _mention(view, at, last))
        at = max(last, at + 1)
    return found


def _in_name(view: View, at: int, inside: bool) -> bool:
    if view.tokens[at].text[:1].isupper():
        return True
    return inside and view.norms[at] == "-" and view.tokens[at].start == view.tokens[at - 1].end


def _mention(view: View, first: int, last: int) -> ActorMention:
    span = view.span(first, last)
    return ActorMention(Actor("", " ".join(span.text.split()), "armed_group"), span, form="group")
