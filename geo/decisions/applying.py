"""An extraction as the analyst left it: decisions laid over what the program read, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geo.decisions.changing import REGROUPING, changed, noted
from geo.decisions.finding import Finder
from geo.decisions.model import Decision, standing
from geo.events.regrouping import Groups
from geo.model import Extraction


@dataclass(frozen=True, slots=True)
class Applied:
    """The extraction with the decisions, and those that found no claim of theirs, or not all."""

    extraction: Extraction
    unfit: tuple[Decision, ...] = ()


def apply(extraction: Extraction, decisions: Sequence[Decision]) -> Applied:
    """Lay the decisions that stand over an extraction that knows none of them.

    A rejected claim is left out, with its event if that has no other. A decision whose words are no longer
    there is given back as unfit; the others count.
    """
    wanted = [decision for decision in standing(decisions) if decision.action in _ACTS]
    if not wanted:
        return Applied(extraction)
    groups = Groups(extraction)
    finder = Finder(extraction.claims)
    unfit = []
    by_hand: set[str] = set()  # put together or taken apart by a decision: no rule moves them again
    for decision in wanted:
        try:
            addresses = decision.payload["claims"]
            found = [one for address in addresses if (one := finder.find(address)) in groups.claims and one]
            if found:
                _ACTS[decision.action](groups, found, decision, by_hand)
            if len(found) < max(1, len(addresses)):
                unfit.append(decision)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            unfit.append(decision)  # written by another program, or by hand
    return Applied(groups.extraction(), tuple(unfit))


def has_effect(decisions: Sequence[Decision]) -> bool:
    """True where a decision about claims stands."""
    return any(decision.action in _ACTS for decision in standing(decisions))


def _note(groups: Groups, found: Sequence[str], decision: Decision, by_hand: set[str]) -> None:
    del by_hand
    for claim_id in found:
        groups.update(noted(groups.claims[claim_id], decision))


def _reject(groups: Groups, found: Sequence[str], decision: Decision, by_hand: set[str]) -> None:
    del decision, by_hand
    for claim_id in found:
        groups.drop(claim_id)


def _change(groups: Groups, found: Sequence[str], decision: Decision, by_hand: set[str]) -> None:
    now = [changed(groups.claims[claim_id], decision) for claim_id in found]
    free = [c for c in now if c.kind == "event" and c.claim_id not in by_hand]
    for claim in now:
        groups.update(claim)
    if REGROUPING & decision.payload.keys():
        groups.settle_anew(claim.claim_id for claim in free)


def _check_events(groups: Groups, found: Sequence[str]) -> None:
    """Raise ValueError where a claim tells no event: nothing of such a decision may take effect."""
    if not all(map(groups.event_of, found)):
        raise ValueError("a statement cannot be put together with an event or taken from one")


def _merge(groups: Groups, found: Sequence[str], decision: Decision, by_hand: set[str]) -> None:
    _check_events(groups, found)
    groups.join(found, f"put together {decision.signed}")
    _note(groups, found, decision, by_hand)
    by_hand.update(found)


def _separate(groups: Groups, found: Sequence[str], decision: Decision, by_hand: set[str]) -> None:
    _check_events(groups, found)
    for claim_id in found:
        groups.part(claim_id)
    _note(groups, found, decision, by_hand)
    by_hand.update(found)


_Act = Callable[[Groups, Sequence[str], Decision, set[str]], None]
_ACTS: Mapping[str, _Act] = {
    "accept": _note,
    "note": _note,
    "reject": _reject,
    "move": _change,
    "change": _change,
    "merge": _merge,
    "separate": _separate,
}
