"""Who did it where no actor is the subject: "a Russian missile", "youths", "its fighters", "which"."""

from __future__ import annotations

from geo.claims.company import crowd_words
from geo.claims.triggers import Trigger
from geo.claims.view import View
from geo.model import Actor, ActorMention

_OF_WEAPONS = frozenset(
    "air_strike drone_strike shelling rocket_attack bombing_ied ground_fighting ground_offensive".split()
)
_DOERS = frozenset({"state", "military", "armed_group", "coalition", "police", "government"})
_SIDES = frozenset({"state", "military", "armed_group", "coalition"})
_OWNERS = frozenset({"its", "their", "his"})
_RELATIVE = frozenset({"which", "who", "that"})
_CROWD_TYPES = frozenset({"protest", "riot"})
_CROWD_REACH = 8  # tokens from a crowd to what it does
_NO_CROWD = frozenset(
    "hundred thousand hundreds thousands dozen dozens some many others opposition taxi persons civilians "
    "households demonstrations".split()
)
_BREAKS = frozenset({";", ":", "but", "when", "while", "after", "before", "as"})
_IRREGULAR = frozenset("flew sent hit struck shot threw flung brought blew tore".split())
_WEAPON_GAP = 2  # tokens between "Russian" and "missile"


def of_weapon(view: View, trigger: Trigger) -> ActorMention | None:
    """ "A Russian missile struck", "Israeli tank shells fell": whose weapon it was."""
    if trigger.part != "pair" or trigger.type not in _OF_WEAPONS or _begins_with_verb(view, trigger):
        return None
    for mention, _, last in view.named:
        gap = view.norms[last : trigger.first]
        beside = 0 <= trigger.first - last <= _WEAPON_GAP and all(norm.isalpha() for norm in gap)
        named = mention.actor.kind in _DOERS and mention.form in ("adjective", "name", "organ")
        named = named and not view.is_place(mention)
        if beside and named:
            return mention
    return None


def _begins_with_verb(view: View, trigger: Trigger) -> bool:
    """ "carried out raids", "fired rockets": its subject stands before it; "missile struck" has none."""
    first = view.norms[trigger.first]
    return first.endswith(("ed", "ing")) or first in _IRREGULAR


def of_crowd(view: View, trigger: Trigger) -> ActorMention | None:
    """ "Youths blocked the road": a crowd that no lexicon of actors has, in its own words."""
    if trigger.type not in _CROWD_TYPES or trigger.part == "noun":
        return None
    low = max(0, trigger.first - _CROWD_REACH)
    for at in range(trigger.last - 1, low - 1, -1):
        norm = view.norms[at]
        if at < trigger.first and norm in _BREAKS:
            return None
        if norm in crowd_words() and norm not in _NO_CROWD and view.norms[at - 1 : at] != ["by"]:
            span = view.span(at, at + 1)
            return ActorMention(Actor("", span.text, "protesters"), span, form="group")
    return None


def before_relative(view: View, trigger: Trigger) -> ActorMention | None:
    """ "Moscow, which annexed X": the one of whom the clause tells."""
    for at in range(trigger.first - 1, max(-1, trigger.first - 4), -1):
        if view.norms[at] in _RELATIVE:
            end = at - 1 if view.norms[at - 1 : at] == [","] else at
            return next((m for m, _, last in view.named if last == end and m.actor.kind in _DOERS), None)
    return None


def owner_of(view: View, mention: ActorMention) -> ActorMention | None:
    """ "X's police", "a spokesman for X said its fighters": unnamed men are those of the one named before."""
    if mention.form != "group" or mention.span is None:
        return None
    first = view.at(mention.span.start)
    if view.norms[first - 1 : first] == ["'s"]:
        return next((m for m, _, last in view.named if last == first - 1 and m.actor.kind in _SIDES), None)
    if first == 0 or view.norms[first - 1] not in _OWNERS:
        return None
    before = [m for m, _, last in view.named if last <= first - 1 and m.actor.kind in _SIDES]
    named = [m for m in before if m.form != "group" and not view.is_place(m)]
    return named[-1] if named else None


def joined_with(view: View, mention: ActorMention) -> ActorMention | None:
    """ "Turkey and Russia agreed": the other of two who did it."""
    if mention.span is None:
        return None
    first = view.at(mention.span.start)
    if view.norms[first - 1 : first] != ["and"]:
        return None
    other = next((m for m, _, last in view.named if last == first - 1), None)
    return other if other and other.actor.kind == mention.actor.kind and other.form == mention.form else None
