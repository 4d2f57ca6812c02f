"""The report on judgements as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.cli.terminal import plural, printable
from geo.checking.slots import CORE, TITLES

Record = dict[str, Any]
_HEADS = " right  judged  share   95 % interval  cannot tell             left empty"


def lines(report: Record) -> Iterator[str]:
    """The record of geo.checking.report, in lines."""
    if not report["coders"]:
        yield "Nothing is judged yet."
        return
    for coder in report["coders"]:
        yield from _coder(coder, report)
    for pair in report["agreement"]:
        yield from _agreement(pair)


def _coder(coder: Record, report: Record) -> Iterator[str]:
    who = printable(coder["coder"]) or "(no name)"
    yield f"{who}: {plural(coder['judged'], 'claim')} judged of {report['claims']:,}" + (
        f", weighted by {coder['weighted_by']}" if coder["weighted_by"] else ""
    )
    yield f"  {'':16} {_HEADS}"
    for slot, found in coder["slots"].items():
        yield f"  {TITLES[slot]:16} {_cells(found['filled'])} {_empty(found['empty']):>22}".rstrip()
        if slot == CORE[-1]:
            yield f"  {'These four':16} {_cells(coder['event_type_place_day'])}".rstrip()
    for name, share in coder["strata"].items():
        yield f"    {name:14} {_cells(share)}".rstrip()
    for band in coder["confidence"]:
        right = band["right"]
        yield (
            f"  Confidence {band['low']:.2f} to {band['high']:.2f}: said {band['said']:.2f} on average, "
            f"right {_share(right)} ({right['judged']})"
        )
    if coder["passed_over"]:
        yield from _passed(coder["passed_over"])
    if coder["read_differently_now"]:
        ids = [one["claim_id"] for one in coder["read_differently_now"]]
        yield f"  Read differently now, not counted: {plural(len(ids), 'claim')} ({', '.join(ids[:10])})"
    if coder["no_longer_read"]:
        yield f"  No longer read as a claim, not counted: {len(coder['no_longer_read']):,}"
    yield ""


def _passed(found: Record) -> Iterator[str]:
    yield (
        f"  Sentences passed over: {found['rightly']} rightly, {found['missed']} with an event missed"
        + (f", {found['cannot_tell']} cannot tell" if found["cannot_tell"] else "")
        + (f", {found['give_an_event_now']} give an event now" if found["give_an_event_now"] else "")
    )
    if found["share_missed"]:
        yield f"    with an event missed: {_three(found['share_missed'])}"
    if found["recall_at_most"]:
        bound = _three(found["recall_at_most"])
        yield f"    so of the sentences with a trigger word and an event at most {bound} gave one"


def _agreement(pair: Record) -> Iterator[str]:
    one, other = (printable(name) or "(no name)" for name in pair["coders"])
    yield f"{one} and {other}"
    yield f"  {'':16} {'both':>6} {'agreed':>7} {'kappa':>6} {'95 % interval':>15}"
    for slot, found in pair["slots"].items():
        if not found["both"]:
            continue
        if found["kappa"] is None:
            told = "  undefined: both always said the same"
        else:
            told = f"{found['kappa']:6.2f} {found['low']:7.2f} to {found['high']:4.2f}"
        yield f"  {TITLES[slot]:16} {found['both']:6} {found['agreed'] / found['both']:7.0%} {told}"
    yield ""


def _cells(share: Record) -> str:
    unsure = share["cannot_tell"] or ""
    if share["share"] is None:
        return f"{'':6} {0:7} {'':6} {'':15} {unsure:>12}"
    interval = f"{share['low']:.0%} to {share['high']:.0%}"
    return f"{share['right']:6} {share['judged']:7} {share['share']:6.0%} {interval:>15} {unsure:>12}"


def _empty(share: Record) -> str:
    return f"{share['right']} of {share['judged']} rightly" if share["judged"] else ""


def _share(share: Record) -> str:
    if share["share"] is None:
        return "unknown"
    return f"{share['share']:.2f}, {share['low']:.2f} to {share['high']:.2f}"


def _three(shares: list[float]) -> str:
    return f"{shares[0]:.0%} ({shares[1]:.0%} to {shares[2]:.0%})"
