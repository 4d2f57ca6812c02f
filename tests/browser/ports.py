"""A port that no other test's server will take: those that choose their own begin at 8501."""

from __future__ import annotations

import socket


def free_port() -> int:
    """One that the system gives out."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
