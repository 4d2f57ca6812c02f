"""The case file: documents, claims, events and decisions in one SQLite file. Loads SQLAlchemy."""

from geo.decisions import Decision
from geo.store.case import Case
from geo.store.fingerprint import fingerprint

__all__ = ["Case", "Decision", "fingerprint"]
