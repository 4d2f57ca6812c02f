"""Where: which of a sentence's places belong to an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from gazetteer.distance import km_between
from gazetteer.model import Place
from geo.claims.seats import DESCRIBING, SEATED, is_elsewhere, is_lead
from geo.claims.spoken import APPEALS, VIEWS, is_where_they_spoke
from geo.claims.stretches import stretch_between
from geo.claims.view import View
from geo.model import GeoPrecision, Span, Toponym

_FINEST_FIRST: tuple[GeoPrecision, ...] = ("exact", "near", "area", "admin1", "country", "unresolved")
_PREMISES = frozenset({"facility", "military_site"})
_LOCATING = frozenset({"in", "near", "outside", "around"})
_DISTANCES = frozenset("km kilometres kilometers miles kilometre mile".split())
# Between two places these say that the second holds the first, or lies beside it.
_PARTS = frozenset(
    "in on at the of northern southern eastern western north south east west central - countryside outskirts "
    "edge side part parts suburb rural northwestern northeastern southwestern southeastern near".split()
)
_HOLDS = frozenset({"in", "at", "of"})
_TELLING_REACH = 6
_POSSESSIVE = 3  # characters of "'s "
_TERRITORIES = frozenset(
    "territory district districts province region state county lga area governorate department commune "
    "oblast division".split()
)
_APPOSITION_REACH = 7
_MEASURE_REACH = 7
_AREA_COUNTED = frozenset("localities villages towns settlements districts areas neighbourhoods".split())


def event_places(view: View, voices: frozenset[int] = frozenset()) -> list[Toponym]:
    """Places of a sentence where something may happen: no metonyms, road ends or descriptions of places.

    `voices` are the tokens that name who speaks: "an official in Moscow said" tells nothing of Moscow.
    """
    named = in_names(view)
    described = _described(view, named)
    places = [
        _as_area_counted(view, toponym)
        for toponym in view.toponyms
        if toponym.role == "place"
        and toponym.relation != "between"
        and not _is_parent_of_known(view, toponym, named)
        and toponym.start not in described
        and toponym.end - 1 not in named  # the end: "The Sudan" begins before the name
        and view.at(toponym.start) not in voices
        and not is_elsewhere(view, toponym)
        and not is_where_they_spoke(view, toponym, voices)
    ]
    stretch = stretch_between(view)
    if stretch and all(_is_wide(view, place) for place in places):
        return stretch  # "In X district, a bus was attacked between Y and Z"
    if stretch and places:
        last = stretch[0].end
        behind = view.range_of(stretch[0].start, last)[1]
        if view.norms[behind : behind + 1] == [","]:
            places = sorted(
                (*places, *stretch), key=lambda place: place.start
            )  # "… between X and Y, two hit Z"
    kept = [place for place in places if not is_lead(view, place)]
    if all(place.place is None for place in kept):
        kept = places  # "X: shots at the Zed checkpoint", which nobody knows: the head is all there is
    return _without_where_told(view, kept) or stretch


def _without_where_told(view: View, places: list[Toponym]) -> list[Toponym]:
    """ "In X, officials warned both sides after a shell fell in Y": X is where they spoke."""
    if len(places) < 2 or view.norms[:1] != ["in"] or view.at(places[0].start) != 1:
        return places
    last = view.range_of(places[0].start, places[0].end)[1]
    after = view.norms[last : last + _TELLING_REACH]
    told = after[:1] == [","] and not SEATED.isdisjoint(after) and not (VIEWS | APPEALS).isdisjoint(after)
    return places[1:] if told else places


def _is_wide(view: View, toponym: Toponym) -> bool:
    """A province or country, or a place that a noun makes one: "X territory"."""
    _, last = view.range_of(toponym.start, toponym.end)
    named = {view.norms[last - 1], *view.norms[last : last + 1]}
    return toponym.geo_precision in ("area", "admin1", "country") or bool(named & _TERRITORIES)


def _is_parent_of_known(view: View, toponym: Toponym, named: frozenset[int]) -> bool:
    """ "Talbiseh, Homs": Homs only says where the other is; but it is all there is to a name not known."""
    if "parent" not in toponym.reason:
        return False
    inner = next((t for t in view.toponyms if 0 <= t.start - toponym.end <= _POSSESSIVE), None)
    if inner is not None:  # "X's Y quarter"
        return inner.place is not None
    before = [other for other in view.toponyms if other.end <= toponym.start]
    if before and before[-1].end - 1 in named:
        return False  # "the Clan del Golfo in Medellin": part of a name, and in no place
    return not before or before[-1].place is not None


def in_names(view: View) -> frozenset[int]:
    """Offsets inside the names of actors: the Free Syrian Army is not in Syria's Free anything."""
    return frozenset(
        offset
        for mention in view.actors
        if mention.span
        and not view.is_place(mention)
        and mention.form in ("name", "organ", "group", "person")
        and not (mention.form == "group" and mention.actor.kind in _PREMISES)  # "the X Refugee Camp"
        and not _is_town_here(view, mention.span)
        for offset in range(mention.span.start, mention.span.end)
    )


def _is_town_here(view: View, span: Span) -> bool:
    """ "at a depot in X": called after the town, a unit is not what one is in."""
    first = view.at(span.start)
    if first == 0 or view.norms[first - 1] not in _LOCATING:
        return False
    return any((t.start, t.end) == (span.start, span.end) and t.role == "place" for t in view.toponyms)


def _described(view: View, named: frozenset[int]) -> frozenset[int]:
    """Offsets of places that only say where another lies: "X, a village near Homs"."""
    found: set[int] = set()
    for toponym in view.toponyms:
        last = _list_end(view, view.range_of(toponym.start, toponym.end)[1])
        if toponym.nominal or toponym.place is None:
            continue  # of a name not known the words behind it are all there is: "X, a village in Y"
        end = _apposition_end(view, last)
        found |= {t.start for t in view.toponyms if last < view.at(t.start) < end}
    for before, after in pairwise(view.toponyms):
        between = view.norms[view.range_of(before.start, before.end)[1] : view.at(after.start)]
        if after.relation == "direction" and _measures(between):
            found.add(after.start)  # "the X complex south-east of Y"
        if "parent" in before.reason:
            continue  # "the Beirut suburb of X": the first holds the second
        inside = before.role == "place" and before.end - 1 not in named and set(between) <= _PARTS
        if before.place is None and between and set(between) <= _HOLDS:
            continue  # "on Zed Street in X": of a name not known the place that holds it is all there is
        if inside and between and _is_parent(before, after):
            found.add(after.start)
    return frozenset(found)


def _measures(between: Sequence[str]) -> bool:
    """Whether only a noun, a distance and a bearing stand between two places."""
    stops = {",", "and", "or", "in", "at", "near", "from", "to", "after", "on"}
    return 2 < len(between) <= _MEASURE_REACH and stops.isdisjoint(between)


def _is_parent(before: Toponym, after: Toponym) -> bool:
    """ "X in the countryside of Y": Y is as coarse as X or coarser."""
    coarse = _FINEST_FIRST.index(after.geo_precision) >= _FINEST_FIRST.index(before.geo_precision)
    return coarse or before.geo_precision == "unresolved"


def _apposition_end(view: View, last: int) -> int:
    """Where the descriptions behind a place end: ", a town near Y, some ten kilometres from Z,"."""
    while view.norms[last : last + 1] == [","]:
        inner = view.norms[last + 1 : last + 1 + _APPOSITION_REACH]
        noun = next((i for i, norm in enumerate(inner) if norm in DESCRIBING | _DISTANCES), None)
        if noun is None or "," in inner[:noun]:
            break
        last = _next(view, last + 1 + noun)
    return last


def _list_end(view: View, last: int) -> int:
    """Past the other names of a list, known or not: "X and Y, two villages near Z"."""
    while view.norms[last : last + 1] == ["and"] and _is_capital(view, last + 1):
        last += 2
        while _is_capital(view, last) or view.norms[last : last + 1] == ["-"]:
            last += 1
    return last


def _is_capital(view: View, at: int) -> bool:
    return at < len(view.tokens) and view.tokens[at].text[:1].isupper()


def _next(view: View, at: int) -> int:
    """The comma or mark that ends an apposition."""
    while at < len(view.norms) and view.norms[at] not in {",", ";", ".", "—", "–"}:
        at += 1
    return at


def _as_area_counted(view: View, toponym: Toponym) -> Toponym:
    """ "28 localities in Latakia": a place that holds localities is the province, where it can be one."""
    first, _ = view.range_of(toponym.start, toponym.end)
    before = view.norms[max(0, first - 2) : first]
    if len(before) < 2 or before[1] != "in" or before[0] not in _AREA_COUNTED:
        return toponym
    area = next((c.place for c in toponym.candidates if c.place.kind == "admin1"), None)
    if area is None or (toponym.place and toponym.place.country != area.country):
        return toponym
    return Toponym(
        toponym.start, toponym.end, toponym.text, toponym.role, toponym.relation, area, area.lat, area.lon,
        area.radius_km, "admin1", toponym.confidence, "holds what is counted", False, toponym.candidates,
    )  # fmt: skip


def finest(places: Iterable[Toponym]) -> tuple[Toponym, ...]:
    """Without the areas that only say where a finer place among them lies, each place once."""
    kept: list[Toponym] = []
    listed = sorted(places, key=_fineness)
    for toponym in listed:
        if any(_holds(toponym, other) for other in kept):
            continue
        kept.append(toponym)
    return tuple(sorted(kept, key=lambda toponym: toponym.start))


def _fineness(toponym: Toponym) -> tuple[int, bool]:
    """Finest first; a quarter before its city."""
    quarter = toponym.place is not None and toponym.place.kind == "neighbourhood"
    return _FINEST_FIRST.index(toponym.geo_precision), not quarter


def _holds(area: Toponym, other: Toponym) -> bool:
    """True where `area` is the same place as a finer one, its province or its country."""
    if area.place is None or other.place is None:
        return area.place is None and other.place is None and area.text == other.text
    if area.place.place_id == other.place.place_id:
        return True
    if area.geo_precision == "country" or _is_part(area.place):
        return area.place.country == other.place.country
    if other.place.kind == "neighbourhood" and area.place.kind in ("capital", "city", "town"):
        km = km_between((area.place.lat, area.place.lon), (other.place.lat, other.place.lon))
        return km <= area.place.radius_km + other.place.radius_km
    if area.geo_precision == "admin1" and other.geo_precision in ("exact", "near"):
        return other.place.admin1 in (area.place.name, area.place.admin1)
    return False


def country_of_report(views: Sequence[View]) -> Toponym | None:
    """The country that most of a report's places lie in, as a place without words of its own."""
    counts: Counter[str] = Counter()
    countries: dict[str, Toponym] = {}
    for view in views:
        for toponym in view.toponyms:
            if toponym.place is None:
                continue
            if country := _whole(toponym):
                countries.setdefault(toponym.place.country, country)
            if toponym.role == "place":
                counts[toponym.place.country] += 1
    most = max(counts.values(), default=0)
    for code, count in counts.most_common():
        if code in countries and 2 * count >= most:  # a minister of another one's may be all that names any
            return unnamed(countries[code])
    return None


def _whole(toponym: Toponym) -> Toponym | None:
    """The country that words name, whole where they speak of a part of it ("northern Mali")."""
    if toponym.place is None or toponym.place.kind == "country":
        return toponym if toponym.place else None
    places = (candidate.place for candidate in toponym.candidates if candidate.place.kind == "country")
    place = next(places, None) if _is_part(toponym.place) else None
    if place is None:
        return None
    return replace(
        toponym, place=place, relation="in", lat=place.lat, lon=place.lon, radius_km=place.radius_km,
        geo_precision="country",
    )  # fmt: skip


def _is_part(place: Place) -> bool:
    """A side of a country ("northern Mali"), as geo/toponyms/geometry.py makes them."""
    return place.place_id.startswith("part:")


def unnamed(toponym: Toponym, whence: str = "the report's context", *, near: bool = False) -> Toponym:
    """The same place, taken from context: no words of this sentence name it. `near` says so of a spot."""
    place = toponym.place
    if place is None:
        return toponym
    precision: GeoPrecision = "near" if near and toponym.geo_precision == "exact" else toponym.geo_precision
    return Toponym(
        0, 0, "", "place", toponym.relation, place, toponym.lat, toponym.lon, toponym.radius_km,
        precision,
        min(toponym.confidence, 0.5), f"from {whence}",
    )  # fmt: skip
