"""The case: documents, claims, events and decisions in one SQLite file or in a database. Loads SQLAlchemy."""

from geo.decisions import Decision
from geo.maker import Maker
from geo.store import states
from geo.store.case import Case
from geo.store.fingerprint import document_hash, fingerprint
from geo.store.pushing import Pushed
from geo.store.runs import Run

__all__ = ["Case", "Decision", "Maker", "Pushed", "Run", "document_hash", "fingerprint", "states"]
