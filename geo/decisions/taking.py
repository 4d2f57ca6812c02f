"""A table of decisions taken over into a case: every row checked first, and none counted twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from geo.decisions.applying import apply
from geo.decisions.before import AlreadyThereError, Before
from geo.decisions.changing import SLOTS as PAYLOAD_SLOTS
from geo.decisions.forming import FormError
from geo.decisions.listing import LISTED, NOT_USABLE, Identity, exact, identities, identity
from geo.decisions.model import UNDO, Decision, referred
from geo.decisions.rowwise import NAMED, SLOTS, decisions_of
from geo.sheets import Problem, Row

_CHANGED = frozenset(PAYLOAD_SLOTS)
COLUMNS = tuple(dict.fromkeys((*NAMED, *SLOTS, "author", *LISTED)))


@dataclass(slots=True)
class Taken:
    """What a table comes to: decisions to keep, rows that are there already, rows that cannot be kept.

    An undo among `made` may name another of them by a negative number, counted from 1.
    """

    made: list[Decision] = field(default_factory=list)
    already: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    idle: int = 0  # of `made`, those that find nothing here: kept, and without effect


def take(rows: Sequence[Row], before: Before, author: str, usable: Callable[[Decision], bool]) -> Taken:
    """Check the rows: those with a payload as they were made, the others by their columns.

    `author` is for rows that name none; `usable` says whether a payload can be read at all.
    """
    taken = Taken()
    copied = _Copied(before.decisions, usable)
    written = _Written()
    for row in rows:
        try:
            if row.get("payload"):
                taken.made += copied.take(row)
            elif row.get("state") == NOT_USABLE:
                taken.already.append(Problem(row.line, "left out: not usable in the case it was listed from"))
            elif row.get("action"):
                written.take(row.line, decisions_of(row, before, row.get("author") or author))
        except AlreadyThereError as error:
            taken.already.append(Problem(row.line, str(error)))
        except FormError as error:
            taken.problems.append(Problem(row.line, str(error)))
    return _tried(taken, written.made, before)


class _Written:
    """Rows that somebody wrote, in their order."""

    def __init__(self) -> None:
        self.made: list[tuple[int, Decision]] = []
        self._lines: dict[str, int] = {}  # of rows, by their checksums
        self._changed: dict[tuple[str, str], int] = {}  # claim and slot → the line that changes it

    def take(self, line: int, made: Sequence[Decision]) -> None:
        """Add what a row decides. Raises AlreadyThereError or FormError where a row above decides it."""
        name = made[0].payload["row"]
        if name in self._lines:
            raise AlreadyThereError(f"the same as line {self._lines[name]}")
        changes = [change for one in made for change in _changes(one)]
        for claim_id, slot in changes:
            above = self._changed.get((claim_id, slot))
            if above:
                raise FormError(f"line {above} changes {slot} of {claim_id} too: make it one row")
        self._lines[name] = line
        self._changed |= dict.fromkeys(changes, line)
        self.made += [(line, one) for one in made]


def _changes(one: Decision) -> Iterator[tuple[str, str]]:
    """The claims and slots that a decision changes."""
    for address in one.payload.get("claims", ()):
        yield from ((str(address["claim_id"]), slot) for slot in sorted(_CHANGED & one.payload.keys()))


class _Copied:
    """Rows with a payload, in their order: decisions of another copy of the case, or of this one."""

    def __init__(self, here: Iterable[Decision], usable: Callable[[Decision], bool]) -> None:
        self._here = identities(here)
        self._usable = usable
        self._there: dict[int, Identity] = {}
        self._placed: dict[int, int] = {}  # its number there → here, or negative: of those made
        self._made = 0

    def take(self, row: Row) -> list[Decision]:
        """The decision to be made. Raises AlreadyThereError, FormError."""
        filled = [name for name in (*SLOTS, "other", "note") if row.get(name)]
        if filled:
            raise FormError(f"{filled[0]}: empty the cell payload to decide this, or this cell to keep that")
        one = exact(row)
        if one.id in self._placed:
            raise AlreadyThereError(f"decision {one.id} stands above already")
        if not self._usable(one):
            raise FormError(f"payload: makes no sense for {one.action!r}; take the listed file")
        there = int(one.payload["decision"]) if one.action == UNDO else None
        if there is not None and there not in self._placed:
            raise FormError(f"takes back decision {there}, which is not in the rows above")
        self._there[one.id] = identity(one, self._there)
        same = self._here.get(self._there[one.id])
        if same:
            self._placed[one.id] = same.pop(0)
            raise AlreadyThereError(f"already there, as decision {self._placed[one.id]}")
        self._made += 1
        self._placed[one.id] = -self._made
        if there is not None:
            one = replace(one, payload={**one.payload, "decision": self._placed[there]})
        return [replace(one, id=0)]


def _tried(taken: Taken, by_hand: Sequence[tuple[int, Decision]], before: Before) -> Taken:
    """Lay all of it over the case: what somebody wrote must have an effect, what was copied need not."""
    first = max((one.id for one in before.decisions), default=0) + 1
    ids = range(first, first + len(taken.made) + len(by_hand))
    new = [*taken.made, *(one for _, one in by_hand)]
    numbered = [replace(referred(one, ids), id=number) for number, one in zip(ids, new, strict=True)]
    unfit = {one.id for one in apply(before.base, [*before.decisions, *numbered]).unfit}
    taken.idle = len(unfit & {*ids[: len(taken.made)]})
    for number, (line, one) in zip(ids[len(taken.made) :], by_hand, strict=True):
        if number in unfit:
            taken.problems.append(Problem(line, f"{one.action}: contradicts a row above; keep one of them"))
        else:
            taken.made.append(one)
    taken.problems.sort(key=lambda one: one.line)
    return taken
