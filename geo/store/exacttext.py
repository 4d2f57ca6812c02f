"""Texts that come out of PostgreSQL as they went in: it takes neither NUL nor half a surrogate pair."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

_MARK = "\u2400"  # SYMBOL FOR NULL: what it stands for follows in four hexadecimal digits
_REFUSED = re.compile(f"[\0\ud800-\udfff{_MARK}]")
_KEPT = re.compile(f"{_MARK}([0-9a-f]{{4}})")


def kept(text: str) -> str:
    r"""`text` as PostgreSQL can keep it.

    >>> kept("a\0b") == "a\u24000000b", read(kept("a\0b\u2400")) == "a\0b\u2400"
    (True, True)
    """
    return _REFUSED.sub(lambda found: f"{_MARK}{ord(found[0]):04x}", text)


def read(text: str) -> str:
    """What `kept` was given."""
    return _KEPT.sub(lambda found: chr(int(found[1], 16)), text)


class ExactText(TypeDecorator[str]):
    """A column of such texts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Into the database."""
        del dialect
        return None if value is None else kept(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Out of it."""
        del dialect
        return None if value is None else read(value)
