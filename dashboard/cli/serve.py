"""Streamlit as a process that ends when whoever started it is gone, however that went.

`dashboard.cli.server` runs this file as a script and keeps the other end of its standard input: when
that closes, the starter has ended, and so does this.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path


def end_with_the_starter() -> None:
    """Wait until standard input closes, then end at once."""
    sys.stdin.buffer.read()
    os._exit(0)


def warm_up() -> None:
    """Load what the page needs while nobody waits for it yet; the page itself says what is wrong."""
    from dashboard import intakeview, layers, opened  # noqa: F401 -- the heaviest parts of the page
    from geo.addresses import place_of
    from geo.errors import DatelineError

    with suppress(DatelineError):
        case = place_of(os.environ.get("DATELINE_CASE", ""))
        if not isinstance(case, Path) or (case.name and case.exists()):
            opened.at(str(case), opened.state_of(case))
    for path in layers.named():
        with suppress(DatelineError):
            layers.at(path)


if __name__ == "__main__":
    from streamlit.web.cli import main

    threading.Thread(target=end_with_the_starter, daemon=True).start()
    threading.Thread(target=warm_up, daemon=True).start()
    sys.exit(main(prog_name="streamlit"))
