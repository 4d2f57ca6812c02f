"""Streamlit as a process that ends when whoever started it is gone, however that went.

`dashboard.cli.server` runs this file as a script and keeps the other end of its standard input: when
that closes, the starter has ended, and so does this.
"""

from __future__ import annotations

import os
import sys
import threading


def end_with_the_starter() -> None:
    """Wait until standard input closes, then end at once."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    from streamlit.web.cli import main

    threading.Thread(target=end_with_the_starter, daemon=True).start()
    sys.exit(main(prog_name="streamlit"))
