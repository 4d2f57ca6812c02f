"""A comparison as rows: one a pair or a single, as CSV, GeoJSON or JSON.

The other dataset's events that could not be compared are counted and not listed; no row holds its notes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any

from geo.comparing.compare import ALSO_NEAR, IN_BOTH, NOT_COMPARED, Comparison, Side
from geo.comparing.summary import SIDES, Summary, in_json, killed
from geo.datasets.kinds import SAME
from geo.datasets.model import UNKNOWN, Dataset
from geo.errors import ExportError
from geo.geometry import DECIMALS
from geo.jsontext import dumps, plain
from geo.sheets import defused

_OF_AN_EVENT = (
    "id", "type", "start", "end", "place", "country", "lat", "lon", "radius_km", "actors",
    "killed_low", "killed_best", "killed_high",
)  # fmt: skip
COLUMNS = (
    "match", *(f"{side}_{name}" for side in SIDES for name in _OF_AN_EVENT),
    "km_apart", "days_apart", "type_is", "killed_is", "near_id", "why",
)  # fmt: skip
Row = dict[str, Any]


def rows(comparison: Comparison) -> Iterator[Row]:
    """In both, then the others here, then those there, each in the order of its file.

    `near_id` of an "also near" row is the event of the other side that another fits better.
    """
    singles = []
    for number in range(len(comparison.here)):
        if comparison.status("here", number) == IN_BOTH:
            yield _pair_row(comparison, comparison.pair("here", number))
        else:
            singles.append(number)
    for number in singles:
        yield _single_row(comparison, "here", number)
    for number in range(len(comparison.there)):
        if comparison.status("there", number) not in {IN_BOTH, NOT_COMPARED}:
            yield _single_row(comparison, "there", number)


def lines_for(path: str) -> Callable[[Comparison, Summary], Iterator[str]]:
    """What writes the lines of this file, by its ending. Raises ExportError for another ending."""
    ending = PurePath(path).suffix.lower()
    if ending not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise ExportError(f"{path}: a comparison is written as one of {known}; give -o such an ending")
    return partial(_checked, _WRITERS[ending])


def _checked(
    lines: Callable[[Comparison, Summary], Iterator[str]], comparison: Comparison, summary: Summary
) -> Iterator[str]:
    return (plain(line) for line in lines(comparison, summary))


def _csv_lines(comparison: Comparison, summary: Summary) -> Iterator[str]:
    del summary
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="", restval="")
    writer.writeheader()
    yield _taken(out)
    for row in rows(comparison):
        writer.writerow({name: defused(value) for name, value in row.items()})
        yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _geojson_lines(comparison: Comparison, summary: Summary) -> Iterator[str]:
    """A FeatureCollection of points (here's where there are two), a feature a line."""
    yield f'{{"type": "FeatureCollection", "summary": {dumps(in_json(comparison, summary))}, "features": ['
    yield from _listed(_feature(row) for row in rows(comparison))
    yield "]}"


def _feature(row: Row) -> Row:
    side = "here" if row.get("here_lat") is not None else "there"
    lat, lon = row.get(f"{side}_lat"), row.get(f"{side}_lon")
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": geometry, "properties": row}


def _json_lines(comparison: Comparison, summary: Summary) -> Iterator[str]:
    yield f'{{"summary": {dumps(in_json(comparison, summary))}, "rows": ['
    yield from _listed(rows(comparison))
    yield "]}"


def _listed(items: Iterable[Row]) -> Iterator[str]:
    """The items of a JSON array, a line each."""
    before = ""
    for item in items:
        if before:
            yield f"{before},"
        before = dumps(item)
    if before:
        yield before


_WRITERS: Mapping[str, Callable[[Comparison, Summary], Iterator[str]]] = {
    ".csv": _csv_lines,
    ".geojson": _geojson_lines,
    ".json": _json_lines,
}


def _pair_row(comparison: Comparison, pair: int) -> Row:
    pairs = comparison.pairs
    return {
        "match": IN_BOTH,
        **_event(comparison.here, "here", int(pairs.here[pair])),
        **_event(comparison.there, "there", int(pairs.there[pair])),
        "km_apart": round(float(pairs.km[pair]), 1),
        "days_apart": int(pairs.days[pair]),
        "type_is": "same" if pairs.kind[pair] == SAME else "near",
        "killed_is": killed(comparison, pair),
    }


def _single_row(comparison: Comparison, side: Side, number: int) -> Row:
    status = comparison.status(side, number)
    row = {"match": status, **_event(comparison.dataset(side), side, number)}
    if status == ALSO_NEAR:
        pair, pairs = comparison.pair(side, number), comparison.pairs
        other = pairs.there if side == "here" else pairs.here
        ids = comparison.dataset("there" if side == "here" else "here").ids
        row |= {
            "near_id": ids[int(other[pair])],
            "km_apart": round(float(pairs.km[pair]), 1),
            "days_apart": int(pairs.days[pair]),
        }
    if status == NOT_COMPARED:
        row["why"] = comparison.apart[side][number]
    return row


def _event(dataset: Dataset, side: Side, number: int) -> Row:
    spot = int(dataset.first_spot[number])
    start, end = (int(column[number]) for column in (dataset.start, dataset.end))
    placed = spot != UNKNOWN
    cells = (
        dataset.ids[number],
        dataset.kinds[int(dataset.kind[number])].said,
        date.fromordinal(start).isoformat() if start else None,
        date.fromordinal(end).isoformat() if end else None,
        dataset.places[number],
        dataset.countries[number],
        round(float(dataset.spot_lat[spot]), DECIMALS) if placed else None,
        round(float(dataset.spot_lon[spot]), DECIMALS) if placed else None,
        round(float(dataset.spot_radius[spot]), 1) if placed else None,
        dataset.actors[number],
        *(_known(column[number]) for column in (dataset.low, dataset.best, dataset.high)),
    )
    return {f"{side}_{name}": cell for name, cell in zip(_OF_AN_EVENT, cells, strict=True)}


def _known(figure: int) -> int | None:
    return None if figure == UNKNOWN else int(figure)
