"""One key from the keyboard, without Enter where the terminal allows it."""

from __future__ import annotations

import sys


def read_key() -> str:
    """The next key, in small letters; "" at the end of the input. Ctrl-C raises KeyboardInterrupt."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return _windows_key()
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        key = sys.stdin.read(1)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return "" if key == "\x04" else key.casefold()


def _windows_key() -> str:
    import msvcrt

    key: str = msvcrt.getwch()  # type: ignore[attr-defined] # typed on Windows alone
    if key == "\x03":
        raise KeyboardInterrupt
    return "" if key in ("\x04", "\x1a") else key.casefold()
