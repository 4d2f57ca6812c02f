"""Who did it to whom: the actors around a trigger, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.subjects import before_relative, joined_with, of_crowd, of_weapon, owner_of
from geo.claims.triggers import HARM, Trigger, begins_event_noun
from geo.claims.victims import NOBODY_SPECIAL, comes_upon, ends_at_and, is_suffered, stands_there
from geo.claims.view import BE, View
from geo.model import Actor, ActorMention

_DOERS = frozenset("state military armed_group coalition police security government protesters".split())
_SUFFERERS = _DOERS | frozenset("civilians facility military_site rescuer organisation".split())
_SUBJECT_BREAKS = frozenset(
    {"that", "which", ";", ":", '"', "“", "”", "but", "while", "after", "when", "where"}
)
_OBJECT_BREAKS = frozenset(
    {"from", ";", ":", ".", '"', "”", "where", "which", "who", "after", "when", "while", "but", "by"}
)
_TOWARDS = frozenset("on against at targeting of upon into hit struck targeted targeting target hits".split())
LIGHT_VERBS = frozenset(
    "carried carry carrying carries launched launch launching launches conducted conduct began begin begun "
    "started mounted staged waged intensified resumed continued made unleashed executed stepped "
    "escalated".split()
)
_ANSWERS = frozenset("answered responded replied retaliated".split())
# Between an actor and a noun these begin another phrase: "Macron condemned the attack".
_DETERMINED = frozenset("the a an this that these those its their his her any such".split())
_ARTICLES = frozenset("the a an its their his her several two three some".split())
_PREPOSITIONS = frozenset("in near from with against of on under for at to into by inside outside".split())
_SITES = frozenset({"military_site"})
_UNITS = frozenset(
    "units unit forces troops fighters members soldiers jets planes warplanes militants elements group "
    "groups hundreds dozens thousands".split()
)
_AUXILIARIES = frozenset("has have had been is are was were also then later".split())
_HELD = frozenset("controlled held run backed led supported besieged surrounded owned vetted ruled".split())
_NO_AGENT_BEHIND = frozenset(
    "; . where which who that said according over after following amid against".split()
)
_LOST = frozenset({"lose", "loses", "lost", "losing"})  # "the rebels lost the town": others took it
_LOST_REACH = 6
_PRONOUNS = frozenset({"it", "they"})
_MODIFIER_REACH = 5
_SUBJECT_REACH = 9
_OBJECT_REACH = 14
_OPENING_REACH = 8


class Doers:
    """Finds perpetrators; remembers the last one for "it" and "they"."""

    def __init__(self) -> None:
        self.last: ActorMention | None = None
        self.first_verb = 0

    def of(
        self, view: View, triggers: Sequence[Trigger], covered: frozenset[int], first_verb: int
    ) -> tuple[ActorMention, ...]:
        """Who did it, by the first trigger that says so; nouns first: "Russian raids hit".

        `first_verb` is the token of the sentence's first verb that tells an event: the subject of "… and
        killed eight" stands before it.
        """
        self.first_verb = first_verb
        for trigger in sorted(triggers, key=lambda trigger: trigger.part != "noun"):
            found = self._of_trigger(view, trigger, covered)
            if found:
                found = owner_of(view, found) or found
                self.last = found
                other = joined_with(view, found)
                return (other, found) if other else (found,)
        crowds = (of_crowd(view, trigger) for trigger in triggers)
        return tuple(crowd for crowd in crowds if crowd)[:1]

    def note(self, view: View) -> None:
        """Remember the sentence's first doer, for pronouns in the next."""
        first = _first_doer(view)
        self.last = first or self.last

    def _of_trigger(self, view: View, trigger: Trigger, covered: frozenset[int]) -> ActorMention | None:
        agent = _by(view, trigger) or _between(view, trigger) or _taker(view, trigger)
        agent = agent or of_weapon(view, trigger)
        if agent or comes_upon(view, trigger):
            return agent
        if trigger.part == "noun":
            return _modifier(view, trigger) or self._subject_of_light_verb(view, trigger, covered)
        if _is_passive(view, trigger) or is_suffered(view, trigger) or view.norms[trigger.first] in _LOST:
            return None
        return self._subject(view, trigger, covered) or before_relative(view, trigger)

    def _subject(self, view: View, trigger: Trigger, covered: frozenset[int]) -> ActorMention | None:
        if trigger.first and view.norms[trigger.first - 1] == "to":
            covered = frozenset()  # "X vowed to attack": who says so would do it
        low = max(0, trigger.first - _SUBJECT_REACH)
        between = view.norms[low : trigger.first]
        breaks = [low + i for i, norm in enumerate(between) if norm in _SUBJECT_BREAKS]
        start = breaks[-1] + 1 if breaks else low
        if _is_joined(view, trigger) or _adds_to_it(view, trigger):
            found = _first_doer(view, min(trigger.first, self.first_verb), covered)
        else:
            found = _last_before(view, start, trigger.first, covered)
        if found is None and view.norms[trigger.first - 1 : trigger.first] == [","]:
            found = _before_apposition(view, trigger.first)
        return self._meant(view, start, trigger.first, found) or found

    def _subject_of_light_verb(
        self, view: View, trigger: Trigger, covered: frozenset[int]
    ) -> ActorMention | None:
        """ "X launched an offensive": the verb carries no meaning of its own."""
        low = max(0, trigger.first - _SUBJECT_REACH)
        verb = next((i for i in range(trigger.first - 1, low - 1, -1) if _is_light(view, i)), None)
        if verb is None:
            return None
        start = max(0, verb - _SUBJECT_REACH)
        found = _last_before(view, start, verb, covered)
        return self._meant(view, start, verb, found) or found

    def _meant(self, view: View, start: int, end: int, found: ActorMention | None) -> ActorMention | None:
        """Whom "it", "they" or "the country" stand for: the sentence's first doer, else the last one told."""
        at = next(
            (i for i in range(end - 1, start - 1, -1) if view.norms[i] in _PRONOUNS | {"country"}), None
        )
        if at is not None and view.norms[at : at + 2] in (["it", "was"], ["it", "is"]):
            return None
        if at is None or (found and view.at(_start(found)) > at):
            return None
        if _in_quotation(view, at):
            return None  # whom a witness means by "they" is not told
        before = _first_doer(view, at) or self.last
        return ActorMention(before.actor, view.span(at, at + 1), form="pronoun") if before else None


def _is_light(view: View, at: int) -> bool:
    """ "launched" of an attack, "answered with" shells; not "answered the attack"."""
    answers = view.norms[at] in _ANSWERS and view.norms[at + 1 : at + 2] == ["with"]
    return answers or view.norms[at] in LIGHT_VERBS


def _in_quotation(view: View, at: int) -> bool:
    """Whether a quotation that was opened in the sentence before a token is still open there."""
    before = [token.text for token in view.tokens[:at]]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _is_joined(view: View, trigger: Trigger) -> bool:
    """ "… and killed eight": the subject is that of the verb before, not the object in between."""
    before = view.norms[max(0, trigger.first - 3) : trigger.first]
    if "and" not in before:
        return False
    return set(before[before.index("and") + 1 :]) <= _AUXILIARIES


def _adds_to_it(view: View, trigger: Trigger) -> bool:
    """ "…, arresting 40": what the subject of the sentence did besides, not its object."""
    verb = trigger.part == "verb" and view.norms[trigger.first].endswith("ing")
    return verb and view.norms[trigger.first - 1 : trigger.first] == [","]


def _before_apposition(view: View, verb: int) -> ActorMention | None:
    """ "X, backed by Y, took …": the subject stands before the words between the commas."""
    comma = next((i for i in range(verb - 2, -1, -1) if view.norms[i] == ","), None)
    return _last_before(view, max(0, comma - _SUBJECT_REACH), comma, frozenset()) if comma else None


def _first_doer(
    view: View, before: int | None = None, covered: frozenset[int] = frozenset()
) -> ActorMention | None:
    """The first actor of a sentence that can do something, before a token."""
    for mention, first, last in view.named:
        if first not in covered and _can_do(view, mention, first) and (before is None or last <= before):
            return mention
    return None


def _start(mention: ActorMention) -> int:
    return mention.span.start if mention.span else 0


def _last_before(view: View, start: int, end: int, covered: frozenset[int]) -> ActorMention | None:
    """The subject: the last doer of a clause that is no object of a preposition."""
    best: ActorMention | None = None
    for mention, first, last in view.named:
        if first >= start and last <= end and first not in covered and _can_do(view, mention, first):
            best = mention
    return best


def _can_do(view: View, mention: ActorMention, first: int) -> bool:
    """A doer by kind, named neither as a place nor behind a preposition ("at a police academy")."""
    if mention.actor.kind not in _DOERS or view.is_place(mention):
        return False
    if mention.actor.kind == "state" and mention.form == "adjective":
        return False  # "Israeli settlers": some of that country did it, nobody says the state
    if mention.form == "seat" and begins_event_noun(view, _end_of(view, mention)):
        return False  # "the Paris attacks": where, not who
    at = first - 1
    while at >= 0 and view.norms[at] in _ARTICLES:
        at -= 1
    if at < 0 or view.norms[at] not in _PREPOSITIONS:
        return True
    return view.norms[at] == "of" and at > 0 and view.norms[at - 1] in _UNITS


def _by(view: View, trigger: Trigger) -> ActorMention | None:
    """ "… by X", before the clause ends."""
    own = view.norms[trigger.first : trigger.last]
    start = trigger.first + own.index("by") if "by" in own else trigger.last  # "were taken by"
    for at in range(start, min(trigger.last + _OBJECT_REACH, len(view.norms))):
        if view.norms[at] in _NO_AGENT_BEHIND:
            return None
        if view.norms[at] == "by" and view.norms[at - 1] not in _HELD:
            return next(
                (m for m, first, _ in view.named if at < first <= at + 4 and m.actor.kind in _DOERS), None
            )
    return None


def _between(view: View, trigger: Trigger) -> ActorMention | None:
    """ "clashes between X and Y": the first side; the second is the target."""
    if "between" not in view.norms[trigger.last : trigger.last + 3]:
        return None
    sides = ((m, first) for m, first, _ in view.named if m.actor.kind in _DOERS and not view.is_place(m))
    return next((m for m, first in sides if first > trigger.last), None)


def _taker(view: View, trigger: Trigger) -> ActorMention | None:
    """ "X fell to Y", "it lost X to Y": Y took it."""
    last = trigger.last
    if view.norms[trigger.first] in _LOST and trigger.part == "pair":
        near = range(last, min(last + _LOST_REACH, len(view.norms)))
        last = next((at + 1 for at in near if view.norms[at] == "to"), last)
    elif trigger.part != "verb":
        return None
    if view.norms[last - 1] != "to":
        return None
    return next(
        (m for m, first, _ in view.named if 0 <= first - last <= 2 and m.actor.kind in _DOERS),
        None,
    )


def _modifier(view: View, trigger: Trigger) -> ActorMention | None:
    """ "Russian airstrikes", "Putin's bombing campaign": few words between, the nearest first."""
    for mention, _, last in reversed(view.named):
        near = 0 <= trigger.first - last <= _MODIFIER_REACH
        if (
            near
            and mention.form != "seat"
            and mention.actor.kind in _DOERS
            and not _names_another(view, mention)
        ):
            between = set(view.norms[last : trigger.first])
            if not between & _DETERMINED and not between & (
                {",", "and", "on", "in", "against", "from", "to", "of", "with", "by"} | LIGHT_VERBS | BE
            ):
                return _as_air_force(mention) if trigger.type == "air_strike" else mention
    return None


def _names_another(view: View, mention: ActorMention) -> bool:
    """ "its Syria bombing campaign" says where, "anti-ISIS air strikes" against whom: neither says who."""
    at = view.at(_start(mention))
    if view.norms[max(0, at - 2) : at] == ["anti", "-"]:
        return True
    owned = at > 0 and view.norms[at - 1] in ("its", "their", "his", "the")
    return view.is_place(mention) and owned


def _as_air_force(mention: ActorMention) -> ActorMention:
    """A state's adjective before "air strikes" names its air force; other forms stay as said."""
    actor = mention.actor
    if actor.kind != "state" or mention.form != "adjective" or mention.span is None:
        return mention
    named = Actor(f"{actor.actor_id}/air-force", f"{mention.span.text} Air Force", "military", actor.actor_id)
    return ActorMention(named, mention.span, form="organ")


def _is_passive(view: View, trigger: Trigger) -> bool:
    if trigger.part not in ("verb", "pair"):
        return False
    after = view.norms[trigger.last : trigger.last + 1]
    if trigger.type == HARM and after and after[0] in ("in", "by", "when", "after"):
        return True
    before = view.norms[max(0, trigger.first - 3) : trigger.first]
    word = view.norms[trigger.first]
    return bool(BE & set(before)) and not word.endswith("ing")


def targets_of(
    view: View, triggers: Sequence[Trigger], doers: Sequence[ActorMention], covered: frozenset[int]
) -> tuple[ActorMention, ...]:
    """Who or what was hit: objects of the verbs, what "on" and "against" lead to, subjects of the passive."""
    found: list[ActorMention] = []
    for trigger in triggers:
        if trigger.part in ("verb", "pair") and _is_passive(view, trigger):
            subject = _passive_subject(view, trigger, covered)
            found += [subject] if subject else []
            continue
        found += _objects(view, trigger, covered)
    found = [_as_people(mention) for mention in found]
    mine = {doer.actor.name for doer in doers}
    unique = {m.actor.name: m for m in reversed(found) if m.actor.name not in mine}
    return tuple(sorted(unique.values(), key=_start))


def _as_people(mention: ActorMention) -> ActorMention:
    """ "two Palestinians were killed": people were hit, not their state."""
    if mention.actor.kind != "state" or mention.form != "people" or mention.span is None:
        return mention
    return ActorMention(Actor("", mention.span.text, "civilians"), mention.span, form="group")


def _objects(view: View, trigger: Trigger, covered: frozenset[int]) -> list[ActorMention]:
    end = min(trigger.last + _OBJECT_REACH, len(view.norms))
    breaks = _OBJECT_BREAKS - {"by"} if trigger.part == "noun" else _OBJECT_BREAKS
    stop = next((i for i in range(trigger.last, end) if _ends_object(view, i, breaks)), end)
    start = trigger.first + 1 if trigger.part == "pair" else trigger.last  # "took 20 men into custody"
    if trigger.part == "noun":
        opened = _opening(view, trigger.last, stop)
        if opened is None:
            return []
        start = opened
    found: list[ActorMention] = []
    for mention, first, last in view.named:
        if not start <= first < stop or first in covered or mention.actor.kind not in _SUFFERERS:
            continue
        if (
            _is_place_here(view, mention)
            or (
                mention.actor.kind in _SITES and trigger.part != "noun" and stands_there(view, first, trigger)
            )
            or view.norms[first - 1] in ("what", "not")  # "groups that are not X"
            or (found and "," in view.norms[_end_of(view, found[-1]) : first])
        ):
            continue
        if _owned(view, last, mention) or mention.actor.name.casefold() in NOBODY_SPECIAL:
            continue
        found.append(mention)
    return found[:3]


def _ends_object(view: View, at: int, breaks: frozenset[str]) -> bool:
    """The clause's end, ", with …" (who else stood there), or "and" with another clause behind it."""
    aside = view.norms[at : at + 2] == [",", "with"]
    return view.norms[at] in breaks or aside or ends_at_and(view, at)


def _opening(view: View, last: int, stop: int) -> int | None:
    """The word behind a noun that leads to the target; "of" only right behind, "on Wednesday" never."""
    dated = {view.at(date.start) for date in view.dates}
    for at in range(last, min(stop, last + _OPENING_REACH)):
        word = view.norms[at]
        if word in _TOWARDS and at not in dated and at + 1 not in dated and (word != "of" or at == last):
            return at
    return None


def _end_of(view: View, mention: ActorMention) -> int:
    return view.range_of(mention.span.start, mention.span.end)[1] if mention.span else 0


def _is_place_here(view: View, mention: ActorMention) -> bool:
    """A country named as the place ("hit targets in Syria") is not the target; nor is "Syrian" alone."""
    return mention.actor.kind == "state" and (mention.form in ("adjective", "seat") or view.is_place(mention))


def _owned(view: View, last: int, mention: ActorMention) -> bool:
    """ "headquarters of X": X is the target, not the building."""
    return mention.actor.kind in ("facility", "military_site") and view.norms[last : last + 1] == ["of"]


def _passive_subject(view: View, trigger: Trigger, covered: frozenset[int]) -> ActorMention | None:
    low = max(0, trigger.first - _SUBJECT_REACH)
    for mention, first, last in reversed(view.named):
        if (
            low <= first
            and last <= trigger.first
            and mention.actor.kind in _SUFFERERS
            and first not in covered
        ):
            if {",", ";", "that"} & set(view.norms[last : trigger.first]):
                return None
            return None if mention.actor.name.casefold() in NOBODY_SPECIAL else mention
    return None
