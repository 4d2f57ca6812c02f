"""The one who says: an actor, a noun phrase or a pronoun before a verb, or behind it (", said X")."""

from __future__ import annotations

from collections.abc import Sequence

from geo.claims.attribution.memory import PERSONAL, Memory, Speaker, personal
from geo.claims.attribution.voices import (
    Voice,
    is_definite,
    name_before,
    name_of,
    voice_after,
    voice_before,
)
from geo.claims.attribution.words import words
from geo.claims.view import View
from geo.model import Actor, ActorMention, Span

SPEAKER_KINDS = frozenset(
    "person monitor media ministry rescuer official state government organisation armed_group coalition "
    "military protesters police security civilians".split()
)
_STOPS = frozenset({".", ";", '"', "“", "”"})
# "what X says was a factory", "as X says": remarks on the side.
_REMARKS = frozenset("everything what something like than whatever".split())
_NOUNS_TOO = frozenset("reports claims counts records documents notes posts tallies estimates".split())
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "two", "three", "some", "several", "local"})
_CUTS = frozenset(", ; : - – — ' ’ \" ” “ and but as while that".split())
_AUXILIARIES = frozenset(
    "has have had also later then did does do would will could can may might not n't never".split()
)
_NOT_BETWEEN = frozenset({",", '"', "“", "”", ";", "that", "to"})
_NO_APPOSITION = frozenset({"and", "but", "said"})
_REACH = 4  # tokens between a speaker and the verb
_FAR_REACH = 9  # … where a preposition follows the speaker: "officers at the old port of X"
_APPOSITION = 22  # tokens between the two commas of an apposition
_LONGEST_LEAD = 14  # tokens of "After one of the raids on X on Monday,"
_LINKING = frozenset("in at from near for based".split())
_NAMING = frozenset(
    "armed_group military ministry government police organisation rescuer monitor media coalition "
    "official".split()
)

_FINITE = frozenset("have has had was were is are died".split())
_RELATIVE = frozenset("who whose whom which where".split())
_ENVOYS = frozenset("envoy ambassador representative delegate delegation mission emissary".split())
_OWNER_REACH = 4  # tokens between a state and its envoy: "the X government's deputy ambassador"

_Range = tuple[ActorMention, int, int]


def subject_before(view: View, verb: int, memory: Memory) -> Speaker | None:
    """The subject of a verb of saying or thinking that begins at a token."""
    found = _subject(view, _skip_auxiliaries(view, verb), memory)
    if found is None or not found.first:
        return found
    before = view.norms[found.first - 1]
    is_remark = before in _REMARKS and not (before == "what" and view.norms[found.first] in PERSONAL)
    cut_off = view.sentence.block == "headline" and before not in _CUTS  # "a campaign X vowed to step up"
    return None if is_remark or cut_off else found


def _subject(view: View, verb: int, memory: Memory) -> Speaker | None:
    mention, voice = _actor_before(view, verb), _voice(view, verb)
    if mention and voice and _is_only_a_part(view, mention, voice):
        mention = None
    if mention:
        actor, first = mention
        return Speaker(actor.actor, actor.span or Span(0, 0, ""), first, verb)
    if voice:
        return _named(view, voice, memory)
    return _pronoun(view, verb, memory) or _stranger(view, verb) or _of_verb_before(view, verb, memory)


def joined_to(view: View, speaker: Speaker, memory: Memory) -> Speaker | None:
    """ "a colonel and a doctor said": who is named before the "and" says so as well."""
    at = speaker.first - 1
    while at >= 0 and view.norms[at] in _ARTICLES:
        at -= 1
    if at > 1 and view.norms[at - 1] == "and" and view.norms[max(0, at - 3) : at - 1][:1] == [","]:
        at -= 1  # ", police and hospital officials said"
    if at < 1 or view.norms[at] != "and":
        return None
    ready = [one for one in _who(view) if one[2] == at and one[0].actor.kind in SPEAKER_KINDS]
    voice = voice_before(view, at)
    if voice and voice.last == at and not (ready and ready[-1][1] <= voice.first):
        return _named(view, voice, memory)
    if not ready:
        return None
    mention, first, _ = ready[-1]
    return Speaker(mention.actor, mention.span or Span(0, 0, ""), first, at)


def _of_verb_before(view: View, verb: int, memory: Memory) -> Speaker | None:
    """ "Medics in X treated a dozen people, and accused Y": the subject that the sentence begins with."""
    if not verb or view.norms[verb - 1] != "and" or _STOPS & set(view.norms[:verb]):
        return None
    for mention, first, last in _who(view):
        if mention.actor.kind in SPEAKER_KINDS and _opens(view, first):
            return Speaker(mention.actor, mention.span or Span(0, 0, ""), first, last)
    head = next((i for i in range(min(verb, _FAR_REACH)) if view.norms[i] in words().voices), None)
    voice = voice_before(view, head + 1) if head is not None else None
    return _named(view, voice, memory) if voice and _opens(view, voice.first) else None


def _opens(view: View, first: int) -> bool:
    """The first words of a sentence, or of what follows its first comma: "After the raid, medics …"."""
    before = view.norms[:first]
    while before and before[-1] in _ARTICLES:
        before = before[:-1]
    return not before or (before[-1] == "," and len(before) <= _LONGEST_LEAD)


def subject_after(view: View, verb: int, memory: Memory) -> Speaker | None:
    """ "said X": whoever stands right behind the verb."""
    voice = voice_after(view, verb)
    for mention, first, last in _who(view):
        if first >= verb and mention.actor.kind in SPEAKER_KINDS:
            if first - verb > _REACH or "," in view.norms[verb:first]:
                break
            if voice and voice.head < first and not _is_role(view, voice, first):
                break
            return Speaker(mention.actor, mention.span or Span(0, 0, ""), verb, last)
    return _named(view, voice, memory) if voice else None


def _skip_auxiliaries(view: View, verb: int) -> int:
    """ "had later told", "has not said": the subject stands before all of it."""
    at = verb
    while at and view.norms[at - 1] in _AUXILIARIES:
        at -= 1
    return at


def _pronoun(view: View, verb: int, memory: Memory) -> Speaker | None:
    at = verb - 1
    if at < 0:
        return None
    if view.norms[at] == "it" and memory.subject and memory.subject.kind != "person":
        return Speaker(memory.subject, view.span(at, at + 1), at, verb)
    found = personal(view, at, memory)
    return found._replace(last=verb) if found else None


def _stranger(view: View, verb: int) -> Speaker | None:
    """ "Xco reported", "The Y Front, in a statement, admitted": a name of nobody we know."""
    end = verb
    if verb and view.norms[verb - 1] == ",":
        commas = (i for i in range(verb - 2, max(0, verb - 2 - _APPOSITION), -1) if view.norms[i] == ",")
        end = next((i for i in commas if _is_apposition(view.norms[i + 1 : verb - 1])), 0)
    voice = name_before(view, end)
    if voice is None or (voice.first + 1 == end and view.norms[verb] in _NOUNS_TOO):
        return None
    return Speaker(
        Actor("", name_of(view, voice), "unnamed"), view.span(voice.first, voice.last), voice.first, verb
    )


def _who(view: View) -> list[_Range]:
    """The actors of a sentence, less the states that only say where something is."""
    return [one for one in view.named if not view.is_place(one[0])]


def _actor_before(view: View, verb: int) -> tuple[ActorMention, int] | None:
    """The actor before a verb; its apposition ("X, a spokesman for Y, told") is stepped over."""
    ready = [c for c in _who(view) if c[2] <= verb and c[0].actor.kind in SPEAKER_KINDS]
    if not ready:
        return None
    if verb and view.norms[verb - 1] == ",":
        return _before_apposition(view, verb, ready)
    mention, first, last = ready[-1]
    if (envoy := _envoy_to(view, first)) is not None:
        sender = [one for one in ready[:-1] if 0 <= envoy - one[2] <= _OWNER_REACH]
        return (sender[-1][0], sender[-1][1]) if sender else None
    between = view.norms[last:verb]
    reach = _FAR_REACH if between and between[0] in _LINKING else _REACH
    if len(between) <= reach and not (_NOT_BETWEEN & set(between)):
        return (_owner_of(ready, first) or mention), first
    return None


def _envoy_to(view: View, first: int) -> int | None:
    """ "X's envoy to Y": where the envoy stands, if the actor that begins at a token is only Y."""
    at = first - 1
    while at > 0 and view.norms[at] in _ARTICLES:
        at -= 1
    is_envoy = at > 0 and view.norms[at] in ("to", "at") and view.norms[at - 1] in _ENVOYS
    return at - 1 if is_envoy else None


def _owner_of(ready: Sequence[_Range], first: int) -> ActorMention | None:
    """The person named right before the actor that the verb follows."""
    for mention, _, last in reversed(ready[:-1]):
        if mention.form == "person" and last == first:
            return mention
    return None


def _before_apposition(view: View, verb: int, ready: Sequence[_Range]) -> tuple[ActorMention, int] | None:
    for mention, first, last in ready:
        opens = view.norms[last : last + 1] == [","] and last < verb - 1
        if opens and _is_apposition(view.norms[last + 1 : verb - 1]) and not _is_relative(view, last + 1):
            return mention, first
    mention, first, last = ready[-1]
    return (mention, first) if last == verb - 1 else None


def _is_relative(view: View, at: int) -> bool:
    return view.norms[at] in ("who", "which")


def _is_apposition(inner: Sequence[str]) -> bool:
    opens = inner[:1] and inner[0] not in _NO_APPOSITION
    tells = _FINITE & set(inner) and not _RELATIVE & set(
        inner
    )  # "30, a cook, died of burns, said the clinic"
    return bool(opens) and not tells and not (_STOPS & set(inner)) and len(inner) <= _APPOSITION


def _voice(view: View, verb: int) -> Voice | None:
    """The noun phrase before a verb, or before the apposition that the verb follows."""
    if not verb or view.norms[verb - 1] != ",":
        return voice_before(view, verb)
    who = next((i for i in range(verb - 2, max(0, verb - 2 - _APPOSITION), -1) if view.norms[i] == "who"), 0)
    if who and not _STOPS & set(view.norms[who:verb]):
        return voice_before(view, who - (view.norms[who - 1] == ","))
    for comma in range(verb - 2, max(0, verb - 2 - _APPOSITION), -1):
        if view.norms[comma] in _STOPS:
            return None
        if view.norms[comma] == "," and _is_apposition(view.norms[comma + 1 : verb - 1]):
            return voice_before(view, comma)
    return None


def _is_only_a_part(view: View, mention: tuple[ActorMention, int], voice: Voice) -> bool:
    """ "a doctor in Y", "the UN agency for Palestinians": the actor says where or for whom."""
    actor, first = mention
    last = view.range_of(actor.span.start, actor.span.end)[1] if actor.span else first
    if view.norms[last : last + 1] == ["-"]:
        return True  # "the X-run ministry"
    if first <= voice.head < last or view.norms[voice.head] in words().mouths:
        return False
    if first == voice.head + 1:
        return False  # "President X"
    if first > voice.head:
        if actor.form == "person" and voice.last > last:
            return True  # "the director of X Y Hospital"
        return actor.actor.kind not in _NAMING and actor.form != "person"
    return actor.actor.kind in {"state", "civilians"} and first >= voice.first


def _is_role(view: View, voice: Voice, first: int) -> bool:
    """ "said spokesman X", "said a spokesman for X": the noun belongs to the name behind it."""
    return first == voice.head + 1 or view.norms[voice.head] in words().mouths or voice.last > first


def _named(view: View, voice: Voice, memory: Memory) -> Speaker:
    """A noun phrase as a speaker: somebody named before where it is definite, else in its own words."""
    noun = view.norms[voice.head]
    if noun in words().mouths and memory.group and _is_of_group(view, voice):
        return Speaker(memory.group, view.span(voice.first, voice.last), voice.first, voice.last)
    known = memory.group if noun in words().groups else memory.titled.get(noun)
    actor = known if known and is_definite(view, voice) else Actor("", name_of(view, voice), "unnamed")
    return Speaker(actor, view.span(voice.first, voice.last), voice.first, voice.last)


def _is_of_group(view: View, voice: Voice) -> bool:
    """ "the group's spokesman": of the group named before."""
    before = view.norms[voice.first : voice.head]
    return "'s" in before and not words().groups.isdisjoint(before)
