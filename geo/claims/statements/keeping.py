"""Statements beside the events of their report: which are kept, and what they undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.claims.company import ARMED
from geo.claims.drafts import Draft
from geo.claims.statements.drafts import StatementDraft

_TALK = frozenset({"verbal_statement", "meeting", "investigation", "agreement", "humanitarian_aid"})
_OF_ANYTHING = frozenset({"place", "date", "toll"})  # slots that a report on trade has as well
_CHARGE = ("which", "charge", "claim", "accusation", "allegation")
_CHARGES = frozenset({"perpetrator", "target", "toll", "control"})


def in_context(statements: Iterable[StatementDraft], drafts: Sequence[Draft]) -> list[StatementDraft]:
    """Statements with what they take up: "an utter lie" answers the charge right before it.

    What answers a charge is of the charge's slot and about those charged; what answers news, and who holds a
    place that goes without a name, is about what was told last, in the sentence itself or the one before.
    """
    found: list[StatementDraft] = []
    for statement in statements:
        charge = found[-1] if found and _answers(statement, found[-1]) else None
        if charge:
            found.append(replace(statement, slot=charge.slot, doers=charge.doers, told=charge.told))
        elif (statement.answers and not _is_of_clause(statement)) or statement.slot == "control":
            found.append(replace(statement, told=_told_before(statement, drafts)))
        else:
            found.append(statement)
    return found


def _is_of_clause(statement: StatementDraft) -> bool:
    """ "…, a claim that the army rejects": of the words right before, or of nothing told."""
    return statement.span.text.casefold().startswith(_CHARGE)


def _answers(statement: StatementDraft, charge: StatementDraft) -> bool:
    gap = statement.view.index - charge.view.index
    near = 0 <= gap <= (not _is_of_clause(statement)) and charge.span.end <= statement.span.start
    denied = statement.stance == "denies" and charge.stance == "asserts" and charge.slot in _CHARGES
    return statement.answers and near and denied


def _told_before(statement: StatementDraft, drafts: Sequence[Draft]) -> Draft | None:
    """The last event of the sentence before, or told earlier in the same one."""
    for draft in reversed(drafts):
        gap = statement.view.index - draft.view.index
        if draft.type in _TALK or (gap == 0 and draft.own_words >= statement.span.start):
            continue
        if gap >= 0:
            return draft if gap <= 1 else None
    return None


def of_conflict(statements: Iterable[StatementDraft], drafts: Iterable[Draft]) -> list[StatementDraft]:
    """ "It is on Friday, not Saturday": counts only in a report that tells of events, or names one."""
    if any(draft.type not in _TALK for draft in drafts):
        return list(statements)
    return [s for s in statements if s.slot not in _OF_ANYTHING or s.names_event or _has_fighters(s)]


def _has_fighters(statement: StatementDraft) -> bool:
    return any(mention.actor.kind in ARMED for mention in statement.view.actors)


def undo(drafts: Iterable[Draft], statements: Sequence[StatementDraft]) -> None:
    """An event told only to deny it did not happen: "reports of a raid on X were false"."""
    denied = [s for s in statements if s.slot == "occurrence" and s.stance == "denies"]
    for draft in drafts:
        inside = any(s.span.start <= draft.own_words < s.span.end and s.view is draft.view for s in denied)
        if inside and draft.mode == "actual":
            draft.mode = "negated"
