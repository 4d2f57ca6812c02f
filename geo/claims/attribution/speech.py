"""The sources of each sentence of a report, in one pass and a look ahead to who ends a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.claims.attribution.citing import cited
from geo.claims.attribution.headlines import is_signature, set_apart
from geo.claims.attribution.memory import Memory, begin
from geo.claims.attribution.recordings import recorded
from geo.claims.attribution.saying import Said, is_no_verb, nested, said_by, stance_of
from geo.claims.attribution.words import words
from geo.claims.view import View
from geo.model import Attribution, Stance

_QUOTE_REACH = 3  # sentences that a quotation goes on without naming its speaker


@dataclass(frozen=True, slots=True)
class Speech:
    """What a sentence says of its sources; `covered` are tokens that speak of them, not of events."""

    chain: tuple[Attribution, ...] = ()
    stance: Stance = "asserts"
    covered: frozenset[int] = frozenset()
    voices: frozenset[int] = frozenset()  # those of them that name who speaks, with their whereabouts
    own: bool = False  # the sentence names a source itself
    open: bool = False  # it ends within a quotation


def speaks_from_there(view: View, speech: Speech) -> bool:
    """ "Colleagues from X report": who tells of the place where they are."""
    return any(view.norms[at] in words().locals for at in speech.voices)


def speeches_of(views: Sequence[View], publisher: str = "") -> list[Speech]:
    """The speech of each sentence; a quotation whose end names the speaker has that one throughout."""
    memory = Memory(publisher=publisher)
    speeches = [speech_of(view, memory) for view in views]
    for at in range(len(views) - 1, 0, -1):
        same = views[at - 1].sentence.paragraph == views[at].sentence.paragraph
        ends_here = speeches[at - 1].open or is_signature(views[at])
        if same and ends_here and speeches[at].chain and not speeches[at - 1].own:
            speeches[at - 1] = replace(speeches[at - 1], chain=speeches[at].chain)
    return speeches


def speech_of(view: View, memory: Memory) -> Speech:
    """The sources of a sentence; updates the memory for those that follow."""
    begin(view, memory)
    said: list[Said] = []
    stance: Stance = "asserts"
    for verb in words().verbs.find(view.tokens):
        if verb.first in view.name_tokens or is_no_verb(view, verb):
            continue
        found = said_by(view, verb, memory)
        said += found
        taken = stance_of(view, verb)
        stance = taken if found and taken != "asserts" else stance
    after, tokens = cited(view, memory)
    apart, tokens_apart = set_apart(view)
    covered = tokens | tokens_apart | {i for one in said for i in range(one.first, one.last)}
    voices = frozenset(covered)
    recording = recorded(view)
    links = [*apart, *nested(view, said)]
    if recording:
        links.insert(0, recording[0])
        covered |= recording[1]
    chain = _ordered(after, links)
    own = bool(chain)
    if not chain and _is_quoted(view, memory) and view.index - memory.spoke_at <= _QUOTE_REACH:
        chain = memory.speaker
    _remember(view, memory, chain)
    return Speech(chain, stance, frozenset(covered), voices, own, memory.in_quote)


def _ordered(cites: Sequence[Attribution], links: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Cited sources stand nearest to the event; then speakers in the order of the text, media last."""
    persons = [link for link in links if link.actor.kind != "media"]
    media = [link for link in links if link.actor.kind == "media"]
    chain: list[Attribution] = []
    for link in (*cites, *persons, *media):
        if all(link.actor.name != other.actor.name for other in chain):
            chain.append(link)
    return tuple(chain)


def _is_quoted(view: View, memory: Memory) -> bool:
    return memory.in_quote or view.sentence.text[:1] in ('"', "“")


def _remember(view: View, memory: Memory, chain: tuple[Attribution, ...]) -> None:
    if chain:
        memory.speaker, memory.spoke_at = chain, view.index
    if _turns(view):
        memory.in_quote = not memory.in_quote


def _turns(view: View) -> bool:
    """True where a quotation is open at one end of a sentence and not at the other."""
    text = view.sentence.text
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1
