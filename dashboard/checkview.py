"""The page's part for judging: claims one by one, sentences passed over, and what that comes to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st

from dashboard import checking, checktables, claimsview, state
from dashboard.checking import Sentence, Study
from dashboard.markup import label, plain, table
from dashboard.opened import Opened
from dashboard.quoted import quoted
from dashboard.reports import marks_of
from geo.checking.judging import Judged, Judgement, Verdict, of_claim
from geo.checking.missing import SAID, Found, of_sentence, verdicts_of
from geo.checking.slots import EMPTY, SLOTS, TITLES, Slot, read_of
from geo.errors import DatelineError
from geo.model import Claim, Document
from geo.store import Case
from geo.webmap import words

CLAIMS, PASSED, RESULTS = "Claims", "Sentences passed over", "Results"
_LONGEST_NAME = 80
_LONGEST_READ = 220
_FILLED: dict[Verdict, str] = {
    "right": "Right",
    "wrong": "Wrong",
    "cannot tell": "Cannot tell",
    "not applicable": "Not applicable",
}
_EMPTY: dict[Verdict, str] = {**_FILLED, "right": "Rightly empty", "wrong": "Something is missing"}
_OFFERED: tuple[Verdict, ...] = ("right", "wrong", "cannot tell")


def draw(case: Opened) -> None:
    """The part, closed until somebody wants to judge; nothing is read before that."""
    part = st.expander("Check the reading", icon=":material/fact_check:", on_change="rerun", key=state.CHECK)
    if not part.open:
        return
    with part:
        if case.backing.fixed:
            st.info(case.backing.fixed)
            return
        try:
            _opened(case)
        except DatelineError as error:
            st.error(plain(str(error), 600))


@st.fragment
def _opened(case: Opened) -> None:
    """Runs again by itself when something is judged: the rest of the page is as it was."""
    with Case.open(case.backing.path, create=False) as store:
        there = checking.study(store)
    st.markdown(
        "A random sample of what was read, the same for every coder. Judging changes no claim: "
        "it tells how far the rest can be relied on."
    )
    st.session_state.setdefault(state.CHECK_PART, CLAIMS)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    part = left.segmented_control("Part", [CLAIMS, PASSED, RESULTS], key=state.CHECK_PART, required=True)
    coder = _coder(case, right)
    if part == RESULTS:
        _results(there)
    elif not coder:
        st.info("Write your name first: it is kept with every verdict.")
    elif part == PASSED:
        _passed(case, there, coder)
    else:
        _claims(case, there, coder)


def _coder(case: Opened, column: Any) -> str:
    kept = st.session_state
    if state.CODER not in kept:
        kept[state.CODER] = kept.get(state.AUTHOR) or claimsview.default_author(case)
    kept[state.CODER] = kept[state.CODER]  # kept where the field was not drawn for a while
    name = column.text_input(
        "Your name, kept with each verdict", key=state.CODER, max_chars=_LONGEST_NAME, on_change=_begin_anew
    )
    return " ".join(str(name).split())


def _begin_anew() -> None:
    """Another coder begins where that one stopped."""
    for key in (state.CHECK_CLAIM, state.CHECK_SENTENCE):
        st.session_state.pop(key, None)


def _claims(case: Opened, there: Study, coder: str) -> None:
    claims = there.sample
    if not claims:
        st.info("No claim of this case makes an event: nothing is to be judged.")
        return
    judged = there.coded(coder).judged
    complete = [claim.claim_id in judged and judged[claim.claim_id].complete for claim in claims]
    at = _steps(state.CHECK_CLAIM, "Claim", complete)
    claim = claims[at]
    with Case.open(case.backing.path, create=False) as store:
        document = checking.documents_of(store, [claim.doc_id]).get(claim.doc_id)
    if document:
        _quote(case, document, claim)
    held = judged.get(claim.claim_id) or Judged(claim)
    if held.changed:
        names = ", ".join(TITLES[slot].lower() for slot in held.changed)
        st.markdown(f"Read differently now than when you judged it: {names}.")
    columns = st.columns(2)
    shown = ("event",) if held.verdicts.get("event") == "wrong" else SLOTS
    for number, slot in enumerate(shown):
        with columns[2 * number // len(SLOTS)]:
            _slot(case, held, coder, slot)
    for one in checktables.running(there.record(coder)):
        _show(one)


def _quote(case: Opened, document: Document, claim: Claim) -> None:
    st.markdown(_source(document))
    marks = marks_of(case, [document]).get(document.id, [])
    st.html(quoted(document, claim.evidence, [claim.trigger], marks))


def _source(document: Document) -> str:
    """ "Title, publisher, published 2015-10-04 (one.md)"."""
    published = f"published {document.published}" if document.published else "no publication date"
    told = ", ".join(part for part in (document.title, document.publisher, published) if part)
    return plain(f"{told} ({document.id})", _LONGEST_READ)


def _slot(case: Opened, judged: Judged, coder: str, slot: Slot) -> None:
    """What was read, and the buttons for it."""
    claim, held = judged.claim, judged.verdicts.get(slot)
    read = read_of(claim)[slot]
    names = _FILLED if read != EMPTY else _EMPTY
    said = "an event, " + read if slot == "event" else read if read != EMPTY else "nothing was read"
    key = _key(claim.claim_id, slot, read, coder)
    st.session_state[key] = held
    with st.container(gap="xsmall"):
        st.markdown(f"**{TITLES[slot]}:** {plain(said, _LONGEST_READ)}")
        st.segmented_control(
            f"{TITLES[slot]}, {label(said)}",
            [*_OFFERED, *(["not applicable"] if held == "not applicable" else [])],
            format_func=names.__getitem__,
            key=key,
            on_change=partial(_judge, case, claim, coder, slot, key),
            label_visibility="collapsed",
        )


def _judge(case: Opened, claim: Claim, coder: str, slot: Slot, key: str) -> None:
    verdict = st.session_state[key]
    if (
        verdict is not None
    ):  # a second click on a verdict takes nothing back: it stands until another is given
        _keep(case, of_claim(coder, claim, {slot: verdict}))


def _keep(case: Opened, judgement: Judgement) -> None:
    state.acted()
    try:
        with Case.open(case.backing.path, create=False) as store:
            store.judge(judgement)
    except DatelineError as error:
        st.session_state[state.DONE] = plain(str(error), 600)


def _key(*parts: str) -> str:
    return "check_" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _steps(key: str, what: str, complete: Sequence[bool]) -> int:
    """Which one is shown, and the ways to the others; at first the first that is not judged."""
    kept = st.session_state
    first = complete.index(False) if False in complete else 0
    at = min(max(0, int(kept.setdefault(key, first))), len(complete) - 1)
    done = sum(complete)
    st.progress(done / len(complete), text=f"{what} {at + 1} of {len(complete)}; {done} judged")
    last = at == len(complete) - 1
    usual: Literal["primary", "secondary"] = "primary" if complete[at] and not last else "secondary"
    with st.container(horizontal=True):
        st.button("Back", key=f"{key}_back", on_click=_go, args=(key, at - 1), disabled=at == 0)
        st.button("Next", key=f"{key}_next", on_click=_go, args=(key, at + 1), disabled=last, type=usual)
        st.button(
            "First not judged",
            key=f"{key}_first",
            on_click=_go,
            args=(key, first),
            disabled=done == len(complete),
        )
    return at


def _go(key: str, at: int) -> None:
    st.session_state[key] = at


def _passed(case: Opened, there: Study, coder: str) -> None:
    with st.spinner("Reading reports again"):
        sentences, found = checking.sample_passed(case.backing.path, there.plan, case.gazetteer)
    st.markdown(
        f"{words.plural(found.told + found.passed, 'sentence')} of {words.plural(found.reports, 'report')} "
        f"hold a word that may tell an event; {found.passed:,} of them gave none."
    )
    if not sentences:
        return
    held = verdicts_of(coder, there.judgements)
    keys = [checking.key_of_sentence(one) for one in sentences]
    at = _steps(state.CHECK_SENTENCE, "Sentence", [key in held for key in keys])
    _sentence(case, sentences[at], found, coder, held.get(keys[at]))


def _sentence(case: Opened, chosen: Sentence, found: Found, coder: str, held: Judgement | None) -> None:
    doc_id, one = chosen
    with Case.open(case.backing.path, create=False) as store:
        document = checking.documents_of(store, [doc_id]).get(doc_id)
    if document:
        st.markdown(_source(document))
        st.html(quoted(document, [one.sentence], [word for word, _ in one.words]))
    st.html(table("Why it gave no event", ("Word", "Reason"), [(word.text, why) for word, why in one.words]))
    key = _key(doc_id, str(one.sentence.start), one.sentence.text, coder)
    st.session_state[key] = held.payload["verdict"] if held else None
    st.segmented_control(
        "This sentence was",
        list(SAID),
        format_func=lambda verdict: SAID[verdict].capitalize(),
        key=key,
        on_change=partial(_judge_sentence, case, chosen, found, coder, key),
    )


def _judge_sentence(case: Opened, chosen: Sentence, found: Found, coder: str, key: str) -> None:
    verdict = st.session_state[key]
    if verdict is not None:
        _keep(case, of_sentence(coder, *chosen, verdict, found))


def _results(there: Study) -> None:
    record = there.record()
    if there.unusable:
        st.warning(f"{there.unusable:,} judgements in the case cannot be read and do not count.")
    if not record["coders"]:
        st.info("Nothing is judged yet.")
    for one in checktables.tables(record):
        _show(one)


def _show(one: checktables.Table) -> None:
    """A table that scrolls by itself where it is wider than the page."""
    st.html(f'<div class="dl-wide" tabindex="0">{table(*one)}</div>')
