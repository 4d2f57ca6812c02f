"""A folder of parts behind the page, which reads it and writes nothing of it. No Streamlit here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard import prepared
from dashboard.prepared import Prepared
from dashboard.updating import Watch, unwatched
from geo.decisions import Decision
from geo.errors import ResultError
from geo.export.source import Source
from geo.model import Claim, Document, Event, Toponym
from geo.results import EVERYTHING, MANIFEST, Extent, Result, Selection, extent_of
from geo.webmap.details import documents_of

if TYPE_CHECKING:
    from gazetteer import Gazetteer

FIXED = (
    "A result in parts is read-only here: to correct or check what was read, or to add reports, extract "
    "the reports that matter into a case file (dateline extract REPORTS -o CASE.db) and open that."
)
MOST = 1_500_000  # events that a page holds at once; more are loaded in part


@dataclass(frozen=True)
class ResultBacking:
    """A folder of parts, and what of it is loaded."""

    result: Result
    extent: Extent
    left_undated: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()
    unfit: frozenset[int] = frozenset()
    unplaced: tuple[tuple[str, Toponym], ...] = ()
    interrupted: int = 0

    @property
    def path(self) -> Path:
        """The folder."""
        return self.result.manifest.folder

    @property
    def name(self) -> str:
        """The folder's own."""
        return self.path.name

    @property
    def identity(self) -> str:
        """Of the run that wrote it."""
        return self.result.identity

    @property
    def made_by(self) -> str:
        """Which program, word lists and gazetteer read the reports."""
        return self.result.manifest.made_by

    @property
    def fixed(self) -> str:
        """What to do instead of changing it."""
        return FIXED

    def one_event(self, event_id: str) -> tuple[Event, dict[str, Document]]:
        """An event and its reports without their texts. Raises ResultError where it is not there."""
        event = self.result.event(event_id)
        if event is None:
            raise ResultError(f"{self.path}: event {event_id} is not in this result; reload the page")
        listed = self.result.reports(documents_of(event))
        return event, {
            one.id: Document(
                one.id, "", one.title, one.published, publisher=one.publisher, language=one.language
            )
            for one in listed
        }

    def claim(self, claim_id: str) -> Claim | None:
        """None: no decision is about one."""
        del claim_id
        return None

    def claims_in(self, doc_ids: Collection[str]) -> list[Claim]:
        """None: without texts nothing is marked in them."""
        del doc_ids
        return []

    def toponyms_in(self, doc_ids: Collection[str]) -> tuple[tuple[str, Toponym], ...]:
        """None, as claims."""
        del doc_ids
        return ()

    def part(self, event_ids: Sequence[str]) -> Source:
        """These events, read as they are written."""
        return self.result.chosen(self.extent.selection, ids=event_ids)


def load(
    path: Path, gazetteer: Gazetteer, asked: Selection = EVERYTHING, watch: Watch = unwatched
) -> tuple[Prepared, ResultBacking]:
    """What is asked for of the folder, as far as a page holds it. Raises ResultError.

    Of what a folder opens with, the prepared file is kept beside its manifest, or in the user's cache.
    """
    state = state_of(path)
    result = _opened(path, state, gazetteer)
    extent = extent_of(result, asked, MOST)
    place, stamp = _place(result), f"{result.identity} {extent.selection} {extent.cut}"
    ready = prepared.read(place, stamp) if asked == EVERYTHING else None
    if ready is None:
        rows = result.rows(extent.selection, extent.events if extent.cut else None)
        ready = prepared.prepare(
            watch(rows, "Preparing the page"), result.reports(), result.unread(), gazetteer
        )
        ready = prepared.keep(place, stamp, ready) if asked == EVERYTHING else ready
    return ready, ResultBacking(result, extent)


def state_of(path: Path) -> str:
    """Changes with what is in the folder. Raises ResultError."""
    try:
        about = (path / MANIFEST).stat()
    except OSError as error:
        raise ResultError(f"{path}: no longer a result ({error.strerror or error}); open it again") from error
    return f"{about.st_ino} {about.st_size} {about.st_mtime_ns}"


@lru_cache(maxsize=2)  # one engine for all that a page asks of a folder
def _opened(path: Path, state: str, gazetteer: Gazetteer) -> Result:
    del state  # only tells states apart
    return Result.open(path, lambda: gazetteer)


def _place(result: Result) -> Path:
    """Beside what the prepared file is kept: the manifest, or where the folder is not ours to write, a name
    in the user's cache.
    """
    folder = result.manifest.folder
    if os.access(folder, os.W_OK | os.X_OK):
        return folder / MANIFEST
    from platformdirs import user_cache_path

    cache = user_cache_path("dateline", appauthor=False) / "results"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:  # then it is made anew each time, which costs the time only
        return folder / MANIFEST
    return cache / hashlib.sha256(f"{folder} {result.identity}".encode()).hexdigest()[:16]
