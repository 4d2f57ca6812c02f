"""Paragraphs: where they begin and end in a text.

A paragraph ends at a blank line. A single line break ends one as well, unless the line was broken because
it was full: the next line's first word would not have fitted (hard-wrapped text, as wires send it), or
the next line goes on in small letters. A bullet always begins one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["split_paragraphs"]

_BREAKS = "\r\n\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+|\r\n|[{_BREAKS}]")
_BULLET = re.compile(r"(?:[-–—*•▪●◦‣·>]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_FIRST_WORD = re.compile(r"\S+")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_WRAP_WIDTH = range(45, 131)  # the widths that wires and mailers wrap at
_WRAP_SLACK = 8  # characters that a wrapper may leave free for other reasons (hyphens, double spaces)


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, white space at both ends left out."""
    spans: list[tuple[int, int]] = []
    group: list[tuple[int, int]] = []
    breaks = 0
    for line in _LINE.finditer(text):
        part = line.group()
        if part[0] in _BREAKS:
            breaks += 2 if part in "\f\u2029" else 1  # a page or a paragraph separator is a blank line
            continue
        if not part.strip():
            continue
        if breaks > 1:
            spans.extend(_join_wrapped(text, group))
            group = []
        lead = len(part) - len(part.lstrip())
        group.append((line.start() + lead, line.start() + len(part.rstrip())))
        breaks = 0
    spans.extend(_join_wrapped(text, group))
    return spans


def _join_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The paragraphs in lines without a blank one between them."""
    if not lines:
        return
    width = max(end - start for start, end in lines)
    first, last = lines[0][0], lines[0]
    for line in lines[1:]:
        if not _continues(text, last, line, width):
            yield first, last[1]
            first = line[0]
        last = line
    yield first, last[1]


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it; `width` is the longest line's."""
    if _BULLET.match(text, line[0], line[1]):
        return False
    if text[line[0]].islower() and not _ENDED.search(text, max(before[0], before[1] - 4), before[1]):
        return True
    if width not in _WRAP_WIDTH:
        return False
    word = _FIRST_WORD.match(text, line[0], line[1])
    return before[1] - before[0] + 1 + len(word.group() if word else "") > width - _WRAP_SLACK
