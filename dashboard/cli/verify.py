"""`dateline verify`: are the quotes of an export in the documents, word for word?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from dashboard.cli.shared import Commands, add_command, documents_in
from dashboard.cli.terminal import complain, plural, report_unread, say, say_json
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.export.verifying import Quote
    from geo.model import Unread

_NAMED = 20  # quotes named one by one; the rest are counted


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "verify",
        run,
        "find every quoted span of an export (.jsonl, .geojson, .geojsonl) in the reports again",
        "dateline verify events.geojson --documents my-reports/",
    )
    command.add_argument("export", metavar="OUT", help="what `dateline extract` or `export` wrote")
    command.add_argument(
        "--documents", nargs="+", required=True, metavar="PATH", help="the reports it was made from"
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Check all quotes; 1 when one is not where the export says."""
    from geo.export.readback import read_claim_records
    from geo.export.verifying import check_quotes
    from geo.publishing.publish import REPORT

    claims = list(read_claim_records(args.export))
    if any(str(claim["doc_id"]).startswith(REPORT) for claim in claims):
        raise ExportError(
            f"{args.export} is a public export and does not name its reports; verify the internal one"
        )
    quotes = list(check_quotes(claims, _texts(args.documents, args.export)))
    lost = [quote for quote in quotes if quote.problem]
    if args.json:
        say_json({"quotes": len(quotes), "not_found": [_record(quote) for quote in lost]})
    elif not lost:
        say(f"all {plural(len(quotes), 'quote')} found, word for word")
    for quote in lost[:_NAMED]:
        complain(
            f"{quote.doc_id}: {quote.part} of claim {quote.claim_id} {quote.problem}: {quote.text[:80]!r}"
        )
    if lost:
        complain(f"{len(lost):,} of {plural(len(quotes), 'quote')} in {args.export} not found")
    return 1 if lost else 0


def _texts(paths: list[str], export: str) -> dict[str, str]:
    from geo.model import Document

    texts: dict[str, str] = {}
    unread: list[Unread] = []
    for document in documents_in(paths, None, without=[export]):
        if isinstance(document, Document):
            texts[document.id] = document.text
        else:
            unread.append(document)
    report_unread(unread)
    return texts


def _record(quote: Quote) -> dict[str, str]:
    return {
        "claim_id": quote.claim_id,
        "doc_id": quote.doc_id,
        "part": quote.part,
        "text": quote.text,
        "problem": quote.problem,
    }
