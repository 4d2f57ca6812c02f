"""Did it happen? Negated, planned and supposed things told from actual ones."""

from __future__ import annotations

from functools import cache

from geo.claims.triggers import Trigger
from geo.claims.view import View
from geo.lexicons import load
from geo.model import Mode
from geo.tokens import Match, Phrases

_BREAKS = frozenset(
    {",", ";", ":", ".", "but", "that", "when", "which", "who", "after", "as", "—", "–", '"', "“", "”"}
)
_FORCE = frozenset("used uses using fired fires firing fire charged baton batons gas".split())
_QUOTES = frozenset({'"', "“", "‘"})
_REACH = 8  # tokens before a verb in which a cue speaks about it
_CLAUSE = 24  # tokens that a clause is looked back over
_NOUN_REACH = 3
_BEHIND_REACH = (
    14  # tokens behind a trigger in which it may be undone: "…, planned for Monday, was called off"
)
_CALL_REACH = 5  # tokens between "called for" and the strike
_BEGUN = frozenset("began begun begin continued continue continues started managed able".split())
_UNDERTAKINGS = frozenset("operation offensive campaign battle push drive assault mission".split())
_STOPPED = frozenset("stopped ceased abated eased ended".split())  # "has not stopped": it goes on
_TRYING = frozenset("tried tries attempted attempting trying".split())
_TRIED_FOR = frozenset({"ground_offensive", "ground_fighting", "riot"})
_CONDITIONS = frozenset({"if", "unless"})
_ENDS = frozenset({";", ".", "but", "while", "after", "when", "as", "and", "another", "second"})
_PAST_PARTICIPLE_CUES = frozenset({"have", "has", "had"})
_FLYING = frozenset({"drone_strike", "rocket_attack"})
_FLIGHT_ENDS = frozenset({",", ":", "hit", "struck", "killing", "killed"})
_CROWDS = frozenset({"protest", "riot"})
_BARE_ENDINGS = ("ed", "ing", "s")


@cache
def _cues() -> Phrases[Mode]:
    table = load("modes")
    kinds: tuple[Mode, ...] = ("negated", "planned", "hypothetical", "actual")
    return Phrases((phrase, mode) for mode in kinds for phrase in table[mode])


@cache
def _behind() -> Phrases[Mode]:
    table = load("modes")
    listed: tuple[tuple[str, Mode], ...] = (("undone", "negated"), ("arranged", "planned"))
    return Phrases((phrase, mode) for key, mode in listed for phrase in table[key])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("modes")[key])


@cache
def _some_of() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("modes")["some_of"])


@cache
def _in_flight() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("modes")["in_flight"])


def mode_of(view: View, trigger: Trigger) -> Mode:
    """The mode that the words before a trigger, within its clause, or those behind it give it."""
    if _was_stopped(view, trigger):
        return "negated"
    before, behind = _mode_before(view, trigger), _mode_behind(view, trigger)
    return behind if before == "actual" or behind == "negated" else before


def _was_stopped(view: View, trigger: Trigger) -> bool:
    """ "A drone launched from the sea was shot down": nothing was hit, unless only some were shot down."""
    if trigger.type not in _FLYING or trigger.part != "pair":
        return False
    for stopped in _in_flight().find(view.tokens[trigger.last : trigger.last + _BEHIND_REACH]):
        between = view.tokens[trigger.last : trigger.last + stopped.first]
        marks = {token.norm for token in between}
        return not (_ENDS & marks or _FLIGHT_ENDS & marks or _some_of().find(between))
    return False


def _mode_before(view: View, trigger: Trigger) -> Mode:
    low = _clause_start(view, trigger)
    until = trigger.last if trigger.part == "pair" else trigger.first  # "aid would be distributed"
    cues = _find_cues(view, low, until)
    reach = _NOUN_REACH if trigger.part == "noun" else _REACH
    near = [
        cue
        for cue in cues
        if trigger.first - (low + cue.last) <= reach and _bears_on(view, cue, low, trigger)
    ]
    if trigger.type == "ground_fighting":  # "shot down a helicopter" is itself what was done
        near = [cue for cue in near if low + cue.last <= trigger.first]
    if _infinitive(view, trigger):
        if _is_undertaken(view, trigger):
            return "planned"
        modes = {cue.value for cue in near}
        return "negated" if "negated" in modes else "planned" if "planned" in modes else "hypothetical"
    if trigger.part == "noun":
        return _noun_mode(view, trigger, low)
    if not near:
        return _called(view, trigger, low)
    if any(cue.value == "negated" for cue in near):
        return "negated"
    return _feared(view, low, _would(view, trigger, near[-1].value))


def _bears_on(view: View, cue: Match[Mode], low: int, trigger: Trigger) -> bool:
    """ "Gunmen halted a bus and killed six": they halted the bus, not the killing."""
    word = view.norms[low + cue.first]
    between = view.norms[low + cue.last : trigger.first]
    return cue.value != "negated" or word in _words("plainly_not") or "and" not in between


def _find_cues(view: View, low: int, high: int) -> list[Match[Mode]]:
    """Cues between two tokens; phrases that only look like one ("no fewer than") are left out."""
    return [cue for cue in _cues().find(view.tokens[low:high]) if cue.value != "actual"]


def _noun_mode(view: View, trigger: Trigger, low: int) -> Mode:
    """A noun is denied or supposed by its own determiner, or by the verb that it is subject of."""
    before = view.norms[max(low, trigger.first - _NOUN_REACH) : trigger.first]
    called = _called(view, trigger, low)
    if called != "actual" or _words("coming") & set(before[-2:]):
        return "planned"
    for match in _find_cues(view, max(low, trigger.first - _NOUN_REACH), trigger.first):
        if match.value != "planned" or "to" in before:
            return match.value
    if _CONDITIONS & set(view.norms[low : trigger.first]):
        return "hypothetical"
    verb = _noun_with_verb(view, trigger, low)
    if verb != "actual":
        return verb
    planned = [cue for cue in _find_cues(view, low, trigger.first) if cue.value == "planned"]
    return _feared(view, low, "planned" if planned else "actual")


def _noun_with_verb(view: View, trigger: Trigger, low: int) -> Mode:
    """ "the strike did not", "a raid is planned", "an assault would be": by the words right behind it."""
    after = view.norms[trigger.last : trigger.last + 5]
    if {"not", "n't"} & set(after[:4]):
        return "actual" if _STOPPED & set(after) else "negated"
    if {"must", "should"} & set(after[:3]) and "have" not in after:
        return "hypothetical"
    if {"planned", "scheduled", "expected", "announced"} & set(after[:3]):
        return "planned"
    if "would" in after or "will" in after:
        said = "will" in after or _words("announced") & set(view.norms[low : trigger.first])
        return "planned" if said else "hypothetical"
    return "actual"


def _called(view: View, trigger: Trigger, low: int) -> Mode:
    """ "has called a strike for Saturday": crowds that somebody calls are still to come."""
    if trigger.type not in _CROWDS:
        return "actual"
    before = view.norms[max(low, trigger.first - _CALL_REACH) : trigger.first]
    if trigger.part == "pair":
        before = [*before, *view.norms[trigger.first : trigger.last]]
    return "planned" if _words("called") & set(before) else "actual"


def _mode_behind(view: View, trigger: Trigger) -> Mode:
    """ "…, planned for Monday, was called off": told behind the trigger, before anything else is told."""
    low = trigger.first if trigger.part == "pair" else trigger.last
    high = min(trigger.last + _BEHIND_REACH, len(view.norms))
    found = _behind().find(view.tokens[low:high])
    for cue in reversed(found):
        between = range(trigger.last, low + cue.first)
        if not any(_is_end(view, at) for at in between):
            return cue.value
    return "actual"


def _is_end(view: View, at: int) -> bool:
    """The clause ends, except that "found and defused" goes on."""
    goes_on = at + 1 < len(view.tokens) and _behind().at(view.tokens, at + 1)
    return view.norms[at] in _ENDS and not (view.norms[at] == "and" and goes_on)


def _would(view: View, trigger: Trigger, mode: Mode) -> Mode:
    """ "would" reports a plan behind an announcement; "may have hit" tells of something done."""
    until = trigger.last if trigger.part == "pair" else trigger.first
    between = view.norms[max(0, trigger.first - 3) : until]
    perfect = bool(_PAST_PARTICIPLE_CUES & set(between))
    if mode == "hypothetical" and perfect and "may" in between:
        return "actual"
    announced = _words("announced") & set(view.norms[: trigger.first])
    if mode == "hypothetical" and "would" in between and announced and not perfect:
        return "planned"
    return mode


def _feared(view: View, low: int, mode: Mode) -> Mode:
    """ "fears that X will attack": what is feared is supposed, not planned."""
    if mode != "planned" or low < 2 or view.norms[low - 1] != "that":
        return mode
    return "hypothetical" if view.norms[low - 2] in _words("feared") else mode


def _infinitive(view: View, trigger: Trigger) -> bool:
    """ "to kill": intended or ordered, not done; "began to strike" and "continued to strike" are done."""
    if trigger.part not in ("verb", "pair") or trigger.first == 0:
        return False
    low = max(0, trigger.first - _REACH)
    bare = not view.norms[trigger.first].endswith(_BARE_ENDINGS)
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
    if trigger.type == "repression_of_protest" and _FORCE & set(view.norms[low : trigger.first]):
        return False  # "used water cannon to disperse …"
    before = view.norms[trigger.first - 2] if trigger.first > 1 else ""
    if trigger.type in _TRIED_FOR and _TRYING & set(view.norms[max(0, trigger.first - 4) : trigger.first]):
        return False  # "troops tried again to advance": an attack, whether it won ground or not
    return before not in _BEGUN


def _is_undertaken(view: View, trigger: Trigger) -> bool:
    """ "the drive to take X will start": planned, not only supposed."""
    before = view.norms[max(0, trigger.first - 2) : trigger.first]
    ahead = view.norms[trigger.last : trigger.last + _BEHIND_REACH]
    return bool(_UNDERTAKINGS & set(before[:1])) and bool({"will", "'ll", "shall"} & set(ahead))


def _clause_start(view: View, trigger: Trigger) -> int:
    at = trigger.first
    if at > 1 and view.norms[at - 1] in _QUOTES:
        at -= 1  # 'would "attack"'
    while at > max(0, trigger.first - _CLAUSE) and view.norms[at - 1] not in _BREAKS:
        at -= 1
    return at
