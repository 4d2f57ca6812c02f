"""Dates of an aside, a comparison or an event only named: "X, which fell in May", "Friday's attack"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.claims.triggers import HARM, Trigger
from geo.claims.view import View
from geo.model import DateMention, TimePrecision

LOOK_BACK = "since-earlier"  # the rule of a date that a "since" only names
_RELATIVE = frozenset({"which", "who", "whose"})  # "where" goes on at the scene
_HAPPENED = frozenset("happened occurred came began started took lasted followed ended".split())
_CLAUSE_MARKS = frozenset({",", ";", ":", "(", ")"})
_ASIDE_REACH = 16  # tokens from "which", or from the mark of a comparison, to a date
_SMALL = frozenset(
    "a an the and or but in on at of to for from by with near as when while after before that which who it "
    "he she they we is are was were be been has have had will would said".split()
)


def dates_for(
    view: View, trigger: Trigger, dates: Iterable[DateMention], triggers: Sequence[Trigger]
) -> list[DateMention]:
    """The dates that may be a trigger's: not those of an aside, a comparison, or an event named beside it."""
    found = []
    for date in dates:
        opened = _when_clause(view, date)
        if opened is not None and trigger.first >= opened:
            found.append(_begun(date))
        elif trigger.first in _reach(view, date, triggers) and not _is_of_other(view, date, trigger):
            found.append(date)
    return found


def is_aside(view: View, date: DateMention, at: int | None = None) -> bool:
    """ "X, which fell in May, …", "against 12 in June": no day of what the report tells.

    With a token, whether what is told there is told in the aside.
    """
    begins = [start for start in (_clause_of(view, date), _comparison(view, date)) if start is not None]
    return any(at is None or at >= start for start in begins)


def _reach(view: View, date: DateMention, triggers: Sequence[Trigger]) -> range:
    """The tokens of the events that a date may be of."""
    first, last = view.range_of(date.start, date.end)
    end = _clause_end(view, last)
    if date.rule.endswith("s-after"):
        return range(first, end)  # "two days after the fire broke out": the day of the fire
    compared = _comparison(view, date)
    if compared is not None:
        return range(compared, end)
    clause = _clause_of(view, date)
    if clause is None:
        return range(len(view.norms))
    if any(trigger.type != HARM for trigger in triggers if clause <= trigger.first < end):
        return range(clause, end)
    return range(len(view.norms))  # "shot a judge, who drove home on Monday"


def _clause_end(view: View, at: int) -> int:
    while at < len(view.norms) and view.norms[at] not in _CLAUSE_MARKS:
        at += 1
    return at


def _clause_of(view: View, date: DateMention) -> int | None:
    """The "which" of an aside in which a date stands: ", which was retaken in May, …"."""
    first, _ = view.range_of(date.start, date.end)
    for at in range(first - 1, max(0, first - _ASIDE_REACH), -1):
        norm = view.norms[at]
        if norm in _HAPPENED or norm in _CLAUSE_MARKS:
            return None
        if norm in _RELATIVE:
            return at if view.norms[at - 1] == "," else None
    return None


def _comparison(view: View, date: DateMention) -> int | None:
    """The mark of a comparison before a date: "compared with 90 in May", "against 12 last year"."""
    first, _ = view.range_of(date.start, date.end)
    for at in range(first - 1, max(0, first - _ASIDE_REACH), -1):
        norm, after = view.norms[at], view.norms[at + 1]
        if norm in _CLAUSE_MARKS:
            return None
        counts = norm == "against" or (norm == "from" and view.norms[at - 1] in ("down", "up"))
        if norm == "compared" or (counts and after[0].isdecimal()):
            return at
    return None


def _is_of_other(view: View, date: DateMention, trigger: Trigger) -> bool:
    """ "arrested over Friday's attack", "over the May 5 attack": the day of the attack, not of the arrest."""
    first, last = view.range_of(date.start, date.end)
    if trigger.type == HARM or trigger.last > first:
        return False
    return is_possessive(view, date) or _modifies(view, first, last)


def _modifies(view: View, first: int, last: int) -> bool:
    """ "the May 5 attack": a date between "the" and a noun."""
    noun = view.norms[last : last + 1]
    if not noun or not noun[0].isalpha() or noun[0] in _SMALL or not view.tokens[last].text.islower():
        return False
    words = view.norms[first:last]
    return words[0] != "on" and ("the" in words[:2] or view.norms[max(0, first - 1) : first] == ["the"])


def _when_clause(view: View, date: DateMention) -> int | None:
    """Where what happened then is told: "the first since May, when …", "since May, the month in which …"."""
    _, last = view.range_of(date.start, date.end)
    behind = view.norms[last : last + 5]
    if not _is_since(date) or behind[:1] != [","]:
        return None
    if behind[1:2] == ["when"]:
        return last + 2
    return last + 5 if behind[1:2] == ["the"] and behind[3:] == ["in", "which"] else None


def _is_since(date: DateMention) -> bool:
    return date.text.casefold().startswith("since")


def _begun(date: DateMention) -> DateMention:
    """ "since May" as May itself."""
    moment, start = date.moment, date.moment.start
    if start is None:
        return date
    end = start
    if date.rule in ("month", "year"):
        month = start.month if date.rule == "month" else 12
        end = start.replace(month=month, day=monthrange(start.year, month)[1])
    precision: TimePrecision = "day" if start == end else "range"
    moment = replace(moment, end=end, precision=precision)
    return replace(date, text=date.text[5:].strip(), moment=moment, rule=LOOK_BACK)


def is_possessive(view: View, date: DateMention) -> bool:
    """ "said they were behind Saturday's attack": dates the attack."""
    _, last = view.range_of(date.start, date.end)
    return view.norms[last : last + 1] == ["'s"]
