"""What a text says about a place besides its name: kind, relation ("near"), bearing and distance."""

from __future__ import annotations

from collections.abc import Sequence

from geo.toponyms.evidence import contains
from geo.toponyms.lexicon import PlaceWords
from geo.toponyms.names import Name
from geo.toponyms.sphere import distance_km
from geo.toponyms.tokens import Tokens

NEAR_KM = 10.0  # how far "near a city" reaches when no distance is given
BEARING_KM = 3.0  # how far beyond half its radius "north of X" is when no distance is given
FAR_KM = 500.0  # beyond twice its country's radius no place is meant, whatever border is in dispute
_WHERE = frozenset(["in", "at", "near", "of", "from", "outside"])
_JOINS = frozenset([",", "and", "or", "&", "/"])
_DETERMINERS = frozenset(["a", "an", "the", "one", "two", "three", "another"])
_PLACED = frozenset(
    ["in", "of", "on", "near", "outside", "north", "south", "east", "west", "about", "some", "just"]
)
_SUBURB = frozenset(
    "suburb suburbs quarter neighbourhood neighborhood district ward borough township".split()
)
_SKIP = frozenset(["the", "of", "a", "an", "to", "in", "from", "by"])


def describe(names: Sequence[Name], words: PlaceWords) -> None:
    """Set kind, parent, relation, bearing and distance of the place names of a sentence, left to right.

    A name that only tells where another one is ("Talbiseh, Homs", "Talbiseh, a town near Homs") has
    "parent" among its reasons.
    """
    subject: Name | None = None  # the last name that is no adjective
    for position, name in enumerate(names):
        previous = names[position - 1] if position else None
        name.kind, name.noun = _kind_after(name, words)
        look_back(name, words)
        if subject is not None and _is_apposed(subject, name, words):
            _set_parent(subject, name)
        elif previous is not None and previous.candidates:
            _relate(previous, name, names[position - 2] if position > 1 else None, words)
        if name.role != "adjective":
            subject = name
    _kinds_backwards(names)


def _relate(previous: Name, name: Name, earlier: Name | None, words: PlaceWords) -> None:
    """What two neighbours say of each other."""
    if previous.role == "adjective":
        name.parent = previous if _tells_country(previous, name, words) else None
    elif _is_suburb_of(previous, name):
        name.relation = "in"
        _set_parent(name, previous)
    elif (contains(name, previous) and not _goes_on(name)) or _is_of(previous, name, words):
        _set_parent(previous, name)
    elif _is_elsewhere(previous, name):
        previous.candidates = ()  # "Las Lomitas, El Salvador": none of those known is meant
        _set_parent(previous, name)
    elif _owns(previous, name):
        previous.relation = "in"
        _set_parent(name, previous)
        if earlier is not None and earlier.parent is previous:
            earlier.parent = name  # "Baga, in Nigeria's Borno state"
    elif previous.relation == "between" and _joined_by(previous, name, ("to", "with")):
        name.relation = "between"  # "the highway linking X to Y"
    elif _follows(previous, name):
        _share(previous, name)


def _joined_by(previous: Name, name: Name, words: Sequence[str]) -> bool:
    return name.tokens.lowers[previous.last : name.first] in [[word] for word in words]


def _set_parent(inner: Name, outer: Name) -> None:
    inner.parent = outer
    outer.reasons.append("parent")


def _is_elsewhere(inner: Name, country: Name) -> bool:
    """ "in X, COUNTRY" or "in X, PROVINCE", and no list, where every X known is far from there."""
    if not country.candidates:
        return False
    tokens, state = inner.tokens, country.candidates[0].place
    if tokens.lowers[inner.last : country.first] != [","] or tokens.lower(inner.first - 1) not in _WHERE:
        return False
    kinds = ("country", "admin1")
    if country.role != "place" or state.kind not in kinds or inner.is_state or _is_listed(country):
        return False
    reach = 2 * state.radius_km + FAR_KM
    return all(not c.place.is_area and distance_km(c.place, state) > reach for c in inner.candidates)


def _is_listed(name: Name) -> bool:
    """ "…, El Salvador and …", "…, El Salvador, Peru"."""
    tokens, after = name.tokens, name.last
    if tokens.lower(after) not in _JOINS:
        return False
    return tokens.lower(after) != "," or tokens.is_capital(after + 1)


def _goes_on(name: Name) -> bool:
    """ "Talbiseh, Homs and Hama" is a list of towns."""
    tokens = name.tokens
    best_is_town = not name.candidates[0].place.is_area
    return best_is_town and tokens.lower(name.last) == "and" and tokens.is_capital(name.last + 1)


def _is_apposed(subject: Name, name: Name, words: PlaceWords) -> bool:
    """ "Talbiseh, a district on the outskirts of Homs": what follows the comma says where the first is."""
    between = subject.tokens.lowers[subject.last : name.first]
    if not 3 < len(between) <= 14 or between[0] != "," or between[1] not in _DETERMINERS:
        return False
    nouns = words.settlement | words.district
    at = next((i for i, word in enumerate(between) if word in nouns), 0)
    return 0 < at < 7 and at + 1 < len(between) and "," not in between[1:] and between[at + 1] in _PLACED


def _kind_after(name: Name, words: PlaceWords) -> tuple[str, str]:
    """Kind and noun, by the noun after a name gives it: "Idlib province", "Douma neighborhood"."""
    last = name.tokens.lowers[name.last - 1] if name.last - name.first > 1 else ""
    for noun in (name.tokens.lower(name.last), last):
        stands = noun not in words.only_before or _is_whole_state(name, noun, words)
        if stands and (kind := kind_of(noun, words)):
            return kind, noun
    return "", ""


def _is_whole_state(name: Name, noun: str, words: PlaceWords) -> bool:
    """ "in Sokoto state, …" and no "Sokoto state television"."""
    if noun != "state" or name.tokens.lower(name.last) != "state":
        return False
    after = name.tokens.lower(name.last + 1)
    return not after.isalpha() or after in words.function_words


def kind_of(noun: str, words: PlaceWords) -> str:
    """settlement, area, district, site, or "" for a word that is no such noun."""
    if noun in words.area:
        return "area"
    if noun in words.district:
        return "district"
    if noun in words.settlement:
        return "settlement"
    return "site" if noun in words.site else ""


def look_back(name: Name, words: PlaceWords) -> None:
    """Read the words before a name from right to left, as far as they describe it."""
    tokens, index = name.tokens, name.first - 1
    if index < 0:
        return
    index = _noun_of(name, index, words)
    if tokens.possessive[index] and tokens.is_capital(index):
        index -= 1  # "near Syria's Latakia"
    while index >= 0 and (tokens.lower(index) in _SKIP or tokens.lower(index) in words.centre):
        if tokens.lower(index) == "in" and tokens.lower(index - 1) in words.inside_area and not name.kind:
            name.kind = "area"
        if tokens.lower(index) in ("in", "from", "by") and tokens.lower(index - 1) not in words.units_km:
            break
        index -= 1
    _relation_at(name, index, words)


def _noun_of(name: Name, index: int, words: PlaceWords) -> int:
    """Step over "the city of": its noun gives the kind. The index of the word before it all."""
    tokens = name.tokens
    if tokens.lower(index) == "the" and tokens.lower(index - 1) == "of":
        index -= 1
    noun = tokens.lower(index - 1)
    if tokens.lower(index) != "of" or noun in words.outskirts:
        return index
    if kind := kind_of(noun, words):
        name.kind = name.kind or ("area" if tokens.lower(index - 2) == "administrative" else kind)
        index -= 2
        while (
            index > 0
            and not tokens.is_capital(index)
            and tokens.lower(index) in ("administrative", "neighbouring", "neighboring", "besieged")
        ):
            index -= 1
    return max(index, 0)


def _relation_at(name: Name, index: int, words: PlaceWords) -> None:
    """Relation by the word at `index`, which stands before the description of a name."""
    tokens, word = name.tokens, name.tokens.lower(index)
    before = tokens.lower(index - 1)
    if word in words.way and tokens.lower(index + 1) in words.settlement | words.district:
        return  # "the border village of X"
    if word in words.outskirts:
        name.relation = "outskirts"
    elif word in ("around", "outside") and before in ("and", "or"):
        name.relation = "in"
    elif word in words.near and word not in ("towards", "toward", "approaching"):
        name.relation = "near"
        name.distance_km = _distance(tokens, index - 1, words)
    elif word in words.compass:
        _towards(name, index, words)
    elif word in words.compass_adjectives:
        name.bearing = words.compass_adjectives[word]
        if name.candidates and name.candidates[0].place.is_area:
            name.relation = "direction"
    elif (
        (word == "between" and not _set_apart(tokens, name.last))
        or (word in words.linking and _way_before(tokens, index, words))
        or word in words.way
        or (word == "with" and before in words.way)
    ):
        name.relation = "between"
    elif word in words.units_km or (word == "from" and before in words.units_km):
        name.distance_km = _distance(tokens, index if word in words.units_km else index - 1, words)
        name.relation = "near" if name.distance_km else "in"


def _set_apart(tokens: Tokens, after: int) -> bool:
    """True unless "and" follows: "between" needs two."""
    return tokens.lower(after) not in ("and", "to", ",")


def _way_before(tokens: Tokens, index: int, words: PlaceWords) -> bool:
    return any(tokens.lower(i) in words.way for i in range(max(0, index - 3), index))


def _towards(name: Name, index: int, words: PlaceWords) -> None:
    """ "10 km north-east of X", "north of X": an offset point; "Russia's south" is read in `after`."""
    tokens = name.tokens
    bearing = words.compass[tokens.lower(index)]
    if tokens.lower(index - 1) == "-" and tokens.lower(index - 2) in words.compass:
        bearing = words.compass.get(f"{tokens.lower(index - 2)}-{tokens.lower(index)}", bearing)
        index -= 2
    elif (pair := tokens.lower(index - 1) + tokens.lower(index)) in words.compass:
        bearing = words.compass[pair]
        index -= 1
    name.bearing, name.relation = bearing, "direction"
    back = index - 1
    while tokens.lower(back) in ("the", "to", "just", "far"):
        back -= 1
    name.distance_km = _distance(tokens, back, words)


def _distance(tokens: Tokens, index: int, words: PlaceWords) -> float | None:
    """The length that ends at `index` in km ("10 kilometres", "ten miles"), None where there is none."""
    unit = words.units_km.get(tokens.lower(index))
    if unit is None:
        return None
    number = tokens.lower(index - 1)
    if number in words.numbers:
        return words.numbers[number] * unit
    try:
        return min(float(number.replace(",", "")) * unit, 2000.0)
    except ValueError:
        return None


def _is_of(inner: Name, outer: Name, words: PlaceWords) -> bool:
    """ "the Douma neighborhood of Damascus": the second is the parent of the first."""
    between = inner.tokens.lowers[inner.last : outer.first]
    if between in (["in"], [",", "in"], ["inside"], [",", "inside"]):
        return True
    return len(between) in (1, 2) and between[-1] in ("of", "in") and (between[0] in words.place_nouns)


def _is_suburb_of(city: Name, suburb: Name) -> bool:
    """ "the Beirut suburb of Haret Hreik": the city stands first, which is the larger one."""
    between = suburb.tokens.lowers[city.last : suburb.first]
    if len(between) not in (2, 3) or between[-1] != "of" or not _SUBURB & set(between):
        return False
    people = max((c.place.population for c in suburb.candidates), default=0)
    return max(c.place.population for c in city.candidates) > people


def _tells_country(adjective: Name, name: Name, words: PlaceWords) -> bool:
    """ "the Syrian city of Raqqa", "Syrian Raqqa"."""
    between = name.tokens.lowers[adjective.last : name.first]
    if not between:
        return True
    plain = [word for word in between if word not in ("-", "held", "port", "border")]
    return len(plain) == 2 and plain[1] == "of" and bool(kind_of(plain[0], words))


def _owns(previous: Name, name: Name) -> bool:
    """ "Syria's Latakia", "Kharkiv's Saltivka district": the second lies in the first."""
    adjacent = previous.last == name.first and previous.tokens.possessive[previous.last - 1]
    return adjacent and (
        previous.candidates[0].place.kind in ("country", "admin1") or name.kind == "district"
    )


def _follows(previous: Name, name: Name) -> bool:
    """True where two names stand in one list."""
    between = name.tokens.lowers[previous.last : name.first]
    return 0 < len(between) < 4 and all(word in _JOINS or word == "the" for word in between)


def _share(previous: Name, name: Name) -> None:
    """A later name of a list takes over what was said before the first."""
    if not name.kind:
        name.kind = previous.kind
    if name.relation == "in":
        name.relation, name.bearing = previous.relation, previous.bearing
        name.distance_km = previous.distance_km


def _kinds_backwards(names: Sequence[Name]) -> None:
    """ "Idlib and Hama provinces": a plural after the last name of a list is for all of them."""
    for position in range(len(names) - 1, 0, -1):
        name, previous = names[position], names[position - 1]
        if (
            name.tokens.lower(name.last).endswith("s")
            and name.kind
            and not previous.kind
            and _follows(previous, name)
        ):
            previous.kind = name.kind
