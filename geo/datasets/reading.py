"""A file of another dataset, recognised by its columns or properties, into a `Dataset`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from geo.datasets import acled, features, ucdp
from geo.datasets.columns import Lost, Read, clean, in_columns
from geo.datasets.model import Dataset, DatasetEvent
from geo.datasets.ours import NAME as OURS
from geo.datasets.ours import dataset_of, listed
from geo.datasets.rows import Rows, row_at
from geo.errors import DatasetError, ExportError
from geo.export.readback import EVENT_ENDINGS, read_events

MAX_JSON_BYTES = 256_000_000  # GeoJSON is read whole

_JSON_ENDINGS = EVENT_ENDINGS | {".json"}


class _Format(NamedTuple):
    """A dataset with columns of its own."""

    name: str
    needed: tuple[str, ...]
    wanted: tuple[str, ...]
    also: Mapping[str, tuple[str, ...]]  # other names of a column
    read: Callable[[Mapping[str, str], int], DatasetEvent | Lost]


_FORMATS = tuple(_Format(one.NAME, one.NEEDED, one.WANTED, one.ALSO, one.read) for one in (acled, ucdp))


def read_dataset(path: str | Path) -> Dataset:
    """ACLED or UCDP GED as CSV, events of ours or anybody's as GeoJSON.

    A row that cannot be read is named and counted in the dataset, and the rest goes on. Raises DatasetError
    when the file is none of these (with what was looked for), is empty, or is too large.
    """
    source = Path(path)
    if not source.is_file():
        raise DatasetError(f"{source}: no such file; give a CSV of ACLED or UCDP GED, or a GeoJSON")
    dataset = _from_json(source) if source.suffix.lower() in _JSON_ENDINGS else _from_csv(source)
    if not len(dataset):
        why = f"; {dataset.named[0][1]} (line {dataset.named[0][0]})" if dataset.named else ""
        raise DatasetError(f"{source}: holds no event that can be read{why}")
    return dataset


def event_at(dataset: Dataset, number: int) -> DatasetEvent:
    """An event of a dataset with its notes and sources, read from the file again.

    Raises DatasetError when the file is gone or has changed.
    """
    found: DatasetEvent | Lost | None
    if dataset.path.suffix.lower() in _JSON_ENDINGS:
        events = _parsed(dataset.path, dataset.path.stat().st_mtime_ns)
        found = events[number] if number < len(events) else None
    else:
        found = _row_again(dataset, number)
    if not isinstance(found, DatasetEvent) or clean(found.id) != dataset.ids[number]:
        raise DatasetError(f"{dataset.path}: has changed since it was read; open it again")
    return found


def _row_again(dataset: Dataset, number: int) -> DatasetEvent | Lost | None:
    """The row of a table; None where no whole row stands there any more."""
    with dataset.path.open("rb") as file:
        rows = Rows(dataset.path, file)
    cells = row_at(dataset.path, int(dataset.offset[number]), rows.delimiter)
    form = next(one for one in _FORMATS if one.name == dataset.name)
    if len(cells) != len(rows.columns) or _recognised(rows.columns) != form:
        return None
    return form.read(_named(form, rows.columns)(cells), int(dataset.line[number]))


def _from_csv(source: Path) -> Dataset:
    with source.open("rb") as file:
        rows = Rows(source, file)
        form = _recognised(rows.columns)
        if form is None:
            raise DatasetError(f"{source}: {_looked_for(rows.columns)}")
        dataset = in_columns(form.name, source, _read(form, rows))
    if not rows.other_encoding:
        return dataset
    said = f"{rows.other_encoding:,} lines are not UTF-8 and were read as Windows-1252"
    return _saying(dataset, said)


def _read(form: _Format, rows: Rows) -> Iterator[Read]:
    fields, count = _named(form, rows.columns), len(rows.columns)
    for row in rows:
        if row.broken:
            yield Read(Lost(row.line, "not CSV", row.broken), row.offset)
        elif len(row.cells) != count:
            what = f"{len(row.cells)} cells"
            yield Read(Lost(row.line, f"not {count} cells, as the first line has", what), row.offset)
        else:
            yield Read(form.read(fields(row.cells), row.line), row.offset)


def _named(form: _Format, columns: list[str]) -> Callable[[list[str]], dict[str, str]]:
    """From cells to the columns that are wanted, "" for those that the file has not."""
    at = {name: _position(form, columns, name) for name in form.wanted}
    there = [(name, place) for name, place in at.items() if place is not None]
    blank = {name: "" for name, place in at.items() if place is None}

    def fields(cells: list[str]) -> dict[str, str]:
        return {name: cells[place].strip() for name, place in there} | blank

    return fields


def _position(form: _Format, columns: list[str], name: str) -> int | None:
    names = (name, *form.also.get(name, ()))
    return next((columns.index(one) for one in names if one in columns), None)


def _recognised(columns: list[str], given: tuple[str, ...] = ()) -> _Format | None:
    """The dataset whose columns these are; `given` are those that need not be there."""
    for form in _FORMATS:
        if all(name in given or _position(form, columns, name) is not None for name in form.needed):
            return form
    return None


def _looked_for(columns: list[str]) -> str:
    wanted = "; ".join(f"{form.name}: {', '.join(form.needed)}" for form in _FORMATS)
    has = ", ".join(columns)[:300]
    return f"is no table of a dataset that is known. Columns looked for: {wanted}. It has: {has}"


def _from_json(source: Path) -> Dataset:
    found = _features(source)
    first = features.properties_of(found[0])
    if {"event_id", "claims", "geo_precision"} <= first.keys():
        return _ours(source)
    form = _recognised(list(first), ("latitude", "longitude"))
    if form is None:
        return features.read_features(source, found)
    rows = (Read(_row_of(form, feature, number), number - 1) for number, feature in enumerate(found, 1))
    return in_columns(form.name, source, rows)


def _row_of(form: _Format, feature: Any, number: int) -> DatasetEvent | Lost:
    """A feature whose properties are the columns of a dataset."""
    told = {
        name: "" if value is None else str(value) for name, value in features.properties_of(feature).items()
    }
    spots = features.spots_of(feature)
    if spots:
        told |= {"latitude": str(spots[0].lat), "longitude": str(spots[0].lon)}
    columns = list(told)
    return form.read(_named(form, columns)(list(told.values())), number)


def _ours(source: Path) -> Dataset:
    try:
        return dataset_of(read_events(source).events, source)
    except ExportError as error:
        raise DatasetError(str(error)) from error


def _features(source: Path) -> list[Any]:
    """The features of a FeatureCollection, or of GeoJSON lines."""
    if source.stat().st_size > MAX_JSON_BYTES:
        limit = f"{MAX_JSON_BYTES // 1_000_000} MB"
        raise DatasetError(f"{source}: is larger than {limit}; cut it, or save it as CSV")
    found: Any
    try:
        text = source.read_text(encoding="utf-8-sig")
        if source.suffix.lower() == ".geojsonl":
            found = [json.loads(line) for line in text.split("\n") if line.strip()]
        else:
            whole: Any = json.loads(text)
            found = whole.get("features", []) if isinstance(whole, dict) else []
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DatasetError(f"{source}: is not GeoJSON ({str(error)[:200]})") from error
    if not isinstance(found, list) or not found:
        raise DatasetError(f"{source}: is no FeatureCollection with features")
    return found


@lru_cache(maxsize=2)  # who clicks one mark clicks another
def _parsed(source: Path, changed: int) -> list[DatasetEvent]:
    """The events of a GeoJSON in the order of its dataset, with their notes."""
    del changed  # tells the states of the file apart
    dataset = _from_json(source)
    if dataset.name == OURS:
        return [listed(event, number) for number, event in enumerate(read_events(source).events, 1)]
    found = _features(source)
    form = next((one for one in _FORMATS if one.name == dataset.name), None)
    start, end = features.dated(found) if form is None else ("", None)
    items = (
        _row_of(form, found[number], number + 1)
        if form
        else features.read_feature(found[number], number + 1, start, end)
        for number in dataset.offset.tolist()
    )
    return [item for item in items if isinstance(item, DatasetEvent)]


def _saying(dataset: Dataset, said: str) -> Dataset:
    from dataclasses import replace

    return replace(dataset, said=(*dataset.said, said))
