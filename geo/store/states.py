"""Which state a case is in, in a few words that change when it does: nothing of it is read for that."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, select

from geo.decisions import UNDO
from geo.store import schema
from geo.store.decisions import ABOUT_REPORTS

_RUN, _MADE = schema.runs.c, schema.decisions.c


def of_run(connection: Connection) -> str:
    """Changes with every run."""
    return repr(connection.execute(select(schema.runs).order_by(_RUN.id.desc()).limit(1)).all())


def of_events(connection: Connection) -> str:
    """Changes with every run, and with every decision that changes events without one."""
    decided = select(func.max(_MADE.id), func.max(_MADE.at)).where(_MADE.action.not_in(ABOUT_REPORTS))
    return repr([of_run(connection), connection.execute(decided).all()])


def of_page(connection: Connection) -> str:
    """Changes with every run and every decision, and when a run begins or ends; not while one goes on."""
    newest = select(_MADE.id, _MADE.at).order_by(_MADE.id.desc()).limit(1)
    begun = connection.execute(select(schema.readings.c.doc_id).limit(1)).first() is not None
    return repr([of_run(connection), connection.execute(newest).all(), begun])


def of_basis(connection: Connection) -> str:
    """Changes with what a run builds on: another run, or a decision that may be about a report."""
    decided = select(func.max(_MADE.id)).where(_MADE.action.in_((*ABOUT_REPORTS, UNDO)))
    return repr([connection.execute(one).scalar() for one in (select(func.max(_RUN.id)), decided)])


def identity(connection: Connection) -> str:
    """A short name of the case that stays the same when it is read again, copied or moved."""
    first = select(_RUN.at, _RUN.fingerprint).order_by(_RUN.id).limit(1)
    return hashlib.sha256(repr(connection.execute(first).all()).encode()).hexdigest()[:8]
