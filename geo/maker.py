"""What reads reports: which program, word lists and gazetteer, for files to say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Maker:
    """The program, its word lists and gazetteer, by version or checksum, and the settings of a run."""

    version: str = ""  # of Dateline
    program: str = ""  # checksum of the code
    lexicon: str = ""  # checksum of the word lists, the user's own included
    gazetteer: str = ""  # checksum of the index and of what the user imported
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stamp(self) -> str:
        """The same for two makers that read a report in the same way; "" when nothing is known of them."""
        parts = (self.version, self.program, self.lexicon, self.gazetteer)
        return " ".join(parts) if any(parts) else ""

    def in_words(self) -> str:
        """ "Dateline 0.1.0 (program 3f2a…, word lists 9c1d…, gazetteer 51ab…)"; "" when nothing is known."""
        if not self.stamp:
            return ""
        parts = (("program", self.program), ("word lists", self.lexicon), ("gazetteer", self.gazetteer))
        known = ", ".join(f"{name} {checksum}" for name, checksum in parts if checksum)
        return f"Dateline {self.version}".rstrip() + (f" ({known})" if known else "")
