"""Words of documents on their way into Streamlit: nothing in them may become markup, a link or a picture."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # what Markdown lets one escape, which is all that it reads
_MARKS = re.compile(r"[^\w\s.,/()'-]")
_LONGEST = 200


def plain(text: str, longest: int = _LONGEST) -> str:
    r"""A text as Markdown that shows just it, in one line; long ones are cut.

    >>> print(plain("![x](http://x)"))
    \!\[x\]\(http\:\/\/x\)
    """
    line = " ".join(text.split())
    return _PUNCTUATION.sub(r"\\\1", line if len(line) <= longest else f"{line[: longest - 1]}…")


def label(text: str) -> str:
    """A name as a field's label: a screen reader would read out the escapes of `plain`, so marks go.

    >>> label("[a](http://x) 1.txt")
    'a (http //x) 1.txt'
    """
    return " ".join(_MARKS.sub(" ", text[:_LONGEST]).split())


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """An HTML table, every cell escaped."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto">{html.escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<table class="dl-plain"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
