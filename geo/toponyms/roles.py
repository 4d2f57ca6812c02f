"""What a name does in its sentence: place, metonym ("Moscow said"), adjective ("Russian planes")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo.model import Role
from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Name
from geo.toponyms.tokens import HYPHENS


def assign_roles(names: Sequence[Name], words: PlaceWords) -> None:
    """Set the role of every name of a sentence."""
    for name in names:
        name.role = _own_role(name, words)
    for previous, name in pairwise(names):
        _spread(previous, name)
        _stay_with(previous, name)
    for name, following in reversed(list(pairwise(names))):
        _spread(following, name, backwards=True)


def _stay_with(previous: Name, name: Name) -> None:
    """ "between X and the capital Y was …": what is listed with a mere town is no government."""
    joined = name.tokens.lowers[previous.last : name.first] == ["and"]
    if joined and name.role == "metonym" and previous.role == "place" and not previous.is_state:
        name.role = "place"


def _spread(known: Name, name: Name, *, backwards: bool = False) -> None:
    """ "Moscow and Tehran": what one of two states does the other does too."""
    left, right = (name, known) if backwards else (known, name)
    between = left.tokens.lowers[left.last : right.first]
    joined = between in (["and"], [","], [",", "and"]) and not left.tokens.possessive[left.last - 1]
    states = name.is_state and known.is_state and "preposition" not in name.reasons
    if joined and states and known.role == "metonym" and name.role == "place":
        name.role = "metonym"


def _own_role(name: Name, words: PlaceWords) -> Role:
    if name.candidates[0].adjective:
        return "adjective"
    if compound := _compound_role(name, words):
        return compound
    before = _before(name)
    if _is_modifier(name, name.tokens.lower(name.last), words):
        return "adjective"
    if before in words.place_before:
        name.reasons.append("preposition")
        return "place"
    return "metonym" if _is_authority(name, words) else _role_of_actor(name, before, words)


def _is_authority(name: Name, words: PlaceWords) -> bool:
    """ "Mansfield Police": the name belongs to an office."""
    tokens = name.tokens
    after, possessive = tokens.lower(name.last), tokens.possessive[name.last - 1]
    if tokens.lower(name.first - 1) == "of" and tokens.lower(name.first - 2) in words.org_before_of:
        return tokens.is_capital(name.first - 2)
    if tokens.is_capital(name.last) and not possessive:
        return (after in words.authorities or after in words.org_heads) and not _is_part_of_name(name, words)
    return False


def _is_part_of_name(name: Name, words: PlaceWords) -> bool:
    """ "in X City on Sunday": the noun ends the name; no "Mansfield City Council"."""
    tokens, after = name.tokens, name.last + 1
    noun = tokens.lower(name.last) in words.settlement | words.area | words.district
    office = tokens.lower(after) in words.authorities or tokens.lower(after) in words.speech_verbs
    return noun and not office and not tokens.is_capital(after)


def _role_of_actor(name: Name, before: str, words: PlaceWords) -> Role:
    if name.is_state:
        return _role_of_state(name, before, name.tokens.lower(name.last), words)
    return "metonym" if _is_office_of(name, words) and name.candidates[0].place.is_area else "place"


def _before(name: Name) -> str:
    """The word before a name, over an article."""
    word = name.tokens.lower(name.first - 1)
    return name.tokens.lower(name.first - 2) if word == "the" else word


def _compound_role(name: Name, words: PlaceWords) -> Role | None:
    """ "Damascus-led", "Baghdad-based", "anti-Russia"."""
    tokens, last = name.tokens, name.last
    if tokens.lower(last) in HYPHENS and last + 1 < len(tokens):
        if tokens.lower(last + 1) in words.compound_actor:
            return "metonym"
        if tokens.lower(last + 1) in words.compound_place:
            return "adjective"
        if _is_pair(name, last + 1):
            return "metonym"
    before = tokens.lower(name.first - 1)
    if before not in HYPHENS or not tokens.joined(name.first):
        return None
    opposed = tokens.lower(name.first - 2) in words.compound_before
    return "metonym" if opposed or _is_pair(name, name.first - 2) else None


def _is_pair(name: Name, other: int) -> bool:
    """ "Russia-Turkey ties": a state joined by a hyphen to another capitalised word."""
    return name.is_state and name.tokens.is_capital(other) and name.tokens.joined(max(1, other))


def _role_of_state(name: Name, before: str, after: str, words: PlaceWords) -> Role:
    """A country or a capital: place or government."""
    if name.tokens.possessive[name.last - 1]:
        return "metonym" if after in words.possessed or after.endswith("'") else "place"
    if _is_office_of(name, words) or before in words.dealt_with:
        return "metonym"
    subject = name.first == 0 or before in words.clause_starts or before not in words.in_weak
    acts = after in words.actor_verbs or (after.endswith("ed") and len(after) > 4)
    return "metonym" if subject and acts else "place"


def _is_office_of(name: Name, words: PlaceWords) -> bool:
    """ "ambassador to X", "request from X", "government of X"."""
    tokens, index = name.tokens, name.first - 1
    if tokens.lower(index) == "the":
        index -= 1
    return (
        tokens.lower(index) in ("of", "from", "to", "on", "between", "for", "with")
        and tokens.lower(index - 1) in words.dealings
    )


def _is_modifier(name: Name, after: str, words: PlaceWords) -> bool:
    """ "US forces", "U.S. officials": an abbreviation right before a noun."""
    short = name.tokens.words[name.first]
    abbreviation = name.last - name.first == 1 and ("." in short or (short.isupper() and len(short) < 4))
    if not abbreviation or not after.isalpha() or name.tokens.possessive[name.last - 1]:
        return False
    return after not in words.function_words and after not in words.actor_verbs
