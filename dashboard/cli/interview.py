"""Judging on a terminal: claim by claim, slot by slot, one key a verdict; each is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.cli.terminal import printable
from geo.checking.judging import Judged, Judgement, Verdict, of_claim
from geo.checking.missing import SAID, Found, of_sentence
from geo.checking.slots import EMPTY, SLOTS, TITLES, Slot, read_of
from geo.model import Claim, Document, Span

if TYPE_CHECKING:
    from dashboard.checking import Sentence

Ask = Callable[[], str]
Tell = Callable[[str], None]
Keep = Callable[[Judgement], None]

_KEYS: Mapping[str, Verdict] = {"r": "right", "w": "wrong", "c": "cannot tell", "n": "not applicable"}
_FILLED = "r right, w wrong, c cannot tell, n not applicable, b back, q stop"
_EMPTY = "r rightly empty, w something is missing, c cannot tell, n not applicable, b back, q stop"
_PASSED = "r rightly passed over, w an event was missed, c cannot tell, b back, q stop"
_BACK, _STOP = "b", ("q", "")
_BOLD, _PLAIN = "\033[1m", "\033[0m"


class Terminal:
    """Where questions are asked: `ask` gives a key, `tell` writes a line, `keep` keeps a judgement."""

    def __init__(self, ask: Ask, tell: Tell, keep: Keep, *, bold: bool) -> None:
        self.ask, self.tell, self.keep = ask, tell, keep
        self._bold = bold

    def key(self, line: str, keys: str) -> str:
        """A key of those offered; "q" for the end of the input."""
        self.tell(line)
        while True:
            key = self.ask()
            if key in _STOP or key in keys:
                return key or "q"
            if not key.isspace():
                self.tell(f"    {key!r} is none of these keys")

    def quote(self, sentence: Span, words: Sequence[Span]) -> None:
        """A sentence with its trigger words marked."""
        text, at = "", sentence.start
        for word in sorted(words, key=lambda one: one.start):
            if not at <= word.start <= word.end <= sentence.end:
                continue
            between = printable(sentence.text[at - sentence.start : word.start - sentence.start])
            text += f"{between}{self._marked(printable(word.text))}"
            at = word.end
        self.tell(f"  {text}{printable(sentence.text[at - sentence.start :])}")

    def _marked(self, word: str) -> str:
        return f"{_BOLD}[{word}]{_PLAIN}" if self._bold else f"[{word}]"


def judge_claims(
    coder: str,
    claims: Sequence[Claim],
    judged: Mapping[str, Judged],
    documents: Mapping[str, Document],
    terminal: Terminal,
) -> int:
    """Ask for what is not judged yet; how many verdicts were given."""
    given = 0
    done = {
        claim.claim_id: dict(judged[claim.claim_id].verdicts) for claim in claims if claim.claim_id in judged
    }
    asked: list[tuple[int, Slot]] = []
    again: tuple[int, Slot] | None = None
    shown = -1
    while (now := again or _next(claims, done)) is not None:
        number, slot = now
        claim = claims[number]
        if number != shown:
            _introduce(f"Claim {number + 1} of {len(claims)}", claim.doc_id, documents, terminal)
            for span in claim.evidence:
                terminal.quote(span, [claim.trigger])
            shown = number
        key = _ask_slot(slot, read_of(claim)[slot], terminal)
        if key in _STOP:
            return given
        if key == _BACK:
            again = asked.pop() if asked else now
            continue
        terminal.keep(of_claim(coder, claim, {slot: _KEYS[key]}))
        done.setdefault(claim.claim_id, {})[slot] = _KEYS[key]
        asked.append(now)
        again = None
        given += 1
    return given


def _next(claims: Sequence[Claim], done: Mapping[str, Mapping[Slot, Verdict]]) -> tuple[int, Slot] | None:
    """The first slot that is not judged; of what is no event none is asked but that."""
    for number, claim in enumerate(claims):
        verdicts = done.get(claim.claim_id, {})
        if verdicts.get("event") == "wrong":
            continue
        for slot in SLOTS:
            if slot not in verdicts:
                return number, slot
    return None


def _ask_slot(slot: Slot, read: str, terminal: Terminal) -> str:
    if slot == "event":
        said = f"read as an event, {read}"
    else:
        said = printable(read) if read != EMPTY else "nothing was read"
    offered = _EMPTY if read == EMPTY else _FILLED
    return terminal.key(f"  {TITLES[slot]}: {said}\n    {offered}", "rwcnb")


def judge_sentences(
    coder: str,
    sentences: Sequence[Sentence],
    found: Found,
    documents: Mapping[str, Document],
    terminal: Terminal,
) -> int:
    """Ask of each sentence whether it was rightly passed over; how many were judged."""
    at = given = 0
    while at < len(sentences):
        doc_id, one = sentences[at]
        _introduce(f"Sentence {at + 1} of {len(sentences)}", doc_id, documents, terminal)
        terminal.quote(one.sentence, [word for word, _ in one.words])
        for word, why in one.words:
            terminal.tell(f"    “{printable(word.text)}”: {why}")
        key = terminal.key(f"    {_PASSED}", "rwcb")
        if key in _STOP:
            break
        if key == _BACK:
            at = max(0, at - 1)
            continue
        terminal.keep(of_sentence(coder, doc_id, one, _KEYS[key], found))
        terminal.tell(f"    {SAID[_KEYS[key]]}")
        at += 1
        given += 1
    return given


def _introduce(what: str, doc_id: str, documents: Mapping[str, Document], terminal: Terminal) -> None:
    document = documents.get(doc_id)
    told = [doc_id]
    if document:
        published = f"published {document.published}" if document.published else "no publication date"
        told += [document.title, document.publisher, published]
    terminal.tell(f"\n{what}: " + ", ".join(printable(part) for part in told if part))
