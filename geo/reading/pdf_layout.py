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
_HEAD_SHARE = 3  # it stands on a third of the pages: there are left and right pages, and first ones
_HEAD_PAGES = 4  # or on so many: a chapter's
_LEAST_GAP = 0.7  # of a line's height: less is a raised figure
_COMMON = 0.15  # of all distances
_WIDE_GAP = 1.35  # times the usual distance of two lines
_WIDEST_GAP = 2  # times that inside a sentence
_OTHER_FONT = 0.2  # of its height: a heading and the text below it
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
_SECOND_PARTS = frozenset(  # words that follow a hyphen of their own ("Russian-backed") and end no other word
    """administered affiliated aligned allied backed based caliber calibre century controlled dominated
    driven guided held hour largest launched led level linked majority mile minute month occupied old
    operated ordered owned party propelled range ranking rise scale speaking storey style supplied
    supported torn trained week wing wounded year""".split()
)
_WHOLE = frozenset({"beheld", "upheld", "withheld"})
_FIRST_PARTS = frozenset(
    "al an anti co counter cross el ex ez mid multi non post pre pro quasi self semi".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, in points; `height` is its font's, `hyphen` a divided word's that was taken off."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    hyphen: bool = False


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The paragraphs of all pages, a blank line between two."""
    words = Counter(word.casefold() for line in chain(*pages) for word in _WORD.findall(line.text))
    usual = _usual_gap(pages)
    paragraphs: list[list[Line]] = []
    for page in pages:
        made = list(_paragraphs(page, usual))
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
        needed = min(max(2, -(-len(pages) // _HEAD_SHARE)), _HEAD_PAGES)
        if is_number:
            needed = 1 if said.startswith("page") else 2  # on a single page "1" may be anything
        for number, line in places:
            near = {other for other, at in places if abs(at.baseline - line.baseline) <= _HEIGHT}
            if len(near) >= needed:
                found.add((number, line))
    return found


def _paragraphs(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    """The lines of a page, in its order, grouped."""
    if not lines:
        return
    group = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(before, line, usual, _column_end(lines, before)):
            yield group
            group = []
        group.append(line)
    yield group


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """The distance of two lines of a paragraph, in heights of their font: the smallest common one."""
    gaps = Counter(round(_gap(*two), 1) for page in pages for two in pairwise(page))
    below = {gap: count for gap, count in gaps.items() if _LEAST_GAP <= gap < 3}
    common = [gap for gap, count in below.items() if count >= _COMMON * sum(below.values())]
    return min(common, default=3)


def _gap(before: Line, line: Line) -> float:
    return (before.baseline - line.baseline) / max(line.height, 1)


def _column_end(lines: Iterable[Line], line: Line) -> float:
    return max(other.right for other in lines if abs(other.left - line.left) <= _SAME_EDGE)


def _begins(before: Line, line: Line, usual: float, column_end: float) -> bool:
    """Whether a line begins a paragraph after the line before it."""
    if before.hyphen:
        return False
    gap = _gap(before, line)
    if gap < 0:  # the next column
        return not _continues(before.text, line.text)
    other_font = abs(before.height - line.height) > _OTHER_FONT * line.height
    ended = bool(_ENDED.search(before.text.rstrip()))
    within = not ended and _starts_small(line.text)  # a sentence
    widest = _WIDEST_GAP if within else _WIDE_GAP
    if _BULLET.match(line.text) or gap > widest * usual or other_font:
        return True
    early = before.right - before.left < _EARLY * (column_end - before.left)
    if ended:
        return early or line.left - before.left > _INDENT
    return early and not within


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
    whole, divided = words[first + second] or first + second in _WHOLE, words[f"{first}-{second}"]
    if whole != divided:
        return "" if whole > divided else "-"
    return "-" if second in _SECOND_PARTS or first in _FIRST_PARTS else ""
