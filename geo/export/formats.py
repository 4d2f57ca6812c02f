"""The formats that can be written, by name: the one table of them; which one a file's ending names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from geo.addresses import is_address
from geo.errors import ExportError
from geo.export.source import Source

if TYPE_CHECKING:
    from gazetteer import Gazetteer

DESCRIPTION = "-metadata.json"  # where the W3C's "Model for Tabular Data", 5.3, looks for one
Writer = Callable[[Any, Path, "Gazetteer | None"], None]
Describer = Callable[[Source, str], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, and where its writer is (imported only when it is used)."""

    name: str
    label: str  # for people who choose one
    mime: str
    writer: str  # "module:function"
    other_ending: str = ""  # where it is not the name
    needs_gazetteer: bool = True  # for the polygons of areas
    in_place: bool = False  # updates a file that is there, in a transaction of its own
    streams: bool = False  # takes events as they come: any Source; else an Extraction
    described_by: str = ""  # "module:function" that writes the description to lie beside the file
    says_maker: bool = True  # has a place for what read the reports

    @property
    def ending(self) -> str:
        """What the name of a file ends in, without the first dot."""
        return self.other_ending or self.name

    def load(self) -> Writer:
        """The function that writes this format."""
        return cast(Writer, _named(self.writer))

    def files(self, path: str | PurePath) -> tuple[str, ...]:
        """What is written to `path`: the file, and its description if the format has one."""
        return (str(path), f"{path}{DESCRIPTION}") if self.described_by else (str(path),)

    def describer(self) -> Describer | None:
        """The function that writes the description beside the file; None for a format without one."""
        return cast(Describer, _named(self.described_by)) if self.described_by else None


def _named(path: str) -> object:
    module, _, function = path.partition(":")
    return getattr(import_module(module), function)


_ALL = (
    Format("geojson", "GeoJSON", "application/geo+json", "geo.export.geojson:write_geojson", streams=True),
    Format(
        "csv",
        "CSV (table)",
        "text/csv",
        "geo.export.table:write_csv",
        needs_gazetteer=False,
        streams=True,
        described_by="geo.export.csvw:describe_events",
    ),
    Format(
        "areas",
        "Table of areas, weeks and types (CSV)",
        "text/csv",
        "geo.export.weeks:write_areas",
        other_ending="areas.csv",
        streams=True,
        described_by="geo.export.weeks:describe_areas",
    ),
    Format("gpkg", "GeoPackage", "application/geopackage+sqlite3", "geo.export.frames:write_gpkg"),
    Format("parquet", "GeoParquet", "application/vnd.apache.parquet", "geo.export.frames:write_parquet"),
    Format("kml", "KML", "application/vnd.google-earth.kml+xml", "geo.export.kml:write_kml", streams=True),
    Format(
        "geojsonl",
        "GeoJSON, one line an event",
        "application/geo+json-seq",
        "geo.export.geojson:write_geojsonl",
        streams=True,
        says_maker=False,
    ),
    Format(
        "jsonl",
        "Claims (JSON lines)",
        "application/jsonl",
        "geo.export.claims:write_jsonl",
        needs_gazetteer=False,
        streams=True,
        says_maker=False,
    ),
    Format(
        "lpf",
        "Linked Places",
        "application/ld+json",
        "geo.export.linkedplaces:write_lpf",
        other_ending="lpf.json",
    ),
    Format("html", "One page that works offline", "text/html", "geo.export.page:write_html"),
    Format(
        "db",
        "Case file",
        "application/vnd.sqlite3",
        "geo.export.case:write_case",
        needs_gazetteer=False,
        in_place=True,
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _ALL})


def format_for(path: str | PurePath, name: str | None = None) -> Format:
    """The format called `name`, or else the one that the ending of `path` names; "-" alone is jsonl.

    Raises ExportError that lists the known formats.
    """
    form = FORMATS.get(name.lower()) if name else by_ending(path)
    if form is None:
        known = ", ".join(f".{known.ending}" for known in _ALL)
        what = f"format {name!r} is" if name else f"the ending of {str(path)!r} is"
        raise ExportError(f"{what} not one that can be written; use one of {known} (or --format)")
    return form


def by_ending(path: str | PurePath) -> Format | None:
    """The format that the ending of `path` names, or None; "x.areas.csv" is no "x.csv".

    The address of a database is that of a case.
    """
    if str(path) == "-":
        return FORMATS["jsonl"]
    if is_address(str(path)):
        return FORMATS["db"]
    file = PurePath(path).name.lower()
    fit = [form for form in _ALL if file.endswith(f".{form.ending}")]
    return max(fit, key=lambda form: len(form.ending), default=None)
