"""Events: what claims are about, within a report and across reports."""

from geo.events.merging import merge, title_of

__all__ = ["merge", "title_of"]
