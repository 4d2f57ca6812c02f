"""Name keys, from strict to loose: exact (as written), folded. The consonant skeleton is next door.

Two spellings meet where they share a key. Every function is linear in the length of its input, and a
name longer than `LONGEST` has no key at all: no place is called that.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache

from anyascii import anyascii

LONGEST = 120  # characters; the longest name in GeoNames cities500 has under 100

# The Arabic article in its Latin spellings, assimilated (ash-Sham) or not. Only taken off names of
# countries that write so: "El Paso" and "Al Gore" keep theirs.
_ARTICLE_WORDS = "al el ul il l ad ed ar er as es ash esh at et ath eth az ez an en adh edh"
_ARTICLE_COUNTRIES = (
    "AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA ML MR NE OM PK PS QA SA SD SO SS SY TD TN TR YE"
)
ARTICLES = frozenset(_ARTICLE_WORDS.split())
ARTICLE_COUNTRIES = frozenset(_ARTICLE_COUNTRIES.split())

# Words for what a place is, not which one it is. Taken off one end of a name, never the whole of it.
_LAST_WORDS = (
    "province governorate region state oblast district department prefecture county canton raion rayon "
    "municipality city town village vilayet wilaya muhafazah mohafazat krai kray okrug voivodeship "
    "division territory sheng shi"
)
# What may stand behind any name: "Tall al As hill" is a hill, "Zalin checkpoint" lies at Zalin.
_SPOT_WORDS = (
    "neighbourhood neighborhood quarter area locality hill hills farm farms suburb checkpoint crossroads "
    "junction outskirts countryside"
)
_FIRST_WORDS = (
    "muhafazat mohafazat wilayat provincia province governorate gouvernement state county district "
    "departamento department region oblast ostan estado provincie provinz republic city town village"
)
SPOT_WORDS = frozenset(_SPOT_WORDS.split())
_GENERIC_LAST = frozenset(_LAST_WORDS.split()) | SPOT_WORDS
_GENERIC_FIRST = frozenset(_FIRST_WORDS.split())
_AIR_LAST = frozenset({"airbase", "airport", "airfield", "base"})
_AIR = _AIR_LAST | {"air", "military", "international"}
_AIRFIELDS = ("air base", "airbase", "military airport", "airport")
_KINDS_SAID = {
    **dict.fromkeys(("province", "governorate", "oblast", "state", "prefecture", "muhafazah"), "admin1"),
    **dict.fromkeys(("county", "district", "raion", "rayon"), "admin2"),
    **{kind: kind for kind in ("city", "town", "village")},
}
_LINKS = frozenset({"of", "de", "di", "du", "des", "del", "the", "d"})
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

_ARABIC: dict[int, str] = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ک": "ك", "ة": "ه"}
)
_DROPPED = re.compile("[ـ'’‘ʼʻʿʾ`´ˈˌ\"“”·.]")
_ASCII = {
    code: None if chr(code) in "'`\"." else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}
_BREAKS = re.compile(r"[\W_]+")
_SIDE_BY_SIDE = re.compile(r"[/()]")


def tidy(name: str) -> str:
    """The name with invisible characters gone and spaces single: what "exact" compares.

    >>> tidy("  Deir\u200f  ez-Zor ")
    'Deir ez-Zor'
    """
    if len(name) > LONGEST:
        return ""
    if name.isprintable() and "  " not in name:  # most names: nothing to take out
        return unicodedata.normalize("NFC", name).strip()
    composed = unicodedata.normalize("NFC", name)
    kept = (c if c.isprintable() else " " if c.isspace() else "" for c in composed)
    return " ".join("".join(kept).split())


def fingerprint(name: str) -> int:
    """16 bits of a tidied name: tells an exact spelling from one that only folds alike."""
    return zlib.crc32(name.encode("utf-8", "replace")) & 0xFFFF


def fold(name: str) -> str:
    """The key that case, diacritics, hyphens, apostrophes and spacing do not change; "" for none.

    >>> fold("Ma'arrat an-Nu‘mān"), fold("St. Louis"), fold("حِمْص")
    ('maarrat an numan', 'saint louis', 'حمص')
    """
    if len(name) > LONGEST:
        return ""
    if name.isalpha() and name.isascii():
        key = name.lower()
        return _ABBREVIATIONS.get(key, key) if len(key) < 4 else key
    return _fold(name)


@lru_cache(maxsize=65536)
def _fold(name: str) -> str:
    if name.isascii() and name.isprintable():  # most names: in one pass
        words = name.translate(_ASCII).split()
        return " ".join([_ABBREVIATIONS.get(word, word) for word in words])[:LONGEST]
    text = unicodedata.normalize("NFKD", tidy(name)).translate(_FOLDED)
    if text.isascii() and text.isprintable():
        words = text.translate(_ASCII).split()
    elif text.replace(" ", "").isalnum():  # nothing to drop, nothing to break at
        words = text.lower().split()
    else:
        words = _BREAKS.sub(" ", _DROPPED.sub("", text.lower())).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)[:LONGEST]


def _fold_character(character: str) -> str:
    """Latin letters to ASCII, marks away, every other script kept as it is."""
    if unicodedata.category(character).startswith("M"):
        return "" if unicodedata.combining(character) else character
    if unicodedata.name(character, "").startswith(("LATIN", "MODIFIER LETTER")):
        return anyascii(character)
    return character.casefold()


class _Folded(dict[int, str]):
    """What `str.translate` puts for a character, learnt when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDED = _Folded({**_ARABIC, ord("ـ"): ""})  # the stroke that draws words out is no letter


def names_in(name: str) -> list[str]:
    """The names that one entry gives side by side; none where it gives one.

    >>> names_in("Kobani/Ain al-Arab"), names_in("Al-Rai (Choban Bey)"), names_in("Homs")
    (['Kobani', 'Ain al-Arab'], ['Al-Rai', 'Choban Bey'], [])
    """
    parts = [part.strip() for part in _SIDE_BY_SIDE.split(name)] if len(name) <= LONGEST else []
    return [part for part in parts if part] if len(parts) > 1 else []


def without_articles(key: str) -> str:
    """A folded key without the Arabic article before its words ("ar raqqah" → "raqqah").

    >>> without_articles("dayr az zawr"), without_articles("al")
    ('dayr zawr', 'al')
    """
    *words, last = key.split(" ")
    if not ARTICLES.isdisjoint(words):
        words = [word for word in words if word not in ARTICLES]
    elif "ال" not in key:
        return key
    return " ".join([w[2:] if w.startswith("ال") and len(w) > 4 else w for w in (*words, last)])


def without_generic(key: str) -> str:
    """A folded key without the word for its kind ("province of homs" → "homs"); itself where it has none.

    >>> without_generic("homs governorate"), without_generic("state of palestine"), without_generic("city")
    ('homs', 'palestine', 'city')
    """
    words = key.split(" ")
    if words[-1] in _AIR_LAST:
        while len(words) > 1 and words[-1] in _AIR:
            words = words[:-1]
    elif len(words) > 1 and words[-1] in _GENERIC_LAST:
        words = words[:-1]
    elif len(words) > 1 and words[0] in _GENERIC_FIRST:
        words = words[1:]
    while len(words) > 1 and words[0] in _LINKS:
        words = words[1:]
    return " ".join(words)


def airfields(key: str) -> list[str]:
    """The ways to write the airfield that a folded key names; none where it names none.

    >>> airfields("al nasiriyah military airbase")[:2], airfields("homs")
    (['al nasiriyah air base', 'al nasiriyah airbase'], [])
    """
    if key.rpartition(" ")[2] not in _AIR_LAST or (bare := without_generic(key)) == key:
        return []
    return [f"{bare} {word}" for word in _AIRFIELDS]


def kind_said(key: str) -> str | None:
    """The kind that a folded key says in words ("homs province" → "admin1"), or None.

    >>> [kind_said(key) for key in ("homs province", "city of london", "hmeimim air base", "homs")]
    ['admin1', 'city', 'airbase', None]
    """
    words = key.split(" ")
    if len(words) < 2:
        return None
    if words[-1] in _AIR_LAST:
        return "airbase"
    return _KINDS_SAID.get(words[-1]) or _KINDS_SAID.get(words[0])
