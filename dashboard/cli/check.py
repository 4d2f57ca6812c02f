"""`dateline check`: judge a random sample of what was read of a case, and what that says of the rest."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import complain, note, plural, say, say_json, tracked, warn
from dashboard.cli.values import at_least_one
from geo.errors import CaseError

if TYPE_CHECKING:
    from dashboard.checking import Study
    from dashboard.cli.interview import Terminal
    from geo.model import Claim
    from geo.store import Case

_SHOWN = 200  # problems named one by one


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "check",
        run,
        "judge a random sample of the claims of a case, and see how right each slot is and how coders agree",
        "dateline check my-reports/dateline.db --coder Ana\n"
        "  dateline check my-reports/dateline.db --coder Ana --missed\n"
        "  dateline check my-reports/dateline.db --report",
    )
    command.add_argument("case", metavar="CASE", help="a case file of `dateline open` or `extract -o X.db`")
    command.add_argument("--coder", metavar="NAME", help="who judges; with --report: this coder alone")
    command.add_argument(
        "--number", type=at_least_one, metavar="N", help="how many are drawn (50 unless told)"
    )
    command.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help="what they are drawn by (kept in the case, so that all judge the same)",
    )
    command.add_argument(
        "--by",
        choices=["all", "type", "confidence"],
        help="draw from all alike, or from each of these in turn",
    )
    command.add_argument(
        "--missed", action="store_true", help="judge sentences with a trigger word that gave no event"
    )
    command.add_argument("--report", action="store_true", help="print what was judged, counted")
    command.add_argument("--json", action="store_true", help="print the report as JSON")
    command.add_argument("-o", "--output", metavar="OUT", help="write the sample as a CSV to be filled in")
    command.add_argument("--from", dest="sheet", metavar="CSV", help="keep the verdicts of such a CSV")
    command.set_defaults(usage=command.error)


def run(args: argparse.Namespace) -> int:
    """Report, write a sheet, read one, or ask."""
    from dashboard.checking import study
    from geo.checking.judging import MOST
    from geo.store import Case

    wanted = [name for name in ("report", "output", "sheet") if getattr(args, name)]
    if len(wanted) > 1:
        args.usage("choose one of --report, -o and --from")
    if args.json and (args.output or args.sheet):
        args.usage("--json goes with --report")
    reports = args.report or (args.json and not wanted)
    interactive = not (wanted or reports)
    if interactive and not (sys.stdin.isatty() and sys.stdout.isatty()):
        args.usage("judging needs a terminal; or use --report, -o SHEET.csv, or --from SHEET.csv")
    if (interactive or args.sheet) and not args.coder:
        args.usage("--coder NAME: who judges? It is kept with every verdict")
    if args.number and args.number > MOST:
        args.usage(f"--number {args.number}: at most {MOST:,}")
    by = {"all": "", None: None}.get(args.by, args.by)
    with Case.open(args.case, create=False) as case:
        keep = interactive or bool(args.output)
        there = study(case, number=args.number, seed=args.seed, by=by, keep=keep)
        if there.unusable:
            warn(f"{args.case}: {plural(there.unusable, 'judgement')} cannot be read and do not count")
        if reports:
            return _report(there, args)
        if args.sheet:
            return _from_sheet(case, there, args)
        return _sheet(case, there, args) if args.output else _interview(case, there, args)


def _report(there: Study, args: argparse.Namespace) -> int:
    from dashboard.cli.checkreport import lines

    record = there.record(args.coder)
    if args.json:
        say_json(record)
        return 0
    if args.coder and not record["coders"] and (others := there.record()["coders"]):
        note(f"{args.coder} has judged nothing; judged by: {', '.join(one['coder'] for one in others)}")
        return 0
    for line in lines(record):
        say(line)
    return 0


def _sheet(case: Case, there: Study, args: argparse.Namespace) -> int:
    from dashboard.checking import documents_of, passed_over
    from geo.checking.sheet import CLAIM_COLUMNS, PASSED_COLUMNS, claim_rows, passed_rows
    from geo.export.writing import write_lines
    from geo.sheets import sheet_lines

    columns: Sequence[str] = PASSED_COLUMNS
    if args.missed:
        sentences, found = passed_over(case, there.plan, watch=tracked)
        rows = passed_rows(sentences, documents_of(case, (doc_id for doc_id, _ in sentences)), found)
    else:
        claims = _some(there, args)
        documents = documents_of(case, (claim.doc_id for claim in claims))
        rows, columns = claim_rows(claims, documents, there.coded(args.coder or "")), CLAIM_COLUMNS
    write_lines(sheet_lines(columns, rows), args.output)
    note(f"{plural(len(rows), 'row')} → {args.output}; fill in, then: --from {args.output} --coder NAME")
    return 0


def _from_sheet(case: Case, there: Study, args: argparse.Namespace) -> int:
    from geo.checking.sheet import COLUMNS, judgements_of, new_ones
    from geo.sheets import read_sheet

    data = sys.stdin.buffer.read() if args.sheet == "-" else Path(args.sheet).read_bytes()
    made, problems = judgements_of(read_sheet(data, args.sheet, COLUMNS, ["address"]), args.coder)
    for one in problems[:_SHOWN]:
        warn(f"{args.sheet} {one}")
    if problems:
        return complain(f"{args.sheet}: {plural(len(problems), 'row')} cannot be kept; nothing was kept")
    new = new_ones(made, there.judgements)
    case.judge(*new)
    known = f", {len(made) - len(new):,} already there" if len(new) < len(made) else ""
    note(f"{plural(len(new), 'row')} with verdicts kept{known} → {args.case}")
    return 0


def _interview(case: Case, there: Study, args: argparse.Namespace) -> int:
    from dashboard.checking import documents_of, not_judged, passed_over
    from dashboard.cli.interview import judge_claims, judge_sentences

    terminal = _terminal(case)
    if args.missed:
        sentences, found = passed_over(case, there.plan, watch=tracked)
        left = not_judged(sentences, args.coder, there.judgements)
        documents = documents_of(case, (doc_id for doc_id, _ in left))
        held = (
            f"{plural(found.reports, 'report')}: {found.told + found.passed:,} sentences with a trigger word"
        )
        note(
            f"{held}, {found.passed:,} gave no event; {len(left)} of {len(sentences)} drawn are to be judged"
        )
        given = judge_sentences(args.coder, left, found, documents, terminal)
    else:
        claims = _some(there, args)
        documents = documents_of(case, (claim.doc_id for claim in claims))
        judged = there.coded(args.coder).judged
        given = judge_claims(args.coder, claims, judged, documents, terminal)
    note(f"{plural(given, 'verdict')} kept; `dateline check {args.case} --report` counts them")
    return 0


def _terminal(case: Case) -> Terminal:
    from dashboard.cli.interview import Terminal
    from dashboard.cli.keys import read_key

    bold = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Terminal(read_key, lambda line: print(line, flush=True), case.judge, bold=bold)


def _some(there: Study, args: argparse.Namespace) -> tuple[Claim, ...]:
    claims = there.sample
    if not claims:
        raise CaseError(f"{args.case}: holds no claim that makes an event; nothing is to be judged")
    return claims
