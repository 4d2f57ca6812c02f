"""Many strings in one run of bytes: a file of millions is used without making any of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from tempfile import TemporaryFile, gettempdir
from typing import TYPE_CHECKING, Any, Self, overload
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from geo.errors import DatelineError

if TYPE_CHECKING:
    import pyarrow as pa

Arrays = dict[str, NDArray[Any]]
_BYTES, _STARTS, _ORDER = "bytes", "starts", "order"
_REMEMBERED = 16  # words whose events are kept, a byte an event
_MADE_AT_ONCE = 10_000  # strings
_AT_ONCE = 8_000_000  # bytes that are searched and held in memory


class _Bytes:
    """Strings in one run of bytes (UTF-8), with an order: the n-th is from `starts[n]` to `starts[n + 1]`."""

    def __init__(self, data: NDArray[np.uint8], starts: NDArray[Any], order: NDArray[Any]) -> None:
        if len(order) != len(starts) - 1 or int(starts[-1]) != len(data):
            raise ValueError("the parts of packed strings do not fit together")
        self._data, self._starts, self._order = data, starts, order

    @classmethod
    def unpacked(cls, name: str, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """What `arrays` gave. Raises KeyError, ValueError where it is not there."""
        data, starts, order = (arrays[f"{name}.{part}"] for part in (_BYTES, _STARTS, _ORDER))
        return cls(data, starts, order)

    def arrays(self, name: str) -> Arrays:
        """As arrays of numbers, for a file."""
        return {
            f"{name}.{_BYTES}": self._data,
            f"{name}.{_STARTS}": self._starts,
            f"{name}.{_ORDER}": self._order,
        }

    def __len__(self) -> int:
        return len(self._order)


class Packed(_Bytes, Sequence[str]):
    """Strings; `order` are their numbers in the order of their bytes, by which one is found."""

    @classmethod
    def of(cls, strings: Sequence[str] | pa.Array | pa.ChunkedArray) -> Packed:
        """These strings."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not isinstance(strings, pa.Array | pa.ChunkedArray):
            strings = pa.array(strings, pa.large_string())
        whole = strings.cast(pa.large_string())
        whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
        order = pc.sort_indices(whole).to_numpy()
        return cls(*_buffers(whole), order.astype(np.uint32 if len(order) < 1 << 32 else np.uint64))

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._bytes(number % len(self)).decode()

    def _bytes(self, number: int) -> bytes:
        return self._data[int(self._starts[number]) : int(self._starts[number + 1])].tobytes()

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), _MADE_AT_ONCE):
            ends = self._starts[first : first + _MADE_AT_ONCE + 1].tolist()
            data = self._data[ends[0] : ends[-1]].tobytes()
            yield from (data[a - ends[0] : b - ends[0]].decode() for a, b in pairwise(ends))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # a sequence that is compared by what is in it

    def find(self, wanted: object) -> int | None:
        """The number of a string, or None."""
        if not isinstance(wanted, str):
            return None
        sought = wanted.encode("utf-8", "surrogatepass")
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(int(self._order[middle])) < sought:
                low = middle + 1
            else:
                high = middle
        number = int(self._order[low]) if low < len(self) else -1
        return number if number >= 0 and self._bytes(number) == sought else None

    def __contains__(self, wanted: object) -> bool:
        return self.find(wanted) is not None

    def containing(self, word: str) -> NDArray[np.bool_]:
        """Which of the strings hold a word, or a part of one."""
        return _holding(word, self._data, self._starts)


class Numbers(Mapping[str, int]):
    """The numbers of strings that are all different, by string."""

    def __init__(self, strings: Packed) -> None:
        self._strings = strings

    def __getitem__(self, wanted: str) -> int:
        number = self._strings.find(wanted)
        if number is None:
            raise KeyError(wanted)
        return number

    def __contains__(self, wanted: object) -> bool:
        return wanted in self._strings

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings)

    def __len__(self) -> int:
        return len(self._strings)


class Texts(_Bytes):
    """Words of events, in the order in which they came; `order` is that of the page."""

    def __init__(self, data: NDArray[np.uint8], starts: NDArray[Any], order: NDArray[Any]) -> None:
        super().__init__(data, starts, order)
        self.containing = lru_cache(maxsize=_REMEMBERED)(self._containing)  # one search is asked about often
        """Which events' texts hold a word, or a part of one."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """These texts in this order."""
        import pyarrow as pa

        data, starts = _buffers(pa.array(texts, pa.large_string()))
        return cls(data, starts, np.arange(len(texts), dtype=np.uint32))

    def __getitem__(self, event: int) -> str:
        row = int(self._order[event])
        return self._data[int(self._starts[row]) : int(self._starts[row + 1])].tobytes().decode()

    def _containing(self, word: str) -> NDArray[np.bool_]:
        flags: NDArray[np.bool_] = _holding(word, self._data, self._starts)[self._order]
        flags.setflags(write=False)
        return flags


class Spool:
    """Texts as they come, put aside in a temporary file: they are most of what a large case's page needs.

    Raises DatelineError where there is no room for it.
    """

    def __init__(self) -> None:
        with _told():
            self._file = TemporaryFile(prefix="dateline-")  # noqa: SIM115 -- closed when all have come
        finalize(self, self._file.close)
        self._lengths: list[NDArray[Any]] = []

    def add(self, texts: pa.Array) -> None:
        """The next ones."""
        import pyarrow as pa

        data, starts = _buffers(texts.cast(pa.large_string()))
        with _told():
            self._file.write(data.data)
        self._lengths.append(np.diff(starts.astype(np.int64)))

    def texts(self, order: NDArray[Any]) -> Texts:
        """All of them, of which event i has that of row `order[i]`."""
        from geo.webmap.coded import joined, starts_of

        starts = starts_of(joined(self._lengths))
        data = np.zeros(0, np.uint8)
        with _told(), self._file:  # what is mapped stays until nobody uses it
            self._file.flush()
            if starts[-1]:
                data = np.memmap(self._file, np.uint8, "r").view(np.ndarray)
        return Texts(data, _narrow(starts), order.astype(np.uint32))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatelineError(
            f"the page cannot be prepared: no temporary file in {gettempdir()} ({error.strerror or error}); "
            "name a folder with room in TMPDIR"
        ) from error


def _holding(word: str, data: NDArray[np.uint8], starts: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the strings hold a word; some megabytes of them are copied at a time."""
    found = np.zeros(len(starts) - 1, dtype=np.bool_)
    ends = np.arange(_AT_ONCE, len(data), _AT_ONCE)
    rows = np.unique([0, *np.searchsorted(starts, ends), len(found)])
    for first, last in pairwise(rows.tolist()):
        here = starts[first : last + 1].astype(np.int64)
        copied = data[here[0] : here[-1]].tobytes()
        rows_here = _among(word.encode(), (here - here[0]).tolist(), copied)
        found[first:last][rows_here] = True
    return found


def _among(word: bytes, starts: list[int], data: bytes) -> list[int]:
    """The numbers of those of some strings that hold a word: a row is left as soon as it is found there."""
    found = []
    at = data.find(word)
    while at >= 0:
        row = bisect_right(starts, at) - 1
        end = starts[row + 1]
        if at + len(word) <= end:
            found.append(row)
            at = data.find(word, end)
        else:
            at = data.find(word, at + 1)
    return found


def _buffers(strings: pa.LargeStringArray) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """The bytes of strings, and where each begins."""
    _, starts, data = strings.buffers()
    offsets = np.frombuffer(starts, np.int64)[strings.offset : strings.offset + len(strings) + 1]
    offsets = offsets if len(offsets) else np.zeros(1, np.int64)
    first, last = int(offsets[0]), int(offsets[-1])
    raw = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
    return raw[first:last], _narrow(offsets - first)


def _narrow(starts: NDArray[np.int64]) -> NDArray[Any]:
    return starts.astype(np.uint32 if starts[-1] < 1 << 32 else np.uint64)
