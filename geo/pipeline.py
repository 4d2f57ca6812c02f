"""The chain: documents → sentences → mentions → claims → events. Only this module knows the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, islice

from gazetteer import Gazetteer
from geo.actors import ActorLexicon, default_lexicon, find_actors
from geo.claims import find_claims
from geo.dates import find_dates
from geo.events import merge
from geo.model import Document, Extraction, Mentions, Reading, Sentence, Toponym, Unread
from geo.naturalorder import in_order
from geo.sentences import split_sentences
from geo.tolls import find_tolls
from geo.toponyms import find_toponyms

_CHUNK = 16  # documents handed to a worker at once
_ROUNDS = 8


def extract(
    documents: Iterable[Document | Unread],
    *,
    gazetteer: Gazetteer | None = None,
    lexicon: ActorLexicon | None = None,
    jobs: int = 1,
) -> Extraction:
    """Read documents, extract their claims, and merge the claims into events.

    Documents that could not be read pass through into `unread`; one that fails is reported there with
    the reason, and the rest goes on. With `jobs` above 1, that many processes share the work, each with
    the installed gazetteer. The result is the same in any number of processes and any order of documents.
    """
    return assemble(read_all(documents, gazetteer=gazetteer, lexicon=lexicon, jobs=jobs))


def read_all(
    documents: Iterable[Document | Unread],
    *,
    gazetteer: Gazetteer | None = None,
    lexicon: ActorLexicon | None = None,
    jobs: int = 1,
) -> Iterator[Reading | Unread]:
    """What each document gives by itself, in the order given, as it is read; else as `extract`."""
    if jobs <= 1:
        opened = gazetteer or Gazetteer.open()
        yield from (_read_one(document, opened, lexicon) for document in documents)
        return
    # Workers open the index themselves: it is memory-mapped, so they share one copy. Documents are handed
    # out a few rounds at a time, so that a long input is never held whole.
    waiting = iter(documents)
    with ProcessPoolExecutor(jobs, initializer=_open_in_worker, initargs=(lexicon,)) as pool:
        while some := list(islice(waiting, jobs * _CHUNK * _ROUNDS)):
            yield from pool.map(_read_in_worker, some, chunksize=_CHUNK)


def assemble(results: Iterable[Reading | Unread]) -> Extraction:
    """The events over all readings; the same whatever order they come in."""
    readings: list[Reading] = []
    unread: list[Unread] = []
    for result in results:
        (readings if isinstance(result, Reading) else unread).append(result)  # type: ignore[arg-type]
    readings.sort(key=lambda reading: in_order(reading.document.id))
    unread.sort(key=lambda one: (in_order(one.id), one.reason, one.detail))
    claims = list(chain.from_iterable(reading.claims for reading in readings))
    texts = [reading.document for reading in readings]
    events, placed = merge(claims, texts)
    return Extraction(
        documents=tuple(texts),
        claims=tuple(placed),
        events=tuple(events),
        toponyms=tuple((r.document.id, toponym) for r in readings for toponym in r.toponyms),
        unread=tuple(unread),
    )


def read_document(document: Document, gazetteer: Gazetteer, lexicon: ActorLexicon | None = None) -> Reading:
    """One document through the chain, up to its claims."""
    sentences, mentions = find_mentions(document, gazetteer, lexicon)
    claims = find_claims(document, sentences, mentions)
    return Reading(document, tuple(claims), mentions.toponyms)


def find_mentions(
    document: Document, gazetteer: Gazetteer, lexicon: ActorLexicon | None = None
) -> tuple[list[Sentence], Mentions]:
    """A document's sentences, and what they mention."""
    lexicon = lexicon or default_lexicon()
    sentences = split_sentences(document)
    return sentences, Mentions(
        toponyms=tuple(find_toponyms(document, sentences, gazetteer, lexicon.written)),
        dates=tuple(find_dates(document.text, document.published)),
        actors=tuple(find_actors(sentences, lexicon)),
        tolls=tuple(find_tolls(sentences)),
    )


def place_names(
    documents: Iterable[Document | Unread], gazetteer: Gazetteer
) -> Iterator[tuple[Document, list[Toponym]] | Unread]:
    """Each document with its place names only; one that fails is passed on as unread."""
    for document in documents:
        if isinstance(document, Unread):
            yield document
            continue
        try:
            actors = default_lexicon().written
            yield document, find_toponyms(document, split_sentences(document), gazetteer, actors)
        except Exception as error:  # noqa: BLE001 - as above
            yield _at_fault(document, error)


def _read_one(
    document: Document | Unread, gazetteer: Gazetteer, lexicon: ActorLexicon | None
) -> Reading | Unread:
    if isinstance(document, Unread):
        return document
    try:
        return read_document(document, gazetteer, lexicon)
    except Exception as error:  # noqa: BLE001 - a fault of ours on one text must not lose the others
        return _at_fault(document, error)


def _at_fault(document: Document, error: Exception) -> Unread:
    """The document, named and counted with what went wrong."""
    return Unread(document.id, "broken", f"{type(error).__name__}: {error}")


_in_worker: partial[Reading | Unread] | None = None


def _open_in_worker(lexicon: ActorLexicon | None) -> None:
    global _in_worker  # noqa: PLW0603 - a worker process has one index for all its documents
    _in_worker = partial(_read_one, gazetteer=Gazetteer.open(), lexicon=lexicon)


def _read_in_worker(document: Document | Unread) -> Reading | Unread:
    if _in_worker is None:
        raise RuntimeError("the worker was not opened")
    return _in_worker(document)
