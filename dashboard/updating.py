"""A case file brought up to date: reports that have not changed are not read again.

What a report gives is kept as soon as it is read, so a run that is stopped, in whatever way, is taken up by
the next one. The events are put together at the end, in one step, and are the same as of a first run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from dashboard.provenance import maker
from dashboard.userlists import actor_lexicon
from geo.model import Document, Extraction, Reading, Unread

if TYPE_CHECKING:
    from geo.executors import Executor
    from geo.store import Case

Watch = Callable[[Iterable[Any], str], Iterable[Any]]  # wraps what is worked through, for a progress bar

_KEEP_AFTER = 2.0  # seconds: how much work an interruption may lose
_KEEP_AT_MOST = 256  # readings held until they are kept


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
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def in_words(self) -> str:
        """ "2 new, 1 changed, 300 unchanged, 1 no longer there"."""
        parts = (
            (self.new, "new"),
            (self.changed, "changed"),
            (self.unchanged, "unchanged"),
            (self.removed, "no longer there"),
        )
        return ", ".join(f"{len(ids):,} {word}" for ids, word in parts if ids)


def update(
    case: Case,
    items: Iterable[Document | Unread],
    *,
    executor: Executor | None = None,
    actors: Sequence[Path] = (),
    watch: Watch = unwatched,
) -> Updated:
    """Let the case hold what these reports give, and nothing else; the user's dates and details are theirs.

    Raises CaseError when the case cannot be written, LexiconError when a list of actors is broken.
    """
    from geo.pipeline import assemble, read_all
    from geo.store import Run, document_hash, fingerprint

    made_by, lexicon = maker(actors), actor_lexicon(actors)
    documents, unread = _completed(case, items)
    hashes = {doc_id: document_hash(document) for doc_id, document in documents.items()}
    before = case.hashes()
    seen = fingerprint(hashes, unread, made_by.stamp)
    found = _compared(before, hashes)
    if case.is_current(seen):
        case.forget_interrupted()
        return found
    held = case.readings(hashes, made_by.stamp)
    there = {reading.document.id for reading in held}
    due = watch([one for one in documents.values() if one.id not in there], "Extracting events")
    read = _kept(case, read_all(due, lexicon=lexicon, executor=executor), made_by.stamp)
    extraction = replace(assemble([*held, *unread, *read]), made_by=made_by.in_words())
    run = Run(
        maker=made_by,
        fingerprint=seen,
        new=len(found.new),
        changed=len(found.changed),
        unchanged=len(found.unchanged),
        removed=len(found.removed),
    )
    case.save(extraction, run)
    return replace(found, extraction=extraction)


def _completed(case: Case, items: Iterable[Document | Unread]) -> tuple[dict[str, Document], list[Unread]]:
    """The reports by id, as the user completed them, and what was not read."""
    given = list(items)
    documents = case.with_chosen_dates([item for item in given if isinstance(item, Document)])
    return {one.id: one for one in documents}, [item for item in given if isinstance(item, Unread)]


def _compared(before: dict[str, str], now: dict[str, str]) -> Updated:
    return Updated(
        None,
        new=tuple(doc_id for doc_id in now if doc_id not in before),
        changed=tuple(doc_id for doc_id in now if doc_id in before and before[doc_id] != now[doc_id]),
        unchanged=tuple(doc_id for doc_id in now if before.get(doc_id) == now[doc_id]),
        removed=tuple(doc_id for doc_id in before if doc_id not in now),
    )


def _kept(case: Case, results: Iterable[Reading | Unread], stamp: str) -> list[Reading | Unread]:
    """The results, kept in the case every few seconds as they come; the last ones are with the run's end."""
    read: list[Reading | Unread] = []
    kept, kept_at = 0, monotonic()
    for result in results:
        read.append(result)
        if len(read) - kept >= _KEEP_AT_MOST or monotonic() - kept_at > _KEEP_AFTER:
            case.keep(_readings(read[kept:]), stamp)
            kept, kept_at = len(read), monotonic()
    return read


def _readings(results: Iterable[Reading | Unread]) -> list[Reading]:
    return [result for result in results if isinstance(result, Reading)]
