"""Place names in a report: found, told from persons and governments, described, resolved."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geo.model import Document, Sentence, Toponym
from geo.toponyms.evidence import judge_all, look_around
from geo.toponyms.finding import Finder
from geo.toponyms.geometry import to_toponym
from geo.toponyms.lexicon import place_words
from geo.toponyms.measured import measure_unknown
from geo.toponyms.names import Name, PlaceFinder, lookup_of
from geo.toponyms.nominal import find_nominals
from geo.toponyms.relations import describe
from geo.toponyms.resolving import resolve
from geo.toponyms.roles import assign_roles
from geo.toponyms.strangers import unresolve_namesakes, without_strangers
from geo.toponyms.tokens import tokenize
from geo.toponyms.unknown import UnknownNames, main_country

__all__ = ["PlaceFinder", "find_names", "find_toponyms"]


def find_toponyms(
    document: Document,
    sentences: Sequence[Sentence],
    gazetteer: PlaceFinder,
    actors: Collection[str] = frozenset(),
) -> list[Toponym]:
    """Every place name of a document, resolved or honestly not, sorted by start.

    `actors` are names in lower case that mean somebody where nothing says that a place is meant.

    Mentions of role "adjective" and "metonym" are in the list; so are nominal ones ("the town",
    `nominal=True`) that stand for a name. Photo credits are not read.
    """
    names = find_names(document, sentences, gazetteer, actors)
    return sorted(map(to_toponym, names), key=lambda toponym: toponym.start)


def find_names(
    document: Document,
    sentences: Sequence[Sentence],
    gazetteer: PlaceFinder,
    actors: Collection[str] = frozenset(),
) -> list[Name]:
    """The mentions with all that spoke for their choices, in no order."""
    words = place_words()
    tokens = [tokenize(sentence) for sentence in sentences if sentence.block != "credit"]
    around = look_around(tokens, words, actors)
    finder = Finder(lookup_of(gazetteer), words)
    names = [finder.find(sentence) for sentence in tokens]
    judge_all(names, around, words)
    names = [[name for name in found if name.score > 0] for found in names]
    for found in names:
        assign_roles(found, words)
    country = main_country([name for found in names for name in found])
    unknown = UnknownNames(lookup_of(gazetteer), words, country)
    names = [unknown.add(sentence, found) for sentence, found in zip(tokens, names, strict=True)]
    for found in names:
        describe(found, words)
    resolve([name for found in names for name in found], _title_names(document, finder), _home(document.url))
    for found in names:
        measure_unknown(found)
    names = without_strangers(names)
    unresolve_namesakes([name for found in names for name in found])
    return [*(name for found in names for name in found), *find_nominals(names, tokens, words)]


def _title_names(document: Document, finder: Finder) -> list[Name]:
    """Names in the title and the publisher's name, for context only: their offsets are not the text's."""
    lines = [line for line in (document.title, document.publisher) if line]
    return [n for line in lines for n in finder.find(tokenize(Sentence(0, len(line), line, "headline")))]


def _home(url: str) -> str:
    """The publisher's country by the ending of its address (ISO 3166-1), "" for .com and the like."""
    host = url.split("//", 1)[-1].split("/", 1)[0].rstrip(".").lower()
    ending = host.rsplit(".", 1)[-1]
    return {"uk": "GB"}.get(ending, ending.upper()) if len(ending) == 2 and "." in host else ""
