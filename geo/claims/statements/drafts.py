"""A statement as it was read, before it is a claim."""

from __future__ import annotations

from dataclasses import dataclass

from geo.claims.attribution import Speech
from geo.claims.drafts import Draft
from geo.claims.view import View
from geo.model import ActorMention, Attribution, Slot, Span, Stance


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What is said about events: the slot it concerns, the stance it takes, the words, and who says so."""

    view: View
    speech: Speech
    slot: Slot
    stance: Stance
    span: Span
    chain: tuple[Attribution, ...] = ()
    doers: tuple[ActorMention, ...] = ()  # who did it, or did not
    names_event: bool = False
    holders: tuple[ActorMention, ...] = ()  # the sides that the words name otherwise
    answers: bool = False  # of what the words before tell, whatever that is
    told: Draft | None = None  # the event right before it that it takes up
