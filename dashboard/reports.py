"""A report for the page: its text with every name, date and actor marked. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dashboard.opened import Opened
from dashboard.userlists import actor_lexicon, lists_stamp
from geo.actors import ActorLexicon, find_actors
from geo.dates import find_dates
from geo.model import ActorMention, Claim, DateMention, Document, Mentions, Toponym
from geo.sentences import split_sentences
from geo.webmap.reading import report_marks

MOST_MARKED = 30  # reports of one event; the others open with the marks of their claim alone

_Found = tuple[tuple[DateMention, ...], tuple[ActorMention, ...]]


def marks_of(case: Opened, documents: Sequence[Document]) -> dict[str, list[list[Any]]]:
    """What is marked in these reports, by id: [start, end, kind, what it was taken for, why], sorted."""
    ids = {document.id for document in documents}
    claims: dict[str, list[Claim]] = {}
    for claim in case.backing.claims_in(ids):
        claims.setdefault(claim.doc_id, []).append(claim)
    toponyms: dict[str, list[Toponym]] = {}
    for doc_id, toponym in case.backing.toponyms_in(ids):
        toponyms.setdefault(doc_id, []).append(toponym)
    stamp = lists_stamp()
    marked = {}
    for document in documents:
        mentions = Mentions(tuple(toponyms.get(document.id, ())), *_found(document, stamp))
        marks = report_marks(document, mentions, claims.get(document.id, []), case.gazetteer)
        marked[document.id] = [list(mark) for mark in marks]
    return marked


@lru_cache(maxsize=256)  # the reports of one event are asked for at every run of the page
def _found(document: Document, stamp: str) -> _Found:
    dates = find_dates(document.text, document.published)
    return tuple(dates), tuple(find_actors(split_sentences(document), lexicon(stamp)))


@lru_cache(maxsize=1)
def lexicon(stamp: str) -> ActorLexicon | None:
    """The user's lexicon, read again when its files change; `stamp` tells their states apart."""
    del stamp
    return actor_lexicon()
