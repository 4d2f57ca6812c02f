"""`dateline compare`: our events beside those of another dataset, or of another run."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import note, plural, say, say_json, warn, working
from dashboard.cli.values import country, iso_day, kilometres, whole_days
from geo.addresses import Where, place_of
from geo.errors import CaseError, DatasetError
from geo.export.readback import EVENT_ENDINGS

if TYPE_CHECKING:
    from geo.comparing import Comparison
    from geo.comparing.compare import Side
    from geo.comparing.summary import Summary
    from geo.datasets import Dataset

_NAMED = 20  # rows not read that are named one by one; the rest is counted
_LISTED = 12  # kinds and months that are printed; --json has all
_CASE_ENDING = ".db"


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "compare",
        run,
        "compare events with another dataset (ACLED, UCDP GED, GeoJSON) or with another run",
        "dateline compare my-reports/dateline.db acled.csv -o pairs.csv",
    )
    command.add_argument("case", metavar="CASE", help="a case file, or a .geojson that Dateline wrote")
    command.add_argument(
        "other",
        metavar="OTHER",
        help="a CSV of ACLED or UCDP GED that you hold a licence for, a GeoJSON, or another case file",
    )
    command.add_argument(
        "--within-days",
        type=whole_days,
        default=2,
        metavar="DAYS",
        help="2 unless told; beyond what a date leaves open",
    )
    command.add_argument(
        "--within-km",
        type=kilometres,
        default=25.0,
        metavar="KM",
        help="25 unless told; beyond what a place leaves open",
    )
    command.add_argument("--since", type=iso_day, metavar="DATE", help="compare from this day on")
    command.add_argument("--until", type=iso_day, metavar="DATE", help="compare up to this day")
    command.add_argument(
        "--country",
        action="append",
        type=country,
        default=[],
        metavar="CODE",
        help="compare in this country (two letters, like SY); may be repeated",
    )
    command.add_argument(
        "-o", "--output", metavar="OUT", help="one row a pair or a single: .csv, .geojson or .json"
    )
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Read both, match, say."""
    from gazetteer import Gazetteer
    from geo.comparing import Limits, compare
    from geo.comparing.summary import in_json, summarise
    from geo.comparing.table import lines_for
    from geo.export.writing import write_lines

    if args.since and args.until and args.since > args.until:
        raise DatasetError(f"--since {args.since} is after --until {args.until}; swap them")
    lines = lines_for(args.output) if args.output else None
    for given in (args.case, args.other):
        if args.output and Path(args.output).resolve() == Path(given).resolve():
            raise DatasetError(f"{args.output} is one of the files to compare; write to another name")
    with working("Reading the files"):
        here, there = _ours(place_of(args.case)), _other(place_of(args.other))
    report_lost(there)
    limits = Limits(args.within_days, args.within_km, args.since, args.until, tuple(args.country))
    with working("Comparing"):
        comparison = compare(here, there, Gazetteer.open(), limits)
        summary = summarise(comparison)
    if lines:
        write_lines(lines(comparison, summary), args.output)
        note(f"{plural(summary.counts['here']['in both'], 'pair')} and the rest → {args.output}")
    if args.json:
        say_json(in_json(comparison, summary))
    else:
        _tell(comparison, summary)
    return 0


def report_lost(dataset: Dataset) -> None:
    """A warning for each of the first rows that were not read, and a count by reason."""
    for line, reason in dataset.named[:_NAMED]:
        warn(f"{dataset.path}, line {line} not read: {reason}")
    for reason, count in dataset.lost.most_common():
        note(f"{plural(count, 'row')} not read: {reason}")
    for said in dataset.said:
        note(f"{dataset.path}: {said}")


def _ours(path: Where) -> Dataset:
    """Our events, as the analyst left them."""
    from geo.datasets import dataset_of
    from geo.export.readback import read_events
    from geo.store import Case

    if not isinstance(path, Path) or path.suffix.lower() == _CASE_ENDING:
        with Case.open(path, create=False) as case:
            named = path if isinstance(path, Path) else Path(path.name)
            return dataset_of(case.decided().extraction.events, named)
    if path.suffix.lower() in EVENT_ENDINGS:
        return dataset_of(read_events(path).events, path)
    raise CaseError(
        f"{path}: is no case file (.db) and no events of ours (.geojson); put the other file second"
    )


def _other(path: Where) -> Dataset:
    from geo.datasets import read_dataset

    if not isinstance(path, Path) or path.suffix.lower() == _CASE_ENDING:
        return _ours(path)
    return read_dataset(path)


def _tell(comparison: Comparison, summary: Summary) -> None:
    """The summary for people."""
    for side in ("here", "there"):
        dataset = comparison.here if side == "here" else comparison.there
        say(
            f"{side.capitalize() + ':':7}{dataset.name}, {dataset.path.name}: {plural(len(dataset), 'event')}"
        )
    both = comparison.coverage
    countries = ", ".join(both.countries) or "no country"
    say(f"Both cover {both.since or '?'} to {both.until or '?'} in {countries}.")
    say()
    counts = summary.counts
    shares = [f"{share:.1%} of those compared {side}" for side in counts if (share := summary.share(side))]
    say(f"In both: {counts['here']['in both']:,}" + (f" ({', '.join(shares)})" if shares else ""))
    say(f"Only here: {counts['here']['only here']:,}. Only there: {counts['there']['only there']:,}.")
    say(
        f"Also near, where another fits better: {counts['here']['also near']:,} here, "
        f"{counts['there']['also near']:,} there."
    )
    for side, reasons in summary.not_compared.items():
        if reasons:
            say(f"Not compared {side}: {_counted(reasons)}.")
    _tell_differences(summary)
    for side, types in summary.types.items():
        _tell_table(f"By type, {side}", types)
    if len(summary.countries) > 1:
        _tell_table("By country", {name: _in_one_row(sides) for name, sides in summary.countries.items()})
    _tell_table("By month", {month: _in_one_row(sides) for month, sides in summary.months.items()})


def _in_one_row(sides: Mapping[Side, Mapping[str, int]]) -> dict[str, int]:
    """The counts of a month on both sides; what is in both stands under the month that it has here."""
    here, there = sides["here"], sides["there"]
    return {
        "in both": here["in both"],
        "near here": here["also near"],
        "only here": here["only here"],
        "near there": there["also near"],
        "only there": there["only there"],
    }


def _tell_differences(summary: Summary) -> None:
    if not summary.counts["here"]["in both"]:
        return
    found = summary.differences
    km, days = found["km_apart"], found["days_apart"]
    say()
    say(f"Of those in both: {km['median']:g} km apart (median), nine in ten within {km['nine_in_ten']:g} km.")
    say(f"Days apart: {', '.join(f'{day} ({count:,})' for day, count in days.items())}.")
    say(f"Type: {_counted(found['type'])}. Killed: {_counted(found['killed'])}.")


def _tell_table(title: str, table: Mapping[str, Mapping[str, int]]) -> None:
    """Rows of counts under their names; the largest or first, the rest counted."""
    if not table:
        return
    names = list(next(iter(table.values())))
    width = max(len(name) for name in list(table)[:_LISTED])
    say()
    say(f"{title:{max(width, len(title))}}  {'  '.join(names)}")
    for name, counts in list(table.items())[:_LISTED]:
        cells = "  ".join(f"{counts[one]:>{len(one)},}" for one in names)
        say(f"{name:{max(width, len(title))}}  {cells}")
    if len(table) > _LISTED:
        say(f"… and {len(table) - _LISTED:,} more (see --json)")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
