"""Who says so: the chain of sources of a sentence, nearest to the event first, and their stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.claims.view import View
from geo.lexicons import inflect, load
from geo.model import Actor, ActorMention, Attribution, Span, Stance
from geo.tokens import Match, Phrases

_SPEAKER_KINDS = frozenset(
    "person monitor media ministry rescuer official state government organisation armed_group coalition "
    "military protesters police security civilians".split()
)
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_STOPS = frozenset({".", ";", '"', "“", "”"})
_QUOTE_REACH = 3  # sentences that a quotation goes on without naming its speaker
_REACH = 4  # tokens between a speaker and the verb
_RECORDING_REACH = 12  # "a video that was posted on … purported to show"


@dataclass(frozen=True, slots=True)
class Speech:
    """What a sentence says of its sources; `covered` are tokens that speak of them, not of events."""

    chain: tuple[Attribution, ...] = ()
    stance: Stance = "asserts"
    covered: frozenset[int] = frozenset()
    voices: frozenset[int] = frozenset()  # those of them that name who speaks, with their whereabouts


@dataclass(slots=True)
class Memory:
    """What the sentences before left open: whose words go on, and who "he" is."""

    speaker: tuple[Attribution, ...] = ()
    in_quote: bool = False
    spoke_at: int = 0  # the sentence in which the speaker was last named


@cache
def _verbs() -> Phrases[Stance]:
    table = load("speech")
    stances: tuple[Stance, ...] = ("asserts", "denies", "doubts")
    return Phrases(
        (form, stance)
        for stance in stances
        for verb in table[stance]
        for form in inflect(verb)
        if not form.split()[0].endswith("ing")  # "while saying" has its subject elsewhere
    )


@cache
def _recordings() -> Phrases[Literal[True]]:
    return Phrases((word, True) for word in load("speech")["recordings"])


@cache
def _shows() -> frozenset[str]:
    return frozenset(form for verb in load("speech")["shows"] for form in inflect(verb))


def speech_of(view: View, memory: Memory) -> Speech:
    """The sources of a sentence; updates the memory for those that follow."""
    verbs = [verb for verb in _verbs().find(view.tokens) if verb.first not in view.name_tokens]
    links: list[Attribution] = []
    covered: set[int] = set()
    stance: Stance = "asserts"
    recording = _recording(view)
    for verb in verbs:
        speaker = _speaker(view, verb, memory)
        if speaker is None:
            continue
        link, tokens = speaker
        covered |= tokens
        links.append(link)
        stance = verb.value if verb.value != "asserts" else stance
    after, tokens = _prepositional(view)
    covered |= tokens
    voices = frozenset(covered)
    if recording:
        links.insert(0, recording[0])
        covered |= recording[1]
    chain = _ordered(after, links)
    quoted = memory.in_quote or view.sentence.text[:1] in ('"', "“")
    if not chain and quoted and view.index - memory.spoke_at <= _QUOTE_REACH:
        chain = memory.speaker
    _remember(view, memory, chain)
    return Speech(chain, stance, frozenset(covered), voices)


def _ordered(cited: Sequence[Attribution], links: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Cited sources stand nearest to the event; then speakers in the order of the text, media last."""
    persons = [link for link in links if link.actor.kind != "media"]
    media = [link for link in links if link.actor.kind == "media"]
    chain: list[Attribution] = []
    for link in (*cited, *persons, *media):
        if all(link.actor.name != other.actor.name for other in chain):
            chain.append(link)
    return tuple(chain)


def _remember(view: View, memory: Memory, chain: tuple[Attribution, ...]) -> None:
    if chain:
        memory.speaker, memory.spoke_at = chain, view.index
    text = view.sentence.text
    opened = text.count("“") + text.count("”") + text.count('"')
    if text.count("“") != text.count("”") or (opened and text.count('"') % 2):
        memory.in_quote = not memory.in_quote


def _speaker(view: View, verb: Match[Stance], memory: Memory) -> tuple[Attribution, set[int]] | None:
    """The one who says: before the verb, after it ("said Horowitz"), or a pronoun for the last one."""
    word = view.span(verb.first, verb.last).text
    before = _actor_before(view, verb.first)
    if before:
        mention, tokens = before
        return _link(mention, word), tokens | set(range(verb.first, verb.last))
    if _ends_quote(view, verb.first):
        after = _actor_after(view, verb.last)
        if after:
            mention, tokens = after
            return _link(mention, word), tokens | set(range(verb.first, verb.last))
    subject = view.norms[verb.first - 1] if verb.first else ""
    if subject in _PRONOUNS - {"it"} and memory.speaker:
        first = memory.speaker[0]
        span = view.span(verb.first - 1, verb.first)
        return Attribution(first.actor, span, word), set(range(verb.first - 1, verb.last))
    return None


def _ends_quote(view: View, at: int) -> bool:
    """ "…," said X: the verb stands after a quotation or a comma."""
    return at > 0 and view.norms[at - 1] in {'"', "”", ",", "’", "'"}


def _actor_before(view: View, verb: int) -> tuple[ActorMention, set[int]] | None:
    """The subject of a verb of saying; its apposition ("X, a spokesman for Y, told") is stepped over."""
    candidates = [
        (m, *view.range_of(m.span.start, m.span.end)) for m in view.actors if m.span and not view.is_place(m)
    ]
    ready = [c for c in candidates if c[2] <= verb and c[0].actor.kind in _SPEAKER_KINDS]
    if not ready:
        return None
    if view.norms[verb - 1] == ",":
        return _before_apposition(view, verb, ready)
    mention, first, last = ready[-1]
    between = view.norms[last:verb]
    if view.norms[max(0, first - 1) : first] == ["what"]:
        return None  # "what X says was a factory": a remark on the side
    if len(between) <= _REACH and not ({",", '"', "“", "”", ";", "that", "to"} & set(between)):
        owner = _owner_of(ready, first)
        return (owner or mention), set(range(first, verb))
    return None


def _owner_of(ready: Sequence[tuple[ActorMention, int, int]], first: int) -> ActorMention | None:
    """The person named right before the actor that the verb follows."""
    for mention, _, last in reversed(ready[:-1]):
        if mention.form == "person" and last == first:
            return mention
    return None


def _before_apposition(
    view: View, verb: int, ready: Sequence[tuple[ActorMention, int, int]]
) -> tuple[ActorMention, set[int]] | None:
    for mention, first, last in ready:
        if last < len(view.norms) and view.norms[last] == "," and last < verb - 1:
            inner = view.norms[last + 1 : verb - 1]
            opens = inner[:1] and inner[0] not in {"and", "but", "who", "which", "said"}
            if opens and not (_STOPS & set(inner)) and len(inner) <= 18:
                return mention, set(range(first, verb))
    mention, first, last = ready[-1]
    return (mention, set(range(first, verb))) if last == verb - 1 else None


def _actor_after(view: View, verb: int) -> tuple[ActorMention, set[int]] | None:
    for mention in view.actors:
        if mention.span is None:
            continue
        first, last = view.range_of(mention.span.start, mention.span.end)
        if first >= verb and mention.actor.kind in _SPEAKER_KINDS:
            if first - verb <= _REACH and "," not in view.norms[verb:first]:
                return mention, set(range(verb, last))
            return None
    return None


def _prepositional(view: View) -> tuple[list[Attribution], set[int]]:
    """ "according to X", "citing X": X is nearer to the event than who passes it on."""
    links: list[Attribution] = []
    covered: set[int] = set()
    for at, norm in enumerate(view.norms):
        to = norm == "according" and view.norms[at + 1 : at + 2] == ["to"]
        if not to and norm not in ("citing", "quoting"):
            continue
        start = at + 2 if to else at + 1
        end = _clause_end(view, start)
        verb = view.span(at, start).text
        found = [
            m for m in view.actors if m.span and start <= view.at(m.span.start) < end and not view.is_place(m)
        ]
        links += [_link(m, verb) for m in found[:2]]
        if not found:
            link = _unnamed(view, start, end, verb)
            links += [link] if link else []
        covered |= set(range(at, end))
    return links, covered


def _clause_end(view: View, start: int) -> int:
    """Up to a comma that a new clause follows, or the end; "reports, including one from X" goes on."""
    at = start
    while at < len(view.norms):
        if view.norms[at] in _STOPS:
            return at
        if view.norms[at] in (",", "and") and view.norms[at + 1 : at + 2] not in (
            ["including"],
            ["who"],
            ["a"],
        ):
            follows = view.norms[at + 1 : at + 3]
            if view.norms[at] == "," or {"has", "have", "is", "was"} & set(follows):
                return at
        at += 1
    return at


def _unnamed(view: View, start: int, end: int, verb: str) -> Attribution | None:
    """A source that is nobody of ours, kept in its own words: "according to reports"."""
    stop = next((i for i in range(start, min(end, start + 8)) if view.norms[i] == ","), min(end, start + 8))
    if stop <= start:
        return None
    span = view.span(start, stop)
    name = span.text.removeprefix("the ").removeprefix("a ")
    return Attribution(Actor("", name, "unnamed"), span, verb)


def _recording(view: View) -> tuple[Attribution, set[int]] | None:
    """A video or photograph that shows the event: whoever put it out is the source, else the video is."""
    for match in _recordings().find(view.tokens):
        window = range(match.last, min(match.last + _RECORDING_REACH, len(view.norms)))
        shown = next((i for i in window if view.norms[i] in _shows()), None)
        if shown is None:
            continue
        verb = view.tokens[shown].text
        tokens = set(range(match.first, shown + 1))
        owner = _released_by(view, match, shown)
        owner = owner or _beside(view, match)
        if owner:
            return _link(owner, verb), tokens
        first = (
            match.first - 1
            if match.first and view.norms[match.first - 1] in ("one", "a", "another")
            else match.first
        )
        last = _posted(view, match.last, shown)
        span = view.span(first, last)
        return Attribution(Actor("", span.text[:1].lower() + span.text[1:], "recording"), span, verb), tokens
    return None


def _posted(view: View, last: int, shown: int) -> int:
    """ "Videos posted online" keeps its participle."""
    if view.norms[last : last + 1] in (["posted"], ["published"], ["shared"], ["released"]) and shown > last:
        return min(last + 2, shown)
    return last


def _beside(view: View, match: Match[Literal[True]]) -> ActorMention | None:
    """ "opposition sources and footage": those who tell, with what shows it."""
    if view.norms[match.first - 1 : match.first] != ["and"]:
        return None
    ends = [(m, view.range_of(m.span.start, m.span.end)[1]) for m in view.actors if m.span]
    return next((m for m, last in ends if last == match.first - 1 and m.actor.kind in _SPEAKER_KINDS), None)


def _released_by(view: View, match: Match[Literal[True]], shown: int) -> ActorMention | None:
    """ "footage released by X shows", "X posted a video showing"."""
    for mention in reversed(view.actors):
        if mention.span is None or view.is_place(mention):
            continue
        first, last = view.range_of(mention.span.start, mention.span.end)
        if match.last < first <= shown and view.norms[first - 1] in ("by", "from"):
            return mention
        between = view.norms[last : match.first]
        if last <= match.first and {"posted", "published", "released", "shared", "uploaded"} & set(between):
            return mention
    return None


def _link(mention: ActorMention, verb: str) -> Attribution:
    span = mention.span or Span(0, 0, "")
    return Attribution(mention.actor, span, verb)
