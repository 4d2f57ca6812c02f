"""A payload of any number of events, at any number of places, over three years: some thousands, multiplied.

The events are those of generated reports, with their texts, tolls, doubts and how exactly they are placed;
each copy gets another day and other settlements of the gazetteer, few of which have most of the events.
Only arrays are multiplied: no copy is ever an object.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from generated import reports
from numpy.typing import NDArray

from gazetteer import Gazetteer
from geo.pipeline import extract
from geo.webmap import page_payload, sort_events
from geo.webmap.container import pack, smallest, unpack

REPORTS, DAYS, PLACES = 1_500, 1_096, 100_000
KM_PER_DEGREE = 111.2
Arrays = dict[str, NDArray[Any]]


def seed(gazetteer: Gazetteer, count: int = REPORTS) -> bytes:
    """The payload of what so many generated reports tell."""
    found = extract(list(reports(count, gazetteer)), gazetteer=gazetteer)
    return page_payload(sort_events(found.events), gazetteer, found.documents)


def multiplied(payload: bytes, gazetteer: Gazetteer, count: int, places: int = PLACES) -> bytes:
    """A payload of `count` events at some `places` places, made of the arrays of another."""
    header, old = unpack(payload)
    dice = np.random.default_rng(1)
    source = np.sort(np.arange(count) % header["count"])  # dated ones first, as there
    dated = int((source < header["dated"]).sum())
    start, end = _days(old, source[:dated], dice)
    order = np.concatenate([np.lexsort((end, start)), np.arange(dated, count)])
    source, pad = source[order], np.zeros(count - dated, dtype=np.int64)
    arrays = {name: old[name][source] for name in old if name.startswith("event.")}
    arrays |= {name: old[name] for name in old if name.partition(".")[0] in ("area", "base", "label")}
    arrays |= {
        "event.start": smallest(np.concatenate([start[order[:dated]], pad])),
        "event.end": smallest(np.concatenate([end[order[:dated]], pad])),
    }
    names, spots = _settled(old, gazetteer, places, dice)
    arrays |= spots | _marks(old, source, len(names), dice)
    strings = [*header["strings"], *names]
    _retold(arrays, strings, [kind["label"] for kind in header["types"]], len(header["strings"]))
    tinted = np.flatnonzero(np.isin(source, old["tint.event"]))
    arrays["tint.event"] = smallest(tinted)
    arrays["tint.country"] = old["tint.country"][np.searchsorted(old["tint.event"], source[tinted])]
    counts = np.bincount(arrays["event.type"], minlength=len(header["types"]))
    types = [kind | {"count": int(n)} for kind, n in zip(header["types"], counts, strict=True)]
    told = {"count": count, "dated": dated, "types": types, "strings": strings, "key": f"many-{count}"}
    return pack(header | told, arrays)


def _days(old: Arrays, source: NDArray[Any], dice: np.random.Generator) -> tuple[NDArray[Any], NDArray[Any]]:
    """First and last days of copies: twice as many events a day at the end as at the beginning."""
    length = old["event.end"][source].astype(np.int64) - old["event.start"][source]
    start = np.floor(DAYS * dice.random(len(source)) ** 0.7).astype(np.int64)
    return start, np.minimum(start + length, DAYS - 1)


def _settled(
    old: Arrays, gazetteer: Gazetteer, places: int, dice: np.random.Generator
) -> tuple[list[str], Arrays]:
    """Names and arrays of spots at settlements, each as exact as one of the old ones; polygons after them."""
    found = [place for place in gazetteer.labels(limit=len(gazetteer)) if place.name][:places]
    names = [f"{place.name}, {place.admin1}" if place.admin1 else place.name for place in found]
    plain, areas = np.flatnonzero(old["spot.area"] == 0), np.flatnonzero(old["spot.area"])
    like = np.concatenate([dice.choice(plain, places), areas])
    arrays = {name: old[name][like] for name in ("spot.radius", "spot.kind", "spot.area")}
    around = dice.integers(0, len(found), places)  # more spots than settlements: some near another
    around[: len(found)] = np.arange(len(found))
    aside = np.where(np.arange(places) < len(found), 0, 0.2) * dice.standard_normal((2, places))
    lat = np.array([place.lat for place in found])[around] + aside[0]
    lon = np.array([place.lon for place in found])[around] + aside[1]
    lat, lon = (
        np.append(np.clip(lat, -80, 80), old["spot.lat"][areas]),
        np.append(lon, old["spot.lon"][areas]),
    )
    up = arrays["spot.radius"] / KM_PER_DEGREE
    box = np.stack([lon - 2 * up, lat - up, lon + 2 * up, lat + up], axis=1)
    box[places:] = old["spot.box"].reshape(-1, 4)[areas]
    arrays |= {"spot.lat": lat.astype(np.float32), "spot.lon": lon.astype(np.float32)}
    arrays["spot.box"] = box.astype(np.float32).reshape(-1)
    told = [names[n] if spot < len(found) else f"{names[n]} {spot}" for spot, n in enumerate(around)]
    return told, arrays


def _marks(old: Arrays, source: NDArray[Any], places: int, dice: np.random.Generator) -> Arrays:
    """Each event has as many marks as it had; those on a polygon stay there."""
    many = np.diff(old["mark.from"].astype(np.int64))[source]
    begins = np.concatenate([[0], np.cumsum(many)])
    within = np.arange(begins[-1]) - np.repeat(begins[:-1], many)
    before = old["mark.spot"][np.repeat(old["mark.from"][source], many) + within]
    areas = np.flatnonzero(old["spot.area"])
    moved = np.floor(places * dice.random(len(before)) ** 3).astype(np.int64)
    kept = places + np.searchsorted(areas, before).clip(max=max(len(areas) - 1, 0))
    spots = np.where(old["spot.area"][before] > 0, kept, moved)
    return {"mark.from": begins.astype(np.uint32), "mark.spot": smallest(spots)}


def _retold(arrays: Arrays, strings: list[str], kinds: list[str], first: int) -> None:
    """Places and titles say where the copies are; `strings` from `first` on are the names of spots."""
    mapped = np.flatnonzero(np.diff(arrays["mark.from"]))
    spot = arrays["mark.spot"][arrays["mark.from"][mapped]].astype(np.int64)
    spot = np.minimum(spot, len(strings) - first - 1)
    place = arrays["event.place"].astype(np.int64)
    place[mapped] = first + spot
    pairs, number = np.unique(
        (arrays["event.type"][mapped].astype(np.int64) << 32) + spot, return_inverse=True
    )
    title = arrays["event.title"].astype(np.int64)
    title[mapped] = len(strings) + number
    strings += [
        f"{kinds[pair >> 32]} reported, {strings[first + (pair & 0xFFFFFFFF)]}" for pair in pairs.tolist()
    ]
    arrays |= {"event.place": smallest(place), "event.title": smallest(title)}
