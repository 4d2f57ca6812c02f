"""Files of other datasets as layers of the map: read once, packed for the page. No Streamlit here.

Nothing of them is kept anywhere: they are no part of the case, of its exports or of a saved page.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.datasets import Dataset, event_at, read_dataset
from geo.datasets.model import Ints
from geo.errors import DatelineError
from geo.jsontext import plain
from geo.webmap import words
from geo.webmap.coded import Strings
from geo.webmap.container import pack, smallest

LAYERS_VARIABLE = "DATELINE_LAYERS"  # a JSON list of paths: what `dateline open --layer` names
MAX_NOTE = 20_000  # characters
MAX_ROWS = 600_000  # what a browser draws without waiting
_READING = Lock()
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Layer:
    """A dataset as the page draws it; row i of the payload is event `order[i]` of the dataset."""

    dataset: Dataset
    order: Ints
    payload: bytes
    key: str

    @property
    def label(self) -> str:
        """ "ACLED, acled.csv: 5,000"."""
        return f"{self.dataset.name}, {self.dataset.path.name}: {len(self.order):,}"

    @property
    def left_out(self) -> str:
        """ "1 row not read; 33 rows without a day or a place", or nothing."""
        lost, undrawn = sum(self.dataset.lost.values()), len(self.dataset) - len(self.order)
        parts = [f"{words.plural(lost, 'row')} not read"] if lost else []
        parts += [f"{words.plural(undrawn, 'row')} without a day or a place"] if undrawn else []
        return "; ".join(parts)


def named() -> list[str]:
    """The files that the page was started with."""
    found = json.loads(os.environ.get(LAYERS_VARIABLE) or "[]")
    return [str(path) for path in found]


def as_variable(paths: Sequence[Path]) -> dict[str, str]:
    """The environment that names these files to the page; empty where there are none."""
    return {LAYERS_VARIABLE: json.dumps([str(path.resolve()) for path in paths])} if paths else {}


def at(path: str) -> Layer:
    """The layer of a file as it is now, read once for all visits. Raises DatasetError."""
    place = Path(path).expanduser()
    status = place.stat() if place.is_file() else None
    with _READING:  # who comes while a large file is read waits for it, and does not read it too
        return _read(str(place), (status.st_mtime_ns, status.st_size) if status else (0, 0))


@lru_cache(maxsize=8)
def _read(path: str, stamp: tuple[int, int]) -> Layer:
    dataset = read_dataset(path)
    order = _drawn(dataset)
    key = hashlib.sha256(repr((path, stamp)).encode()).hexdigest()[:12]
    return Layer(dataset, order, _packed(dataset, order, key), key)


def row(layer: Layer, number: int) -> dict[str, Any]:
    """Source and notes of a row, for the card; or why they cannot be read."""
    found = {"file": layer.key, "row": number}
    try:
        event = event_at(layer.dataset, int(layer.order[number]))
    except (DatelineError, OSError) as error:
        return found | {"error": str(error)}
    texts = {"source": event.source, "notes": event.notes}
    return found | {name: plain(text[:MAX_NOTE]) for name, text in texts.items()}


def _drawn(dataset: Dataset) -> Ints:
    """The events with a day and a place, by their first and last day."""
    rows = np.flatnonzero((dataset.start > 0) & (dataset.first_spot >= 0))
    if len(rows) > MAX_ROWS:
        raise _too_many(dataset, len(rows))
    found: Ints = rows[np.lexsort((rows, dataset.end[rows], dataset.start[rows]))]
    return found


def _too_many(dataset: Dataset, count: int) -> DatelineError:
    from geo.errors import DatasetError

    return DatasetError(f"{dataset.path}: {count:,} rows are more than the {MAX_ROWS:,} that can be drawn")


def _packed(dataset: Dataset, order: Ints, key: str) -> bytes:
    """The rows in the order of the page; see assets/others.js, which reads them."""
    strings = Strings()
    spots, begins = _spots(dataset, order)
    kinds = np.array([strings.number(kind.said) for kind in dataset.kinds] or [0], dtype=np.int64)
    arrays: dict[str, NDArray[Any]] = {
        "start": (dataset.start[order] - _EPOCH).astype(np.int32),
        "end": (dataset.end[order] - _EPOCH).astype(np.int32),
        "kind": smallest(kinds[dataset.kind[order]]),
        "place": _numbers(strings, dataset.places, order),
        "country": _numbers(strings, dataset.countries, order),
        "actors": _numbers(strings, dataset.actors, order),
        "low": dataset.low[order].astype(np.int32),
        "best": dataset.best[order].astype(np.int32),
        "high": dataset.high[order].astype(np.int32),
        "spot.lat": dataset.spot_lat[spots].astype(np.float32),
        "spot.lon": dataset.spot_lon[spots].astype(np.float32),
        "spot.from": begins.astype(np.uint32),
    }
    header = {
        "key": key,
        "name": dataset.name,
        "file": dataset.path.name,
        "count": len(order),
        "ids": [dataset.ids[number] for number in order.tolist()],
        "strings": list(strings.numbers),
    }
    return pack(header, arrays)


def _numbers(strings: Strings, texts: Sequence[str], order: Ints) -> NDArray[Any]:
    return smallest(np.array([strings.number(texts[number]) for number in order.tolist()], dtype=np.int64))


def _spots(dataset: Dataset, order: Ints) -> tuple[Ints, Ints]:
    """The places of the rows in their order, and where those of each row begin among them."""
    counts = np.bincount(dataset.spot_event, minlength=len(dataset))[order]
    begins = np.concatenate([[0], np.cumsum(counts)])
    within = np.arange(begins[-1]) - np.repeat(begins[:-1], counts)
    return np.repeat(dataset.first_spot[order], counts) + within, begins
