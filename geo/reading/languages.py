"""Which language a text is in, as far as we must know: English is read, others are named and counted.

First the script: when most letters are not Latin, the script names the language, and a few letters that
only one language of the script has correct it. Then, in Latin script, the commonest little words of each
language (stopwords.toml, written by us) are counted: another language is named only when its words are
many and clearly more than English ones, so names, lists and one-line reports pass as English.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib.resources import files

__all__ = ["unread_language"]

_SAMPLE = 6_000  # characters each at the start, the middle and the end
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MIN_WORDS = 4  # of another language's little words, before it is believed
_RATIO = 2  # and as many times English's

# Where the blocks of a script begin in Unicode, and whose they are ("" is nobody's).
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, "Latin"), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0700, "Syriac"), (0x0750, "Arabic"), (0x0780, ""), (0x08A0, "Arabic"),
    (0x0900, "Hindi"), (0x0980, "Bengali"), (0x0A00, "Punjabi"), (0x0A80, "Gujarati"), (0x0B00, "Odia"),
    (0x0B80, "Tamil"), (0x0C00, "Telugu"), (0x0C80, "Kannada"), (0x0D00, "Malayalam"), (0x0D80, "Sinhala"),
    (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, "Tibetan"), (0x1000, "Burmese"), (0x10A0, "Georgian"),
    (0x1100, "Korean"), (0x1200, "Amharic"), (0x13A0, ""), (0x1780, "Khmer"), (0x1800, "Mongolian"),
    (0x18B0, ""), (0x1E00, "Latin"), (0x1F00, "Greek"), (0x2000, ""), (0x3040, "Kana"), (0x3100, ""),
    (0x3130, "Korean"), (0x3190, ""), (0x3400, "Han"), (0xA000, ""), (0xAC00, "Korean"), (0xD7B0, ""),
    (0xF900, "Han"), (0xFB00, "Latin"), (0xFB1D, "Hebrew"), (0xFB50, "Arabic"), (0xFE00, ""),
    (0xFE70, "Arabic"), (0xFF00, "Latin"), (0xFF66, "Kana"), (0xFFA0, ""), (0x20000, "Han"), (0x32000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]
# Letters that only these languages of the script use, the first that is found often enough wins.
_MARKS: dict[str, tuple[tuple[str, str], ...]] = {
    "Arabic": (("Urdu", "ٹڈڑںےھ"), ("Sorani Kurdish", "ێۆەڵڕ"), ("Pashto", "ښځڅړږۍې"), ("Persian", "پچژگکی")),
    "Cyrillic": (("Ukrainian", "їєґі"), ("Serbian", "ђјљњћџ"), ("Russian", "ыэё"), ("Bulgarian", "ъщ")),
    "Hebrew": (("Yiddish", "ײױװ"),),
}
_SCRIPT_LANGUAGE = {"Cyrillic": "Russian", "Han": "Chinese"}


def unread_language(text: str) -> str | None:
    """The name of the text's language when it is one that is not read, else None."""
    sample = _sample(text)
    if not sample.isascii():
        language = _by_script(sample)
        if language:
            return language
    return _by_words(sample)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _by_script(sample: str) -> str | None:
    counts = Counter(char for char in sample if char.isalpha())
    scripts: Counter[str] = Counter()
    for char, count in counts.items():
        scripts[_BLOCKS[bisect_right(_STARTS, ord(char)) - 1][1]] += count
    del scripts[""]
    if not scripts or scripts["Latin"] * 2 > sum(scripts.values()):
        return None
    if scripts["Kana"] * 10 > scripts["Han"] and scripts["Kana"]:
        return "Japanese"
    script = max((name for name in scripts if name not in ("Latin", "Kana")), key=lambda name: scripts[name])
    letters = scripts[script]
    for language, marks in _MARKS.get(script, ()):
        if sum(counts[mark] for mark in marks) * 50 > letters:
            return language
    return _SCRIPT_LANGUAGE.get(script, script)


@cache
def _stopwords() -> dict[str, tuple[str, ...]]:
    """Little word → the languages that have it."""
    lists = tomllib.loads(files("geo").joinpath("reading/stopwords.toml").read_text(encoding="utf-8"))
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in lists.items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), language)
    return languages


def _by_words(sample: str) -> str | None:
    stopwords = _stopwords()
    found: Counter[str] = Counter()
    for word in _WORD.findall(sample.casefold()):
        found.update(stopwords.get(word, ()))
    others = [(count, language) for language, count in found.items() if language != "English"]
    if not others:
        return None
    count, language = max(others)
    return language if count >= _MIN_WORDS and count > _RATIO * found["English"] else None
