"""What PostgreSQL's errors mean: one line, what to do, and nothing of a statement or a password."""

from __future__ import annotations

import re

from sqlalchemy.exc import TimeoutError as AllBusyError

# By SQLSTATE: https://www.postgresql.org/docs/15/errcodes-appendix.html
_BY_STATE = {
    "28P01": "the password is another one; put it into ~/.pgpass or PGPASSWORD",
    "28000": "the server does not let this user in; ask who runs it",
    "3D000": "there is no such database; make it with `createdb`, or check the address",
    "42501": "ask the owner of the case or of the database for the rights that docs/team.md lists",
    "42P01": "you have no right to read this case, or it is not whole; ask its owner (docs/team.md)",
    "3F000": "the case was taken away meanwhile; push it again",
    "53100": "the server's disk is full; nothing of this was kept",
    "53300": "the server has too many connections; try again later",
    "55P03": "somebody else has been writing into the case for minutes; try again later",
    "57014": "the server ended it: its statement_timeout is too short for this case",
    "57P01": "the server was shut down; nothing of this was kept; do it again when it is back",
    "57P03": "the server is starting or stopping; try again in a moment",
    "25006": "this server only takes readers: give the address of the one that takes writers",
    "22P05": "the database cannot hold every character: make one with `createdb -E UTF8`",
}
# By libpq's words, where a connection fails before there is a state.
_BY_WORDS = {
    "password authentication failed": _BY_STATE["28P01"],
    "no password supplied": "give a password in ~/.pgpass or PGPASSWORD",
    "no pg_hba.conf entry": _BY_STATE["28000"],
    "Connection refused": "is the server running there, and is the port right?",
    "No such file or directory": "is the server running there, and is the port right?",
    "could not translate host name": "check the host's name in the address",
    "resolve host": "check the host's name in the address",
    "timeout expired": "the server does not answer; check host and port, or your network",
    "too many clients": _BY_STATE["53300"],
    "too many connections": _BY_STATE["53300"],
    "is starting up": _BY_STATE["57P03"],
    "permission denied for database": "ask the owner of the database for the right to CONNECT",
    "does not exist": "check user and database in the address",
    "closed the connection": "the connection was lost; nothing of this was kept; do it again",
    "connection is lost": "the connection was lost; nothing of this was kept; do it again",
    "SSL": "check sslmode in the address against what the server offers",
}
_AROUND = re.compile(
    r"^[\s-]*(host: .*?, )?(connection failed: )?(connection to server .*? failed: )?(FATAL: +)?"
)
_MOST = 300  # characters of the server's own words


def reason(error: BaseException) -> str:
    """The server's own words on one line, and what to do where that is known."""
    if isinstance(error, AllBusyError):
        return "all connections of this process are in use; try again in a moment"
    original = getattr(error, "orig", None) or error
    diagnosis = getattr(original, "diag", None)
    said = str(getattr(diagnosis, "message_primary", None) or original)
    words = " ".join(_last_attempt(said).split())[:_MOST]
    state = getattr(original, "sqlstate", None)
    advice = _BY_STATE.get(state or "") or next(
        (advice for part, advice in _BY_WORDS.items() if part in said), ""
    )
    return f"{words}: {advice}" if advice else words


def _last_attempt(said: str) -> str:
    """Of several servers or addresses tried the last one's answer, without the words around it."""
    lines = [line for line in said.splitlines() if line.strip() and "the server running" not in line]
    return _AROUND.sub("", lines[-1] if lines else said)
