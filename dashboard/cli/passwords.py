"""Passwords on the command line: taken out before anything else sees them, also the list of processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def hide(argv: Sequence[str], *, own: bool) -> list[str]:
    """The words without the passwords of addresses among them, which this process holds from now on.

    `own` are the words that this process was started with: everybody on the machine can read those, so where
    one of them held a password the process becomes itself again (`exec`, POSIX) without it.
    Raises CaseError where an address cannot be understood.
    """
    if not any("postgres" in word.lower() for word in argv):
        return list(argv)
    from geo import addresses

    hidden = [addresses.without_password(word) for word in argv]
    if own and hidden != list(argv) and os.name == "posix":
        replaced = dict(zip(argv, hidden, strict=True))
        again = [replaced.get(word, word) for word in sys.orig_argv[1:]]
        os.execve(sys.executable, [sys.executable, *again], os.environ | addresses.secrets())  # noqa: S606 (ourselves)
    return hidden
