"""The consonant skeleton of a name: what transliterations of one name agree on, and how alike the rest is.

Arabic and Hebrew write few vowels, so the Latin spellings of one name differ in them; what may differ is
the vowel in each place between two consonants, and how much is weighed by `unlike`.
"""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from anyascii import anyascii

from gazetteer.folding import LONGEST, without_articles

# Spellings of one consonant, in this order; those with an h are most of them, and many names have none.
_WITH_H = (
    ("tch", "č"), ("sch", "š"), ("sh", "š"), ("ch", "š"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("zh", "ž"),
)  # fmt: skip
_WITHOUT_H = (("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("p", "b"), ("dj", "j"))
_VOWELS = "aeiouyw'@`"
_SOFT = frozenset(_VOWELS)
_NEVER_DOUBLE = frozenset("aeiouyw")  # two of them are not one
_LAST_H = re.compile("(?<=[aeiou])h(?= |$)")
_ARABIC_LAST_H = re.compile(r"ه\b")


class _Latin(dict[int, str]):
    """What to write for a character of another script, learnt when it is first met (str.translate)."""

    def __missing__(self, code: int) -> str:
        written = "".join(c if c.isalnum() else " " for c in anyascii(chr(code)).lower())
        self[code] = written
        return written


_LATIN = _Latin()

# How a vowel sounds: first match wins. "" is no vowel; "ia" the ending of Za'faraniyah; "y" the diphthong
# that makes another name ("Buwaydah" is the little Baydah).
_SOUNDS = (
    ("ia", re.compile("(i|y|iy|ey|ei|ee)+[ae]+")),
    ("y", re.compile("[ae]+[iy]+e?")),
    ("e", re.compile("e")),
    ("u", re.compile("a?[uow]+")),
    ("i", re.compile("[iye]+")),
    ("a", re.compile("[ae]+")),
)
_UNLIKE = {
    frozenset(pair): weight
    for pair, weight in (
        ("ae", 0.3), ("ei", 0.3), ("ai", 0.6), ("iu", 0.8), ("au", 1.0), ("eu", 1.0),
        ("ye", 0.3), ("yi", 0.3),
    )
}  # fmt: skip
MISSING = 0.4  # a short vowel that one spelling leaves out ("Hmeimim", "Humaymim")
MISSING_LAST = 1.0  # more, at the end: Masqan and Maskanah are two towns


def skeleton(key: str) -> str:
    """The consonants of a folded key as transliterations agree on them; "" when fewer than two remain.

    Vowels, y and w fall (Dayr, Deir) but for a first y or w, doubled letters become one, kh is h
    (Khmeimim, Hmeimim), q and c are k, a last h after a vowel falls (Talbisah, Talbiseh, Talbisa); a first
    vowel leaves an "a".

    >>> {skeleton(n) for n in ("talbiseh", "talbisa", "tell bisa", "tallbisah")}
    {'tlbs'}
    >>> skeleton("raqqa") == skeleton("rakka"), skeleton("dayr az zawr") == skeleton("deir zor")
    (True, True)
    """
    sounds = _consonants_respelt(key)
    if not sounds:
        return ""
    first = "a" if sounds[0] in "aeiou'@`" else sounds[0]
    rest = "".join([c for before, c in pairwise(sounds) if c not in _SOFT and c != before])
    return first + rest if rest else ""


def unlike(one: str, other: str) -> float:
    """How unlike the vowels of two keys of one skeleton are: 0 the same, 1 another in every place.

    The mean over the places between consonants. Keys in a script that writes no vowels count as 0.2.

    >>> unlike("zaafaraneh", "zafaraniyah") < 0.2 < unlike("hamouriyah", "hamra")
    True
    """
    if not one.isascii() or not other.isascii():
        return 0.2
    pairs = list(zip_longest(_places(one), _places(other), fillvalue=""))
    last = MISSING_LAST if bool(pairs[-1][0]) != bool(pairs[-1][1]) else 0.0
    return (sum(_apart(a, b) for a, b in pairs) + last) / len(pairs)


def _consonants_respelt(key: str) -> str:
    """A folded key in Latin letters and one spelling of consonants, words joined."""
    text = without_articles(key)
    if not text.isascii():
        if "ه" in text:
            text = _ARABIC_LAST_H.sub("", text.replace("ه ", "ت "))
        text = " ".join(text.translate(_LATIN).split())
    if "h" in text:
        text = _LAST_H.sub("", text)
    joined = text.replace(" ", "")[:LONGEST]
    if "h" in joined:
        for spelling, sound in _WITH_H:
            joined = joined.replace(spelling, sound)
    for spelling, sound in _WITHOUT_H:
        if spelling in joined:
            joined = joined.replace(spelling, sound)
    return joined


def _sounds(key: str) -> str:
    """The same with no consonant doubled."""
    text = _consonants_respelt(key)
    return text[:1] + "".join([c for before, c in pairwise(text) if c != before or c in _NEVER_DOUBLE])


def _places(key: str) -> list[str]:
    """What stands before, between and after the consonants, as sounds."""
    return [_sound(part) for part in re.split(f"[^{_VOWELS}]", _sounds(key))]


def _sound(vowels: str) -> str:
    for sound, pattern in _SOUNDS:
        if pattern.fullmatch(vowels):
            return sound
    return vowels


def _apart(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if not one or not other:
        return MISSING if one + other in ("a", "e", "i", "u") else 1.0
    return _UNLIKE.get(frozenset(one + other), 0.7 if "ia" in (one, other) else 1.0)
