"""Measure against baselines in one run and print the ratios: `make bench`, `make bench ARGS=lookup`.

The ratios travel between machines better than the seconds do.
"""

from __future__ import annotations

import sys
from importlib import import_module

ALL = (
    "lookup",
    "reading",
    "growth",
    "parts",
    "start",
    "importing",
    "confidence",
    "export",
    "query",
    "steps",
    "webmap",
    "page",
)


def main() -> int:
    """Run those that are named, or all."""
    for name in sys.argv[1:] or ALL:
        print(f"==> {name}", flush=True)
        for row in import_module(name).measure():
            print(f"  {row}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
