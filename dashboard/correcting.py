"""The page's part for correcting: the claims panel, and what is decided there or by dragging a pin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard import casework, claimsview, component, decide, messages, state
from dashboard.opened import Opened
from geo.errors import DatelineError

_LONGEST_NAME = 80

Reopen = Callable[[], Opened | None]


def draw(case: Opened, event_id: str, reopen: Reopen) -> None:
    """The claims of an event ("" shows how to begin), and the decisions made so far."""
    kept = st.session_state
    if state.AUTHOR not in kept:
        kept[state.AUTHOR] = claimsview.default_author(case)
    panel = claimsview.panel(case, event_id, kept[state.AUTHOR], kept.get(state.NOTICE, ""))
    component.show_claims(panel, state.CLAIMS, partial(_on_decision, reopen))
    if case.backing.fixed:
        st.caption(case.backing.fixed)


def _on_decision(reopen: Reopen) -> None:
    case = reopen()
    message = messages.about(case, st.session_state[state.CLAIMS].get("decision")) if case else None
    if case is None or message is None:
        return
    state.acted()
    st.session_state[state.AUTHOR] = str(message.get("author") or "")[:_LONGEST_NAME]
    keep(case, message)


def keep(case: Opened, message: Mapping[str, Any]) -> None:
    """Make the message a decision of the case, or say why it is none."""
    if case.backing.fixed:
        st.session_state[state.DONE] = case.backing.fixed
        return
    author = st.session_state.get(state.AUTHOR, "")
    try:
        decision = decide.decision_of(case, {**message, "author": author})
        casework.decide(case.backing.path, decision)
    except DatelineError as error:
        st.session_state[state.NOTICE] = str(error)
        return
    st.session_state[state.NOTICE] = ""
    st.session_state[state.FOLLOW] = decision.claim_id


def follow(case: Opened) -> None:
    """After a decision: show the event that its claim is about now; none where it makes none any more."""
    kept = st.session_state
    claim = case.backing.claim(kept.pop(state.FOLLOW)) if kept.get(state.FOLLOW) else None
    if claim and claim.event_id in case.index.number:
        kept[state.EVENT] = claim.event_id
    if kept[state.EVENT] not in case.index.number:
        kept[state.EVENT] = ""
