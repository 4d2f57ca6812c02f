"""A sentence in its report as HTML: what stands around it, and what was found there. No Streamlit here."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from geo.model import Document, Span

_BEFORE, _BEHIND = 200, 500  # characters around the sentence; few before it, so that it is seen on a phone
_MOST = 2000  # from the first of several sentences on
STYLE = """<style>
.dlq { border: 1px solid #8886; border-radius: .4rem; padding: .6rem .8rem; max-height: 17rem; overflow: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: .92rem; line-height: 1.55; }
.dlq .around { opacity: .72; }
.dlq mark { background: #f2c14e66; color: inherit; padding: .05rem 0; }
.dlq mark b { text-decoration: underline; text-decoration-thickness: .14em; text-underline-offset: .18em; }
.dlq .m { border-bottom: 1px dotted currentColor; }
</style>"""


def _word_from(text: str, start: int) -> int:
    """Where the next word begins, so that none is cut."""
    blank = text.find(" ", start, start + _BEFORE // 4) if start > 0 else -1
    return blank + 1 if blank >= 0 else max(0, start)


def quoted(
    document: Document, sentences: Sequence[Span], words: Iterable[Span], marks: Iterable[Sequence[Any]] = ()
) -> str:
    """The report around the first of these sentences; they are marked, and the trigger words in them.

    `marks` are those of dashboard.reports: [start, end, kind, what it was taken for, why].
    """
    start = _word_from(document.text, sentences[0].start - _BEFORE)
    end = min(len(document.text), sentences[-1].end + _BEHIND, sentences[0].end + _MOST)
    bold = [(word.start, word.end) for word in words]
    named = [mark for mark in marks if start <= mark[0] and mark[1] <= end and mark[2] != "trigger"]
    edges = {start, end}
    edges |= {edge for s in sentences for edge in (s.start, s.end)}
    edges |= {edge for pair in bold for edge in pair} | {edge for mark in named for edge in mark[:2]}
    points = sorted(edge for edge in edges if start <= edge <= end)
    parts = []
    for low, high in pairwise(points):
        text = html.escape(document.text[low:high])
        mark = next((one for one in named if one[0] <= low and high <= one[1]), None)
        if mark:
            text = f'<span class="m" title="{html.escape(f"{mark[3]}: {mark[4]}")}">{text}</span>'
        if any(one <= low and high <= other for one, other in bold):
            text = f"<b>{text}</b>"
        inside = any(s.start <= low and high <= s.end for s in sentences)
        parts.append(f"<mark>{text}</mark>" if inside else f'<span class="around">{text}</span>')
    before, behind = "… " if start else "", " …" if end < len(document.text) else ""
    return f'{STYLE}<div class="dlq" dir="auto" tabindex="0">{before}{"".join(parts)}{behind}</div>'
