"""Words and kinds that several modules of this package look for, each written once."""

from __future__ import annotations

# Kinds of actors that bear arms.
ARMED = frozenset({"military", "armed_group", "police", "coalition"})
ARMED_SIDES = ARMED | {"military_site"}  # and what is theirs, where it is hit
BE = frozenset("is are was were be been being".split())
# Before the name of another event: they only say when.
ANCHORING = frozenset({"after", "before", "since", "following"})
# Drafts looked at on each side of one, so that a text of attacks alone costs no more.
NEAR_DRAFTS = 30
