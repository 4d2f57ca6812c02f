"""The formats that can be written, by name; the name is the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from geo.errors import ExportError
from geo.model import Extraction

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Writer = Callable[[Extraction, Path, "Gazetteer | None"], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it holds, and where its writer is (imported only when it is used)."""

    name: str
    holds: str
    writer: str  # "module:function"
    needs_gazetteer: bool = True  # for the polygons of areas
    in_place: bool = False  # updates a file that is there, in a transaction of its own

    def load(self) -> Writer:
        """The function that writes this format."""
        module, _, function = self.writer.partition(":")
        return cast(Writer, getattr(import_module(module), function))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("jsonl", "claims", "geo.export.claims:write_jsonl", needs_gazetteer=False),
            Format("geojson", "events", "geo.export.geojson:write_geojson"),
            Format("geojsonl", "events", "geo.export.geojson:write_geojsonl"),
            Format("csv", "events", "geo.export.table:write_csv", needs_gazetteer=False),
            Format("gpkg", "events", "geo.export.frames:write_gpkg"),
            Format("parquet", "events", "geo.export.frames:write_parquet"),
            Format("kml", "events", "geo.export.kml:write_kml"),
            Format("html", "a page", "geo.export.page:write_html"),
            Format("db", "the case", "geo.export.case:write_case", needs_gazetteer=False, in_place=True),
        )
    }
)


def format_for(path: str | PurePath, name: str | None = None) -> Format:
    """The format called `name`, or else the one that the ending of `path` names; "-" alone is jsonl.

    Raises ExportError that lists the known formats.
    """
    wanted = name or ("jsonl" if str(path) == "-" else PurePath(path).suffix.lstrip("."))
    form = FORMATS.get(wanted.lower())
    if form is None:
        known = ", ".join(f".{known}" for known in FORMATS)
        what = f"format {wanted!r} is" if name else f"the ending of {str(path)!r} is"
        raise ExportError(f"{what} not one that can be written; use one of {known} (or --format)")
    return form
