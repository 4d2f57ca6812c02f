"""Places that head what follows: "**Idlib countryside**" over bullets, "**X.** …" at a paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from geo.claims.placing import event_places, unnamed
from geo.claims.seats import is_lead
from geo.claims.view import View
from geo.model import Toponym

_LONGEST = 8  # words of a heading
_OTHER_WORDS = 3  # of a heading beside its names
_MOST_NAMES = 12
_OPENING_VIEWS = 4
_MARKS = frozenset("* # _ - – — • : . > = ▪ ● 🔹 🔸 ❗ ️ ⚫ 🚆 🔴 ⚡ 📍 ( )".split())
_SPOTS = frozenset({"exact", "near"})
_TOWNS = frozenset({"capital", "city", "town"})
# What a town has several of, each with a name that no gazetteer holds.
_PARTS_OF_TOWNS = frozenset(
    "district neighbourhood neighborhood quarter suburb ward checkpoint square market roundabout bridge "
    "mosque church cemetery junction intersection crossroads station stadium hotel hospital school "
    "park".split()
)
# "a trader who reached X", "gone to X": where somebody moved is not where the report is
_MOVED = frozenset("reached reaching left leaving fled visited visiting to from toward towards".split())
_MARKETS = frozenset({"souk", "souq", "suq", "bab"})
_OLD = frozenset({"old city", "old town"})
_COUNTED_OUT = frozenset({"country", "unresolved"})


class Headings:
    """The places that a report's headings name, by where they stand; each holds to the next heading."""

    def __init__(self, views: Sequence[View], voices: Sequence[frozenset[int]], title: str) -> None:
        self._heads = [view for view in views if _is_heading(view)]
        self._title = _of_title(views, title)
        self._starts = [view.index for view in self._heads]
        self._leads = _leads(views)
        self._spots = _spots_by_paragraph(views, voices)
        self._quarters = {t.text for view in views for t in view.toponyms if _is_unknown_quarter(view, t)}

    def lead(self, view: View) -> tuple[Toponym, ...]:
        """The place at the head of the paragraph; nothing where it names none."""
        lead = self._leads.get(view.sentence.paragraph)
        return (unnamed(lead, "the head of the paragraph", near=True),) if lead else ()

    def over(self, view: View) -> tuple[Toponym, ...]:
        """The place at the head of the paragraph, else of the section; nothing where it names none."""
        lead = self.lead(view)
        if lead:
            return lead
        at = bisect_right(self._starts, view.index) - 1
        named = _named(self._heads[at]) if at >= 0 else []
        return (unnamed(named[0], "the heading", near=True),) if len(named) == 1 else ()

    def named_before(self, view: View) -> tuple[Toponym, ...]:
        """The one spot that the sentences before it in the paragraph name."""
        spots = {spot.place.place_id: spot for spot in self._before(view) if spot.place}
        found = next(iter(spots.values())) if len(spots) == 1 else None
        if found is None or found.relation == "direction":
            return ()  # "9 km north of X": what is there has a name of its own
        return (unnamed(found, "the paragraph", near=True),)

    def town(self, view: View) -> tuple[Toponym, ...]:
        """The last town named before in the paragraph, else in the one before it."""
        paragraph = view.sentence.paragraph
        for spots in (self._before(view), [spot for _, spot in self._spots.get(paragraph - 1, ())]):
            towns = [spot for spot in spots if spot.place and spot.place.kind in _TOWNS]
            if towns:
                return (unnamed(towns[-1], "the town named before", near=True),)
        return self.title()

    def is_quarter(self, view: View, place: Toponym) -> bool:
        """Whether a place is an unknown part of a town: "the X district", "X" where that was said before."""
        unknown = place.place is None and bool(place.text)
        return unknown and (place.text in self._quarters or _is_unknown_quarter(view, place))

    def _before(self, view: View) -> list[Toponym]:
        return [spot for index, spot in self._spots.get(view.sentence.paragraph, ()) if index < view.index]

    def title(self) -> tuple[Toponym, ...]:
        """The one place that the title names and the first sentences place, where it is a spot."""
        return (unnamed(self._title, "the title", near=True),) if self._title else ()


def _spots_by_paragraph(
    views: Sequence[View], voices: Sequence[frozenset[int]]
) -> dict[int, list[tuple[int, Toponym]]]:
    """The towns and smaller places where something may happen, by paragraph, each with its sentence."""
    spots: dict[int, list[tuple[int, Toponym]]] = {}
    for view, spoken in zip(views, voices, strict=True):
        if len(view.toponyms) > _MOST_NAMES:
            continue  # a list of places, and not the scene of anything
        for toponym in event_places(view, spoken) if view.toponyms else ():
            first = view.at(toponym.start)
            moved = view.norms[max(0, first - 1) : first]
            if toponym.geo_precision in _SPOTS and not _MOVED & set(moved) and not is_lead(view, toponym):
                spots.setdefault(view.sentence.paragraph, []).append((view.index, toponym))
    return spots


def _is_unknown_quarter(view: View, place: Toponym) -> bool:
    """ "the X district", "X Street", "the X checkpoint", "the Old City", of which no gazetteer knows."""
    if place.place is not None or not place.text:
        return False
    _, last = view.range_of(place.start, place.end)
    named = place.text.casefold().split()
    parts = {*view.norms[last : last + 1], *named[-1:]}
    market = named[0] in _MARKETS  # "Souk X"
    return market or place.reason == "street" or bool(_PARTS_OF_TOWNS & parts) or " ".join(named) in _OLD


def _leads(views: Sequence[View]) -> dict[int, Toponym]:
    """The places at the heads of paragraphs, by the paragraph."""
    first: dict[int, View] = {}
    for view in views:
        first.setdefault(view.sentence.paragraph, view)
    return {paragraph: lead for paragraph, view in first.items() if (lead := _lead(view))}


def _of_title(views: Sequence[View], title: str) -> Toponym | None:
    spots: dict[str, Toponym] = {}
    for view in views[:_OPENING_VIEWS]:
        for toponym in _named(view):
            if toponym.place and not toponym.nominal and not toponym.place.is_area and toponym.text in title:
                spots.setdefault(toponym.place.place_id, toponym)
    return next(iter(spots.values())) if len(spots) == 1 else None


def _is_heading(view: View) -> bool:
    """A short line without a full stop, marked or in capitals."""
    text = view.sentence.text.strip()
    words = [token for token in view.tokens if token.text[0].isalnum()]
    if view.sentence.block == "dateline":
        return False
    if not 0 < len(words) <= _LONGEST or text.rstrip("*_")[-1:] in ".!?,;":
        return False
    named = [i for t in view.toponyms for i in range(*view.range_of(t.start, t.end))]
    marked = text[0] in "*#_" or text.isupper() or text.endswith(":") or view.sentence.block == "headline"
    return marked and len(words) - len(named) <= _OTHER_WORDS


def _lead(view: View) -> Toponym | None:
    """ "**X district.** A bomb …": a place before the first full stop, with nothing but its kind."""
    for toponym in _named(view):
        first, last = view.range_of(toponym.start, toponym.end)
        if not set(view.norms[:first]) <= _MARKS:
            return None
        return toponym if {".", ":"} & set(view.norms[last : last + 3]) else None
    return None


def _named(view: View) -> list[Toponym]:
    return [t for t in view.toponyms if t.role == "place" and t.geo_precision not in _COUNTED_OUT]
