"""What an analyst decides about claims and events, and an extraction with those decisions applied."""

from geo.decisions.applying import Applied, apply, has_effect
from geo.decisions.model import UNDO, Decision, address_of, standing, undone

__all__ = ["UNDO", "Applied", "Decision", "address_of", "apply", "has_effect", "standing", "undone"]
