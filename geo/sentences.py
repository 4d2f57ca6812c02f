"""Sentences: where they begin and end, in the blocks of a document.

A splitter of our own, one pass over the ends that a text offers (. ! ? …), each kept or dropped by what
stands on both sides: abbreviations and initials go on, "U.S." and "p.m." end only before a word that
begins sentences, a quotation's end goes on into "he said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.blocks import Block, split_blocks
from geo.model import Document, Sentence

__all__ = ["split_sentences"]

_END = re.compile(
    r"(?<![.!?…])[.!?…]{1,9}[\"'”’»)\]]{0,4}(?:\[\d{1,3}\]){0,4}(?=\s|$)"
    r"|[.!?][\"”»](?=[A-Z])"
)
_LONGEST = 2000  # characters
_SPACE = re.compile(r"\s+")
_WORD_BEFORE = re.compile(r"[^\s(\[{\"“‘'«—–/]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENERS = "\"“‘'«([{-–—•*"

# Never the last word of a sentence: a name or a number follows.
_TITLES = frozenset(
    "mr mrs ms messrs dr prof gen lt col maj capt cpt cmdr cdr adm brig sgt cpl pvt pfc sen rep gov pres rev"
    " hon fr sr msgr supt det insp amb sec min atty mt ft st ste vs viz cf eg ie approx ca fig figs vol art"
    " no nos pp para ch ed eds trans dept univ bros hq al-st".split()
)
# The last word only when no number follows.
_BEFORE_NUMBER = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos art fig figs vol pp p ch sec para approx ca"
    " res".split()
)
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
# May be the last word: it is when the next begins sentences.
_EITHER = frozenset(
    "inc ltd co corp jr sr etc al ave blvd rd hwy bldg est govt intl assn am pm kg km lb lbs oz mi ft hr hrs"
    " min mins sq yr yrs wk e.g i.e a.m p.m u.s u.n u.k e.u u.a.e u.s.a d.c b.c a.d ph.d m.d b.a m.a".split()
)
_STARTERS = frozenset(
    "the a an this that these those he she it they we you i in on at by for from with after before as when"
    " while but and or so yet if since because although though however meanwhile there here his her its"
    " their our my your one two some many most more several all both each no not what who why how where"
    " according also earlier later last local another other only officials police still then now during"
    " under over between among until despite once residents activists it's he's".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$")
_SPEECH = re.compile(
    r"(?:[A-Z][\w.’'-]*,? ){1,5}(?:said|says|told|asked|added|wrote|replied|tweeted|warned"
    r"|insisted|wondered)\b"
)
_LOWER_NAMES = re.compile(r"(?:al|el|ad|ar|as|ash|at|an|az|bin|ibn|abu|de|van|von)[- ][A-Z]|[ie][A-Z]")


def split_sentences(document: Document) -> list[Sentence]:
    """The document's sentences in order, with the kind of their block; `text[start:end]` is each one's text.

    Headlines, bylines, datelines and credits are one sentence each, however they end; marks alone
    (a dash, a lost quotation mark) are none.
    """
    text = document.text
    return [
        Sentence(start, end, text[start:end], block.kind, block.paragraph)
        for block in split_blocks(document)
        for whole in _spans(text, block)
        for start, end in _cut(text, *whole)
        if any(map(str.isalnum, text[start:end]))
    ]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces that no real one exceeds, cut at spaces: what follows looks at all its words."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        stop = space if space > start else start + _LONGEST
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    if block.kind in ("headline", "byline", "dateline", "credit"):
        yield block.start, block.end
        return
    start = block.start
    for found in _END.finditer(text, block.start, block.end):
        end = found.end()
        if end >= block.end:
            break
        if not _ends(text, start, found, block.end):
            continue
        yield start, end
        space = _SPACE.match(text, end)
        start = space.end() if space else end
    if start < block.end:
        yield start, block.end


def _ends(text: str, start: int, found: re.Match[str], limit: int) -> bool:
    """Whether a sentence ends at this mark."""
    mark = found.group()
    space = _SPACE.match(text, found.end())
    after = text[space.end() if space else found.end() : limit][:80]
    begin = after.lstrip(_OPENERS + " ")
    if begin[:1].islower() and not _LOWER_NAMES.match(begin):
        return False
    if mark[0] != "." or mark.startswith(".."):
        return not (mark[-1] in "\"”’'»" and _SPEECH.match(after))
    word = _WORD_BEFORE.search(text, max(start, found.start() - 30), found.start())
    return word is None or len(mark) > 1 or _ends_after(word.group(), begin, at_start=word.start() <= start)


def _ends_after(word: str, begin: str, *, at_start: bool) -> bool:
    """Whether the full stop after this word ends a sentence that `begin` would follow."""
    low = word.casefold()
    if begin[:1].isdigit() and low in _BEFORE_NUMBER:
        return False
    if at_start and (word.isdigit() or len(word) == 1):
        return False  # "1. First point", "J. Smith"
    if low in _MONTHS or low in ("no", "nos", "mar", "art", "fig"):
        return True
    if low in _TITLES and (word[0].isupper() or low in ("vs", "cf", "viz", "approx", "ca", "eg", "ie")):
        return False
    if low in _EITHER or _INITIALS.match(word) or (len(word) == 1 and word.isupper()):
        first = _WORD_AFTER.match(begin)
        starts = first is not None and first.group().casefold() in _STARTERS and first.group()[0].isupper()
        return starts and not (len(word) == 1 and first is not None and len(first.group()) == 1)
    return True
