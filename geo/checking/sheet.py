"""The sample as a table to be filled in by hand, one row a claim or sentence, and such a table read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.checking.judging import Coded, Judgement, Verdict, check
from geo.checking.missing import Found, address_of, of_sentence
from geo.checking.slots import SLOTS, TITLES, read_of
from geo.claims.passed import PassedOver
from geo.decisions.model import address_of as claim_address
from geo.errors import DatelineError
from geo.jsontext import dumps
from geo.model import Claim, Document
from geo.sheets import Problem, Row

_TEXT = ("doc_id", "title", "published", "sentence", "trigger")
_JUDGED = tuple(column for slot in SLOTS for column in (f"{slot}_read", slot))
CLAIM_COLUMNS = ("number", *_TEXT, *_JUDGED, "note", "address")
PASSED_COLUMNS = ("number", *_TEXT, "why", "verdict", "address")
COLUMNS = tuple(dict.fromkeys((*CLAIM_COLUMNS, *PASSED_COLUMNS)))
_WORDS: Mapping[str, Verdict] = {
    **dict.fromkeys(("right", "r", "rightly empty", "rightly passed over", "rightly"), "right"),
    **dict.fromkeys(
        ("wrong", "w", "something is missing", "missing", "an event was missed", "missed"), "wrong"
    ),
    **dict.fromkeys(("cannot tell", "c", "?"), "cannot tell"),
    **dict.fromkeys(("not applicable", "n", "n/a", "na"), "not applicable"),
}


class VerdictError(DatelineError):
    """A cell that is no verdict; the message says which are."""


def claim_rows(
    claims: Sequence[Claim], documents: Mapping[str, Document], done: Coded
) -> list[dict[str, Any]]:
    """A row a claim, with what this coder has judged of it already."""
    rows = []
    for number, claim in enumerate(claims, start=1):
        read = read_of(claim)
        held = done.judged.get(claim.claim_id)
        row = _told(number, claim.doc_id, documents, claim.evidence[0].text, claim.trigger.text)
        for slot in SLOTS:
            row |= {f"{slot}_read": read[slot], slot: held.verdicts.get(slot, "") if held else ""}
        rows.append({**row, "address": dumps({"claim": claim_address(claim), "read": read})})
    return rows


def passed_rows(
    sentences: Iterable[tuple[str, PassedOver]], documents: Mapping[str, Document], found: Found
) -> list[dict[str, Any]]:
    """A row a sentence that gave no event."""
    rows = []
    for number, (doc_id, one) in enumerate(sentences, start=1):
        row = _told(number, doc_id, documents, one.sentence.text, "; ".join(w.text for w, _ in one.words))
        empty = of_sentence("", doc_id, one, "right", found).payload
        address = {"passed": address_of(doc_id, one), "why": one.why, "of": empty["of"]}
        rows.append({**row, "why": one.why, "verdict": "", "address": dumps(address)})
    return rows


def _told(
    number: int, doc_id: str, documents: Mapping[str, Document], sentence: str, trigger: str
) -> dict[str, Any]:
    document = documents.get(doc_id)
    return {
        "number": number,
        "doc_id": doc_id,
        "title": document.title if document else "",
        "published": document.published.isoformat() if document and document.published else "",
        "sentence": sentence,
        "trigger": trigger,
    }


def judgements_of(rows: Iterable[Row], coder: str) -> tuple[list[Judgement], list[Problem]]:
    """What a filled table says; rows without a verdict say nothing. Every problem is named by its line."""
    made: list[Judgement] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            made += _judged(row, coder)
        except VerdictError as error:
            problems.append(Problem(row.line, str(error)))
    return made, problems


def _judged(row: Row, coder: str) -> list[Judgement]:
    verdicts = {name: _verdict(name, row.get(name)) for name in (*SLOTS, "verdict") if row.get(name)}
    if not verdicts:
        return []
    address = _address(row.get("address"))
    payload: dict[str, Any]
    if "passed" in address:
        payload = {**address, "verdict": verdicts.get("verdict")}
    else:
        read = address.get("read")
        given = {slot: each for slot, each in verdicts.items() if slot in TITLES}
        known = read if isinstance(read, dict) else {}
        payload = {
            "claim": address.get("claim"),
            "verdicts": given,
            "read": {slot: known.get(slot, "") for slot in given},
        }
        payload |= {"note": row.get("note")} if row.get("note") else {}
    where: Any = payload.get("claim") or payload.get("passed")
    try:
        judgement = Judgement(coder, where["doc_id"], str(where.get("claim_id", "")), payload)
        check(judgement)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise VerdictError("address: not what the sheet was written with; take it from there") from None
    return [judgement]


def _verdict(column: str, cell: str) -> Verdict:
    verdict = _WORDS.get(" ".join(cell.casefold().split()))
    if verdict is None:
        raise VerdictError(
            f"{column}: {cell!r} is no verdict; write right, wrong, cannot tell or not applicable, or nothing"
        )
    return verdict


def _address(cell: str) -> dict[str, Any]:
    try:
        address = json.loads(cell, parse_constant=_refuse)
    except (ValueError, RecursionError):
        address = None
    if not isinstance(address, dict):
        raise VerdictError("address: not as the sheet was written; leave this column as it was")
    return address


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def new_ones(made: Iterable[Judgement], known: Iterable[Judgement]) -> list[Judgement]:
    """Those that say something else than the coder's last word on the same claim or sentence."""
    last = {_subject(one): one.payload for one in known}
    return [one for one in made if not _says(last.get(_subject(one)), one.payload)]


def _subject(one: Judgement) -> tuple[str, str]:
    return one.coder, json.dumps(one.payload.get("claim") or one.payload.get("passed"), sort_keys=True)


def _says(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    return before is not None and dict(before) == dict(now)
