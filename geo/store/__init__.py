"""The case file: documents, claims, events and decisions in one SQLite file. Loads SQLAlchemy."""

from geo.decisions import Decision
from geo.maker import Maker
from geo.store import states
from geo.store.case import Case
from geo.store.fingerprint import document_hash, fingerprint
from geo.store.runs import Run

__all__ = ["Case", "Decision", "Maker", "Run", "document_hash", "fingerprint", "states"]
