"""`dateline verify`: are the quotes of an export in the documents, word for word?"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dashboard.cli.shared import Commands, add_command, documents_in
from dashboard.cli.terminal import complain, plural, report_unread, say, say_json
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.export.cited import Cited, Joined
    from geo.export.verifying import Quote
    from geo.model import Unread
    from geo.records import Record

_NAMED = 20  # quotes named one by one; the rest are counted


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "verify",
        run,
        "find every quoted span of an export in the reports again, and name what was changed",
        "dateline verify events.geojson --documents my-reports/",
    )
    command.add_argument("export", metavar="OUT", help="what `dateline extract` or `export` wrote")
    command.add_argument(
        "--documents",
        nargs="+",
        default=[],
        metavar="PATH",
        help="the reports it was made from, or a case file with them (of a case file: its own, unless told)",
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Check all quotes; 1 when one is not where the export says."""
    from geo.export.cited import read_cited
    from geo.export.verifying import check

    texts = _texts(args.documents, args.export) if args.documents else _of_case(args.export)
    quotes = list(check(_internal(read_cited(args.export), args.export), texts))
    lost = [quote for quote in quotes if quote.problem]
    claims = len({quote.claim_id for quote in quotes if quote.claim_id})
    if args.json:
        found = {"quotes": len(quotes), "claims": claims, "not_found": [_record(quote) for quote in lost]}
        say_json(found)
    elif not quotes:
        say(f"{args.export} holds no quotes: there is nothing to verify")
    elif not lost:
        say(f"{plural(len(quotes), 'quote')} of {plural(claims, 'claim')} found, word for word")
    for quote in lost[:_NAMED]:
        complain(f"{_named(quote)} {quote.problem}: {quote.text[:80]!r}")
    if lost:
        complain(f"{len(lost):,} of {plural(len(quotes), 'quote')} in {args.export} not found")
    return 1 if lost else 0


def _named(quote: Quote) -> str:
    of = f" of claim {quote.claim_id}" if quote.claim_id else ""
    return f"{quote.doc_id}: {quote.part}{of}"


def _internal(cited: Iterable[Record | Cited | Joined], name: str) -> Iterator[Record | Cited | Joined]:
    """What is cited, as long as it names its reports."""
    from geo.export.cited import reports_of
    from geo.publishing.publish import REPORT

    for one in cited:
        if any(doc_id.startswith(REPORT) for doc_id in reports_of(one)):
            raise ExportError(
                f"{name} is a public export and does not name its reports; verify the internal one"
            )
        yield one


def _is_case(path: str) -> bool:
    from geo.export.formats import by_ending

    form = by_ending(path)
    return form is not None and form.name == "db"


def _of_case(path: str) -> dict[str, str]:
    """The reports that a case holds, by id."""
    from geo.store import Case

    if not _is_case(path):
        raise ExportError(f"which reports was {path} made from? Give them: --documents PATH …")
    with Case.open(path, create=False) as case:
        return {document.id: document.text for document in case.documents()}


def _texts(paths: list[str], export: str) -> dict[str, str]:
    from geo.export.formats import by_ending
    from geo.model import Document

    form = by_ending(export)
    own = form.files(export) if form else (export,)
    texts: dict[str, str] = {}
    unread: list[Unread] = []
    cases = [path for path in paths if _is_case(path)]
    for case in cases:
        texts.update(_of_case(case))
    for document in documents_in([path for path in paths if path not in cases], None, without=own):
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
