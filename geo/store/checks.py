"""What coders judged: an append-only list in the case file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from geo.checking.judging import Judgement, check
from geo.jsontext import dumps
from geo.store import schema


def append_all(connection: Connection, made: Iterable[Judgement]) -> None:
    """Add judgements at the end of the list."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for one in made:
        connection.execute(
            insert(schema.checks).values(
                at=now,
                coder=one.coder,
                doc_id=one.doc_id,
                claim_id=one.claim_id,
                payload=dumps(dict(one.payload)),
            )
        )


def read(connection: Connection) -> tuple[list[Judgement], int]:
    """All judgements that make sense, oldest first, and how many rows do not."""
    rows = connection.execute(select(schema.checks).order_by(schema.checks.c.id)).mappings().all()
    made = [_from_row(dict(row)) for row in rows]
    good = [one for one in made if one]
    return good, len(made) - len(good)


def _from_row(row: dict[str, Any]) -> Judgement | None:
    try:
        words = {name: str(row[name]) for name in ("coder", "doc_id", "claim_id", "at")}
        judgement = Judgement(**words, payload=json.loads(row["payload"]), id=row["id"])
        check(judgement)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
    return judgement
