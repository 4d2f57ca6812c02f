"""The chain: documents → sentences → mentions → claims → events. Only this module knows the order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from uuid import uuid4

from gazetteer import Gazetteer
from geo.actors import ActorLexicon, default_lexicon, find_actors
from geo.claims import find_claims
from geo.claims.passed import Explained, explain
from geo.dates import find_dates
from geo.events import merge
from geo.executors import Executor, Serial, Work
from geo.model import Document, Extraction, Mentions, Reading, Sentence, Toponym, Unread
from geo.naturalorder import in_order
from geo.sentences import split_sentences
from geo.tolls import find_tolls
from geo.toponyms import find_toponyms

Item = Document | Unread


def extract(
    documents: Iterable[Document | Unread],
    *,
    gazetteer: Gazetteer | None = None,
    lexicon: ActorLexicon | None = None,
    executor: Executor | None = None,
) -> Extraction:
    """Read documents, extract their claims, and merge the claims into events.

    Documents that could not be read pass through into `unread`; one that fails is reported there with
    the reason, and the rest goes on. An executor (default: this process alone) opens the installed gazetteer
    where the work is done, so it takes no other one: ValueError. The result is the same with any executor and
    in any order of documents.
    """
    return assemble(read_all(documents, gazetteer=gazetteer, lexicon=lexicon, executor=executor))


def read_all(
    documents: Iterable[Document | Unread],
    *,
    gazetteer: Gazetteer | None = None,
    lexicon: ActorLexicon | None = None,
    executor: Executor | None = None,
    ordered: bool = True,
) -> Iterator[Reading | Unread]:
    """What each document gives by itself, in the order given or as soon as it is read; else as `extract`."""
    if executor is not None and gazetteer is not None:
        raise ValueError("an executor opens the installed gazetteer; give it no other")
    if executor is None:
        return Serial().run(Work(lambda: _reader(lexicon, gazetteer), _lost), documents)
    return executor.run(Work(Preparation(lexicon), _lost), documents, ordered=ordered)


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


def explained(document: Document, gazetteer: Gazetteer, lexicon: ActorLexicon | None = None) -> Explained:
    """What became of every sentence of a document that holds a trigger word, and why some gave no event."""
    return explain(document, *find_mentions(document, gazetteer, lexicon))


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


@dataclass(frozen=True)
class Preparation:
    """Opens the gazetteer where the work is done, and gives what reads a report there.

    Equal ones do it once for each process. What fails on a report makes it unread.
    """

    lexicon: ActorLexicon | None = field(compare=False)
    key: str = ""

    def __post_init__(self) -> None:
        if self.lexicon is not None and not self.key:
            object.__setattr__(self, "key", uuid4().hex)  # the same in all copies that are sent around

    def __call__(self) -> Callable[[Item], Reading | Unread]:
        """Open it."""
        return _reader(self.lexicon, None)


def _reader(lexicon: ActorLexicon | None, gazetteer: Gazetteer | None) -> Callable[[Item], Reading | Unread]:
    lexicon = lexicon or default_lexicon()
    return partial(_read_one, gazetteer=gazetteer or Gazetteer.open(), lexicon=lexicon)


def _lost(item: Item, reason: str) -> Unread:
    return item if isinstance(item, Unread) else Unread(item.id, "broken", reason)


def _read_one(item: Item, gazetteer: Gazetteer, lexicon: ActorLexicon | None) -> Reading | Unread:
    if isinstance(item, Unread):
        return item
    try:
        return read_document(item, gazetteer, lexicon)
    except Exception as error:  # noqa: BLE001 - a fault of ours on one text must not lose the others
        return _at_fault(item, error)


def _at_fault(document: Document, error: Exception) -> Unread:
    """The document, named and counted with what went wrong."""
    return Unread(document.id, "broken", f"{type(error).__name__}: {error}")
