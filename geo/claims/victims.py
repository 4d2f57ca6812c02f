"""Who was hit by what a sentence counts, and who only stands beside an event: finders, bystanders, places."""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.triggers import HARM, Trigger
from geo.claims.view import View
from geo.model import Actor, ActorMention, Span, Toll

NOBODY_SPECIAL = frozenset(
    {"", "people", "persons", "person", "others", "victims", "bodies", "casualties", "dead"}
)
_MET = frozenset(
    "hit hits struck strikes ran run drove drives stepped steps triggered triggers tripped trod rolled "
    "passed".split()
)
_FINDING = frozenset(
    "found find finds discovered discover uncovered recovered recover unearthed exhumed retrieved".split()
)
_SUFFERED = frozenset("die dies died dying perish perished perishing succumbed lost passed found".split())
_FOUND_REACH = 4  # tokens between the finders' verb and what they found
# Irregular verbs that begin a clause of their own behind "and", besides those in -ed.
_VERBS = frozenset(
    "was were is are had has have said says told took fled left fell went came began broke lost set ran hit "
    "struck shot blew held made fought drove threw put gave led saw found".split()
)
_CLAUSE_REACH = 4  # tokens of a subject behind "and"
_SHORTEST = 4  # letters of what ends in -ed and is no verb
_STANDING = frozenset("at in near outside inside around beside from behind to".split())
_BESIDE = frozenset("near outside beside beneath under behind around".split())
_EDGES = frozenset("edge edges outskirts entrance entrances gate gates".split())
_ARTICLES = frozenset("the a an its their his her".split())


def is_suffered(view: View, trigger: Trigger) -> bool:
    """ "Five soldiers died", "four sustained injuries": those who stand before it did not do it."""
    if trigger.type != HARM:
        return False
    return trigger.part == "state" or bool(_SUFFERED & set(view.norms[trigger.first : trigger.last]))


def comes_upon(view: View, trigger: Trigger) -> bool:
    """ "The vehicle hit a mine", "police found a mass grave": who comes upon it did not do it."""
    if trigger.type == "bombing_ied" and trigger.part in ("verb", "pair"):
        return view.norms[trigger.first] in _MET
    before = view.norms[max(0, trigger.first - _FOUND_REACH) : trigger.first]
    found = trigger.part == "noun" and bool(_FINDING & set(before))
    return found or (trigger.part == "pair" and view.norms[trigger.first] in _FINDING)


def ends_at_and(view: View, at: int) -> bool:
    """ "attacked a convoy and the soldiers fled": behind "and" somebody else does something else."""
    if view.norms[at] != "and":
        return False
    for index in range(at + 1, min(at + 1 + _CLAUSE_REACH, len(view.norms))):
        norm = view.norms[index]
        if norm in _VERBS:
            return True
        if norm.endswith("ed") and len(norm) > _SHORTEST:
            return index == at + 1 or view.norms[index + 1 : index + 2] != ["by"]  # "a hospital used by …"
    return False


def stands_there(view: View, first: int, trigger: Trigger) -> bool:
    """ "shot a man at a checkpoint": where it was, unless the verb is right before it ("fired at a …")."""
    at = first - 1
    while at > trigger.last and view.norms[at] in _ARTICLES:
        at -= 1
    if view.norms[at] in _BESIDE or (view.norms[at] == "of" and view.norms[at - 1] in _EDGES):
        return True
    return at > trigger.last and view.norms[at] in _STANDING


def _covers(toll: Toll, targets: Sequence[ActorMention]) -> bool:
    return any(t.span and toll.span.start <= t.span.start < toll.span.end for t in targets)


def targets_of_tolls(
    tolls: Sequence[Toll], targets: Sequence[ActorMention], *, civilians_alone: bool = False
) -> tuple[ActorMention, ...]:
    """Civilians counted among the dead were hit, whoever was aimed at."""
    named = {target.actor.name.casefold() for target in targets}
    added: list[ActorMention] = []
    for toll in tolls:
        who = toll.who.casefold()
        if toll.part_of or who in NOBODY_SPECIAL or who in named or _covers(toll, targets):
            continue
        if civilians_alone and "civilian" not in who:
            continue
        named.add(who)
        kind = "civilians" if "civilian" in who or who in ("children", "women", "residents") else "group"
        at = toll.span.text.casefold().rfind(who)
        if at < 0:
            continue
        start = toll.span.start + at
        span = Span(start, start + len(who), toll.span.text[at : at + len(who)])
        added.append(ActorMention(Actor("", toll.who, kind), span, form="group"))
    return (*targets, *added)
