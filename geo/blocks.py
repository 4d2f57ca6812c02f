"""Blocks: a report's paragraphs told apart.

A page's text holds more than its report: headlines, bylines, captions and their credits, appeals for
money, the readers' comments. Events are looked for in some of these and never in others, so every
paragraph gets a kind first. What tells them apart stands in lexicon/blocks.toml, by the words it uses;
here is only the order of the questions. After the heading of a comment section everything is comment.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from geo.datelines import dateline_end, is_stamp
from geo.model import BlockKind, Document
from geo.paragraphs import split_paragraphs

__all__ = ["Block", "split_blocks"]

_ENDED = re.compile(r"[.!?…:;,][\s\"'”’»)\]]*$")
_SENTENCE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|killed|hit|struck|attacked|carried)\b"
)
_HEADLINE_WORDS = 25
_BODY_BEFORE_COMMENTS = 60  # words: "3 Comments" above the report is a counter, below it a section
_SHORT, _CAPTION, _WIDGET, _APPEAL = 200, 700, 300, 600  # characters that such a paragraph has at most


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
        credit_tail=compiled(
            rf"(?<=[\s.!?\"”’')…])(?:[-–—]\s{{0,3}})?(?:{one('credit_tails')})$"
            rf"|(?:(?<=[.!?\"”’')…])\s{{1,3}}|\s(?=[-–—/|]))(?:[-–—/|]\s{{0,3}})?(?:{one('agency_tails')})$"
        ),
        caption=compiled(one("captions")),
        byline=compiled(f"(?:{one('bylines')})$"),
    )


def split_blocks(document: Document) -> list[Block]:
    """The document's paragraphs in their order, with kinds; parts of one (dateline, credit) stand apart."""
    lexicon = _lexicon()
    spans = split_paragraphs(document.text)
    kinds = _kinds(document, spans, lexicon)
    first_body = kinds.index("body") if "body" in kinds else -1
    blocks: list[Block] = []
    for number, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        block = Block(start, end, kind, number)
        blocks.extend(_parts(document, block, lexicon, opening=number == first_body))
    return blocks


def _kinds(document: Document, spans: Sequence[tuple[int, int]], lexicon: _Lexicon) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    appeals: list[int] = []
    body_words, comments = 0, False
    for number, (start, end) in enumerate(spans):
        paragraph = document.text[start:end]
        if number and _opens_comments(paragraph, body_words, lexicon):
            comments = True
            kinds.append("boilerplate")
        elif _is_boilerplate(paragraph, lexicon):
            kinds.append("boilerplate")
            if lexicon.appeal.search(paragraph):
                appeals.append(number)
        elif comments:
            kinds.append("comment")
        else:
            kind = _kind(paragraph, document.title, lexicon, top=body_words == 0, alone=len(spans) == 1)
            kinds.append(kind)
            body_words += paragraph.count(" ") + 1 if kind == "body" else 0
    return _close_appeals(kinds, appeals)


def _opens_comments(paragraph: str, body_words: int, lexicon: _Lexicon) -> bool:
    if len(paragraph) > _SHORT:
        return False
    return bool(lexicon.comments_strong.match(paragraph)) or (
        body_words >= _BODY_BEFORE_COMMENTS and bool(lexicon.comments_weak.match(paragraph))
    )


def _is_boilerplate(paragraph: str, lexicon: _Lexicon) -> bool:
    """The page's machinery, or an appeal to the reader; a quotation is neither."""
    if paragraph[0] in "\"“'‘":
        return False
    if len(paragraph) < _WIDGET and lexicon.widget.match(paragraph):
        return True
    return len(paragraph) < _APPEAL and bool(lexicon.appeal.search(paragraph))


def _close_appeals(kinds: list[BlockKind], appeals: Sequence[int]) -> list[BlockKind]:
    """One or two paragraphs between two appeals belong to them."""
    for one, other in pairwise(appeals):
        if other - one <= 3:
            kinds[one:other] = ["boilerplate"] * (other - one)
    return kinds


def _kind(paragraph: str, title: str, lexicon: _Lexicon, *, top: bool, alone: bool) -> BlockKind:
    """The kind of a paragraph that is neither boilerplate nor a comment; `top`: no body came before it."""
    if len(paragraph) < _SHORT and not alone:
        if is_stamp(paragraph) or _is_byline(paragraph, lexicon, top=top):
            return "byline"
        if lexicon.credit.match(paragraph):
            return "credit"
    if len(paragraph) < _CAPTION and (lexicon.caption.match(paragraph) or _credit_start(paragraph, lexicon)):
        return "caption"
    if _same(paragraph, title) or (not alone and _is_heading(paragraph)):
        return "headline"
    return "body"


def _is_byline(paragraph: str, lexicon: _Lexicon, *, top: bool) -> bool:
    """Who wrote it or when; a whole sentence that begins with "By" is none."""
    if not lexicon.byline.match(paragraph) or not (top or len(paragraph) < 80):
        return False
    return not (paragraph[-1] in '.!?”"' and _SENTENCE_VERB.search(paragraph))


def _is_heading(paragraph: str) -> bool:
    """A short paragraph that does not end as a sentence does; a short question is one too."""
    words = paragraph.count(" ") + 1
    if "\n" in paragraph or words > _HEADLINE_WORDS or not any(map(str.isalpha, paragraph)):
        return False
    if paragraph[-1] in "?!":
        return words <= 8
    return paragraph[0] == "#" or not _ENDED.search(paragraph, max(0, len(paragraph) - 8))


def _same(paragraph: str, title: str) -> bool:
    return bool(title) and len(paragraph) < 2 * len(title) and _letters(paragraph) == _letters(title)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _credit_start(paragraph: str, lexicon: _Lexicon) -> int | None:
    """Where a caption's closing credit starts, if it has one."""
    found = lexicon.credit_tail.search(paragraph, max(0, len(paragraph) - 160))
    return found.start() if found and found.start() > 0 else None


def _parts(document: Document, block: Block, lexicon: _Lexicon, *, opening: bool) -> Iterator[Block]:
    """A block, cut where another kind begins inside the paragraph."""
    paragraph, title = document.text[block.start : block.end], document.title
    cut, first, second = None, block.kind, block.kind
    if block.kind == "caption":
        cut, second = _credit_start(paragraph, lexicon), "credit"
    elif block.kind == "body" and title and paragraph.startswith(title):
        cut, first = _after_title(paragraph, title), "headline"
    elif block.kind == "body":
        cut, first = dateline_end(paragraph, opening=opening), "dateline"
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
    after = paragraph[len(title) : len(title) + 1]
    if not after or not (after in ".:|-" or after.isspace()):
        return None
    return len(title) + (after in ".:|-")
