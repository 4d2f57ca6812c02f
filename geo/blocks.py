"""Blocks: a report's paragraphs told apart.

A page's text holds more than its report: headlines, bylines, captions and their credits, appeals for
money, the readers' comments. Events are looked for in some of these and never in others, so every
paragraph gets a kind first. What tells them apart stands in lexicon/blocks.toml.

Paragraphs end at a blank line. A single line break ends one as well unless the line was broken because
it was full: the next line's first word would not have fitted (hard-wrapped text, as wires send it).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.model import BlockKind, Document

__all__ = ["Block", "split_blocks"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+|\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-–—*•▪●◦‣·>]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_FIRST_WORD = re.compile(r"\S+")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_WRAP_WIDTH = range(45, 131)  # the widths that wires and mailers wrap at
_WRAP_SLACK = 8  # characters that a wrapper may leave free for other reasons (hyphens, double spaces)
_HEADLINE_WORDS = 25
_DATELINE = re.compile(
    r"\s*(?:[^\W\d_][\w.'’\-]*(?: [^\W\d_][\w.'’\-]*){0,3}[,/] ?){0,3}"
    r"[^\W\d_][\w.'’\-]*(?: [^\W\d_][\w.'’\-]*){0,3}"
    r"(?:,? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? (?:19|20)?\d\d)?)?"
    r"(?: ?[(\[][^()\[\]\n]{2,60}[)\]])? ?(?:--?|–|—|―)(?: \[TEXT\])?\s"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document of one kind; `paragraph` counts from 0 and is shared by its parts."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    widget: re.Pattern[str]
    appeal: re.Pattern[str]
    comments_strong: re.Pattern[str]
    comments_weak: re.Pattern[str]
    credit: re.Pattern[str]
    credit_tail: re.Pattern[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    lists = tomllib.loads(files("geo").joinpath("lexicon/blocks.toml").read_text(encoding="utf-8"))

    def one(name: str) -> str:
        return "|".join(f"(?:{pattern})" for pattern in lists[name])

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Lexicon(
        widget=compiled(f"(?:{one('widgets')})$"),
        appeal=compiled(one("appeals")),
        comments_strong=compiled(f"(?:{one('comments_strong')})$"),
        comments_weak=compiled(f"(?:{one('comments_weak')})$"),
        credit=compiled(f"(?:{one('credits')})$"),
        credit_tail=compiled(rf"(?<=[.!?\"”’')…\s])[-–—\s]*({one('credit_tails')})$"),
        caption=compiled(one("captions")),
        byline=compiled(f"(?:{one('bylines')})$"),
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, white space at both ends left out."""
    spans: list[tuple[int, int]] = []
    group: list[tuple[int, int]] = []
    breaks = 0
    for line in _LINE.finditer(text):
        part = line.group()
        if part[0] in "\r\n\x0b\x0c\x85\u2028\u2029":
            breaks += 1
            continue
        if not part.strip():
            continue
        blank = breaks > 1 or "\f" in text[group[-1][1] : line.start()] if group else False
        if blank:
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
    start, end = lines[0]
    for next_start, next_end in lines[1:]:
        if _continues(text, (start, end), (next_start, next_end), width):
            end = next_end
        else:
            yield start, end
            start, end = next_start, next_end
    yield start, end


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether a line goes on with the paragraph that ended on the line before it."""
    if _BULLET.match(text, line[0], line[1]):
        return False
    if text[line[0]].islower() and not _ENDED.search(text, max(before[0], before[1] - 4), before[1]):
        return True
    if width not in _WRAP_WIDTH:
        return False
    last_line = max(text.rfind("\n", before[0], before[1]), text.rfind("\r", before[0], before[1])) + 1
    length = before[1] - max(last_line, before[0])
    word = _FIRST_WORD.match(text, line[0], line[1])
    return length + 1 + (len(word.group()) if word else 0) > width - _WRAP_SLACK


def split_blocks(document: Document) -> list[Block]:
    """The document's paragraphs in their order, with kinds; parts of one (dateline, credit) stand apart."""
    text, lexicon = document.text, _lexicon()
    spans = _paragraphs(text)
    kinds = _kinds(document, spans, lexicon)
    blocks: list[Block] = []
    for number, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        blocks.extend(_parts(document, Block(start, end, kind, number), lexicon))
    return blocks


def _kinds(document: Document, spans: Sequence[tuple[int, int]], lexicon: _Lexicon) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    appeals: list[int] = []
    body_words = 0
    comments = False
    for number, (start, end) in enumerate(spans):
        paragraph = document.text[start:end]
        strong = len(paragraph) < 160 and bool(lexicon.comments_strong.match(paragraph))
        weak = len(paragraph) < 160 and body_words >= 60 and bool(lexicon.comments_weak.match(paragraph))
        if (strong or weak) and number:
            comments = True
            kinds.append("boilerplate")
        elif _is_boilerplate(paragraph, lexicon):
            kinds.append("boilerplate")
            if lexicon.appeal.search(paragraph):
                appeals.append(number)
        elif comments:
            kinds.append("comment")
        else:
            kind = _kind(paragraph, document.title, lexicon, first=body_words == 0, alone=len(spans) == 1)
            kinds.append(kind)
            body_words += paragraph.count(" ") + 1 if kind == "body" else 0
    return _close_appeals(kinds, appeals)


def _is_boilerplate(paragraph: str, lexicon: _Lexicon) -> bool:
    if len(paragraph) < 300 and lexicon.widget.match(paragraph):
        return True
    return len(paragraph) < 600 and paragraph[0] not in "\"“'‘" and bool(lexicon.appeal.search(paragraph))


def _close_appeals(kinds: list[BlockKind], appeals: Sequence[int]) -> list[BlockKind]:
    """One or two paragraphs between two appeals belong to them."""
    for one, other in zip(appeals, appeals[1:], strict=False):
        if other - one <= 3:
            kinds[one:other] = ["boilerplate"] * (other - one)
    return kinds


def _kind(paragraph: str, title: str, lexicon: _Lexicon, *, first: bool, alone: bool) -> BlockKind:
    """The kind of a paragraph that is neither boilerplate nor a comment."""
    if len(paragraph) < 200:
        if lexicon.credit.match(paragraph):
            return "credit"
        if _is_byline(paragraph, lexicon, first=first):
            return "byline"
    if len(paragraph) < 700 and (lexicon.caption.match(paragraph) or _credit_start(paragraph, lexicon)):
        return "caption"
    if _same(paragraph, title) or (not alone and _is_heading(paragraph)):
        return "headline"
    return "body"


def _is_byline(paragraph: str, lexicon: _Lexicon, *, first: bool) -> bool:
    """Who wrote it, or a line that is little more than a date and a clock."""
    if _STAMP.match(paragraph):
        return True
    return (
        bool(lexicon.byline.match(paragraph))
        and (first or len(paragraph) < 80)
        and not _is_sentence(paragraph)
    )


_STAMP = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:mon|tue|wed|thu|fri|sat|sun)\.?,? )?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,?"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
    r"(?: \d{4})?(?:[ T,|\-–—at]{0,6}\d{1,2}[:.h]\d\d(?:[:.]\d\d)?.{0,25})?\W*$",
    re.IGNORECASE,
)
_SENTENCE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|killed|hit|struck|attacked|carried)\b"
)


def _is_sentence(paragraph: str) -> bool:
    return paragraph[-1] in '.!?”"' and bool(_SENTENCE_VERB.search(paragraph))


def _is_heading(paragraph: str) -> bool:
    """A short paragraph that does not end as a sentence does; a short question is one too."""
    words = paragraph.count(" ") + 1
    if "\n" in paragraph or words > _HEADLINE_WORDS or not any(c.isalpha() for c in paragraph):
        return False
    if paragraph[0] == "#":
        return True
    if paragraph[-1] in "?!":
        return words <= 8
    return not _ENDED.search(paragraph)


def _same(paragraph: str, title: str) -> bool:
    return bool(title) and len(paragraph) < 300 and _letters(paragraph) == _letters(title)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _credit_start(paragraph: str, lexicon: _Lexicon) -> int | None:
    """Where a caption's closing credit starts, if it has one."""
    tail = max(0, len(paragraph) - 160)
    found = lexicon.credit_tail.search(paragraph, tail)
    return found.start(1) if found and found.start(1) > 0 else None


def _parts(document: Document, block: Block, lexicon: _Lexicon) -> Iterator[Block]:
    """A block, cut where another kind begins inside the paragraph."""
    paragraph = document.text[block.start : block.end]
    cut, first, second = None, block.kind, block.kind
    if block.kind == "caption":
        cut, second = _credit_start(paragraph, lexicon), "credit"
    elif block.kind == "body":
        if document.title and paragraph.startswith(document.title) and len(paragraph) > len(document.title):
            cut, first = _after_title(paragraph, document.title), "headline"
        elif dateline := _dateline_end(paragraph):
            cut, first = dateline, "dateline"
    if not cut:
        yield block
        return
    end = block.start + len(paragraph[:cut].rstrip())
    start = block.end - len(paragraph[cut:].lstrip())
    if block.start < end:
        yield Block(block.start, end, first, block.paragraph)
    if start < block.end:
        yield Block(start, block.end, second, block.paragraph)


def _after_title(paragraph: str, title: str) -> int | None:
    """Where the text goes on after a title run into its first paragraph."""
    rest = paragraph[len(title) : len(title) + 2]
    return len(title) + (rest[0] in ".:|-") if rest and (rest[0] in ".:|-" or rest[0].isspace()) else None


def _dateline_end(paragraph: str) -> int | None:
    """Where the text begins after "ALEPPO, Oct. 4 (Agency) - "; None without a dateline."""
    found = _DATELINE.match(paragraph[:160])
    if not found:
        return None
    head = found.group()
    place = head.strip().split(",")[0].split("(")[0].rstrip(" -–—")
    dated = bool(re.search(r"\d|[(\[]", head))
    return found.end() if dated or (place.isupper() and len(place) > 2) else None
