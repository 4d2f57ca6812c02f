"""The consonant skeleton of a name: what transliterations of one name agree on, and how alike the rest is.

Arabic and Hebrew write few vowels, so the Latin spellings of one name differ in them; what may differ is
the vowel in each place between two consonants, and how much is weighed by `unlike`.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from anyascii import anyascii

from gazetteer.folding import LONGEST, without_articles

_PAIRS = (
    ("tch", "č"), ("sch", "š"), ("sh", "š"), ("ch", "š"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("zh", "ž"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("p", "b"), ("dj", "j"),
)  # fmt: skip
_VOWELS = "aeiouyw'@`"
_SOFT = re.compile(f"[{_VOWELS}]+")
_REPEATED = re.compile(r"([^aeiouyw])\1+")
_LAST_H = re.compile("(?<=[aeiou])h$")
_ARABIC_LAST_H = re.compile(r"ه\b")
_NO_LETTER = re.compile(r"[\W_]+")

# How a vowel sounds: first match wins. "" is no vowel; "ia" the ending of Za'faraniyah.
_SOUNDS = (
    ("ia", re.compile("(i|y|iy|ey|ei|ee)+[ae]+")),
    ("e", re.compile("[ae]+[iy]+|[ae]+[iy]+e|e")),
    ("u", re.compile("a?[uow]+")),
    ("i", re.compile("[iye]+")),
    ("a", re.compile("[ae]+")),
)
_UNLIKE = {
    frozenset(pair): weight
    for pair, weight in (
        ("ae", 0.3), ("ei", 0.3), ("ai", 0.6), ("iu", 0.8), ("au", 1.0), ("eu", 1.0),
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
    sounds = _sounds(key)
    bare = sounds[:1] + _SOFT.sub("", sounds[1:]) if sounds[:1] in ("y", "w") else _SOFT.sub("", sounds)
    first = "a" if sounds[:1] in set(_VOWELS) - set("yw") else ""
    return first + bare if len(first + bare) > 1 else ""


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


def _sounds(key: str) -> str:
    """A folded key in one spelling of consonants, words joined."""
    text = without_articles(key)
    if not text.isascii():
        text = anyascii(_ARABIC_LAST_H.sub("", text.replace("ه ", "ت "))).lower()
        text = " ".join(_NO_LETTER.sub(" ", text).split())
    joined = "".join(_LAST_H.sub("", word) for word in text.split())[:LONGEST]
    for spelling, sound in _PAIRS:
        joined = joined.replace(spelling, sound)
    return _REPEATED.sub(r"\1", joined)


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
        return MISSING if len(one + other) == 1 else 1.0
    return _UNLIKE.get(frozenset(one + other), 0.7 if "ia" in (one, other) else 1.0)
