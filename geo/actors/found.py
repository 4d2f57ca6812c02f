"""What a finder of actors hands on: a mention with the tokens that it covers."""

from __future__ import annotations

from typing import NamedTuple

from geo.model import ActorMention


class Found(NamedTuple):
    """A mention with the tokens that it covers, first to last (exclusive)."""

    mention: ActorMention
    first: int
    last: int
