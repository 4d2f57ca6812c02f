""" "The town", "the province": words that stand for a place named elsewhere in the report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from gazetteer.model import Place
from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Name
from geo.toponyms.relations import look_back
from geo.toponyms.tokens import Tokens
from geo.toponyms.unknown import main_country

_NOUNS = {
    "city": "settlement", "town": "town", "village": "town", "hamlet": "town",
    "neighbourhood": "district", "neighborhood": "district", "district": "district", "suburb": "district",
    "quarter": "district", "borough": "district", "precinct": "district",
    "camp": "camp", "capital": "capital",
    "province": "area", "governorate": "area", "enclave": "region", "area": "vague", "there": "anywhere",
    "municipality": "town", "commune": "town", "settlement": "town", "township": "town",
}  # fmt: skip
_KINDS_OF: dict[str, tuple[str, ...]] = {
    "capital": (),
    "region": ("region", "area"),
    "area": ("admin1", "region"),
}
_SORTS = frozenset(_NOUNS.values())
_SMALL_SORTS = ("settlement", "town", "district", "vague", "anywhere")
_SAID_SO = frozenset(["said to be a place", "preposition", "strike_before", "place_noun_before"])
_DEFINITE = frozenset(["the", "this", "that", "our", "my"])
_NO_CAPITAL = frozenset(["provincial", "state", "regional", "district", "county", "commercial", "economic"])
_PLACED = frozenset(["located", "situated", "lies", "sits", "lying"])
_MEASURES = frozenset(["centre", "center", "km", "kilometres", "kilometers", "miles"])
VAGUE_REACH = 3  # sentences back that "the area" reaches
_NEAR = frozenset(["vague", "anywhere", "camp"])
# "There were no casualties" points to nothing; "from there" to where somebody was before.
_EXISTS = frozenset(
    "is are was were has have had will would may might could can should must be been remain remained "
    "remains seemed seems appeared appears followed came".split()
)
_NOUN_BEFORE = frozenset("a an the one two three several some another their".split())
_NOT_THERE = frozenset(["from", "out", "over", "up", "hello", "here", "get", "way"])
# Somebody sits in such a place, or came from it: it is not where the report is.
_SEATED = frozenset("based headquartered living exiled speaking exile".split())
_CAME = frozenset(
    "way came come comes coming arrived arrive arriving sent brought flew flown fly fired launched travelled "
    "traveled reinforcements".split()
)
_ORIGIN_REACH = 5


def find_nominals(
    names: Sequence[Sequence[Name]], sentences: Sequence[Tokens], words: PlaceWords
) -> list[Name]:
    """Nominal mentions that have an antecedent; `names` are the resolved ones of each sentence."""
    scenes = _Scenes([name for found in names for name in found], words)
    country = main_country([name for found in names for name in found])
    latest: dict[str, tuple[int, Name]] = {}  # sort of noun: number of the sentence, the last name that fits
    nominals: list[Name] = []
    for number, (found, tokens) in enumerate(zip(names, sentences, strict=True)):
        waiting = iter([*found, None])
        name = next(waiting)
        for first, last, noun in _mentions(tokens, words, found):
            while name is not None and name.start < tokens.starts[first]:
                _remember(latest, number, name, country)
                name = next(waiting)
            antecedent = _recall(latest, number, noun) or scenes.after(tokens.starts[first], noun)
            if antecedent is not None:
                nominals.append(_nominal(tokens, first, last, antecedent, words))
        for rest in (name, *waiting):
            if rest is not None:
                _remember(latest, number, rest, country)
    return nominals


def _remember(latest: dict[str, tuple[int, Name]], number: int, name: Name, country: str) -> None:
    """The name is now the last one for every sort of noun that fits; "the capital" is the country's.

    After a place that nobody knows "the town" is that one, and not the one before.
    """
    if name.choice is None:
        if _is_somewhere(name):
            for sort in _SMALL_SORTS:
                latest.pop(sort, None)
        return
    place = name.choice.place
    if place.kind == "capital" and place.country == country:
        latest["capital"] = number, name
    if not _can_stand(name):
        return
    for sort in _SORTS - {"capital"}:
        if _fits(place, sort):
            latest[sort] = number, name


def _is_somewhere(name: Name) -> bool:
    """An unknown place in which something is told, or of which it is said that it is one."""
    return name.role == "place" and not _SAID_SO.isdisjoint(name.reasons)


def _recall(latest: dict[str, tuple[int, Name]], number: int, noun: str) -> Name | None:
    """The last place named before that the noun fits; "the area" reaches only a few sentences back."""
    sort = _NOUNS[noun]
    seen, name = latest.get(sort, (0, None))
    return None if sort in _NEAR and number - seen > VAGUE_REACH else name


class _Scenes:
    """The places that a report describes as its scene, by where they stand."""

    def __init__(self, names: Sequence[Name], words: PlaceWords) -> None:
        described = [name for name in names if name.choice and _described(name, words)]
        self._names = {
            sort: [n for n in described if n.choice and _fits(n.choice.place, sort)] for sort in _SORTS
        }
        self._starts = {sort: [name.start for name in found] for sort, found in self._names.items()}

    def after(self, start: int, noun: str) -> Name | None:
        """The first one after an offset that the noun fits."""
        sort = _NOUNS[noun]
        at = bisect_right(self._starts[sort], start)
        return self._names[sort][at] if at < len(self._names[sort]) else None


def _mentions(tokens: Tokens, words: PlaceWords, names: Sequence[Name]) -> Iterator[tuple[int, int, str]]:
    """Token ranges of "the town", "the besieged town" with their noun, where no name follows at once."""
    taken = {index for name in names for index in range(name.first, name.last)}
    for last, lower in enumerate(tokens.lowers):
        if lower == "there" and _points(tokens, last):
            yield last, last + 1, lower
            continue
        if lower not in _NOUNS or lower == "there" or (tokens.is_capital(last) and not tokens.caps):
            continue
        if tokens.lower(last + 1) in words.nominal_not_before or not taken.isdisjoint(
            range(last - 2, last + 2)
        ):
            continue
        for first in (last - 1, last - 2):
            if (
                first >= 0
                and tokens.lowers[first] in _DEFINITE
                and _plain(tokens.lowers[first + 1 : last], words)
                and not (lower == "capital" and tokens.lowers[last - 1] in _NO_CAPITAL)
            ):
                yield first, last + 1, lower
                break


def _points(tokens: Tokens, at: int) -> bool:
    """ "killed there on Monday", "a mill there burned", and not "there were two"."""
    if at == 0 or tokens.lower(at - 1) in _NOT_THERE or tokens.lower(at + 1) == "'":
        return False
    return tokens.lower(at + 1) not in _EXISTS or tokens.lower(at - 2) in _NOUN_BEFORE


def _plain(between: Sequence[str], words: PlaceWords) -> bool:
    """True for words that do not make another place of "the town" ("the largest town")."""
    return all(word.isalpha() and word not in words.nominal_other for word in between)


def _can_stand(name: Name) -> bool:
    """True for the place of something; not for a parent ("…, Syria") or where a bearing starts."""
    return (
        name.role == "place"
        and name.relation in ("in", "near", "outskirts")
        and "parent" not in name.reasons
        and not _is_measured_from(name)
        and not _is_elsewhere(name)
    )


def _is_elsewhere(name: Name) -> bool:
    """ "a group based in X", "on their way from X": where somebody sits or was before."""
    before = name.tokens.lowers[max(0, name.first - _ORIGIN_REACH) : name.first]
    if before[-1:] == ["in"] and _SEATED & set(before[-2:-1]):
        return True
    return "from" in before[-2:] and bool(_CAME & set(before))


def _is_measured_from(name: Name) -> bool:
    """ "some ten kilometres from the centre of X": X is where one counts from, not where one is."""
    before = name.tokens.lowers[max(0, name.first - 5) : name.first]
    return "from" in before and bool(_MEASURES & set(before))


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


def _fits(place: Place, sort: str) -> bool:
    """True where a place may be called by a noun of the sort."""
    if place.kind == "country":
        return False
    if sort in _KINDS_OF:
        return place.kind in _KINDS_OF[sort]
    if sort == "camp":
        return "camp" in place.name.lower()
    if sort == "town":
        return not place.is_area and place.kind != "capital"
    if sort == "district":
        return not place.is_area or place.kind in ("admin2", "admin3")
    return sort == "anywhere" or not place.is_area


def _nominal(tokens: Tokens, first: int, last: int, antecedent: Name, words: PlaceWords) -> Name:
    name = Name(tokens, first, last, antecedent.candidates, nominal=True, antecedent=antecedent)
    look_back(name, words)
    name.choice = antecedent.choice
    name.confidence = round(0.8 * antecedent.confidence, 3)
    name.reasons = [f"stands for {antecedent.text}"]
    return name
