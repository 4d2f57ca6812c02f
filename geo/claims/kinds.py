"""The type of an event that its own words leave open: by who did it to whom, or by what was told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geo.claims.continuing import goes_on, own_places
from geo.claims.crowds import by_crowd, in_crackdown
from geo.claims.drafts import NEAR_DRAFTS
from geo.claims.sides import CIVIL, by_assailants, by_sides, hit_armed, trigger_words
from geo.claims.sums import is_long_sum, type_of_sum
from geo.claims.triggers import ATTACK, HARM, OPEN, SHOOTING

if TYPE_CHECKING:
    from geo.claims.drafts import Draft

# Types that "the attack" or "five killed" can take up from the sentences around them.
_TAKEN_UP = frozenset(
    "air_strike drone_strike shelling rocket_attack bombing_ied suicide_attack chemical_attack "
    "ground_fighting attack_on_civilians".split()
)
# Soldiers and rebels who fell where ground was taken fell in fighting.
_FOUGHT = {"ground_offensive": "ground_fighting", "territory_captured": "ground_fighting"}
_EXPLODING = _TAKEN_UP - {"ground_fighting", "attack_on_civilians"}
_RAIDS = frozenset({"raid", "raids", "strike", "strikes"})  # mostly from the air, where there are air strikes
_ON_FOOT = frozenset(
    "troops soldiers police gunmen fighters commandos paratroopers marines policemen".split()
)
_OPERATION = frozenset({"operation", "operations", "encounter"})
_BEHIND_STRIKE = frozenset("on against near hit destroyed damaged killed wounded targeted targeting".split())
_BLASTS = frozenset(
    "explosion explosions blast blasts exploded explode explodes exploding detonated bomb bombs blew blown "
    "blow blowing blows bombed bombing bombings".split()
)
_BOMBING = frozenset({"bombed", "bombing", "bomb", "bombs", "bombings"})
_ASSAULT = frozenset({"assault", "onslaught"})
_GROUND_REACH = 6
_GROUND = frozenset(
    "city town village capital east west north south stronghold enclave province region".split()
)
_BODIES = frozenset("body bodies corpse corpses remains".split())
_FOUND = frozenset(
    "found discovered dumped unearthed exhumed lay lying floating abandoned recovered left".split()
)
_BOUND = frozenset(
    "handcuffed bound blindfolded tied gagged tortured torture beheaded decapitated mutilated executed "
    "bullet gunshot bullets riddled strangled stabbed throats throat hanged shot signs".split()
)
_UNDER_RUBBLE = frozenset("rubble debris ruins wreckage collapsed".split())
_FLOWN = frozenset({"air_strike", "drone_strike"})
_FIRED = frozenset(
    "fired fire firing launched launch launching lobbed lobbing replied responded retaliated answered".split()
)
_DOWNED = frozenset("down downed intercept intercepted intercepting".split())
_LEAD_REACH = 4  # sentences in which what the first one sums up is told in full
_BURSTING_IN = ("storm", "invad")
_BY_REACH = 6
_ANSWERING = frozenset(
    "later afterwards response responded retaliated retaliation retaliatory revenge reprisal".split()
)
_UNLIKE = 4  # sentences that an event of another kind counts as farther away
_UNLIKELY = 2
_NEAR_SENTENCES = 12


def with_types(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with their types settled; those of which nothing in the report tells what happened go."""
    raided = any(draft.type == "air_strike" for draft in drafts)
    flown = _Flown()
    for draft in drafts:
        flown.learn(draft)
    settled = []
    for at, draft in enumerate(drafts):
        _settle(at, drafts, flown if raided else None)
        flown.learn(draft)
        draft.dropped = "" if draft.type else "nothing in the report tells what kind of event it was"
        settled += [draft] if draft.type else []
    return settled


class _Flown:
    """Where a report tells of air strikes, and whether of rockets that somebody on the ground fired."""

    def __init__(self) -> None:
        self.paragraphs: set[int] = set()
        self.leads: list[Draft] = []
        self.fired = False

    def learn(self, draft: Draft) -> None:
        """Take in an event whose type is known."""
        if draft.type == "air_strike":
            self.paragraphs.add(draft.view.sentence.paragraph)
            if draft.view.index == 0:
                self.leads = [draft]
        self.fired = self.fired or _is_fired(draft)


def _settle(at: int, drafts: Sequence[Draft], flown: _Flown | None) -> None:
    draft = drafts[at]
    draft.type = (
        by_crowd(draft) or _of_building(draft) or _of_assault(draft) or _of_bodies(draft) or draft.type
    )
    if flown and draft.type == "rocket_attack" and _is_from_aircraft(draft, flown):
        draft.type = "air_strike"
    if draft.type in OPEN:
        draft.type = _told(at, drafts, flown is not None)


def _of_building(draft: Draft) -> str:
    """ "stormed the hotel", "bandits invaded the village": an attack on those inside, not on ground."""
    word = draft.view.norms[draft.triggers[0].first]
    if draft.type == "ground_offensive" and word.startswith(_BURSTING_IN) and draft.mode == "actual":
        at_people = any(target.actor.kind in CIVIL for target in draft.targets)
        return "attack_on_civilians" if at_people or by_assailants(draft) else ""
    if draft.type == "siege":
        last = draft.triggers[-1].last
        facility = any(
            mention.span
            and mention.actor.kind == "facility"
            and 0 <= draft.view.at(mention.span.start) - last <= 3
            for mention in draft.view.actors
        )
        return ATTACK if facility else ""
    return ""


def _of_assault(draft: Draft) -> str:
    """ "launched an assault on the city", "fears of an assault on X": on ground, on no house or crowd."""
    view, last = draft.view, draft.triggers[-1].last
    if draft.type != ATTACK or not _ASSAULT & trigger_words(draft):
        return ""
    if view.norms[last : last + 1] not in (["on"], ["against"]) or by_assailants(draft):
        return ""
    if not draft.begins and draft.mode not in ("planned", "hypothetical"):
        return ""
    near = range(last + 1, last + 1 + _GROUND_REACH)
    named = any(place.text and view.at(place.start) in near for place in draft.places)
    named = named or bool(_GROUND & set(view.norms[last + 1 : last + 1 + _GROUND_REACH]))
    at_people = any(target.actor.kind in CIVIL for target in draft.targets)
    return "ground_offensive" if named and not at_people and not draft.tolls else ""


def _of_bodies(draft: Draft) -> str:
    """ "Two bodies with bound hands lay in a ditch": killed by somebody, and not in a raid told of."""
    words = set(draft.view.norms)
    if draft.type != HARM or not (_BODIES & words or _is_found_dead(draft)):
        return ""
    found = bool(_FOUND & words) and _UNDER_RUBBLE.isdisjoint(words)
    return "attack_on_civilians" if found and _BOUND & words else ""


def _is_found_dead(draft: Draft) -> bool:
    return {"found", "dead"} <= trigger_words(draft)


def _told(at: int, drafts: Sequence[Draft], raided: bool) -> str:
    """The type of an attack, a shooting or mere harm."""
    draft = drafts[at]
    if is_long_sum(draft):
        draft.summed = True
        named = type_of_sum(draft, raided=raided)
        if named or draft.counted:
            return named or by_sides(draft, among_attacks=True)
    if in_crackdown(at, drafts):
        return "repression_of_protest"
    if _is_flown(draft):
        return "air_strike"
    taken_up = draft.mode in ("actual", "negated") and draft.type != SHOOTING and not _on_foot(draft)
    known = _nearest(at, drafts, raided, _types_for(draft)) if taken_up else ""
    if not known and _BLASTS & trigger_words(draft):
        known = "bombing_ied"
    if not known and _is_strike(draft):
        known = "air_strike"
    return known or by_sides(draft, among_attacks=_among_attacks(at, drafts))


def _types_for(draft: Draft) -> frozenset[str]:
    """The types that the words of an attack may take up from the sentences around them."""
    words, by_group = trigger_words(draft), _is_by_group(draft)
    if _BLASTS & words:
        types = frozenset() if by_group else _EXPLODING
    else:
        types = _TAKEN_UP - _FLOWN if by_group else _TAKEN_UP
    if (_BOMBING | {"raid", "raids"}) & words:
        types -= {"shelling", "rocket_attack"}
    return types - {"ground_fighting"} if _is_found_dead(draft) else types


def _is_flown(draft: Draft) -> bool:
    """ "The army bombed X", "raids of the coalition": they do so from the air."""
    words = trigger_words(draft)
    by_coalition = any(doer.actor.kind == "coalition" for doer in draft.perpetrators)
    return bool(_BOMBING & words and _is_by_army(draft)) or bool(_RAIDS & words and by_coalition)


def _is_strike(draft: Draft) -> bool:
    """ "A strike on the hospital killed nine": no means are told, and no strike of workers."""
    noun = draft.triggers[0]
    if noun.part != "noun" or draft.view.norms[noun.first : noun.last] not in (["strike"], ["strikes"]):
        return False
    return bool(draft.tolls or _BEHIND_STRIKE & set(draft.view.norms[noun.last : noun.last + 1]))


def _is_by_group(draft: Draft) -> bool:
    """An armed group, which has no aircraft, is named as the doer."""
    named = [doer.actor.kind for doer in draft.perpetrators if not doer.inferred]
    return bool(named) and set(named) == {"armed_group"}


def _on_foot(draft: Draft) -> bool:
    """Told in full by itself: a group that attacked somebody, or people with guns."""
    told = bool(draft.targets or draft.tolls) and any(trigger.part == "verb" for trigger in draft.triggers)
    if by_assailants(draft) or (told and _is_by_group(draft)):
        return True
    if told and hit_armed(draft) and _OPERATION & set(draft.view.norms[draft.triggers[-1].last :]):
        return True  # "killed four militants in an operation"
    return told and any(
        doer.span is not None and _ON_FOOT & set(doer.span.text.casefold().split())
        for doer in draft.perpetrators
    )


def _is_by_army(draft: Draft) -> bool:
    """A state or its forces are named: what they bomb, they bomb from the air."""
    return any(doer.actor.kind in ("state", "military") and not doer.inferred for doer in draft.perpetrators)


def _is_from_aircraft(draft: Draft, flown: _Flown) -> bool:
    """ "A rocket fell on the market": part of the air raids told of, where nobody is said to fire any."""
    if flown.fired:
        return False
    words = trigger_words(draft)
    if _DOWNED & words:
        return False
    called_raid = bool(_RAIDS & words)  # "the raid struck X, where two missiles landed"
    if called_raid or not own_places(draft) or draft.view.sentence.paragraph in flown.paragraphs:
        return True
    return any(draft.view.index <= _LEAD_REACH and goes_on(draft, lead) for lead in flown.leads)


def _is_fired(draft: Draft) -> bool:
    """Rockets that somebody on the ground fired."""
    return draft.type == "rocket_attack" and bool(_is_by_group(draft) or _FIRED & trigger_words(draft))


def _among_attacks(at: int, drafts: Sequence[Draft]) -> bool:
    """Whether the report tells of attacks near this one, though it goes on about none of them."""
    here = drafts[at].view.index
    return any(
        other.type in _TAKEN_UP and abs(here - other.view.index) <= _NEAR_SENTENCES
        for other in _around(at, drafts)
    )


def _nearest(at: int, drafts: Sequence[Draft], raided: bool, types: frozenset[str]) -> str:
    """The type of the closest typed event of the report; one told before wins over one told after."""
    draft = drafts[at]
    if raided and "air_strike" in types and _RAIDS & set(draft.view.norms) and not _is_raid_on_foot(draft):
        return "air_strike"
    armed = draft.type == HARM and hit_armed(draft)
    by_force = armed and any(doer.actor.kind in ("military", "police") for doer in draft.perpetrators)
    best: tuple[int, str] | None = None
    for other in _around(at, drafts):
        gap = draft.view.index - other.view.index
        type_ = _FOUGHT.get(other.type, other.type) if armed else other.type
        if type_ not in types or abs(gap) > _NEAR_SENTENCES or other.mode == "hypothetical":
            continue
        if not goes_on(draft, other) or (gap < 0 and _is_answer(other)):
            continue
        if type_ == "attack_on_civilians" and by_force:
            continue
        beside = draft.view.sentence.paragraph == other.view.sentence.paragraph and 0 <= gap <= 1
        cost = (gap if gap >= 0 else 2 - gap) + (0 if beside else _unlike(draft, type_))
        if best is None or cost < best[0]:
            best = (cost, type_)
    return best[1] if best else ""


def _is_answer(draft: Draft) -> bool:
    """ "Jets later hit their camps": what came of it, and not what it was done by."""
    return bool(_ANSWERING & set(draft.view.norms))


def _is_raid_on_foot(draft: Draft) -> bool:
    """ "troops raided", "a raid by police": by those before the raid or behind "by", not those it was on."""
    norms, first = draft.view.norms, draft.triggers[0].first
    by = next((at for at in range(draft.triggers[-1].last, len(norms)) if norms[at] == "by"), len(norms))
    return bool(_ON_FOOT & {*norms[:first], *norms[by : by + _BY_REACH]})


def _unlike(draft: Draft, type_: str) -> int:
    """A figure of civilians or of anybody is rather of an attack than of a fight, one of soldiers not."""
    if draft.type != HARM or not draft.tolls:
        return 0
    if hit_armed(draft):
        return _UNLIKE if type_ == "attack_on_civilians" else 0 if type_ == "ground_fighting" else _UNLIKELY
    return _UNLIKE if type_ == "ground_fighting" else 0


def _around(at: int, drafts: Sequence[Draft]) -> Iterator[Draft]:
    for index in range(max(0, at - NEAR_DRAFTS), min(len(drafts), at + NEAR_DRAFTS + 1)):
        yield drafts[index]
