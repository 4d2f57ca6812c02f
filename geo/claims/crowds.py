"""Crowds and those who hold them down: riots and the repression of protests that words leave open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from geo.claims.company import ARMED_SIDES
from geo.claims.triggers import ATTACK, HARM, OPEN, SHOOTING
from geo.lexicons import load

if TYPE_CHECKING:
    from geo.claims.drafts import Draft

_FORCES = frozenset({"military", "police", "government", "state", "coalition"})
_CROWD = frozenset("protest protests demonstration demonstrations rally rallies march marches".split())
_MARCHERS = frozenset("protester protesters protestor protestors demonstrator demonstrators marchers".split())
_SIDES = 9  # tokens from a fight to those who fight
_AT = frozenset({"during", "at", "in", "amid"})
_AT_REACH = 3  # tokens from "during" to "protests"
_TOLD_WITHIN = 2  # sentences in which the harm that a crackdown did is told
_BACK = 12  # drafts looked at before one


def by_crowd(draft: Draft) -> str:
    """ "protesters clashed with police" is a riot, "police attacked protesters" repression."""
    if draft.type not in OPEN and draft.type not in ("ground_fighting", "ground_offensive"):
        return ""
    doers = {doer.actor.kind for doer in draft.perpetrators}
    hit = {target.actor.kind for target in draft.targets}
    if draft.type == "ground_fighting":
        crowd = any(mention.actor.kind == "protesters" for mention in draft.view.actors)
        return "riot" if crowd or _fights_police(draft) else ""
    if "protesters" in doers:
        return "riot"
    if draft.type in (HARM, SHOOTING) and not doers and _fell_protesting(draft):
        return "repression_of_protest"
    if ("protesters" in hit and doers & ARMED_SIDES) or (doers <= _FORCES and _is_at_protest(draft)):
        return "repression_of_protest"
    return ""


def _fell_protesting(draft: Draft) -> bool:
    """ "Two demonstrators were shot": by whom is seldom said, and seldom doubtful."""
    return any(_MARCHERS & set(toll.who.casefold().split()) for toll in draft.tolls)


def _fights_police(draft: Draft) -> bool:
    """ "fights of strikers with the police": a crowd on the other side, and nobody else armed."""
    kinds = {mention.actor.kind for mention in draft.view.actors}
    first = draft.triggers[0].first
    if (
        kinds & {"military", "police"}
        and set(draft.view.norms[max(0, first - 1) : first]) & _fighting_crowds()
    ):
        return True  # "mourners clashed with soldiers"
    if "police" not in kinds or kinds & {"armed_group", "military"}:
        return False
    near = set(draft.view.norms[max(0, first - _SIDES) : draft.triggers[-1].last + _SIDES])
    return bool(near & _fighting_crowds())


@cache
def _fighting_crowds() -> frozenset[str]:
    return frozenset(load("triggers")["crowd"]["fighting"])


def _is_at_protest(draft: Draft) -> bool:
    """ "killed at a rally", "a girl was shot in a march": by whom the crowd was held down."""
    norms = draft.view.norms
    for at in range(draft.triggers[-1].last, len(norms)):
        if norms[at] in _AT and _CROWD & set(norms[at + 1 : at + 1 + _AT_REACH]):
            return True
    return False


def in_crackdown(at: int, drafts: Sequence[Draft]) -> bool:
    """Whether harm is told right behind what police did to a crowd: "Police fired shots. A boy was hurt." """
    draft = drafts[at]
    if draft.type == ATTACK and draft.perpetrators:
        return False
    if draft.type not in (HARM, ATTACK, SHOOTING) or draft.triggers[0].part == "noun":
        return False
    for index in range(at - 1, max(-1, at - 1 - _BACK), -1):
        other = drafts[index]
        here, there = draft.view.sentence, other.view.sentence
        if here.paragraph != there.paragraph or draft.view.index - other.view.index > _TOLD_WITHIN:
            return False
        if other.type == "repression_of_protest" and other.mode == "actual":
            return not any(doer.actor.kind in ARMED_SIDES - _FORCES for doer in draft.perpetrators)
        if other.type not in ("repression_of_protest", "protest", "arrest"):
            return False
    return False
