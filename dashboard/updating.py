"""A case file brought up to date: reports that have not changed are not read again.

What a report gives is kept as soon as it is read, so a run that is stopped, in whatever way, is taken up by
the next one. The events are put together at the end, in one step, and are the same as of a first run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any

from dashboard.provenance import maker
from dashboard.userlists import actor_lexicon
from geo.errors import CaseError
from geo.model import Document, Extraction, Reading, Unread

if TYPE_CHECKING:
    from geo.executors import Executor
    from geo.store import Case

Watch = Callable[[Iterable[Any], str], Iterable[Any]]  # wraps what is worked through, for a progress bar

_KEEP_AFTER = 2.0  # seconds: how much work an interruption may lose
_KEEP_AT_MOST = 256  # readings held until they are kept
_NAMED = 20  # reports told one by one; the rest are counted


def unwatched(items: Iterable[Any], what: str) -> Iterable[Any]:
    """No progress bar."""
    del what
    return items


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of the reports, by id; `extraction` is None where nothing had to be done."""

    extraction: Extraction | None
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    again: tuple[str, ...] = ()  # unchanged, but the program, word lists or gazetteer are others
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()  # given, and the program could not read them

    def in_words(self) -> str:
        """ "2 new, 1 changed, 300 unchanged, 1 no longer there"."""
        parts = (
            (self.new, "new"),
            (self.changed, "changed"),
            (self.again, "read again by another program or with other lists"),
            (self.unchanged, "unchanged"),
            (self.removed, "no longer there"),
            (self.failed, "failed"),
        )
        return ", ".join(f"{len(ids):,} {word}" for ids, word in parts if ids)

    def named(self, *, added: bool) -> list[str]:
        """A line for each report that left the case, or was replaced by what was added; the first ones."""
        gone = [
            f"{doc_id} is no longer among the reports, so it has left the case" for doc_id in self.removed
        ]
        replaced = [f"{doc_id} was in the case with another text or other details" for doc_id in self.changed]
        lines = [*gone, *(replaced if added else ())]
        more = [f"and {len(lines) - _NAMED:,} more"] if len(lines) > _NAMED else []
        return [*lines[:_NAMED], *more]


def update(
    case: Case,
    items: Iterable[Document | Unread],
    *,
    add: bool = False,
    how: How | None = None,
    watch: Watch = unwatched,
) -> Updated:
    """Let the case hold what these reports give, and nothing else; with `add` besides what it holds.

    The user's dates and details are kept. Where another program changes the case meanwhile, that is taken
    into account and nothing of it lost. Raises CaseError when the case cannot be written, or holds events
    without their reports; LexiconError when a list of actors is broken.
    """
    given, run = list(items), _Run(case, how or How(), watch)
    while (updated := run.attempt(given, add)) is None:
        pass  # another program was faster; what was read is not read again
    return updated


@dataclass(frozen=True, slots=True)
class How:
    """With what to read: where the work is done, and the settings that are kept with the run.

    `actors` are the user's own lists for this run, None: those of the case's last run. `published` is the day
    that reports without one were given, and is told only: the reports have it already.
    """

    executor: Executor | None = None
    actors: Sequence[Path] | None = None
    published: date | None = None


class _Run:
    """One update, which may take several attempts."""

    def __init__(self, case: Case, how: How, watch: Watch) -> None:
        self._case, self._how, self._watch = case, how, watch
        with _lists(case, how.actors) as actors:
            made_by, self._lexicon = maker(actors), actor_lexicon(actors)
        published = {"published": how.published.isoformat()} if how.published else {}
        self._maker = replace(made_by, settings={**made_by.settings, **published})
        self._read: dict[tuple[str, str], Reading | Unread] = {}  # by id and hash

    def attempt(self, given: Sequence[Document | Unread], add: bool) -> Updated | None:
        """Read what is due and save all; None where the case became another one meanwhile."""
        from geo.pipeline import assemble
        from geo.store import Run, document_hash, fingerprint, states

        case, stamp = self._case, self._maker.stamp
        basis, before = case.state(states.of_basis), case.hashes()
        if not before and case.counts()[1]:
            raise CaseError(
                f"{case.path}: holds events without their reports (it was made from a file of events), which "
                "reports would replace; extract into another case file"
            )
        documents, unread = _completed(case, with_held(case, given) if add else given)
        hashes = {doc_id: document_hash(document) for doc_id, document in documents.items()}
        seen = fingerprint(hashes, unread, stamp)
        current = case.is_current(seen)
        if current and before == hashes:
            return Updated(None, unchanged=tuple(hashes))
        held = case.readings(hashes, stamp)
        read = self._read_now(documents, hashes, {reading.document.id for reading in held})
        failed = tuple(one.id for one in read if isinstance(one, Unread))
        if current and len(failed) == len(read):
            return Updated(None, unchanged=tuple(before), failed=failed)
        extraction = replace(assemble([*held, *unread, *read]), made_by=self._maker.in_words())
        found = _compared(before, extraction, {one.document.id for one in _readings(read)}, failed)
        counts = {name: len(getattr(found, name)) for name in ("new", "changed", "unchanged", "removed")}
        run = Run(maker=self._maker, fingerprint=seen, **counts)  # type: ignore[arg-type] # whole numbers alone
        return replace(found, extraction=extraction) if case.save(extraction, run, since=basis) else None

    def _read_now(
        self, documents: Mapping[str, Document], hashes: Mapping[str, str], there: Collection[str]
    ) -> list[Reading | Unread]:
        """What the reports give that the case does not have; of an attempt before, without reading again."""
        from geo.pipeline import read_all

        wanted = [doc_id for doc_id in documents if doc_id not in there]
        due = [documents[doc_id] for doc_id in wanted if (doc_id, hashes[doc_id]) not in self._read]
        results = read_all(
            self._watch(due, "Extracting events"),
            lexicon=self._lexicon,
            executor=self._how.executor,
            ordered=False,
        )
        for one in _kept(self._case, results, self._maker.stamp):
            doc_id = one.document.id if isinstance(one, Reading) else one.id
            self._read[doc_id, hashes[doc_id]] = one
        return [self._read[doc_id, hashes[doc_id]] for doc_id in wanted]


def with_held(case: Case, items: Iterable[Document | Unread]) -> list[Document | Unread]:
    """The reports that the case holds, and these; of two under one id the one given now."""
    given = list(items)
    ids = {item.id for item in given if isinstance(item, Document)}
    documents = [one for one in case.documents() if one.id not in ids]
    there = {*ids, *(one.id for one in documents)}
    lost = {one.id: one for one in case.unread()} | {one.id: one for one in given if isinstance(one, Unread)}
    return [*documents, *(one for one in given if isinstance(one, Document)), *_without(lost, there)]


def _without(lost: Mapping[str, Unread], there: Collection[str]) -> list[Unread]:
    """What was not read and is not held as a report of an earlier run."""
    return [one for doc_id, one in lost.items() if doc_id not in there]


@contextmanager
def _lists(case: Case, given: Sequence[Path] | None) -> Iterator[Sequence[Path]]:
    """The lists of actors given, or else those that the case's last run was given, as files."""
    if given is not None:
        yield given
        return
    with TemporaryDirectory(prefix="dateline-") as folder:
        yield list(_written(case, Path(folder)))


def _written(case: Case, folder: Path) -> Iterator[Path]:
    made = case.runs()
    texts = made[-1].maker.settings.get("actors", {}) if made else {}
    for number, (name, text) in enumerate(texts.items()):
        path = folder / str(number) / Path(name).name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        yield path


def _completed(case: Case, items: Iterable[Document | Unread]) -> tuple[dict[str, Document], list[Unread]]:
    """The reports by id, as the user completed them, and what was not read."""
    given = list(items)
    documents = case.with_chosen_dates([item for item in given if isinstance(item, Document)])
    return {one.id: one for one in documents}, [item for item in given if isinstance(item, Unread)]


def _compared(
    before: Mapping[str, str], extraction: Extraction, read: Collection[str], failed: tuple[str, ...]
) -> Updated:
    from geo.store import document_hash

    now = {document.id: document_hash(document) for document in extraction.documents}
    same = [doc_id for doc_id in now if before.get(doc_id) == now[doc_id]]
    return Updated(
        None,
        new=tuple(doc_id for doc_id in now if doc_id not in before),
        changed=tuple(doc_id for doc_id in now if doc_id in before and before[doc_id] != now[doc_id]),
        again=tuple(doc_id for doc_id in same if doc_id in read),
        unchanged=tuple(doc_id for doc_id in same if doc_id not in read),
        removed=tuple(doc_id for doc_id in before if doc_id not in now and doc_id not in failed),
        failed=failed,
    )


def _kept(case: Case, results: Iterable[Reading | Unread], stamp: str) -> list[Reading | Unread]:
    """The results, kept in the case every few seconds as they come, and when the work is stopped."""
    read: list[Reading | Unread] = []
    kept, kept_at = 0, monotonic()
    try:
        for result in results:
            read.append(result)
            if len(read) - kept >= _KEEP_AT_MOST or monotonic() - kept_at > _KEEP_AFTER:
                case.keep(_readings(read[kept:]), stamp)
                kept, kept_at = len(read), monotonic()
    finally:
        case.keep(_readings(read[kept:]), stamp)
    return read


def _readings(results: Iterable[Reading | Unread]) -> list[Reading]:
    return [result for result in results if isinstance(result, Reading)]
