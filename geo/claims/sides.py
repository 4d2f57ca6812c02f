"""What an attack is by its sides: who was hit, bearing arms or not, and who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.company import ARMED_SIDES
from geo.claims.triggers import ATTACK, HARM, SHOOTING
from geo.claims.view import BE

if TYPE_CHECKING:
    from geo.claims.drafts import Draft

CIVIL = frozenset({"civilians", "protesters", "facility", "rescuer", "media", "organisation", "monitor"})
_ARMED_WORDS = frozenset(
    "soldiers soldier militants militant fighters fighter rebels rebel policemen policeman officers officer "
    "insurgents insurgent terrorists terrorist jihadists guerrillas guerrilla servicemen gunmen gunman "
    "troops personnel police combatants paramilitaries militiamen conscripts peacekeepers commandos marines "
    "recruits paratroopers cadets combatant gendarmes gendarme security commander commanders officer "
    "mercenary mercenaries jihadist jihadi jihadis militiaman reservists troopers guerrilla".split()
)
_ANYBODY = frozenset("people persons person others members men man dead casualties bodies".split())
# Who attacks people rather than positions, where nobody says whom.
_ASSAILANTS = frozenset(
    "gunmen gunman bandits assailants assailant attackers attacker robbers raiders herdsmen hitmen killers "
    "kidnappers thugs gang hoodlums bomber bombers".split()
)
_POSTS = frozenset(
    "patrol patrols outpost outposts checkpoint checkpoints barracks base garrison post posts "
    "positions".split()
)
_POST_REACH = 6
_SNIPERS = frozenset({"sniper", "snipers"})
_FALLEN = _ASSAILANTS - {"herdsmen"}  # where they were hit; herdsmen are attacked as often as they attack
# People who are shot at where no lexicon of actors has them.
_PEOPLE_HIT = frozenset(
    "man men woman women boy boys girl girls child children people villagers residents civilians "
    "worshippers mourners passengers youth youths teenager students pupils family families "
    "couple brothers sisters labourer labourers workers farmer farmers trader traders teacher "
    "teachers".split()
)
_OBJECT_REACH = 4
_SUBJECT_REACH = 3


def trigger_words(draft: Draft) -> set[str]:
    """The words of a draft's triggers."""
    return {draft.view.norms[at] for trigger in draft.triggers for at in range(trigger.first, trigger.last)}


def by_sides(draft: Draft, *, among_attacks: bool) -> str:
    """What an attack is where no means are told: by who was hit, and who did it."""
    attack, to_come = draft.type != HARM, draft.mode in ("planned", "hypothetical")
    by_sniper = bool(_SNIPERS & set(draft.view.norms))
    told = by_sniper or by_assailants(draft) or _is_told_alone(draft)
    known = attack or among_attacks or told or bool(draft.perpetrators)
    if hit_armed(draft) and not (to_come and draft.type == ATTACK):
        return "ground_fighting" if known else ""
    if draft.tolls or any(target.actor.kind in CIVIL for target in draft.targets):
        return "attack_on_civilians" if known else ""
    if (attack and _hits_people(draft)) or ((attack or draft.perpetrators) and by_assailants(draft)):
        return "attack_on_civilians"
    if not (attack and (draft.perpetrators or draft.pinned)):
        return ""
    if to_come:
        return "ground_offensive"
    at_people = draft.type == SHOOTING and not draft.perpetrators and not _is_at_posts(draft)
    return "attack_on_civilians" if at_people else "ground_fighting"


def _is_at_posts(draft: Draft) -> bool:
    """ "A patrol came under fire": those who bear arms, though no lexicon of actors has them."""
    first, last = draft.triggers[0].first, draft.triggers[-1].last
    return bool(_POSTS & set(draft.view.norms[max(0, first - _POST_REACH) : last + _OBJECT_REACH]))


def _is_told_alone(draft: Draft) -> bool:
    """ "Three people were killed in Homs on Monday": a place, a day and a figure, and nobody says how."""
    killed = any(toll.harm == "killed" and not toll.part_of for toll in draft.tolls)
    return killed and draft.dated_here and draft.pinned and draft.triggers[0].part == "verb"


def _hits_people(draft: Draft) -> bool:
    """ "shot 14 men": the object says who, though nobody counts them as killed."""
    last = draft.triggers[0].last
    return draft.triggers[0].part == "verb" and bool(
        _PEOPLE_HIT & set(draft.view.norms[last : last + _OBJECT_REACH])
    )


def hit_armed(draft: Draft) -> bool:
    """Those who bear arms were hit: aimed at first, or counted, and no civilians counted beside them."""
    if any(word.startswith("neutrali") for word in trigger_words(draft)):
        return True  # what armies say of those whom they fight
    aimed = [target.actor.kind for target in draft.targets if target.actor.kind in ARMED_SIDES | CIVIL]
    if aimed and aimed[0] in CIVIL:
        return False
    counted = [set(toll.who.casefold().split()) for toll in draft.tolls if not toll.part_of]
    by_force = any(doer.actor.kind in ("military", "police") for doer in draft.perpetrators)
    attackers = frozenset() if by_force else _ASSAILANTS  # who fell in an attack of their own
    armed = [who for who in counted if who & (_ARMED_WORDS | _FALLEN) and not who & attackers]
    civil = any(who and not who & (_ARMED_WORDS | _FALLEN | _ANYBODY) for who in counted)
    return bool(armed or (aimed and not civil))


def by_assailants(draft: Draft) -> bool:
    """ "gunmen", "bandits": who shoots at people and drops no bombs."""
    said = [doer.span.text.casefold() for doer in draft.perpetrators if doer.span and not doer.inferred]
    if any(_ASSAILANTS & set(words.split()) or words.endswith("armed men") for words in said):
        return True
    first = draft.triggers[0].first  # "hoodlums shot": no actor that the lexicon knows
    subject = set(draft.view.norms[max(0, first - _SUBJECT_REACH) : first])
    return bool(_ASSAILANTS & subject) and draft.triggers[0].part == "verb" and not BE & subject
