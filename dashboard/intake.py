"""Reports that need a publication date, what is not read, and reports added. No Streamlit here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from dashboard import casework
from geo.dates import find_dates
from geo.docdate import full_date
from geo.errors import DocumentError
from geo.model import Document, Extraction, Toponym, Unread
from geo.reading import read_documents
from geo.webmap import words

ENDINGS = ("txt", "md", "html", "htm", "json", "jsonl", "csv")
MAX_FILES = 200
MAX_BYTES = 20_000_000  # of all files added at once
ADDED_FOLDER = "added"
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class NeedsDate:
    """A report without a publication date, and the day that its words suggest, if any."""

    document: Document
    suggested: date | None
    why: str


def needing_dates(documents: Iterable[Document]) -> list[NeedsDate]:
    """The reports whose publication date is not known; what "on Wednesday" means in them is open."""
    return [NeedsDate(d, *suggest(d)) for d in documents if d.published is None]


def suggest(document: Document) -> tuple[date | None, str]:
    """A day to confirm, and why; never chosen by itself.

    A report is published on the latest full date that it names, or later.
    """
    if day := _in_name(document.id):
        return day, "the file's name"
    if day := full_date(document.title):
        return day, "the title"
    days = [
        (mention.moment.start, mention.text)
        for mention in find_dates(document.text, None)
        if mention.moment.start and mention.moment.precision == "day"
    ]
    if not days:
        return None, "no full date in the report"
    day, words = max(days)
    return day, f"the latest full date in the text: “{words}”"


def _in_name(name: str) -> date | None:
    for found in _IN_NAME.finditer(PurePath(name).name):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


def summary(extraction: Extraction) -> str:
    """ "12 reports found · 9 ready · 2 need a date · 1 not read (Arabic 1)"."""
    undated = sum(document.published is None for document in extraction.documents)
    read, lost = len(extraction.documents), Counter(unread.reason for unread in extraction.unread)
    parts = [f"{words.plural(read + lost.total(), 'report')} found", f"{read - undated:,} ready"]
    if undated:
        parts.append(f"{undated:,} {'needs' if undated == 1 else 'need'} a date")
    if lost:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in lost.most_common())
        parts.append(f"{lost.total():,} not read ({reasons})")
    return " · ".join(parts)


def unplaced_names(extraction: Extraction) -> list[tuple[str, str, str]]:
    """Names that were read as places and have none: the name, the reports that it stands in, and why."""
    found: dict[str, list[tuple[str, Toponym]]] = {}
    for doc_id, toponym in extraction.toponyms:
        if toponym.place is None:
            found.setdefault(toponym.text, []).append((doc_id, toponym))
    return [
        (name, ", ".join(words.unique(doc_id for doc_id, _ in met)), words.why_unplaced(met[0][1]))
        for name, met in sorted(found.items())
    ]


def keep_files(case: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write reports that were added into a folder beside the case; gives their paths.

    Raises DocumentError for too many, too large, or of a kind that is not read.
    """
    _check(files)
    folder = case.parent / ADDED_FOLDER
    paths = []
    try:
        folder.mkdir(exist_ok=True)
        for name, content in files:
            path = _free(folder, safe_name(name))
            path.write_bytes(content)
            paths.append(path)
    except OSError as error:
        raise DocumentError(
            f"{folder}: the reports cannot be kept there ({error.strerror or error})"
        ) from error
    return paths


def _check(files: Sequence[tuple[str, bytes]]) -> None:
    if len(files) > MAX_FILES:
        raise DocumentError(
            f"{len(files)} files at once; at most {MAX_FILES}: put them into a folder and open it"
        )
    if (total := sum(len(content) for _, content in files)) > MAX_BYTES:
        raise DocumentError(
            f"{total / 1e6:.0f} MB at once; at most {MAX_BYTES / 1e6:.0f}: open a folder of them"
        )
    for name, _ in files:
        if PurePath(name).suffix.lower().lstrip(".") not in ENDINGS:
            raise DocumentError(
                f"{name}: not a kind of report that is read; use one of .{', .'.join(ENDINGS)}"
            )


def safe_name(name: str) -> str:
    """A file's name without folders, marks and anything a system may take amiss.

    >>> safe_name("../../etc/my report?.txt")
    'my report_.txt'
    """
    base = PurePath(name.replace("\\", "/")).name
    stem, ending = PurePath(base).stem, PurePath(base).suffix.lower()
    kept = re.sub(r"[^\w .()-]", "_", stem).strip(" .")[:_NAME_LENGTH]
    return f"{kept or 'report'}{ending}"


def _free(folder: Path, name: str) -> Path:
    """A path that is not taken."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} {number}{Path(name).suffix}"
    return path


def add_reports(case: Path, paths: Sequence[Path]) -> list[Document | Unread]:
    """Read these files into the case and extract it again; gives what they held.

    Raises DocumentError when none of them could be read; the case is left as it was then.
    """
    from geo.store import Case

    with Case.open(case, create=False) as store:
        before = store.extraction()
        taken = {document.id for document in before.documents}
        items = [_named(item, case.parent, path, taken) for path in paths for item in read_documents([path])]
        documents = [item for item in items if isinstance(item, Document)]
        if not documents:
            reasons = sorted({item.reason for item in items if isinstance(item, Unread)})
            raise DocumentError(f"no report could be read: {', '.join(reasons) or 'nothing in the files'}")
        unread = [item for item in items if isinstance(item, Unread)]
        store.save(
            replace(
                before,
                documents=(*before.documents, *documents),
                unread=(*before.unread, *unread),
            )
        )
    casework.refresh(case)
    return items


def _named(item: Document | Unread, base: Path, path: Path, taken: set[str]) -> Document | Unread:
    """With the id that it has when the folder is opened again: its path from there."""
    wanted = item.id.replace(path.name, path.relative_to(base).as_posix(), 1)
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}#{number}"
    taken.add(name)
    return replace(item, id=name)
