"""The statements of a sentence: the rules whose words stand in it, tried in their order."""

from __future__ import annotations

from collections.abc import Iterator

from geo.claims.attribution import Speech
from geo.claims.placing import event_places
from geo.claims.statements.drafts import StatementDraft
from geo.claims.statements.elements import Text
from geo.claims.statements.lexicon import Rule, lexicon
from geo.claims.statements.patterns import find
from geo.claims.statements.sides import HOLDERS
from geo.claims.view import View
from geo.model import ActorMention, Attribution, Slot, Stance

_CLAUSE_ENDS = frozenset({",", ";", ".", ":", "!", "?"})
_BEFORE = 7  # tokens of a clause in which a word makes a rule void
_SIDE_BEFORE = 4
_OWN_VOICE = frozenset({"we", "i", "our", "us", "my"})
_CONTRARY = frozenset({"but", "however", "yet", "instead", "contrary", "although", "though", "while"})
_CONTRARY_VERBS = frozenset(
    "alleged insisted countered maintained contended disputed accused claimed".split()
)


def statements_of(view: View, speech: Speech) -> Iterator[StatementDraft]:
    """The statements that a sentence makes; at most one a slot and stance, none inside another's words."""
    rules = lexicon().fitting(frozenset(view.norms))
    if not rules:
        return
    text = Text(view, lexicon().classes)
    best: dict[tuple[Slot, Stance], StatementDraft] = {}
    taken: set[int] = set()
    for rule in rules:
        known = best.get((rule.slot, rule.stance))
        if (known and _names_something(known)) or (rule.lone and best):
            continue
        found = next(
            (f for f in find(rule.pattern, text) if _is_free(taken, *f) and _holds(rule, text, speech, *f)),
            None,
        )
        if found is None:
            continue
        draft = _draft(rule, text, speech, *found)
        if known is None or _names_something(draft):
            best[rule.slot, rule.stance] = draft
            taken |= set(range(*found))
    yield from best.values()


def _names_something(draft: StatementDraft) -> bool:
    """A place or an event: such words say more of what is meant than others of the sentence."""
    span = draft.span
    places = (t for t in draft.view.toponyms if t.role == "place")
    return draft.names_event or any(span.start <= t.start < span.end for t in places)


def _is_free(taken: set[int], first: int, last: int) -> bool:
    return taken.isdisjoint(range(first, last))


def _holds(rule: Rule, text: Text, speech: Speech, first: int, last: int) -> bool:
    """What the rule asks for besides its pattern."""
    view = text.view
    low = _clause_start(view, first)
    if rule.without & set(view.norms[first:last]) or rule.unlike & set(view.norms[low:first]):
        return False
    if (rule.spoken and not _is_spoken(view, speech)) or (
        rule.placeless and any(not place.nominal for place in event_places(view, speech.voices))
    ):
        return False
    if rule.sided and not _sides_in(text, max(low, first - _SIDE_BEFORE), _clause_end(view, last)):
        return False
    if rule.counted and not (view.tolls or text.classes["numbers"].first_words & set(view.norms)):
        return False
    return not rule.contrary or _is_contrary(view)


def _is_spoken(view: View, speech: Speech) -> bool:
    """Somebody is named who says so, or speaks for themselves: an interview, a statement of volunteers."""
    return bool(speech.chain) or not _OWN_VOICE.isdisjoint(view.norms)


def _is_contrary(view: View) -> bool:
    return bool(_CONTRARY & set(view.norms[:3]) or _CONTRARY_VERBS & set(view.norms))


def _draft(rule: Rule, text: Text, speech: Speech, first: int, last: int) -> StatementDraft:
    view = text.view
    end = _clause_end(view, last)
    chain = _chain(view, speech, first)
    doers: tuple[ActorMention, ...] = ()
    if rule.slot == "perpetrator":
        doers = (
            _said_by(chain, text.view.tokens[first].start) or _side_before(text, first)
            if rule.doer == "speaker"
            else _sides_in(text, first, last, anyone=True)
        )
        doers = doers if rule.doer != "nobody" else ()
    holders = tuple(m for m in _sides_in(text, first, end) if m.actor.kind in HOLDERS and m not in doers)
    events = text.classes["events"]
    return StatementDraft(
        view,
        speech,
        rule.slot,
        rule.stance,
        view.span(first, max(end, last)),
        chain,
        doers,
        names_event=any(events.end(text, at) for at in range(first, end)),
        holders=holders,
        answers=rule.answers,
    )


def _chain(view: View, speech: Speech, first: int) -> tuple[Attribution, ...]:
    """Who says so; of a sentence in which two speak, set apart by a semicolon, the one of these words."""
    cuts = [i for i, norm in enumerate(view.norms) if norm == ";"]
    if not cuts:
        return speech.chain
    low = max((cut for cut in cuts if cut < first), default=-1)
    high = min((cut for cut in cuts if cut > first), default=len(view.norms))
    own = tuple(link for link in speech.chain if low < view.at(link.span.start) < high)
    return own or speech.chain


def _said_by(chain: tuple[Attribution, ...], start: int) -> tuple[ActorMention, ...]:
    """The speaker nearest before the words; where none is, the one nearest to the event."""
    before = [link for link in chain if link.span.end <= start]
    meant = max(before, key=lambda link: link.span.end) if before else chain[0] if chain else None
    return (ActorMention(meant.actor, meant.span),) if meant else ()


def _side_before(text: Text, first: int) -> tuple[ActorMention, ...]:
    """ "The insurgents took credit for the raid": no verb of saying, and the subject right before."""
    return _sides_in(text, max(_clause_start(text.view, first), first - _SIDE_BEFORE), first)[-1:]


def _sides_in(text: Text, first: int, last: int, *, anyone: bool = False) -> tuple[ActorMention, ...]:
    """The sides that words name; strangers too, where anyone can be meant and no side is."""
    named = text.sides.named
    found = {
        m.actor.name: m
        for at, (_, m) in sorted(named["PEOPLE"].items())
        if first <= at < last and _is_side(m)
    }
    if not found and anyone:
        found = {m.actor.name: m for at, (_, m) in sorted(named["ANYONE"].items()) if first <= at < last}
    return tuple(found.values())


def _is_side(mention: ActorMention) -> bool:
    return mention.actor.kind in HOLDERS | {"civilians", "police", "security"}


def _clause_start(view: View, first: int) -> int:
    low = max(0, first - _BEFORE)
    return next((i + 1 for i in range(first - 1, low - 1, -1) if view.norms[i] in _CLAUSE_ENDS), low)


def _clause_end(view: View, at: int) -> int:
    while at < len(view.norms) and view.norms[at] not in _CLAUSE_ENDS:
        at += 1
    return at
