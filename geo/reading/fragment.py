"""Markup of a mail or a feed to text: all that a reader sees of it, in its order, and nothing else.

A web page is searched for its article (`geo.reading.html`); a mail and a feed's entry are the article, so
nothing of them is weighed and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geo.reading.decode import UndecodableError
from geo.reading.limits import MAX_MARKUP

__all__ = ["fragment_text"]

_UNSEEN = frozenset("head script style template noscript iframe object svg math title".split())
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr
    ul""".split()
)
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all)", re.IGNORECASE)
_BREAK, _LINE = "\0", "\1"  # a paragraph's end, a line's: no character of markup


def fragment_text(markup: str) -> str:
    """The text: a blank line between blocks, a new line for each <br>. "" when there is none.

    Raises UndecodableError for markup of an absurd size.

    >>> fragment_text("<p>One &amp; <b>two</b></p><ul><li>Three<li>Four<br>Five</ul><script>6</script>")
    'One & two\\n\\nThree\\n\\nFour\\nFive'
    """
    from trafilatura import load_html

    if len(markup) > MAX_MARKUP:
        raise UndecodableError("too large", f"HTML of more than {MAX_MARKUP:,} characters")
    clean = markup.replace(_BREAK, "").replace(_LINE, "")
    tree: Any = load_html(f"<html><body>{clean}</body></html>")
    if tree is None:
        return ""
    pieces = "".join(_pieces(tree)).split(_BREAK)
    return "\n\n".join(filter(None, map(_tidy, pieces)))


def _pieces(top: Any) -> Iterator[str]:
    """Texts and marks in the order of the page; a stack instead of calls, so that depth costs nothing."""
    waiting: list[Any] = [top]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        tag = item.tag if isinstance(item.tag, str) else ""
        waiting.append(item.tail if item.tail and item is not top else "")
        if not tag or tag in _UNSEEN or _HIDDEN.search(item.get("style") or ""):
            continue
        if tag == "br":
            yield _LINE
        elif tag in _BLOCKS:
            yield _BREAK
            waiting.append(_BREAK)
        waiting.extend(reversed(item))
        yield (item.text or "").replace("\n", _LINE if tag == "pre" else " ")


def _tidy(piece: str) -> str:
    return "\n".join(" ".join(line.split()) for line in piece.split(_LINE)).strip()
