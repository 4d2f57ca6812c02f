"""Claims about events that are none themselves: denials, disputes, who did it, who holds a place."""

from geo.claims.statements.drafts import StatementDraft
from geo.claims.statements.keeping import in_context, of_conflict, undo
from geo.claims.statements.reading import statements_of

__all__ = ["StatementDraft", "in_context", "of_conflict", "statements_of", "undo"]
