"""Two datasets of events beside each other: what is in both, only here, only there."""

from __future__ import annotations

from geo.comparing.compare import Comparison, Limits, compare

__all__ = ["Comparison", "Limits", "compare"]
