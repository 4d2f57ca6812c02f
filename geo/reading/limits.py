"""How large a report may be. Every document is hostile; these keep one of them from taking the machine."""

from __future__ import annotations

MAX_DOCUMENT_BYTES = 10_000_000  # one report: three novels; a larger one is a dump of something else
MAX_ARRAY_BYTES = 256_000_000  # a .json file is read whole; put more than that into .jsonl, which streams
