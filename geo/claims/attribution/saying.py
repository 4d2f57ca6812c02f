"""One verb of saying: who says so by it, whom it was told to, and when it is no such verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geo.claims.attribution.memory import Memory, Speaker, learn
from geo.claims.attribution.subjects import joined_to, subject_after, subject_before
from geo.claims.attribution.words import words
from geo.claims.view import BE, View
from geo.model import Attribution, Span, Stance
from geo.tokens import Match

_QUOTED = frozenset({"quoted", "cited"})
_NOT = frozenset({"not", "n't", "never"})
_UNWILLING = frozenset({"declined", "refused", "declines", "refuses", "unable", "failed"})
_ADJECTIVES = frozenset("alleged reported claimed suspected stated confirmed promised".split())
_OWNERS = frozenset("the a an its their his her any 's ’s s' s’".split())
_DETERMINERS = frozenset("the a an this that these those its their his her any no such of".split())
# Before these words the verbs say what others think of a noun, or are none of saying.
_PASSIVES = {
    "suspected": frozenset({"of"}),
    "accused": frozenset({"of"}),
    "charged": frozenset({"with"}),
    "blamed": frozenset({"for"}),
    "responded": frozenset({"with", "to", "by"}),
    "answered": frozenset({"with", "by"}),
    "replied": frozenset({"with", "by"}),
    **dict.fromkeys(("believed", "thought", "feared", "estimated", "alleged"), frozenset({"to"})),
}
_VERDICT_REACH = 14  # tokens between "called" and "a lie"
_AGENT_REACH = 5  # tokens between "by" and the one who says
_TOLD_REACH = 3
_BE_REACH = 5  # tokens from the "was" of a passive to its verb
_BETWEEN_BE = frozenset({"later", "also", "first", "then"})


class Said(NamedTuple):
    """A link of the chain, the tokens that name its speaker, and where its verb ends."""

    link: Attribution
    first: int
    last: int
    end: int  # of the verb


def said_by(view: View, verb: Match[Stance], memory: Memory) -> list[Said]:
    """Who says so by one verb: its subject, the agent of its passive, and whom it was told to."""
    word = view.span(verb.first, verb.last).text
    be = _be_before(view, verb.first)
    agent = _agent(view, verb, memory)
    if be is not None or agent:
        subject = (
            subject_before(view, be, memory) if be is not None and view.norms[verb.first] in _QUOTED else None
        )
        return [Said(_link(who, word), who.first, who.last, verb.last) for who in (subject, agent) if who]
    if view.norms[verb.first - 1 : verb.first] == ["to"]:
        return []  # "called to deny": its subject is that of the verb before
    speaker = subject_before(view, verb.first, memory)
    if speaker is None and _ends_quote(view, verb.first):
        speaker = subject_after(view, verb.last, memory)
    if speaker is None:
        return []
    learn(view, memory, speaker)
    if _is_unsaid(view, verb.first):
        return []
    first, last = min(speaker.first, verb.first), max(speaker.last, verb.last)
    said = Said(_link(speaker, word), first, last, verb.last)
    other = joined_to(view, speaker, memory)
    joined = [Said(_link(other, word), other.first, other.last, verb.last)] if other else []
    return [*joined, said, *_told_to(view, verb, memory)]


def is_no_verb(view: View, verb: Match[Stance]) -> bool:
    """ "the claim", "two men suspected of": a noun, or what somebody else says of them."""
    if view.norms[verb.first] in _ADJECTIVES and view.norms[max(0, verb.first - 1)] in _OWNERS:
        return True  # "the army's alleged use of", "a reported strike"
    if view.norms[max(0, verb.first - 1)] in _DETERMINERS and not view.norms[verb.first].endswith("ed"):
        return True
    if view.norms[verb.first] in words().calls:
        return (words().false | words().verdicts).isdisjoint(_verdict(view, verb))  # "called a meeting"
    passive = _PASSIVES.get(view.norms[verb.first], frozenset())
    return bool(passive & set(view.norms[verb.last : verb.last + 1]))


def stance_of(view: View, verb: Match[Stance]) -> Stance:
    """ "called it a lie" denies, "called it a legitimate target" does not."""
    calls = view.norms[verb.first] in words().calls
    return "asserts" if calls and words().false.isdisjoint(_verdict(view, verb)) else verb.value


def _verdict(view: View, verb: Match[Stance]) -> Sequence[str]:
    return view.norms[verb.last : verb.last + _VERDICT_REACH]


def _link(speaker: Speaker, verb: str) -> Attribution:
    return Attribution(speaker.actor, speaker.span, verb)


def _be_before(view: View, verb: int) -> int | None:
    """Where the "was" of a passive stands: "were told", "was later confirmed"."""
    for at in range(verb - 1, max(-1, verb - _BE_REACH), -1):
        if view.norms[at] in BE:
            return at
        joined = view.norms[at] == "and" or view.norms[at + 1] == "and"  # "were abducted and later released"
        if not joined and not view.norms[at].endswith("ly") and view.norms[at] not in _BETWEEN_BE:
            return None
    return None


def _agent(view: View, verb: Match[Stance], memory: Memory) -> Speaker | None:
    """ "reported by X", "claimed late on Friday by X"."""
    if view.norms[verb.last : verb.last + 1] != ["by"]:
        return None
    found = subject_after(view, verb.last + 1, memory)
    return found._replace(first=verb.first) if found and found.last - verb.last <= _AGENT_REACH + 4 else None


def _is_unsaid(view: View, verb: int) -> bool:
    """ "did not say", "declined to say": nothing is said, but somebody was asked."""
    return bool(
        _NOT & set(view.norms[max(0, verb - 2) : verb])
        or _UNWILLING & set(view.norms[max(0, verb - 2) : verb])
    )


def _ends_quote(view: View, at: int) -> bool:
    """ "…," said X: the verb stands after a quotation or a comma."""
    return at > 0 and view.norms[at - 1] in {'"', "”", ",", "’", "'"}


def _told_to(view: View, verb: Match[Stance], memory: Memory) -> list[Said]:
    """ "told X": the newsroom that it was told to passes it on, unless this is its own report."""
    if view.norms[verb.first] not in words().tells:
        return []
    for mention in view.actors:
        if mention.span is None or mention.actor.kind != "media":
            continue
        first, last = view.range_of(mention.span.start, mention.span.end)
        if verb.last <= first <= verb.last + _TOLD_REACH and not _publishes(memory, mention.span):
            word = view.span(verb.first, verb.last).text
            return [Said(Attribution(mention.actor, mention.span, word), first, last, last)]
    return []


def _publishes(memory: Memory, span: Span) -> bool:
    """True for the report's publisher; where it is not known, for all but the agencies."""
    name, publisher = span.text.casefold(), memory.publisher.casefold()
    if not publisher:
        return words().agencies.isdisjoint(name.split()) and name not in words().agencies
    return name in publisher or publisher in name


def nested(view: View, said: Sequence[Said]) -> list[Attribution]:
    """ "X said that police blamed Y": the inner one is nearer to the event; else in the order of the text."""
    links: list[Attribution] = []
    for at, one in enumerate(said):
        before = said[at - 1] if at else None
        inner = before and before.end <= one.first and set(view.norms[before.end : one.first]) <= {"that"}
        links.insert(max(0, len(links) - 1) if inner else len(links), one.link)
    return links
