"""Actors in a sentence: names, states and their organs, groups without a name."""

from __future__ import annotations

from collections.abc import Sequence

from geo.actors.found import Found, Line
from geo.actors.groups import BEFORE_GROUP, TIES, Hit, group_at, joined
from geo.actors.lexicon import ActorLexicon, Form, State
from geo.actors.names import Name
from geo.actors.people import TITLES
from geo.model import Actor, ActorMention
from geo.tokens import Match, Token

# May stand between "Russian" and "forces".
_BETWEEN = frozenset(
    "special military security ground air army state federal armed regime government national local "
    "senior top former civil fighter attack deputy central chief public interim acting upper new own "
    "main".split()
)
_PARTICLES = frozenset("al el - '".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OPENERS = BEFORE_GROUP | {"its", "their"}  # may begin a mention and are in no list


def find_in_sentence(line: Line, lexicon: ActorLexicon) -> list[Found]:
    """Mentions of actors in a sentence."""
    found: list[Found] = []
    state: State | None = None
    group: Actor | None = None
    tokens = line.tokens
    first_words = lexicon.first_words
    at = 0
    while at < len(tokens):
        match: Hit | None = None
        word = tokens[at].norm
        if word in first_words or word in _OPENERS or (at + 1 < len(tokens) and tokens[at + 1].norm == "-"):
            match = _theirs(tokens, at, lexicon, state, group) or _match(line, at, lexicon)
        if match is None:
            at += 1
            continue
        actor, form, first, last = match
        state = _state_at(tokens, first, lexicon) or state
        if actor is not None:
            found.append(Found(ActorMention(actor, line.span(first, last), form=form), first, last))
            if form == "name":
                line.report.saw(actor.actor_id)
                if actor.kind == "armed_group":
                    group, state = actor, None
        at = last
    return found


def _with_fighters(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> int:
    """ "IS fighters" are IS: where the words for them end."""
    if at < len(tokens):
        group = lexicon.groups.at(tokens, at)
        if group and group.value == "armed_group":
            return group.last
    return at


def _theirs(
    tokens: Sequence[Token], at: int, lexicon: ActorLexicon, state: State | None, group: Actor | None
) -> Hit | None:
    """ "their air force", "its fighters": those of the state or the group named before in the sentence."""
    if tokens[at].norm not in ("its", "their") or at + 1 == len(tokens):
        return None
    organ = lexicon.organs.at(tokens, at + 1) if state else None
    if organ and state:
        return lexicon.organ_of(state, organ.value), "organ", at, organ.last
    fighters = lexicon.groups.at(tokens, at + 1) if group else None
    if fighters and fighters.value in ("armed_group", "military"):
        return group, "organ", at, fighters.last
    return None


def _state_at(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> State | None:
    match = lexicon.states.at(tokens, at)
    return match.value[0] if match else None


def _match(line: Line, at: int, lexicon: ActorLexicon) -> Hit | None:
    tokens = line.tokens
    named = lexicon.named.at(tokens, at, line)
    state = lexicon.states.at(tokens, at)
    if named and (state is None or named.last >= state.last):
        hit = _named(line, named, lexicon)
        longer = _state(line, state, lexicon) if state else hit
        return longer if longer[3] > hit[3] and longer[1] == "organ" else hit
    if state:
        return _state(line, state, lexicon)
    organ = lexicon.organs.at(tokens, at)
    if organ:
        after = _skip(tokens, organ.last, ("of",))
        owner = lexicon.states.at(tokens, after) if after is not None else None
        if owner and owner.value[1] in ("name", "seat"):
            return lexicon.organ_of(owner.value[0], organ.value), "organ", at, owner.last
    return group_at(tokens, at, lexicon)


def _named(line: Line, match: Match[Name], lexicon: ActorLexicon) -> Hit:
    """A named actor, its leader, or, where other capitals stand around a short name, somebody else."""
    name = match.value
    if _is_another(line, match.first, match.last, name, lexicon):
        return None, "", match.first, match.first + 1
    if name.form == "leader":
        return name.actor, "leader", match.first, match.last
    return name.actor, "name", match.first, _with_fighters(line.tokens, match.last, lexicon)


def _is_another(line: Line, first: int, last: int, name: Name, lexicon: ActorLexicon) -> bool:
    """ "Riad Assad", "Amal Clooney", "The Guardian Council": capitals around a word make it another name."""
    tokens = line.tokens
    article = tokens[first].norm == "the"
    words = [token.text for token in tokens[first + article : last] if token.norm not in _PARTICLES]
    certain = name.sure and name.form == "name" and not article
    if certain or len(words) != 1 or words[0].isupper() or line.headline:
        return False
    after = tokens[last] if last < len(tokens) else None
    if after and after.text[:1].isupper() and after.norm not in _DAYS:
        return True
    before = tokens[first - 1] if first > 1 else None
    if not before or not before.text[:1].isupper() or before.text.isupper() or before.norm in TITLES:
        return False
    return lexicon.states.at(tokens, first - 1) is None


def _state(line: Line, match: Match[tuple[State, Form]], lexicon: ActorLexicon) -> Hit:
    state, form = match.value
    tokens, at = line.tokens, match.last
    if _is_no_state(line, match, lexicon):
        return None, "", match.first, at
    if at + 1 < len(tokens) and tokens[at].norm == "-" and tokens[at + 1].norm in TIES:
        return _led(tokens, match, lexicon) or _tied(line, match.first, at + 2, lexicon)
    if at < len(tokens) and tokens[at].norm == "'s":
        at += 1
    elif form == "people":
        return state.actor, form, match.first, match.last
    start = at
    while at < len(tokens) and at - start < 3:
        organ = lexicon.organs.at(tokens, at)
        if organ:
            return lexicon.organ_of(state, organ.value), "organ", match.first, organ.last
        group = lexicon.groups.at(tokens, at)
        if group and form in ("adjective", "name"):
            name = " ".join(token.text for token in tokens[match.first : group.last])
            return Actor("", name, group.value, ""), "group", match.first, group.last
        if tokens[at].norm not in _BETWEEN:
            break
        at += 1
    return state.actor, form, match.first, match.last


def _is_no_state(line: Line, match: Match[tuple[State, Form]], lexicon: ActorLexicon) -> bool:
    """Words that name a state elsewhere, and here a club, a person of that name, or "us"."""
    state, form = match.value
    if form == "seat":
        return _in_longer_name(line.tokens, match.first, match.last)
    if form == "leader":
        leader = Name(state.actor, "leader")
        return _is_another(line, match.first, match.last, leader, lexicon)
    written = line.tokens[match.first].text
    return written == "US" and line.capitals and _is_pronoun(line.tokens, match.first, match.last, lexicon)


def _is_pronoun(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> bool:
    """ "THEY LEFT US": in capitals only an article before or an organ after makes it the United States."""
    if first == 0 or tokens[first - 1].norm == "the":
        return False
    if last == len(tokens):
        return True
    after = tokens[last].norm
    organ = lexicon.organs.at(tokens, last) or lexicon.groups.at(tokens, last)
    return not organ and after not in _BETWEEN and after not in ("-", "'s")


def _led(tokens: Sequence[Token], match: Match[tuple[State, Form]], lexicon: ActorLexicon) -> Hit | None:
    """ "Damascus-led forces" are that state's own."""
    state, form = match.value
    at = match.last + 2
    organ = lexicon.organs.at(tokens, at) if at < len(tokens) else None
    if form == "seat" and tokens[match.last + 1].norm == "led" and organ and organ.value.kind == "military":
        return lexicon.organ_of(state, organ.value), "organ", match.first, organ.last
    return None


def _in_longer_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "Real Madrid", "Washington Wizards", "Nancy Lima": a capital among other capitalised words."""
    after = last < len(tokens) and tokens[last].text[:1].isupper()
    before = first > 1 and tokens[first - 1].text[:1].isupper()
    return after or before


def _tied(line: Line, first: int, at: int, lexicon: ActorLexicon) -> Hit:
    """The group behind "US-backed", or nobody."""
    tokens = line.tokens
    for skipped in range(3):
        if at + skipped >= len(tokens):
            break
        named = lexicon.named.at(tokens, at + skipped, line)
        if named:
            return _named(line, named, lexicon)
        group = lexicon.groups.at(tokens, at + skipped)
        if group:
            name = joined(tokens[first : group.last])
            return Actor("", name, group.value, ""), "group", first, group.last
    return None, "", first, at


def _skip(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int | None:
    """Where the words, and an article after them, end; None where they are not there."""
    for word in words:
        if at >= len(tokens) or tokens[at].norm != word:
            return None
        at += 1
    if at < len(tokens) and tokens[at].norm == "the":
        at += 1
    return at if at < len(tokens) else None
