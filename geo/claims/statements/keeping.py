"""Statements beside the events of their report: which are kept, and what they undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.claims.drafts import Draft
from geo.claims.statements.drafts import StatementDraft

_TALK = frozenset({"verbal_statement", "meeting", "investigation", "agreement", "humanitarian_aid"})
_ARMED = frozenset({"armed_group", "military", "coalition", "police"})
_OF_ANYTHING = frozenset({"place", "date", "toll"})  # slots that a report on trade has as well


def of_conflict(statements: Iterable[StatementDraft], drafts: Iterable[Draft]) -> list[StatementDraft]:
    """ "It is on Friday, not Saturday": counts only in a report that tells of events, or names one."""
    if any(draft.type not in _TALK for draft in drafts):
        return list(statements)
    return [s for s in statements if s.slot not in _OF_ANYTHING or s.names_event or _has_fighters(s)]


def _has_fighters(statement: StatementDraft) -> bool:
    return any(mention.actor.kind in _ARMED for mention in statement.view.actors)


def undo(drafts: Iterable[Draft], statements: Sequence[StatementDraft]) -> None:
    """An event told only to deny it did not happen: "reports of a raid on X were false"."""
    denied = [s for s in statements if s.slot == "occurrence" and s.stance == "denies"]
    for draft in drafts:
        inside = any(s.span.start <= draft.own_words < s.span.end and s.view is draft.view for s in denied)
        if inside and draft.mode == "actual":
            draft.mode = "negated"
