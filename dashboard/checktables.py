"""The report on judgements as tables: caption, heads, rows. No Streamlit here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from geo.checking.slots import CORE, TITLES
from geo.webmap.words import plural

Record = dict[str, Any]
Table = tuple[str, tuple[str, ...], list[Sequence[str]]]
_SHARES = ("Slot", "Right", "Of", "Share", "95 % interval", "Cannot tell", "Left empty")


def tables(record: Record) -> Iterator[Table]:
    """All tables of a record of geo.checking.report, coder by coder, then agreement."""
    for coder in record["coders"]:
        yield from _coder(coder, record["claims"])
    for pair in record["agreement"]:
        yield _agreement(pair)


def running(record: Record) -> list[Table]:
    """The precision of each slot so far, of the coders of a record."""
    return [next(_coder(coder, record["claims"])) for coder in record["coders"] if coder["judged"]]


def _coder(coder: Record, claims: int) -> Iterator[Table]:
    name = coder["coder"] or "no name"
    weighted = f", weighted by {coder['weighted_by']}" if coder["weighted_by"] else ""
    rows: list[Sequence[str]] = []
    for slot, found in coder["slots"].items():
        rows.append((TITLES[slot], *_cells(found["filled"]), _empty(found["empty"])))
        if slot == CORE[-1]:
            rows.append(("These four", *_cells(coder["event_type_place_day"]), ""))
    rows += [(f"These four: {stratum}", *_cells(share), "") for stratum, share in coder["strata"].items()]
    yield f"{name}: {plural(coder['judged'], 'claim')} judged of {claims:,}{weighted}", _SHARES, rows
    if coder["confidence"]:
        yield f"{name}: confidence, and what was right", *_confidence(coder["confidence"])
    if coder["passed_over"]:
        yield f"{name}: sentences passed over", *_passed(coder["passed_over"])
    if coder["read_differently_now"]:
        told: list[Sequence[str]] = [
            (one["doc_id"], one["claim_id"], ", ".join(TITLES[slot] for slot in one["was"]))
            for one in coder["read_differently_now"]
        ]
        yield f"{name}: read differently now, not counted", ("Report", "Claim", "Slots"), told
    if coder["no_longer_read"]:
        lost: list[Sequence[str]] = [(one["doc_id"], one["trigger"]) for one in coder["no_longer_read"]]
        yield f"{name}: no longer read as a claim, not counted", ("Report", "Words"), lost


def _confidence(bands: list[Record]) -> tuple[tuple[str, ...], list[Sequence[str]]]:
    rows: list[Sequence[str]] = [
        (f"{band['low']:.2f} to {band['high']:.2f}", f"{band['said']:.2f}", *_cells(band["right"])[:4])
        for band in bands
    ]
    return ("Confidence", "Said on average", "Right", "Of", "Share", "95 % interval"), rows


def _passed(found: Record) -> tuple[tuple[str, ...], list[Sequence[str]]]:
    rows: list[Sequence[str]] = [
        ("Rightly passed over", f"{found['rightly']}"),
        ("An event was missed", f"{found['missed']}"),
        ("Cannot tell", f"{found['cannot_tell']}"),
    ]
    if found["give_an_event_now"]:
        rows.append(("Give an event now, not counted", f"{found['give_an_event_now']}"))
    if found["share_missed"]:
        rows.append(("Share with an event missed", _three(found["share_missed"])))
    if found["recall_at_most"]:
        rows.append(
            (
                "Found at most, of those with a trigger word and an event",
                _three(found["recall_at_most"]),
            )
        )
    return ("Verdict", "Sentences"), rows


def _agreement(pair: Record) -> Table:
    one, other = (name or "no name" for name in pair["coders"])
    rows: list[Sequence[str]] = []
    for slot, found in pair["slots"].items():
        if found["both"]:
            value, interval = "undefined: both always said the same", ""
            if found["kappa"] is not None:
                value, interval = f"{found['kappa']:.2f}", f"{found['low']:.2f} to {found['high']:.2f}"
            rows.append(
                (TITLES[slot], f"{found['both']}", f"{found['agreed'] / found['both']:.0%}", value, interval)
            )
    return f"{one} and {other}", ("Slot", "Both judged", "Agreed", "Cohen's kappa", "95 % interval"), rows


def _cells(share: Record) -> tuple[str, ...]:
    unsure = f"{share['cannot_tell'] or ''}"
    if share["share"] is None:
        return "", "0", "", "", unsure
    interval = f"{share['low']:.0%} to {share['high']:.0%}"
    return f"{share['right']}", f"{share['judged']}", f"{share['share']:.0%}", interval, unsure


def _empty(share: Record) -> str:
    return f"{share['right']} of {share['judged']} rightly" if share["judged"] else ""


def _three(shares: list[float]) -> str:
    return f"{shares[0]:.0%} ({shares[1]:.0%} to {shares[2]:.0%})"
