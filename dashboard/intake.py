"""Reports that need a publication date, what is not read, and reports added. No Streamlit here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from dashboard import casework
from dashboard.on_disk import folder_of
from dashboard.unread import by_reason
from dashboard.updating import Watch, unwatched
from geo.addresses import Where
from geo.dates import find_dates
from geo.docdate import full_date
from geo.endings import FORMS, LISTED
from geo.errors import DocumentError
from geo.model import Document, Toponym, Unread
from geo.reading import read_documents
from geo.store.decisions import DETAILS
from geo.webmap import words
from geo.webmap.reportrows import Report

ENDINGS = tuple(ending.lstrip(".") for ending in FORMS)
MAX_FILES = 200
MAX_BYTES = 20_000_000  # of all files added at once
ADDED_FOLDER = "added"
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_NAME_LENGTH = 80


NEEDS_DATE, READY, UNDATED = "needs a date", "ready", "read without a date"
Suggestion = tuple[date | None, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the table of what came in; `published` is its date or the one suggested."""

    id: str
    state: str
    published: date | None
    why: str  # of the suggestion, or why it was not read
    title: str
    publisher: str
    language: str
    opening: str = ""


def suggestions(path: Where, doc_ids: Sequence[str]) -> dict[str, Suggestion]:
    """A day to confirm for each of these reports, and why. Reads their texts."""
    from geo.store import Case

    with Case.open(path, create=False) as case:
        return {document.id: suggest(document) for document in case.documents(doc_ids)}


def rows(
    reports: Iterable[Report],
    unread: Iterable[Unread],
    asked: Collection[str],
    suggested: Mapping[str, Suggestion],
) -> list[Row]:
    """The table of what came in: first what needs a date (`asked`), then what was not read, then the rest."""
    found = [_row(report, report.id in asked, suggested.get(report.id, (None, ""))) for report in reports]
    lost = [Row(u.id, f"not read: {u.reason}", None, u.detail, "", "", "") for u in unread]
    return [r for r in found if r.id in asked] + lost + [r for r in found if r.id not in asked]


def _row(report: Report, asked: bool, suggestion: Suggestion) -> Row:
    day, why = suggestion if asked else (report.published, "")
    state = NEEDS_DATE if asked else READY if report.published else UNDATED
    why = f"suggested: {why}" if asked and day else why
    return Row(report.id, state, day, why, report.title, report.publisher, report.language, report.opening)


def changes(
    before: Sequence[Row], after: Sequence[Row], every: date | None = None
) -> tuple[dict[str, date | None], dict[str, dict[str, str]]]:
    """What is to be kept of an edited table: dates, and title, publisher and language where they changed.

    A suggested date that stands is confirmed by it; `every` is for the waiting ones without any.
    """
    dates: dict[str, date | None] = {}
    details: dict[str, dict[str, str]] = {}
    for old, new in zip(before, after, strict=True):
        if old.state not in {NEEDS_DATE, READY, UNDATED}:
            continue  # what was not read has nothing to set
        asked = old.state == NEEDS_DATE
        day = new.published or (every if asked else None)
        if (day and asked) or day != old.published:
            dates[old.id] = day
        changed = {name: getattr(new, name) for name in DETAILS if getattr(new, name) != getattr(old, name)}
        if changed:
            details[old.id] = changed
    return {doc_id: day for doc_id, day in dates.items() if day or doc_id in _dated(before)}, details


def typed(
    before: Sequence[Row], after: Sequence[Row]
) -> tuple[dict[str, date | None], dict[str, dict[str, str]]]:
    """Of the changes those that were written into the table: a suggested date that only stands is none."""
    dates, details = changes(before, after)
    written = {old.id for old, new in zip(before, after, strict=True) if old.published != new.published}
    return {doc_id: day for doc_id, day in dates.items() if doc_id in written}, details


def _dated(table: Sequence[Row]) -> set[str]:
    return {row.id for row in table if row.state == READY}


def suggest(document: Document) -> Suggestion:
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


def summary(read: int, unread: Sequence[Unread], undated: int = 0) -> str:
    """ "300 found · 271 ready · 17 need a date · 12 not read (Arabic 9, empty 2, broken 1)"."""
    lost = by_reason(unread)
    parts = [f"{read + lost.total():,} found", f"{read - undated:,} ready"]
    if undated:
        parts.append(f"{undated:,} {'needs' if undated == 1 else 'need'} a date")
    if lost:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in lost.most_common())
        parts.append(f"{lost.total():,} not read ({reasons})")
    return " · ".join(parts)


def unplaced_names(toponyms: Iterable[tuple[str, Toponym]]) -> list[tuple[str, str, str]]:
    """Names that were read as places and have none: the name, the reports that it stands in, and why."""
    found: dict[str, list[tuple[str, Toponym]]] = {}
    for doc_id, toponym in toponyms:
        if toponym.place is None:
            found.setdefault(toponym.text, []).append((doc_id, toponym))
    return [
        (name, ", ".join(words.unique(doc_id for doc_id, _ in met)), words.why_unplaced(met[0][1]))
        for name, met in sorted(found.items())
    ]


def keep_files(case: Where, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write reports that were added into a folder beside the case; gives their paths.

    Raises DocumentError for too many, too large, or of a kind that is not read.
    """
    _check(files)
    folder = folder_of(case) / ADDED_FOLDER
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


def _check_size(count: int, total: int) -> None:
    if count > MAX_FILES:
        raise DocumentError(f"{count} files at once; at most {MAX_FILES}: put them into a folder and open it")
    if total > MAX_BYTES:
        raise DocumentError(
            f"{total / 1e6:.0f} MB at once; at most {MAX_BYTES / 1e6:.0f}: open a folder of them"
        )


def _check(files: Sequence[tuple[str, bytes]]) -> None:
    _check_size(len(files), sum(len(content) for _, content in files))
    for name, _ in files:
        if PurePath(name).suffix.lower().lstrip(".") not in ENDINGS:
            raise DocumentError(f"{name}: not a kind of report that is read; use one of {LISTED}")


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


def files_in(folder: Path) -> list[tuple[str, bytes]]:
    """The reports of a folder on this computer, to be kept beside the case.

    Raises DocumentError when there is none, or the folder cannot be read.
    """
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder on this computer; check the spelling")
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix.lower().lstrip(".") in ENDINGS
    ]
    if not paths:
        raise DocumentError(f"{folder}: no reports in it ({LISTED})")
    _check_size(len(paths), sum(path.stat().st_size for path in paths))
    try:
        return [(path.name, path.read_bytes()) for path in paths]
    except OSError as error:
        raise DocumentError(f"{error.filename}: cannot be read ({error.strerror or error})") from error


def add_reports(
    case: Where, paths: Sequence[Path], watch: Watch = unwatched
) -> tuple[int, list[tuple[str, Unread]]]:
    """Read these files into the case and extract it again: how many reports, and what was not read, by file.

    A file without any report is not kept. Raises DocumentError, naming each file, when none holds one.
    """
    from geo.store import Case

    with Case.open(case, create=False) as store:
        taken = {document.id for document in store.documents()}
        found = {
            path: [_named(i, folder_of(case), path, taken) for i in read_documents([path])] for path in paths
        }
        documents = [item for items in found.values() for item in items if isinstance(item, Document)]
        lost = [(path.name, i) for path, items in found.items() for i in items if isinstance(i, Unread)]
        useless = [path for path, items in found.items() if not any(isinstance(i, Document) for i in items)]
        for path in useless:
            path.unlink(missing_ok=True)
        if not documents:
            empty = [path.name for path, items in found.items() if not items]
            raise DocumentError(f"nothing was added; {said_of(lost, empty)}")
        kept = [one for name, one in lost if name not in {path.name for path in useless}]
    casework.refresh(case, [*documents, *kept], watch=watch)
    return len(documents), lost


def said_of(lost: Sequence[tuple[str, Unread]], empty: Sequence[str] = ()) -> str:
    """ "ar.txt: not read (Arabic); b.txt: not read (empty)"."""
    parts = [
        f"{name}: not read ({one.reason}{f': {one.detail}' if one.detail else ''})" for name, one in lost
    ]
    return "; ".join([*parts, *(f"{name}: holds no report" for name in empty)])


def _named(item: Document | Unread, base: Path, path: Path, taken: set[str]) -> Document | Unread:
    """With the id that it has when the folder is opened again: its path from there."""
    wanted = item.id.replace(path.name, path.relative_to(base).as_posix(), 1)
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}#{number}"
    taken.add(name)
    return replace(item, id=name)
