"""Did it happen? Negated, planned and supposed things told from actual ones."""

from __future__ import annotations

from functools import cache

from geo.claims.triggers import Trigger
from geo.claims.view import View
from geo.lexicons import load
from geo.model import Mode
from geo.tokens import Phrases

_BREAKS = frozenset(
    {",", ";", ":", ".", "but", "that", "when", "which", "who", "after", "as", "—", "–", '"', "“", "”"}
)
_REACH = 8  # tokens before a verb in which a cue speaks about it
_CLAUSE = 24  # tokens that a clause is looked back over
_NOUN_REACH = 3
_BEGUN = frozenset("began begun begin continued continue continues started managed".split())
_CONDITIONS = frozenset({"if", "unless"})
_UNDONE = frozenset("not n't averted cancelled canceled defused foiled thwarted postponed".split())
_ARRANGED = frozenset({"planned", "scheduled", "expected", "announced"})
_PAST_PARTICIPLE_CUES = frozenset({"have", "has", "had"})


@cache
def _cues() -> Phrases[Mode]:
    table = load("modes")
    kinds: tuple[Mode, ...] = ("negated", "planned", "hypothetical")
    return Phrases((phrase, mode) for mode in kinds for phrase in table[mode])


@cache
def _announced() -> frozenset[str]:
    return frozenset(load("modes")["announced"])


def mode_of(view: View, trigger: Trigger) -> Mode:
    """The mode that the words before a trigger, within its clause, give it."""
    low = _clause_start(view, trigger)
    until = trigger.last if trigger.part == "pair" else trigger.first  # "aid would be distributed"
    cues = _cues().find(view.tokens[low:until])
    reach = _NOUN_REACH if trigger.part == "noun" else _REACH
    near = [cue for cue in cues if trigger.first - (low + cue.last) <= reach]
    if _infinitive(view, trigger):
        return "planned" if any(cue.value == "planned" for cue in near) else "hypothetical"
    if trigger.part == "noun":
        return _noun_mode(view, trigger, low)
    if not near:
        return "actual"
    modes = [cue.value for cue in near]
    if "negated" in modes:
        return "negated"
    return _would(view, trigger, near[-1].value)


def _noun_mode(view: View, trigger: Trigger, low: int) -> Mode:
    """A noun is denied or supposed by its own determiner, or by the verb that it is subject of."""
    before = view.norms[max(low, trigger.first - _NOUN_REACH) : trigger.first]
    for match in _cues().find(view.tokens[max(low, trigger.first - _NOUN_REACH) : trigger.first]):
        if match.value != "planned" or "to" in before:
            return match.value
    if _CONDITIONS & set(view.norms[low : trigger.first]):
        return "hypothetical"
    after = view.norms[trigger.last : trigger.last + 5]
    if _UNDONE & set(after[:4]):
        return "negated"
    if _ARRANGED & set(after[:3]):
        return "planned"
    if "would" in after or "will" in after:
        said = "will" in after or _announced() & set(view.norms[low : trigger.first])
        return "planned" if said else "hypothetical"
    planned = [c for c in _cues().find(view.tokens[low : trigger.first]) if c.value == "planned"]
    return "planned" if planned else "actual"


def _would(view: View, trigger: Trigger, mode: Mode) -> Mode:
    """ "would" reports a plan behind an announcement; "may have hit" tells of something done."""
    until = trigger.last if trigger.part == "pair" else trigger.first
    between = view.norms[max(0, trigger.first - 3) : until]
    if mode == "hypothetical" and _PAST_PARTICIPLE_CUES & set(between) and "may" in between:
        return "actual"
    if mode == "hypothetical" and "would" in between and _announced() & set(view.norms[: trigger.first]):
        return "planned"
    return mode


def _infinitive(view: View, trigger: Trigger) -> bool:
    """ "to kill": intended or ordered, not done; "began to strike" and "continued to strike" are done."""
    if trigger.part not in ("verb", "pair") or trigger.first == 0:
        return False
    bare = not view.norms[trigger.first].endswith(("ed", "ing", "s"))
    joined = (
        bare
        and view.norms[trigger.first - 1] == "and"
        and "to" in view.norms[max(0, trigger.first - 5) : trigger.first]
    )
    adverb = view.norms[trigger.first - 1].endswith("ly") and view.norms[
        trigger.first - 2 : trigger.first - 1
    ] == ["to"]
    if view.norms[trigger.first - 1] != "to" and not joined and not adverb:
        return False
    before = view.norms[trigger.first - 2] if trigger.first > 1 else ""
    return before not in _BEGUN


def _clause_start(view: View, trigger: Trigger) -> int:
    at = trigger.first
    while at > max(0, trigger.first - _CLAUSE) and view.norms[at - 1] not in _BREAKS:
        at -= 1
    return at
