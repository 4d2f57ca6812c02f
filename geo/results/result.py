"""A folder of parts, opened: counts, facets, a page of the table, event rows, events, reports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import ResultError
from geo.model import Event, Unread
from geo.results.chosen import Chosen
from geo.results.conditions import ALL, NOTHING, Sql, search, selected
from geo.results.engine import Engine
from geo.results.eventrows import COLUMNS, as_event_rows, check_columns, event_from
from geo.results.manifest import MANIFEST, Manifest, read_manifest, read_unread
from geo.results.naming import Named
from geo.results.selection import FACETS, PlacesNamed, Selection, nowhere
from geo.webmap.facets import HARMS
from geo.webmap.reportrows import Report
from geo.webmap.rows import SCHEMA

if TYPE_CHECKING:
    import pyarrow as pa

    from gazetteer import Gazetteer

Record = dict[str, Any]
EVERYTHING = Selection()
SAID = ("when", "title", "place", "exactness", "who", "target", "toll", "source", "status", "said")
_BY_TIME = 'NOT on_timeline, "start", "end", event_id'  # as the page has them; NULL is last
_ORDERS = {
    "when": "",
    "toll": "greatest(killed_low, killed_high, wounded_low, wounded_high)",
    **{name: f"nullif(lower(say_{name}), '')" for name in SAID if name not in {"when", "toll"}},
}
ORDERS = (*_ORDERS, *(f"-{name}" for name in _ORDERS))  # what the table is sorted by; "-": from the last
_REPORT_FILE = re.compile(r"part-[0-9]{5}\.parquet")
_ROWS_AT_ONCE = 100_000
_FILES = "read_parquet(?, hive_partitioning = false)"  # a folder named "type=x" says nothing of its events
_MOST_TOLD = 2**31 - 1
_TOLLS = tuple(f"{harm}_{end}" for harm in HARMS for end in ("low", "high"))


@dataclass(frozen=True, slots=True)
class Effort:
    """What a query reads: parts, of these their row groups, and bytes, each beside how many there are."""

    parts: int
    of_parts: int
    row_groups: int
    of_row_groups: int
    bytes: int
    of_bytes: int


class Result:
    """Queries over a folder; where a part turns out to be damaged when it is read they raise ResultError.

    `places_named` says which places a word may name in another spelling.
    """

    def __init__(self, manifest: Manifest, places_named: PlacesNamed = nowhere) -> None:
        self.manifest = manifest
        self.places_named = places_named
        self._reports = _report_files(manifest.folder)
        self._engine = Engine(manifest.folder, [*(part.path for part in manifest.parts), *self._reports])
        self._searches: dict[str, Sql] = {}

    @classmethod
    def open(cls, folder: str | Path, open_gazetteer: Callable[[], Gazetteer] | None = None) -> Result:
        """The result that `extract -o FOLDER/` wrote; with a gazetteer its places are found in any spelling.

        Raises ResultError that says what is wrong with the folder.
        """
        result = cls(read_manifest(folder))
        try:
            result._check_columns()
            result._check_counts()
        except ResultError:
            result.close()
            raise
        if open_gazetteer:
            result.places_named = Named(open_gazetteer, lambda most: result.facet("place", most=most))
        return result

    def __enter__(self) -> Result:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back memory and disk."""
        self._engine.close()

    @property
    def identity(self) -> str:
        """The same wherever the folder lies; another after another run."""
        return hashlib.sha256((self.manifest.folder / MANIFEST).read_bytes()).hexdigest()[:16]

    @property
    def events(self) -> int:
        """How many there are in all."""
        return sum(part.events for part in self.manifest.parts)

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many events are selected."""
        if selection == EVERYTHING:
            return self.events
        return sum(count for (count,) in self._ask("SELECT count(*)", selection))

    def facets(self, selection: Selection = EVERYTHING, most: int = 20) -> dict[str, dict[str, int]]:
        """Events a value of each facet, the most frequent first, among those that the other facets leave."""
        return {facet: self.facet(facet, selection, most) for facet in FACETS}

    def facet(self, facet: str, selection: Selection = EVERYTHING, most: int = 20) -> dict[str, int]:
        """Events a value of one facet; of the places' ids for "place"."""
        asked = selection.without(facet) if facet in FACETS else selection
        values = f"SELECT unnest(facet_{facet}) AS one, count(*) AS events"
        most_first = Sql("GROUP BY one ORDER BY events DESC, one LIMIT ?", (most,))
        return dict(self._ask(values, asked, then=most_first))

    def table(
        self, selection: Selection = EVERYTHING, order: str = "when", limit: int = 50, offset: int = 0
    ) -> list[Record]:
        """Rows of the page's table: ids, types, days (`start`, `end`), and the words in its columns."""
        own = ("event_id", "type", "start", "end")
        names = _names([*own, *(f"say_{name}" for name in SAID)])
        page = Sql(f"ORDER BY {_sorting(order)} LIMIT ? OFFSET ?", (limit, offset))
        found = self._ask(f"SELECT {names}", selection, then=page)
        return [dict(zip((*own, *SAID), row, strict=True)) for row in found]

    def last_days(self, selection: Selection = EVERYTHING) -> list[tuple[date, int]]:
        """The days on which events of the timeline end, the latest first, with how many do."""
        by_day = Sql('GROUP BY "end" ORDER BY "end" DESC')
        return list(self._ask('SELECT "end", count(*)', selection, Sql("on_timeline"), by_day))

    def rows(self, selection: Selection = EVERYTHING, limit: int | None = None) -> Iterator[pa.Table]:
        """Event rows (geo.webmap.rows.SCHEMA) of the events selected, in the order of the parts.

        One part is asked after the other: DuckDB holds the whole of an answer.
        """
        columns = ", ".join(map(_as_row, SCHEMA.names))
        left = limit
        for part in self.manifest.holding(selection):
            most = NOTHING if left is None else Sql("LIMIT ?", (left,))
            asked = self._over([str(part.path)], f"SELECT {columns}", selection, then=most)
            for table in self._engine.tables(asked.sql, asked.values, _ROWS_AT_ONCE):
                left = None if left is None else left - table.num_rows
                yield as_event_rows(table, part.path)
            if left == 0:
                return

    def whole(
        self,
        selection: Selection = EVERYTHING,
        order: str = "when",
        limit: int | None = None,
        ids: Sequence[str] | None = None,
    ) -> Iterator[Event]:
        """The events selected with their claims, sorted as the table; of `ids`, where they are given."""
        among = ALL if ids is None else Sql("event_id IN (SELECT unnest(?::VARCHAR[]))", (list(ids),))
        most = NOTHING if limit is None else Sql("LIMIT ?", (limit,))
        then = Sql(f"ORDER BY {_sorting(order)} {most.sql}", most.values)
        for row in self._ask(f"SELECT {_names(COLUMNS)}", selection, among, then):
            yield event_from(row, f"{self.manifest.folder}, event {row[0]}")

    def chosen(
        self,
        selection: Selection = EVERYTHING,
        order: str = "when",
        limit: int | None = None,
        ids: Sequence[str] | None = None,
    ) -> Chosen:
        """The same for the writers of files."""
        return Chosen(lambda: self.whole(selection, order, limit, ids), self.manifest.made_by)

    def event(self, event_id: str) -> Event | None:
        """The event of an id with its claims: its part is found by ids alone, and no other is read."""
        paths = [str(part.path) for part in self.manifest.parts]
        found = f"SELECT filename, file_row_number FROM {_FILES} WHERE event_id = ? LIMIT 1"
        there = next(self._engine.rows(found, (paths, event_id)), None) if paths else None
        if there is None:
            return None
        one = f"SELECT {_names(COLUMNS)} FROM {_FILES} WHERE file_row_number = ?"
        row = next(self._engine.rows(one, there))
        return event_from(row, f"{there[0]}, event {event_id}")

    def reports(self, ids: Sequence[str] | None = None) -> list[Report]:
        """The reports, without their texts; those of `ids`, where they are given."""
        if not self._reports:
            return []
        among = ALL if ids is None else Sql("id IN (SELECT unnest(?::VARCHAR[]))", (list(ids),))
        names = _names(["id", "title", "publisher", "published", "language", "opening"])
        sql = f"SELECT {names} FROM {_FILES} WHERE {among.sql}"
        files = [str(path) for path in self._reports]
        return [Report(*row) for row in self._engine.rows(sql, (files, *among.values))]

    def unread(self) -> list[Unread]:
        """What was not read, and why."""
        return read_unread(self.manifest.folder)

    def effort(self, selection: Selection) -> Effort:
        """What counting the events selected reads of the folder."""
        parts = self.manifest.parts
        asked = self._query("SELECT count(*)", selection)
        read = self._engine.scanned(asked.sql, asked.values) if asked else (0, 0, 0)
        return Effort(
            len(self.manifest.holding(selection)),
            len(parts),
            *read,
            sum(p.path.stat().st_size for p in parts),
        )

    def _check_columns(self) -> None:
        """Of the first part: all are written by one run."""
        for part in self.manifest.parts[:1]:
            check_columns(str(part.path), (*SCHEMA.names, *COLUMNS))

    def _check_counts(self) -> None:
        """Of every part: what a page can hold goes by them."""
        told = {str(part.path): part.events for part in self.manifest.parts}
        sql = "SELECT file_name, num_rows FROM parquet_file_metadata(?)"
        for path, rows in self._engine.rows(sql, (list(told),)) if told else ():
            if rows != told[path]:
                raise ResultError(
                    f"{path}: holds {rows:,} events, and the manifest says {told[path]:,}; copy the folder "
                    "again, or extract again"
                )

    def _ask(
        self, what: str, selection: Selection, among: Sql = ALL, then: Sql = NOTHING
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query over the parts that can hold what is selected; none where no part can."""
        asked = self._query(what, selection, among, then)
        return self._engine.rows(asked.sql, asked.values) if asked else iter(())

    def _query(self, what: str, selection: Selection, among: Sql = ALL, then: Sql = NOTHING) -> Sql | None:
        parts = [str(part.path) for part in self.manifest.holding(selection)]
        return self._over(parts, what, selection, among, then) if parts else None

    def _over(
        self, parts: Sequence[str], what: str, selection: Selection, among: Sql = ALL, then: Sql = NOTHING
    ) -> Sql:
        where = selected(selection) & self._search(selection.search) & among
        return Sql(
            f"{what} FROM {_FILES} WHERE {where.sql} {then.sql}",
            (list(parts), *where.values, *then.values),
        )

    def _search(self, text: str) -> Sql:
        """The condition for words searched; made once, for it may need a look at all events."""
        if text not in self._searches:
            self._searches[text] = search(text, self.places_named, self._exists)
        return self._searches[text]

    def _exists(self, condition: Sql) -> bool:
        return any(self._ask("SELECT 1", EVERYTHING, condition, Sql("LIMIT 1")))


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _as_row(name: str) -> str:
    """A column of the parts as event rows have it: they tell no toll beyond 32 bits."""
    return f'least("{name}", {_MOST_TOLD})::INTEGER AS "{name}"' if name in _TOLLS else f'"{name}"'


def _sorting(order: str) -> str:
    way, name = ("DESC", order[1:]) if order.startswith("-") else ("ASC", order)
    if name == "when":
        return _BY_TIME if way == "ASC" else 'NOT on_timeline, "start" DESC, "end" DESC, event_id DESC'
    return f"{_ORDERS[name]} {way} NULLS LAST, {_BY_TIME}"


def _report_files(folder: Path) -> list[Path]:
    """The files that list the reports; nothing that only looks like one."""
    there = folder / "reports"
    found = sorted(path for path in there.glob("part-*.parquet") if _REPORT_FILE.fullmatch(path.name))
    return [path for path in found if path.is_file() and path.resolve().is_relative_to(folder)]
