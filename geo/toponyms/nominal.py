""" "The town", "the province": words that stand for a place named elsewhere in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazetteer.model import Place
from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Name
from geo.toponyms.relations import look_back
from geo.toponyms.tokens import Tokens

_NOUNS = {
    "city": "settlement", "town": "settlement", "village": "settlement", "hamlet": "settlement",
    "neighbourhood": "district", "neighborhood": "district", "district": "district", "suburb": "district",
    "province": "area", "governorate": "area", "area": "vague",
}  # fmt: skip
_DEFINITE = frozenset(["the", "this", "that"])
_PLACED = frozenset(["located", "situated", "lies", "sits", "lying"])
VAGUE_REACH = 3  # sentences back that "the area" reaches


def find_nominals(
    names: Sequence[Sequence[Name]], sentences: Sequence[Tokens], words: PlaceWords
) -> list[Name]:
    """Nominal mentions that have an antecedent; `names` are the resolved ones of each sentence."""
    found: list[Name] = []
    for number, tokens in enumerate(sentences):
        for first, last, noun in _mentions(tokens, words):
            taken = any(first < name.last and name.first <= last for name in names[number])
            if taken:
                continue
            start = tokens.starts[first]
            antecedent = _before(names[: number + 1], start, noun) or _scene_after(
                names[number:], start, noun, words
            )
            if antecedent is not None:
                found.append(_nominal(tokens, first, last, antecedent, words))
    return found


def _mentions(tokens: Tokens, words: PlaceWords) -> Iterator[tuple[int, int, str]]:
    """Token ranges of "the town", "the besieged town" with their noun."""
    for last, lower in enumerate(tokens.lowers):
        if lower not in _NOUNS or (tokens.is_capital(last) and not tokens.caps):
            continue
        if tokens.lower(last + 1) in words.nominal_not_before:
            continue
        for first in (last - 1, last - 2):
            if (
                first >= 0
                and tokens.lowers[first] in _DEFINITE
                and _plain(tokens.lowers[first + 1 : last], words)
            ):
                yield first, last + 1, lower
                break


def _plain(between: Sequence[str], words: PlaceWords) -> bool:
    """True for words that do not make another place of "the town" ("the largest town")."""
    return all(word.isalpha() and word not in words.nominal_other for word in between)


def _before(names: Sequence[Sequence[Name]], start: int, noun: str) -> Name | None:
    """The last place named before that the noun fits."""
    reach = names[-VAGUE_REACH:] if noun == "area" else names
    for sentence in reversed(reach):
        for name in reversed(sentence):
            if name.start < start and _can_stand(name) and name.choice and _fits(name.choice.place, noun):
                return name
    return None


def _can_stand(name: Name) -> bool:
    """True for the place of something; not for a parent ("…, Syria") or where a bearing starts."""
    return (
        name.role == "place" and name.relation in ("in", "near", "outskirts") and "parent" not in name.reasons
    )


def _scene_after(names: Sequence[Sequence[Name]], start: int, noun: str, words: PlaceWords) -> Name | None:
    """Where nothing was named before: the first place described as the scene later on."""
    for sentence in names:
        for name in sentence:
            if (
                name.start > start
                and name.choice
                and _fits(name.choice.place, noun)
                and _described(name, words)
            ):
                return name
    return None


def _described(name: Name, words: PlaceWords) -> bool:
    """ "X is located …", "the town of X", "X, a town …"."""
    tokens = name.tokens
    after = tokens.lowers[name.last : name.last + 3]
    if any(word in _PLACED for word in after):
        return True
    if tokens.lower(name.first - 1) == "of" and tokens.lower(name.first - 2) in words.settlement:
        return True
    return after[:2] in ([",", "a"], [",", "an"], ["is", "a"]) and any(
        word in words.settlement for word in tokens.lowers[name.last : name.last + 6]
    )


def _fits(place: Place, noun: str) -> bool:
    """True where a place may be called by the noun."""
    sort = _NOUNS[noun]
    if place.kind == "country":
        return False
    if sort == "area":
        return place.kind in ("admin1", "region")
    if sort == "district":
        return not place.is_area or place.kind in ("admin2", "admin3")
    return not place.is_area


def _nominal(tokens: Tokens, first: int, last: int, antecedent: Name, words: PlaceWords) -> Name:
    name = Name(tokens, first, last, antecedent.candidates, nominal=True, antecedent=antecedent)
    look_back(name, words)
    name.choice = antecedent.choice
    name.confidence = round(0.8 * antecedent.confidence, 3)
    name.reasons = [f"stands for {antecedent.text}"]
    return name
