"""Who does not belong to an event though they stand beside its words: who came upon it, and where it was."""

from __future__ import annotations

from geo.claims.triggers import Trigger
from geo.claims.view import View

_MET = frozenset(
    "hit hits struck strikes ran run drove drives stepped steps triggered triggers tripped trod rolled "
    "passed".split()
)
_FINDING = frozenset(
    "found find finds discovered discover uncovered recovered recover unearthed exhumed retrieved".split()
)
_FOUND_REACH = 4  # tokens between the finders' verb and what they found
# Irregular verbs that begin a clause of their own behind "and", besides those in -ed.
_VERBS = frozenset(
    "was were is are had has have said says told took fled left fell went came began broke lost set ran hit "
    "struck shot blew held made fought drove threw put gave led saw found".split()
)
_CLAUSE_REACH = 4  # tokens of a subject behind "and"
_SHORTEST = 4  # letters of what ends in -ed and is no verb
_STANDING = frozenset("at in near outside inside around beside from behind".split())
_ARTICLES = frozenset("the a an its their his her".split())


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
    return at > trigger.last and view.norms[at] in _STANDING
