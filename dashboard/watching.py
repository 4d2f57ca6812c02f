"""Watched files: telling when something under some paths has changed and come to rest.

The system's messages (watchdog) only wake us: what changed is told by comparing sizes and times of the files,
so that reading them, or writing our own beside them, is no change. Where the system has no messages, or none
for a drive on the network, the files are looked at from time to time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any

from geo.errors import DocumentError
from geo.reading.walk import find_files

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

Snapshot = dict[Path, tuple[int, int]]  # time of the last change in ns, and size

QUIET = 1.5  # seconds without a change until files count as written whole
LOOK = 30.0  # seconds after which files are looked at although no message came
RESTLESS = 30.0  # seconds after which files that never rest are not waited for
_TICK = 1.0  # Ctrl-C is noticed so soon, on every system
_READING = frozenset({"opened", "closed_no_write"})  # messages that our own reading causes


class Watched:
    """Paths watched from now on; a context manager, which lets go of them at its end.

    `own` are files that we write ourselves. Raises DocumentError when a path does not exist.
    """

    def __init__(self, paths: Sequence[str | Path], own: Collection[str | Path] = ()) -> None:
        self._paths = [Path(path) for path in paths]
        self._own = frozenset(Path(path).resolve() for path in own)
        self._woken = Event()
        self._woken.set()  # for what changes before the system's messages are asked for
        self._seen = self._snapshot()
        self._observer: BaseObserver | None = None

    def __enter__(self) -> Watched:
        self._observer = _observer(self._paths, self._wake)
        return self

    def __exit__(self, *_: object) -> None:
        if self._observer:
            self._observer.stop()
            self._observer.join()

    def changes(
        self, going: Callable[[], bool] = lambda: True, *, quiet: float = QUIET, look: float = LOOK
    ) -> Iterator[Collection[Path]]:
        """The files that are new, changed or gone, each time after they have been quiet; ends with `going`.

        What changes while the caller works on them comes the next time.
        """
        while self._wait(going, look):
            self._woken.clear()
            now = self._at_rest(quiet, going)
            changed = {path for path, _ in now.items() ^ self._seen.items()}
            self._seen = now
            if changed:
                yield changed

    def _wake(self) -> None:
        self._woken.set()

    def _wait(self, going: Callable[[], bool], look: float) -> bool:
        """Whether to go on, after a message or when it is time to look."""
        until = monotonic() + look
        while going():
            if self._woken.wait(min(_TICK, look)) or monotonic() >= until:
                return True
        return False

    def _at_rest(self, quiet: float, going: Callable[[], bool]) -> Snapshot:
        """The files once they stay the same; one that is still being written does not.

        What goes on changing for `RESTLESS` seconds is taken as it was before: others need not wait for it.
        """
        before, until = self._tolerant_snapshot(), monotonic() + RESTLESS
        while going():
            Event().wait(quiet)
            now = self._tolerant_snapshot()
            if now == before:
                return now
            if monotonic() > until:
                restless = {path for path, _ in now.items() ^ before.items()}
                at_rest = {path: seen for path, seen in now.items() if path not in restless}
                return at_rest | {path: self._seen[path] for path in restless & self._seen.keys()}
            before = now
        return self._seen

    def _tolerant_snapshot(self) -> Snapshot:
        """A folder that is gone holds nothing: reading it says so, and it can come back."""
        try:
            return self._snapshot()
        except DocumentError:
            return {}

    def _snapshot(self) -> Snapshot:
        found: Snapshot = {}
        for path in self._paths:
            for file in find_files(path):
                with suppress(OSError):  # gone in between
                    status = file.path.stat()
                    if file.path.resolve() not in self._own:
                        found[file.path] = (status.st_mtime_ns, status.st_size)
        return found


def _observer(paths: Sequence[Path], wake: Callable[[], None]) -> BaseObserver:
    """What calls `wake` at every message about the paths; by looking at them where the system sends none."""
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    try:
        return _started(Observer(), paths, wake)
    except OSError:  # the system's limit of watched folders, or a file system that has no messages
        return _started(PollingObserver(), paths, wake)


def _started(observer: BaseObserver, paths: Sequence[Path], wake: Callable[[], None]) -> BaseObserver:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler

    class Waking(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in _READING:
                wake()

    handler: Any = Waking()
    for folder in {path if path.is_dir() else path.parent for path in paths}:
        observer.schedule(handler, str(folder), recursive=folder in paths)
    try:
        observer.start()
    except OSError:
        observer.unschedule_all()
        raise
    return observer
