"""`dateline locate`: what places a name may mean."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from dashboard.cli.shared import Commands, add_command
from dashboard.cli.terminal import say, say_json
from dashboard.cli.values import at_least_one, country, point

if TYPE_CHECKING:
    from gazetteer.model import Candidate


def add_to(commands: Commands) -> None:
    """The command's arguments."""
    command = add_command(
        commands,
        "locate",
        run,
        "look place names up in the gazetteer, best candidates first",
        "dateline locate Talbiseh Douma --country SY",
    )
    command.add_argument("names", nargs="+", metavar="NAME", help="place names, or - for one a line")
    command.add_argument("--country", type=country, help="only this country (ISO code, like SY)")
    command.add_argument("--near", type=point, metavar="LAT,LON", help="prefer places near this point")
    command.add_argument("--limit", type=at_least_one, default=5, metavar="N", help="candidates a name")
    command.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Look up and print; a name that is not found is no error."""
    from gazetteer import Gazetteer

    names = [name for word in args.names for name in (_stdin_names() if word == "-" else [word])]
    found = Gazetteer.open().lookup_many(
        names, country=args.country, near=args.near, limit=args.limit, fuzzy=args.country is not None
    )
    if args.json:
        say_json(
            [
                _record(name, candidate)
                for name, group in zip(names, found, strict=True)
                for candidate in group
            ]
        )
        return 0
    for name, group in zip(names, found, strict=True):
        say(_heading(name, group))
        for candidate in group:
            say(f"  {_line(candidate)}")
    return 0


def _heading(name: str, found: list[Candidate]) -> str:
    if not found:
        return f"{name}: not found"
    if found[0].outside:
        return f"{name}: no such place is known there; elsewhere:"
    rivals = sum(candidate.ambiguous for candidate in found)
    return f"{name}: {rivals} places are about as likely" if rivals else name


def _stdin_names() -> list[str]:
    return [line.strip() for line in sys.stdin if line.strip()]


def _record(query: str, candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "query": query,
        "name": place.name,
        "place_id": place.place_id,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "population": place.population,
        "score": round(candidate.score, 3),
        "match": candidate.match,
        "source": place.source,
        **({"ambiguous": True} if candidate.ambiguous else {}),
        **({"outside": True} if candidate.outside else {}),
        **({"note": place.note} if place.note else {}),  # "disputed": only where there is one
    }


def _line(candidate: Candidate) -> str:
    place = candidate.place
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    people = f", {place.population:,} people" if place.population else ""
    remark = f"  [{place.note}]" if place.note else ""
    return (
        f"{candidate.score:.2f}  {place.name} ({place.kind}; {where}{people})  "
        f"{place.lat:.4f},{place.lon:.4f} ±{place.radius_km:g} km  {candidate.match}  "
        f"{place.place_id}{remark}"
    )
