"""From what a user opens to a case file that is up to date: where it lies, and when to read again.

The command `open` and the page share this; it is the only place that joins reading, the pipeline and
the case file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dashboard.on_disk import CASE_ENDING, case_location, sample_corpus
from dashboard.updating import How, Watch, unwatched, update
from geo.addresses import Where, is_address, place_of
from geo.errors import CaseError, DocumentError
from geo.export.readback import EVENT_ENDINGS
from geo.model import Document, Extraction, Unread

if TYPE_CHECKING:
    from geo.decisions import Applied, Decision
    from geo.executors import Executor
    from geo.store import Case

State = Literal["new", "unchanged", "read again", "as it is"]


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case ready to be shown, how it came to be, and what the user should know."""

    path: Where
    state: State
    documents: int
    events: int
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()  # where it lies when that is not beside the documents


def open_case(
    paths: Sequence[str | Path] = (), *, executor: Executor | None = None, watch: Watch = unwatched
) -> OpenedCase:
    """The case of these documents, of a case file (.db) or of a database (postgresql://…), or of an events
    GeoJSON; none: the sample corpus.

    Documents that have not changed since the last run are not extracted again. Raises DocumentError
    when nothing could be read, CaseError when the case file cannot be used.
    """
    given = [str(path) for path in paths]
    kinds = {_kind(path) for path in given}
    if len(given) > 1 and kinds != {"documents"}:
        raise DocumentError("open one case file or one events GeoJSON at a time, without other paths")
    if kinds == {"case"}:
        place = place_of(given[0])
        return _as_it_is(place.resolve() if isinstance(place, Path) else place)
    beside = case_location(given)
    if kinds == {"events"}:
        return _from_events(Path(given[0]), beside.path, beside.notes)
    return _from_documents(given or [str(sample_corpus())], beside.path, beside.notes, executor, watch)


def refresh(
    path: str | Where,
    added: Sequence[Document | Unread] = (),
    *,
    executor: Executor | None = None,
    watch: Watch = unwatched,
) -> Extraction:
    """Bring the case up to date with its own documents, as the user dated them, and those added.

    Raises CaseError when the case has no documents (it was made from an events GeoJSON).
    """
    from geo.store import Case

    with Case.open(path, create=False) as case:
        if not case.counts()[0] and not any(isinstance(item, Document) for item in added):
            raise CaseError(f"{case.path}: holds events without their documents; open the documents instead")
        updated = update(case, added, add=True, how=How(executor), watch=watch)
        return updated.extraction or case.extraction()


def choose_dates(
    path: str | Where,
    dates: Mapping[str, date | None],
    details: Mapping[str, Mapping[str, str]] | None = None,
    *,
    author: str = "",
    watch: Watch = unwatched,
) -> Extraction:
    """Keep these publication dates (doc_id → day) and details (doc_id → title, publisher, language) as
    decisions, and extract again with them.
    """
    from geo.store import Case

    details = details or {}
    with Case.open(path, create=False) as case:
        known = {document.id for document in case.documents()}
        if unknown := sorted({*dates, *details} - known):
            raise CaseError(f"{case.path}: there is no document {unknown[0]!r} in this case")
        case.describe(dates, details, author=author)
    return refresh(path, watch=watch)


def leave_undated(path: str | Where, doc_ids: Iterable[str], *, author: str = "") -> None:
    """Keep that these documents are to be read without a publication date."""
    from geo.store import Case

    with Case.open(path, create=False) as case:
        case.leave_undated(doc_ids, author=author)


def load(path: str | Where) -> Extraction:
    """What a case holds, as the analyst left it."""
    return load_decided(path).extraction


def load_decided(path: str | Where) -> Applied:
    """What a case holds with the analyst's decisions, and those that no longer fit."""
    from geo.decisions import apply, has_effect
    from geo.store import Case, states

    with Case.open(path, create=False) as case, case.at_one_moment():
        decisions, run = case.decisions(), case.state(states.of_run)
        if not has_effect(decisions):
            return apply(case.extraction(), decisions)
    return apply(_as_read(place_of(path), run), decisions)


@lru_cache(maxsize=1)  # who corrects decides again soon, and a large case takes long to read
def _as_read(path: Where, run: str) -> Extraction:
    from geo.store import Case

    del run  # tells the states of the case apart
    with Case.open(path, create=False) as case:
        return case.extraction()


def decide(path: str | Where, decision: Decision) -> None:
    """Keep a decision. One that takes back or brings back what a report was given extracts again."""
    from geo.store import Case
    from geo.store.decisions import details, published_dates

    with Case.open(path, create=False) as case:
        before = case.decisions()
        case.decide(decision)
        after = case.decisions()
    if (published_dates(before), details(before)) != (published_dates(after), details(after)):
        refresh(path)


def are_documents(paths: Sequence[str]) -> bool:
    """Whether the paths are reports, not a case file or events."""
    return {_kind(path) for path in paths} == {"documents"}


def _kind(path: str) -> str:
    ending = Path(path).suffix.lower()
    if ending == CASE_ENDING or is_address(path):
        return "case"
    return "events" if ending in EVENT_ENDINGS else "documents"


def _as_it_is(path: Where) -> OpenedCase:
    from geo.store import Case

    with Case.open(path, create=False) as case:
        return _opened(case, "as it is", ())


def _from_events(source: Path, path: Path, notes: tuple[str, ...]) -> OpenedCase:
    from geo.export.readback import read_events
    from geo.store import Case

    extraction = read_events(source)
    new = not path.exists()
    with Case.open(path) as case:
        case.save(extraction)
        return _opened(case, "new" if new else "read again", notes)


def _from_documents(
    given: Sequence[str], path: Path, notes: tuple[str, ...], executor: Executor | None, watch: Watch
) -> OpenedCase:
    from geo.reading import read_documents
    from geo.store import Case

    read: list[Document | Unread] = list(watch(read_documents(given), "Reading reports"))
    if not any(isinstance(item, Document) for item in read):
        raise DocumentError(_nothing_read(given, read))
    new = not path.exists()
    with Case.open(path) as case:
        updated = update(case, read, how=How(executor), watch=watch)
        state: State = "unchanged" if updated.extraction is None else "new" if new else "read again"
        told = () if new or updated.extraction is None else (updated.in_words(), *updated.named(added=False))
        return _opened(case, state, (*notes, *told))


def _opened(case: Case, state: State, notes: tuple[str, ...]) -> OpenedCase:
    documents, events = case.counts()
    return OpenedCase(case.path, state, documents, events, case.unread(), notes)


def _nothing_read(given: Sequence[str], items: Sequence[Document | Unread]) -> str:
    reasons = sorted({item.reason for item in items if isinstance(item, Unread)})
    why = f" ({', '.join(reasons)})" if reasons else "; give files or folders of reports"
    return f"no report could be read in {', '.join(given)}{why}"
