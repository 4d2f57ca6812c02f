"""What may be published of a case: coarser places, and nothing beside them that tells more.

A point that is snapped to a grid says nothing any more only if no title, id, name or quote says it instead.
So everything of an event goes through here, and what cannot be shown to be harmless is left out.
"""

from geo.publishing.promise import GRID, HOLD_BACK, Promise
from geo.publishing.publish import Published, publish

__all__ = ["GRID", "HOLD_BACK", "Promise", "Published", "publish"]
