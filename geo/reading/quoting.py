"""What the writer of a mail wrote: not the earlier mail below it, and not the signature.

A quoted mail is of another day and another writer, so its "on Wednesday" would be read as another Wednesday.
Where a mail forwards another, the other is what it was sent for, and all of it stays.
"""

from __future__ import annotations

import re

__all__ = ["own_words"]

_FORWARDS = re.compile(r"\s*(?:fwd?|wg|tr|rv)\s?:", re.IGNORECASE)
_FORWARDED = re.compile(r"^[>\s-]*(?:begin )?forwarded message", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(r"[ \t]?>")
_MARKS = re.compile(r"^[ \t]?(?:>[ \t]?)+", re.MULTILINE)
_WROTE = re.compile(r"[^\n]{0,300}\b(?:wrote|writes)\s?:\s*")
_BROKEN = re.compile(r"On [^\n]{0,300}[^.!?\s]\s*")  # the first line of it where it was too long for one
_ORIGINAL = re.compile(r"-{3,}\s?Original Message\s?-{3,}\s*", re.IGNORECASE)
_RULE = re.compile(r"_{10,}\s*")  # above the header of the earlier mail, in Outlook's replies
_SIGNATURE = re.compile(r"-- ?")  # RFC 3676, 4.3; many programs strip the space


def own_words(text: str, subject: str) -> str:
    """The mail's own lines, each as it stands; all of it where nothing else would be left."""
    if _FORWARDS.match(subject) or _FORWARDED.search(text):
        return _MARKS.sub("", text)
    kept = _unquoted(text.split("\n"))
    own = "\n".join(kept)
    return own if own.strip() else _MARKS.sub("", text)


def _unquoted(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        ruled = _RULE.fullmatch(line) and following.startswith("From:")
        if ruled or _ORIGINAL.fullmatch(line) or _SIGNATURE.fullmatch(line):
            break
        if _QUOTED.match(line):
            if number and not _QUOTED.match(lines[number - 1]):
                _drop_introduction(kept)
        else:
            kept.append(line)
    return kept


def _drop_introduction(kept: list[str]) -> None:
    """Take off "On 3 May, Ana wrote:", which may be broken into two lines, with blank ones after it."""
    end = len(kept)
    while end and not kept[end - 1].strip():
        end -= 1
    if end and _WROTE.fullmatch(kept[end - 1]):
        broken = end > 1 and not kept[end - 1].startswith("On ") and _BROKEN.fullmatch(kept[end - 2])
        del kept[end - 1 - bool(broken) :]
