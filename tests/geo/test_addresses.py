"""Addresses of databases: what is understood, and that a password in one is shown nowhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from geo import addresses
from geo.addresses import PASSWORDS_VARIABLE, Address, is_address, parse, place_of, without_password
from geo.errors import CaseError


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("postgresql://db/x", "postgresql://db/x", {"host": "db", "dbname": "x"}),
        ("postgres://ana@db:5433/x", "postgresql://ana@db:5433/x", {"user": "ana", "port": "5433"}),
        ("POSTGRESQL+psycopg://ana@db/x", "postgresql://ana@db/x", {"user": "ana"}),
        ("postgresql:///x?host=/run/pg", "postgresql:///x?host=/run/pg", {"host": "/run/pg"}),
        ("postgresql://u@[::1]:5/x", "postgresql://u@[::1]:5/x", {"host": "::1", "port": "5"}),
        ("postgresql://u@a:1,b:2/x", "postgresql://u@a:1,b:2/x", {"host": "a,b", "port": "1,2"}),
        ("postgresql://u@h/x?sslmode=require", "postgresql://u@h/x?sslmode=require", {"sslmode": "require"}),
        ("postgresql://u%40v@h/%C3%A9", "postgresql://u%40v@h/%C3%A9", {"user": "u@v", "dbname": "é"}),
        ("postgresql://h/x?user=u", "postgresql://u@h/x", {"user": "u"}),
    ],
)
def test_an_address_is_understood_and_written_again(text: str, shown: str, told: dict[str, str]) -> None:
    address = parse(text)
    assert str(address) == shown
    assert parse(shown) == address
    assert told.items() <= address.parameters().items()


@pytest.mark.parametrize("case", ["river", "Öl & Gas", 'a"b', "a'; DROP SCHEMA x; --", "%s", "a/b@c:d?e#f"])
def test_a_case_may_have_any_name(case: str) -> None:
    address = Address("u", (("h", ""),), "x", case)
    assert parse(str(address)) == address
    assert address.name == case
    assert parse("postgresql://h/base").name == "base"


@pytest.mark.parametrize("password", ["simple", "p@ss", "p:w", "a b", "%41", "é€", "x" * 300, ""])
@pytest.mark.parametrize("query", [False, True])
def test_a_password_is_told_to_libpq_alone(password: str, query: bool) -> None:
    quoted = "".join(f"%{byte:02X}" for byte in password.encode())
    text = f"postgresql://ana@h1/x?password={quoted}" if query else f"postgresql://ana:{quoted}@h1/x"
    address = parse(text)
    assert address.parameters()["password"] == password
    assert str(address) == "postgresql://ana@h1/x" == without_password(text)
    assert not password or password not in repr(address)
    assert parse("postgresql://ana@h1/x?case=other").parameters()["password"] == password, (
        "of the same server"
    )
    assert "password" not in parse("postgresql://ana@h1/other").parameters()


def test_a_plus_is_a_plus_as_it_is_to_libpq() -> None:
    address = parse("postgresql://ana@h4/x?password=a+b%2Bc&case=a+b")
    assert (address.parameters()["password"], address.case) == ("a+b+c", "a+b")
    assert parse(str(address)) == address


def test_what_follows_an_at_sign_too_many_is_the_host() -> None:
    assert parse("postgresql://ana:p@ss@h2/x").parameters()["password"] == "p@ss"  # noqa: S105


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://u:geheim/1@h/x",
        "postgresql://u:geheim?1@h/x",
        "postgresql://u:geheim#1@h/x",
        "postgresql://u:5/geheim?geheim=1@h/x",
        "postgresql://u:geheim@h:geheim/x",
        "postgresql://u:geheim@h/",
        "postgresql://u:geheim@h/x/y",
        "postgresql://u:geheim@h/x?geheim=1",
        "postgresql://u:geheim@h/x?geheim",
        "postgresql://u:geheim@h/x?sslmode=a&sslmode=geheim",
        "postgresql://u:geheim%00@h/x",
        "postgresql://u:geheim\n@h/x",
        "postgresql://u:geheim@h/x?case=pg_toast",
        "postgresql://u:geheim@h/x?case=public",
        "postgresql://u:geheim@h/x?case=",
        f"postgresql://u:geheim@h/x?case={'é' * 40}",
    ],
)
def test_what_is_not_understood_is_not_repeated(text: str) -> None:
    for taken in (parse, place_of, without_password):
        with pytest.raises(CaseError) as caught:
            taken(text)
        assert "geheim" not in str(caught.value)


def test_words_of_a_command_line() -> None:
    assert without_password("--output=postgresql://u:pw@h/x") == "--output=postgresql://u@h/x"
    assert without_password("-opostgresql://u:pw@h/x") == "-opostgresql://u@h/x"
    assert without_password("-o postgresql://u:pw@h/x") == "-opostgresql://u@h/x"
    for hidden in (" postgresql://u:pw@h/x", "postgresql://u@h/x?pass%77ord=pw", "postgresql://u:@h/x\n"):
        assert without_password(hidden) == "postgresql://u@h/x"
    for word in (
        "-opostgresql://u@h/x",
        "postgresql://u@h/x",
        "reports/",
        "-o",
        "a postgresql://u:pw@h/x",
        "--note=x",
    ):
        assert without_password(word) == word
    assert place_of("reports/x.db") == Path("reports/x.db")
    assert is_address("Postgres://x")
    assert not is_address("postgresql.db")


def test_passwords_come_from_who_started_us_and_go_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_passwords", {})
    assert addresses.secrets() == {}
    monkeypatch.setenv(PASSWORDS_VARIABLE, json.dumps({"postgresql://u@h3/x": "pw"}))
    assert parse("postgresql://u@h3/x").parameters()["password"] == "pw"  # noqa: S105
    assert PASSWORDS_VARIABLE not in os.environ
    assert json.loads(addresses.secrets()[PASSWORDS_VARIABLE]) == {"postgresql://u@h3/x": "pw"}
