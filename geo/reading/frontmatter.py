"""Front matter: what stands between two lines of --- at the top of a file says what the report is.

Only flat `key: value` lines are read (a subset of YAML, with quotes and comments), because a whole YAML
reader would bring its own surprises: no lists, no nesting, no types.
"""

from __future__ import annotations

import re

__all__ = ["split_front_matter"]

_BLOCK = re.compile(r"---[ \t]*\n((?:(?!---[ \t]*(?:\n|\Z)).*\n){0,100}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?$")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """(fields in lower case, the text after them); no fields when the top is not front matter.

    The text begins right after the closing line, so a blank line there is the text's first.
    """
    found = _BLOCK.match(text)
    if not found:
        return {}, text
    fields: dict[str, str] = {}
    for line in found.group(1).splitlines():
        field = _FIELD.match(line.rstrip())
        if field:
            fields[field.group(1).lower()] = _value(field.group(2) or "")
        elif line.strip() and line.lstrip()[0] not in "#-" and not line[0].isspace():
            return {}, text  # two rules with prose between them, not front matter
    return (fields, text[found.end() :]) if fields else ({}, text)


def _value(raw: str) -> str:
    value = raw.strip()
    if len(value) > 1 and value[0] in "\"'" and value.endswith(value[0]):
        quote = value[0]
        inner = value[1:-1]
        return inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    return value.split(" #", 1)[0].rstrip()
