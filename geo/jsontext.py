"""JSON as text that every reader of lines can take, whatever a document holds."""

from __future__ import annotations

import json
from typing import Any

# str.splitlines and some editors break a line at these; JSON allows them raw inside strings.
_LINE_BREAKERS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\u0085": "\\u0085"}


def dumps(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON in readable Unicode; half surrogate pairs are escaped, so UTF-8 can hold it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    for raw, escaped in _LINE_BREAKERS.items():
        text = text.replace(raw, escaped)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent)
    return text


def plain(text: str) -> str:
    """`text` for formats without escapes: half surrogate pairs become the replacement character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
