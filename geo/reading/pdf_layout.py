"""Lines on pages to a text of paragraphs: what a typesetter did to a report is undone.

Lines are joined into paragraphs by where they stand: a gap wider than the page's usual one, an indent after
a sentence's end, a line that ends early, or a bullet begins a new one. A sentence that a page's end cuts
goes on. A hyphen that divides a word at a line's end is taken out, one that belongs to it stays. What stands
at the same height of several pages, the same but for its figures (running heads, page numbers), is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

__all__ = ["Line", "text_of", "without_heads"]

_OUTER = 2  # lines at a page's top and at its bottom that a running head can be
_HEIGHT = 3  # points that its height may differ
_HEAD_SHARE = 3  # it stands on a third of the pages: left and right pages, first pages of chapters
_WIDE_GAP = 1.35  # times the usual distance of two lines
_INDENT = 7  # points
_EARLY = 0.8  # of the column's width: a line that ends before has room for another word
_SAME_EDGE = 30  # points: lines that begin so near each other share a column
_ENDED = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-–—*•▪●◦‣·]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s?)?(?:p(?:age|\.)?\s?)?#(?:\s?(?:of|/)\s?#)?(?:\s?[-–—|])?", re.IGNORECASE
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": ""}
)
_DIGITS = re.compile(r"\d+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SECOND_PARTS = frozenset(  # words that follow a hyphen of their own: "Russian-backed"
    """administered affiliated affected aged aligned allied armed backed based born built caliber calibre
    century class controlled day driven dominated ended era fire fired fly guided held hour hit impact
    known largest led level linked long made majority making mile minute month offensive old operated
    ordered owned part party propelled range related ranking rich rise run scale sized
    speaking square state storey story strong style supplied supported supplied term time to
    trained torn type wide week wing wounded year""".split()
)
_FIRST_PARTS = frozenset(
    "al an anti co counter cross el ex ez mid multi non post pre pro quasi self semi".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its ends and baseline in points; `hyphen`: a divided word's was taken off its end."""

    text: str
    left: float
    right: float
    baseline: float
    hyphen: bool = False


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of all pages, a blank line between two."""
    words = Counter(word.casefold() for line in chain(*pages) for word in _WORD.findall(line.text))
    paragraphs: list[list[Line]] = []
    for page in pages:
        made = list(_paragraphs(page))
        if made and paragraphs and _goes_on(paragraphs[-1], made[0]):
            paragraphs[-1] += made.pop(0)
        paragraphs += made
    return "\n\n".join(_joined(paragraph, words) for paragraph in paragraphs)


def without_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads, running feet and page numbers."""
    heads = _running_heads(pages)
    return [[line for line in page if (number, line) not in heads] for number, page in enumerate(pages)]


def _running_heads(pages: Sequence[Sequence[Line]]) -> set[tuple[int, Line]]:
    """The page's number with each line that is a running head, a running foot or the page's own number."""
    alike: dict[str, list[tuple[int, Line]]] = {}
    for number, page in enumerate(pages):
        by_height = sorted(page, key=lambda line: line.baseline)
        for line in {*by_height[:_OUTER], *by_height[-_OUTER:]}:
            alike.setdefault(_DIGITS.sub("#", line.text.strip().casefold()), []).append((number, line))
    found: set[tuple[int, Line]] = set()
    for said, places in alike.items():
        is_number = bool(_PAGE_NUMBER.fullmatch(said))
        if not is_number and not any(map(str.isalpha, said)):
            continue  # a table's row
        needed = 2 if is_number else max(2, -(-len(pages) // _HEAD_SHARE))
        for number, line in places:
            near = {other for other, at in places if abs(at.baseline - line.baseline) <= _HEIGHT}
            if len(near) >= needed:
                found.add((number, line))
    return found


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page, in its order, grouped."""
    if not lines:
        return
    gaps = Counter(round(one.baseline - other.baseline) for one, other in pairwise(lines))
    usual = max((gap for gap in gaps if 0 < gap < 40), key=lambda gap: (gaps[gap], -gap), default=0)
    group = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(before, line, usual, _column_end(lines, before)):
            yield group
            group = []
        group.append(line)
    yield group


def _column_end(lines: Iterable[Line], line: Line) -> float:
    return max(other.right for other in lines if abs(other.left - line.left) <= _SAME_EDGE)


def _begins(before: Line, line: Line, usual: int, column_end: float) -> bool:
    """Whether a line begins a paragraph after the line before it."""
    if before.hyphen:
        return False
    gap = before.baseline - line.baseline
    if gap < 0:  # the next column
        return not _continues(before.text, line.text)
    if _BULLET.match(line.text) or (usual and gap > _WIDE_GAP * usual):
        return True
    early = before.right - before.left < _EARLY * (column_end - before.left)
    if _ENDED.search(before.text.rstrip()):
        return early or line.left - before.left > _INDENT
    return early and not _starts_small(line.text)


def _goes_on(paragraph: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether the first paragraph of a page goes on with the last one of the page before."""
    last = paragraph[-1]
    return last.hyphen or _continues(last.text, following[0].text)


def _continues(before: str, text: str) -> bool:
    """Whether words run on from a column or a page to the next."""
    if _ENDED.search(before.rstrip()) or _BULLET.match(text):
        return False
    return _starts_small(text) or before.rstrip()[-1:] == "," or len(before.split()) > 5


def _starts_small(text: str) -> bool:
    return text.lstrip()[:1].islower()


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    """One paragraph on one line."""
    text = ""
    for before, line in pairwise([None, *lines]):
        part = " ".join(line.text.translate(_LIGATURES).split()) if line else ""
        if before is None:
            text = part
        elif before.hyphen or (text.endswith("-") and text[-2:-1].isalnum()):
            text = text.removesuffix("-") + _hyphen(text.removesuffix("-"), part, words) + part
        else:
            text = f"{text} {part}"
    return text


def _hyphen(before: str, after: str, words: Counter[str]) -> str:
    """ "-" where it is the word's own, "" where it divided it; the file's other words say, else lists."""
    one, other = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if one is None or other is None or other.group()[0].isupper():
        return "-"  # a figure (25-year-old), or a name (al-Bab)
    first, second = one.group().casefold(), other.group().casefold()
    whole, divided = words[first + second], words[f"{first}-{second}"]
    if whole != divided:
        return "" if whole > divided else "-"
    return "-" if second in _SECOND_PARTS or first in _FIRST_PARTS else ""
