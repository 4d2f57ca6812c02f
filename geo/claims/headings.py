"""Places that head what follows: "**Idlib countryside**" over bullets, "**X.** …" at a paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from geo.claims.placing import unnamed
from geo.claims.view import View
from geo.model import Toponym

_LONGEST = 8  # words of a heading
_OTHER_WORDS = 3  # of a heading beside its names
_OPENING_VIEWS = 4
_MARKS = frozenset("* # _ - – — • : . > = ▪ ● 🔹 🔸 ❗ ️ ⚫ 🚆 🔴 ⚡ 📍 ( )".split())
_COUNTED_OUT = frozenset({"country", "unresolved"})


class Headings:
    """The places that a report's headings name, by where they stand; each holds to the next heading."""

    def __init__(self, views: Sequence[View], title: str) -> None:
        self._heads = [view for view in views if _is_heading(view)]
        self._title = _of_title(views, title)
        self._starts = [view.index for view in self._heads]
        self._leads = _leads(views)

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

    def title(self) -> tuple[Toponym, ...]:
        """The one place that the title names and the first sentences place, where it is a spot."""
        return (unnamed(self._title, "the title", near=True),) if self._title else ()


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
