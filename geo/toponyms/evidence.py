"""Is a known name a place name here? Named signs, a weight each, a sum: open to weights that are learned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from geo.toponyms.lexicon import PlaceWords, weights_of
from geo.toponyms.names import Name
from geo.toponyms.sphere import holds
from geo.toponyms.tokens import HYPHENS, Tokens

SURE = 2.0  # log-odds; a name so sure speaks for its other mentions
_STRETCHES = frozenset(
    ["region", "sea", "lake", "river", "mountain", "airbase", "airport", "base", "crossing", "camp", "dam"]
)
_SETTINGS = frozenset(
    ["located", "situated", "a", "an", "about", "north", "south", "east", "west", "in", "near"]
)
_DASHES = frozenset(["-", "–", "—", "("])
_PASSIVE = frozenset(["was", "were", "is", "came", "has", "have", "had", "fell"])
_SUFFERED = frozenset(
    "shelled bombed struck hit attacked raided captured recaptured liberated stormed besieged retaken "
    "evacuated destroyed overrun seized pounded targeted cut encircled fallen fire under".split()
)
_WEAPONS = frozenset(
    "missile missiles rocket rockets drone drones tank tanks howitzer howitzers launcher launchers rifle "
    "helicopter helicopters jet jets fighter bomber".split()
)
_RELATIVES = frozenset("family wife husband son daughter father mother brother sister widow lawyer".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole document says about words: persons' surnames and words seen in lower case."""

    surnames: frozenset[str]
    forenames: frozenset[str]
    lower_words: frozenset[str]
    actors: Collection[str]


@cache
def weights() -> dict[str, float]:
    """The weight of each sign (log-odds). Raises LexiconError where the file is broken."""
    return weights_of("evidence")


def look_around(sentences: Sequence[Tokens], words: PlaceWords, actors: Collection[str]) -> Surroundings:
    """Surnames (after a first name or a title) and lower-case words of a document."""
    surnames: set[str] = set()
    forenames: set[str] = set()
    lower: set[str] = set()
    for tokens in sentences:
        lower.update(word for word in tokens.words if word.islower())
        for index in range(1, len(tokens)):
            if tokens.is_capital(index) and _names_a_person(tokens, index, words):
                surnames.add(tokens.lowers[index])
                forenames.add(tokens.lowers[index - 1])
    not_persons = words.place_nouns | words.authorities | words.org_heads
    return Surroundings(
        frozenset(surnames - not_persons), frozenset(forenames & words.first_names), frozenset(lower), actors
    )


def _names_a_person(tokens: Tokens, index: int, words: PlaceWords) -> bool:
    before = _word_before(tokens, index)
    if not tokens.is_capital(before) or tokens.possessive[before]:
        return False
    return tokens.lowers[before] in words.first_names or (
        tokens.lowers[before] in words.titles and tokens.lowers[index] not in words.authorities
    )


def _word_before(tokens: Tokens, index: int) -> int:
    """The token before, over the full stop of an abbreviation ("Gen. Idlib"); -1 where there is none."""
    before = index - 1
    if before > 0 and tokens.words[before] == "." and tokens.joined(before):
        before -= 1
    return before


def judge_all(sentences: Sequence[Sequence[Name]], around: Surroundings, words: PlaceWords) -> None:
    """Set the scores of a document's names: first each in its sentence, then what the others say of it."""
    for names in sentences:
        judge(names, around, words)
    table = weights()
    everything = [name for names in sentences for name in names]
    sure = {name.key for name in everything if name.score > SURE}
    refused = {name.key for name in everything if name.score < -SURE}
    for name in everything:
        own = name.score
        for keys, sign, most in ((sure, "sure_elsewhere", SURE), (refused, "refused_elsewhere", SURE / 2)):
            if name.key in keys and -SURE <= own <= most:
                name.score += table.get(sign, 0.0)
                name.reasons.append(sign)


def judge(names: Sequence[Name], around: Surroundings, words: PlaceWords) -> None:
    """Set the score of every name of a sentence."""
    table = weights()
    for position, name in enumerate(names):
        previous = names[position - 1] if position else None
        following = names[position + 1] if position + 1 < len(names) else None
        # In one order always: the last bit of a sum of fractions depends on it.
        name.reasons = sorted(set(signs(name, previous, following, around, words)))
        name.score = sum(table.get(sign, 0.0) for sign in name.reasons)


def signs(
    name: Name, previous: Name | None, following: Name | None, around: Surroundings, words: PlaceWords
) -> Iterator[str]:
    """The signs that are there for a name."""
    yield "bias"
    yield from _of_the_name(name, around, words)
    yield from _before(name, previous, words)
    yield from _after(name, following, words)
    if previous is not None and previous.last == name.first and previous.candidates[0].adjective:
        home = previous.candidates[0].place.country
        yield "own_adjective" if any(c.place.country == home for c in name.candidates) else "other_adjective"
    if following is not None and contains(following, name):
        yield "inside_next"
    if previous is not None and contains(name, previous):
        yield "contains_previous"
    if previous is not None and previous.score > 0 and _listed(previous, name):
        yield "in_list"


def _of_the_name(name: Name, around: Surroundings, words: PlaceWords) -> Iterator[str]:
    tokens, best = name.tokens, name.candidates[0]
    plain = name.last - name.first == 1 and tokens.lowers[name.first] in words.common
    if best.adjective:
        yield "adjective"
    elif best.place.kind in ("country", "admin1", "capital") and not plain:
        yield best.place.kind
    elif best.place.kind in _STRETCHES and not plain:
        yield "stretch"
    if name.key in around.actors and best.place.kind not in ("country", "region"):
        yield "also_actor"
    yield _size(name)
    if tokens.headline:
        yield "headline"
    if tokens.lowers[name.last - 1] in words.extensions and name.last - name.first > 1:
        yield "kind_in_name"
    if name.last - name.first > 1:
        plain = all(
            word in words.common or word in words.never for word in tokens.lowers[name.first : name.last]
        )
        yield "common_words" if plain else "several_words"
        if best.place.kind == "region":
            yield "region_phrase"
    else:
        yield from _of_the_word(name, around, words)


def _size(name: Name) -> str:
    population = max(candidate.place.population for candidate in name.candidates)
    if population >= 100_000:
        return "huge" if population >= 1_000_000 else "large"
    return "small" if population < 15_000 else "medium"


def _of_the_word(name: Name, around: Surroundings, words: PlaceWords) -> Iterator[str]:
    """Signs of a name of one word."""
    word, lower, best = name.tokens.words[name.first], name.tokens.lowers[name.first], name.candidates[0]
    state = best.place.kind == "country"
    if "." in word and _is_era(name):
        yield "never_a_place"
    elif "." in word or (word.isupper() and len(word) < 5 and not name.tokens.headline):
        yield "abbreviation" if state or "." in word else "acronym"
    elif lower in words.never or (lower in words.titles and name.tokens.lower(name.last) == "."):
        yield "never_a_place"
    elif lower in words.common or lower in words.titles:
        yield "common_word"
    if lower in around.lower_words and not best.adjective:
        yield "lower_here"
    if lower in around.surnames and not best.adjective and not state:
        yield "person_here"
    if lower in words.first_names:
        yield "forename_here" if lower in around.forenames else "first_name_itself"


def _is_era(name: Name) -> bool:
    """ "575 B.C." is a year, and no province of Canada."""
    return name.text in ("B.C.", "A.D.") and name.tokens.lower(name.first - 1)[:1].isdigit()


def _before(name: Name, previous: Name | None, words: PlaceWords) -> Iterator[str]:
    tokens, first = name.tokens, name.first
    before = first - 1
    word = tokens.lower(before)
    if word == "the":
        if not (name.candidates[0].adjective or name.candidates[0].place.kind == "country"):
            yield "article_before"
        word = tokens.lower(before - 1)
        before -= 1
    if word in words.in_strong:
        yield "in_strong_before"
    elif word in words.in_weak:
        yield "in_weak_before"
        if word == "of" and tokens.lower(before - 1) in words.place_nouns:
            yield "place_noun_before"
        elif (
            word == "of" and tokens.lower(before - 1) in words.org_before_of and tokens.is_capital(before - 1)
        ):
            yield "institution_before"
    elif word in words.strike_verbs:
        yield "strike_before"
    if word in HYPHENS and tokens.joined(first) and tokens.lower(first - 2) not in words.compound_before:
        yield "hyphen_before"
    if first == 0:
        yield "sentence_start"
    else:
        yield from _capitals_before(name, previous, words)


def _capitals_before(name: Name, previous: Name | None, words: PlaceWords) -> Iterator[str]:
    tokens, before = name.tokens, _word_before(name.tokens, name.first)
    word = tokens.lowers[before]
    if len(word) == 1 and tokens.is_capital(before) and word.isalpha() and before < name.first - 1:
        yield "initial_before"
    elif _ends_title(tokens, before, words) and not name.candidates[0].adjective:
        yield "title_before"
    elif word in words.first_names and tokens.is_capital(before):
        yield "first_name_before"
    elif tokens.is_capital(before) and not tokens.headline and tokens.words[name.first - 1] != ".":
        is_place = previous is not None and previous.last == name.first and previous.score > 0
        if (
            not is_place
            and word not in words.place_nouns
            and word not in words.never
            and not tokens.possessive[before]
        ):
            yield "capital_before"


def _ends_title(tokens: Tokens, index: int, words: PlaceWords) -> bool:
    """ "Gen. Idlib", "Secretary of State Kerry"."""
    if tokens.lowers[index] == "state":
        return tokens.lowers[max(0, index - 2) : index] == ["secretary", "of"]
    return tokens.lowers[index] in words.titles


def _after(name: Name, following: Name | None, words: PlaceWords) -> Iterator[str]:
    tokens, after = name.tokens, name.last
    word = tokens.lower(after)
    if word in HYPHENS and tokens.lower(after + 1) in words.compounds:
        yield "compound_after"
    if word in ("is", "lies", "was") and tokens.lower(after + 1) in _SETTINGS:
        yield "described_after"
    if word == "," and tokens.lower(after + 2) in words.units_km:
        towards = tokens.lower(after + 3)
        if towards == "from" or towards in words.compass:
            yield "measured_after"  # "X, 40 km north of Y"
    if word in _PASSIVE and _SUFFERED & set(tokens.lowers[after + 1 : after + 4]):
        yield "suffers_after"
    if word in _DASHES and name.first == 0 and not (tokens.joined(after) and word == "-"):
        yield "dateline"
    if not name.candidates[0].adjective:
        yield from _of_persons_and_arms(name, word)
        if word in words.speech_verbs and not name.is_state:
            yield "speaks_after"
        if not tokens.possessive[name.last - 1]:
            yield from _word_after(name, word, following, words)


def _of_persons_and_arms(name: Name, word: str) -> Iterator[str]:
    """Signs of a person ("Dayton, 42, who …", "Dayton's family") or a weapon ("an Iskander missile")."""
    tokens, after = name.tokens, name.last
    if word == "," and tokens.lower(after + 1).isdigit() and tokens.lower(after + 2) in (",", "."):
        yield "age_after"
    if name.is_state:
        return
    if word == "," and tokens.lower(after + 1) in ("who", "whose"):
        yield "who_after"
    if tokens.possessive[name.last - 1] and word in _RELATIVES:
        yield "relative_after"
    if word in _WEAPONS:
        yield "weapon_after"


def _word_after(name: Name, word: str, following: Name | None, words: PlaceWords) -> Iterator[str]:
    """Signs in the word right after a name that does not end in 's."""
    tokens = name.tokens
    if word in words.place_nouns:
        yield "place_noun_after"
    elif tokens.is_capital(name.last) and word in words.org_heads:
        yield "organisation_after"
    elif word in words.authorities:
        yield "authority_after"
    elif word in words.people:
        yield "people_after"
    elif tokens.is_capital(name.last) and not tokens.headline:
        if tokens.lowers[name.first] in words.first_names and name.last - name.first == 1:
            yield "first_name_full"
        elif following is None or following.first != name.last or not following.candidates[0].adjective:
            yield "capital_after"


def _listed(previous: Name, name: Name) -> bool:
    """True where only commas, "and", "or" stand between two names."""
    between = name.tokens.lowers[previous.last : name.first]
    return (
        bool(between) and len(between) < 3 and all(word in (",", "and", "or", "&", "/") for word in between)
    )


def contains(outer: Name, inner: Name) -> bool:
    """True for "Talbiseh, Homs": a comma between them and the second holds a sense of the first."""
    if outer.first - inner.last not in (1, 2) or outer.tokens.lower(inner.last) != ",":
        return False
    if not outer.candidates or not inner.candidates:
        return False
    if outer.candidates[0].place.kind == inner.candidates[0].place.kind == "country":
        return False
    return any(holds(big.place, small.place) for big in outer.candidates for small in inner.candidates)
