"""Where a case is: a path, or the address of a case in a PostgreSQL database.

An address holds no password, so it may be shown, kept and compared. The password that somebody wrote into one
is held apart, by this process alone, and handed only to a process that we start for the same case.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote, unquote

from geo.errors import CaseError

DEFAULT_CASE = "dateline"
PASSWORDS_VARIABLE = "DATELINE_PASSWORDS"  # how a process that we start gets them; it takes them out at once

_SCHEME = re.compile(r"postgres(?:ql)?(?:\+\w+)?://", re.IGNORECASE)
_OPTION = re.compile(r"(--?[\w-]+=|-[A-Za-z])(.*)", re.DOTALL)  # --output=postgresql://…, -opostgresql://…
_SERVER = re.compile(r"(\[[0-9A-Fa-f:.%]+\]|[^\s:\[\]@]*)(?::([0-9]+))?")
_LIBPQ = frozenset(  # what else of libpq's parameters an address may say; none of them is secret
    "channel_binding connect_timeout gssencmode host hostaddr keepalives keepalives_idle krbsrvname passfile "
    "port require_auth sslcert sslcrl sslkey sslmode sslrootcert target_session_attrs".split()
)
_MOST_BYTES = 63  # of a name in PostgreSQL
_FORM = "postgresql://USER@HOST/DATABASE?case=NAME"

Where: TypeAlias = "Path | Address"

_passwords: dict[str, str] = {}  # by server, see Address.server


@dataclass(frozen=True, slots=True)
class Address:
    """A case in a database: `case` is the schema that its tables lie in. A part not given is ""."""

    user: str
    servers: tuple[tuple[str, str], ...]  # host and port of each; libpq tries one after the other
    database: str
    case: str = DEFAULT_CASE
    options: tuple[tuple[str, str], ...] = ()  # of libpq: ("sslmode", "verify-full")

    @property
    def server(self) -> str:
        """User, servers and database: what a password is for."""
        hosts = ",".join(
            quote(host, safe="[]:%") + (f":{port}" if port else "") for host, port in self.servers
        )
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        return f"postgresql://{user}{hosts}/{quote(self.database, safe='')}"

    def __str__(self) -> str:
        case = () if self.case == DEFAULT_CASE else (("case", self.case),)
        said = "&".join(f"{name}={quote(value, safe='/')}" for name, value in (*case, *self.options))
        return f"{self.server}?{said}" if said else self.server

    @property
    def name(self) -> str:
        """What people know the case by."""
        return self.database if self.case == DEFAULT_CASE else self.case

    def parameters(self) -> dict[str, str]:
        """What libpq is told, the password included where one was given; libpq finds the rest itself."""
        hosts, ports = ([part.strip("[]") for part in parts] for parts in zip(*self.servers, strict=True))
        found = {"user": self.user, "dbname": self.database, **dict(self.options)}
        found |= {"host": ",".join(hosts)} if any(hosts) else {}
        found |= {"port": ",".join(ports)} if any(ports) else {}
        if (password := _held().get(self.server)) is not None:
            found["password"] = password
        return {name: value for name, value in found.items() if value or name == "password"}


def is_address(text: object) -> bool:
    """Whether it is meant as the address of a database, well formed or not."""
    return isinstance(text, Address) or (isinstance(text, str) and bool(_SCHEME.match(text)))


def place_of(where: str | Path | Address) -> Where:
    """The path, or the address. Raises CaseError as `parse`."""
    if isinstance(where, Path | Address):
        return where
    return parse(where) if is_address(where) else Path(where)


def parse(text: str) -> Address:
    """The address in `text`; a password in it is held by this process, for `Address.parameters` alone.

    Raises CaseError where it cannot be understood; its words repeat nothing that may be a password.
    """
    address, password = _understood(text)
    if password is not None:
        _held()[address.server] = password
    return address


def _understood(text: str) -> tuple[Address, str | None]:
    """The address, and the password that was in it if there was one."""
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    authority, path, query = _parts(rest)
    if scheme is None or "#" in rest or "@" in path + query or any(ord(sign) < 32 for sign in unquote(rest)):
        raise CaseError(_unclear("it is not of that form"))
    login, _, hosts = authority.rpartition("@")
    user, colon, secret = login.partition(":")
    said = _options(query)
    password = unquote(secret) if colon else said.pop("password", None)
    user = said.pop("user", unquote(user))
    case, database = said.pop("case", DEFAULT_CASE), unquote(path)
    if not database or "/" in path:
        raise CaseError(_unclear("it names no database"))
    if said.keys() - _LIBPQ:
        raise CaseError(_unclear(f"its options can be case and {', '.join(sorted(_LIBPQ))}"))
    address = Address(user, _servers(hosts), database, _checked(case), tuple(sorted(said.items())))
    return address, password


def without_password(word: str) -> str:
    """A word of a command line with the password taken out of an address in it, and held by this process.

    Raises CaseError as `parse`.
    """
    option = _OPTION.fullmatch(word)
    before, text = option.groups() if option else ("", word)
    text = text.strip()  # as it is copied from elsewhere
    if not is_address(text):
        return word
    address, password = _understood(text)
    if password is None:
        return f"{before}{text}"
    _held()[address.server] = password
    return f"{before}{address}"


def secrets() -> dict[str, str]:
    """The environment variable for a process that we start for a case of ours: the passwords held."""
    return {PASSWORDS_VARIABLE: json.dumps(_held())} if _held() else {}


def _held() -> dict[str, str]:
    """The passwords, with those that our starter gave us; what we start in turn is not given them unasked."""
    if given := os.environ.pop(PASSWORDS_VARIABLE, ""):
        _passwords.update(json.loads(given))
    return _passwords


def _parts(rest: str) -> tuple[str, str, str]:
    """Of what follows the scheme: user, password and servers; the database; the options."""
    before, _, query = rest.partition("?")
    authority, _, path = before.partition("/")
    return authority, path, query


def _options(query: str) -> dict[str, str]:
    """As libpq reads them: a "+" is a plus, unlike in a form of a web page."""
    pairs = [one.partition("=") for one in query.split("&")] if query else []
    if any(not name or not sign or "=" in value for name, sign, value in pairs):
        raise CaseError(_unclear("what follows its ? is not NAME=VALUE&…"))
    said = {unquote(name): unquote(value) for name, _, value in pairs}
    if len(said) < len(pairs):
        raise CaseError(_unclear("an option stands in it twice"))
    return said


def _servers(hosts: str) -> tuple[tuple[str, str], ...]:
    found = [_SERVER.fullmatch(one) for one in hosts.split(",")]
    if not all(found):
        raise CaseError(_unclear("its host or port is none"))
    return tuple((unquote(one[1]), one[2] or "") for one in found if one)


def _checked(case: str) -> str:
    size = len(case.encode("utf-8", "surrogatepass"))
    if not case or size > _MOST_BYTES or not case.isprintable():
        raise CaseError(
            f"a case's name in a database has 1 to {_MOST_BYTES} bytes that can be printed, not {size}"
        )
    if case.lower().startswith("pg_") or case.lower() in {"information_schema", "public"}:
        raise CaseError(f"a case in a database cannot be called {case!r}: choose another ?case=NAME")
    return case


def _unclear(why: str) -> str:
    return (
        f"the address of the database is not understood ({why}): write {_FORM}, and in names and passwords "
        "% as %25, @ as %40, : as %3A, / as %2F, ? as %3F, # as %23"
    )
