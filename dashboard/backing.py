"""What lies behind the page: where its events, claims and reports come from when they are asked for.

A case file (dashboard.casebacking) or a folder of parts (dashboard.resultbacking). No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from geo.addresses import Where
from geo.decisions import Decision
from geo.export.source import Source
from geo.model import Claim, Document, Event, Toponym


class Backing(Protocol):
    """Read when it is asked; each of it may raise DatelineError."""

    @property
    def path(self) -> Where:
        """The file or the folder, or the address of a case in a database."""

    @property
    def name(self) -> str:
        """What people know it by."""

    @property
    def identity(self) -> str:
        """Of the case: the same wherever it lies; a link names it."""

    @property
    def made_by(self) -> str:
        """Which program, word lists and gazetteer read the reports."""

    @property
    def fixed(self) -> str:
        """Where nothing can be added, corrected or judged: what to do instead, in a line; else empty."""

    @property
    def interrupted(self) -> int:
        """Reports read by a run that has not ended."""

    @property
    def left_undated(self) -> frozenset[str]:
        """Reports that nobody is to be asked a date for again."""

    @property
    def decisions(self) -> Sequence[Decision]:
        """All that were ever made, oldest first."""

    @property
    def unfit(self) -> frozenset[int]:
        """Decisions that no longer find what they are about, by id."""

    @property
    def unplaced(self) -> Sequence[tuple[str, Toponym]]:
        """The place names that have no place, by report, where they are kept."""

    def one_event(self, event_id: str) -> tuple[Event, dict[str, Document]]:
        """An event and its reports by id; their texts are empty where they are not kept."""

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of an id, or None."""

    def claims_in(self, doc_ids: Collection[str]) -> list[Claim]:
        """All claims of these reports; none where their texts are not kept."""

    def toponyms_in(self, doc_ids: Collection[str]) -> Sequence[tuple[str, Toponym]]:
        """The place names of these reports, by report; none where their texts are not kept."""

    def part(self, event_ids: Sequence[str]) -> Source:
        """These events and their claims, for an export."""
