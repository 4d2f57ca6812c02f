"""Which events a statement is about: by the place or the event that it names, else by where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from geo.events.clusters import Cluster, place_ids, sides_of
from geo.lexicons import inflect, load
from geo.model import Claim, Span
from geo.ontology import ontology
from geo.tokens import Phrases, Token, tokenize

_GENERAL = frozenset({"any", "all", "such", "further", "other"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "'s", "both"})
_OF_WORDS = frozenset({"information", "media", "propaganda", "verbal"})  # an attack by words
_DETERMINER_REACH = 3  # words between "the" and the noun for an event
_VIOLENT = frozenset({"Explosions/Remote violence", "Violence against civilians", "Battles"})
_TALK = frozenset(
    "verbal_statement meeting investigation agreement humanitarian_aid deployment ceasefire protest".split()
)
_ANOTHER = frozenset({"second", "third", "another", "fourth", "new"})
_DEEDS = frozenset({"occurrence", "perpetrator"})  # slots in which one denies what one did
_SPACE = 1  # characters between two sentences of a paragraph
_NEAR = 350  # characters between the last event told and others that a statement may be about


def link(statements: Sequence[Claim], clusters: Sequence[Cluster], ids: Mapping[int, str]) -> list[Claim]:
    """Statements with the ids of the events that they concern; `ids` holds a cluster's by its identity."""
    by_doc: dict[str, list[Cluster]] = {}
    for group in clusters:
        if group.claims[0].mode == "actual":
            for doc_id in {claim.doc_id for claim in group.claims}:
                by_doc.setdefault(doc_id, []).append(group)
    return [
        replace(s, about=tuple(ids[id(group)] for group in concerned(s, by_doc.get(s.doc_id, []))))
        for s in statements
    ]


def telling(group: Cluster) -> list[Claim]:
    """Of the claims of all reports those by which it is decided whether a statement concerns the event.

    The first, and each that brings a site or a figure which none before it has: `link` finds the same with
    these and a report's own as with all, so an event of many reports need not go to each of them whole.
    """
    sites: set[str] = set()
    figures: set[str] = set()
    told: list[Claim] = []
    for claim in group.claims:
        if not told or _sites(claim) - sites or _figures(claim) - figures:
            told.append(claim)
            sites |= _sites(claim)
            figures |= _figures(claim)
    return told


def is_general(statement: Claim) -> bool:
    """A denial that names no event of its own: listed, and never enough to call one disputed."""
    return statement.slot == "occurrence" and not statement.places and not _names_one(statement.trigger)


def concerned(statement: Claim, groups: Sequence[Cluster]) -> list[Cluster]:
    """The events of a report that a statement is about, none where it names what the report does not tell.

    A place comes first, then the noun for the event ("the blast": the last one told before); a general denial
    concerns all violence told, a dispute about one slot the last violent event before it.
    """
    kinds = event_types(statement.trigger)
    if statement.slot == "target":
        groups = [group for group in groups if _hits_somebody(group.claims[0].type)]
    if statement.places:
        named = place_ids(statement)
        there = [group for group in groups if named & group.places]
        if all(not place.text for place in statement.places):  # taken from the event that it answers
            return _told_before(statement, there, reach=0)
        described = statement.slot == "perpetrator" and not kinds  # "the pay of X": who they are
        if there or not described:
            return _of_kinds(there, kinds) or there
    if statement.slot == "control":
        return []
    violent = [group for group in groups if _is_violent(group.claims[0].type)]
    there = _at_site(statement, violent)
    if there:
        return _told_before(statement, there, reach=0)
    if statement.slot == "occurrence" and is_general(statement):
        alike = _of_kinds(groups, kinds)  # "any arrests"
        return alike or [group for group in violent if any(claim.tolls for claim in group.claims)] or violent
    return [] if _is_of_another(statement) else _one_before(statement, groups, kinds)


def _at_site(statement: Claim, groups: Sequence[Cluster]) -> list[Cluster]:
    """ "denied hitting the hospital": the events whose sentences tell of one."""
    tokens = tokenize(statement.trigger.text)
    sites = {
        token.norm
        for before, token in pairwise(tokens)
        if before.norm in _DEFINITE and token.norm in _site_nouns()
    }
    if not sites:
        return []
    return [group for group in groups if any(sites & _sites(claim) for claim in group.claims)]


def _sites(claim: Claim) -> set[str]:
    """The nouns for sites in its sentence."""
    return {token.norm for token in tokenize(claim.evidence[0].text)} & _site_nouns()


def _by_speaker(statement: Claim, groups: Sequence[Cluster]) -> Sequence[Cluster]:
    """ "The rebels denied it": of the events told before, those attributed to who denies, where any is."""
    if statement.stance != "denies" or statement.slot not in _DEEDS or not statement.source:
        return groups
    own = statement.evidence[0]
    told = (c for group in groups for c in _told_in(statement.doc_id, group))
    here = (c for c in told if own.start <= c.trigger.start < own.end)
    if next(here, None) or any(_is_right_before(group, statement) for group in groups):
        return groups  # "gunmen shot a reporter; the rebels denied any part in it"
    speaker = sides_of(statement.source[0].actor)
    return [group for group in groups if group.doers & speaker] or groups


def _one_before(statement: Claim, groups: Sequence[Cluster], kinds: frozenset[str]) -> list[Cluster]:
    """ "the blast": of that kind; "X did it": whatever was told last; else the violence told before."""
    groups = _by_speaker(statement, groups)
    if kinds and _names_one(statement.trigger):
        return _told_before(statement, _of_kinds(groups, kinds)) or _right_before(statement, groups)
    if statement.slot == "perpetrator" and not kinds:
        told = [g for g in groups if g.claims[0].type not in _TALK]
        return _told_before(statement, _of_last_sentence(statement, told), reach=0)
    if statement.slot == "toll":
        counted = [g for g in groups if any(claim.tolls for claim in g.claims)]
        return _told_before(statement, _with_figure(statement, counted) or counted, reach=0)
    return _told_before(statement, [g for g in groups if _is_violent(g.claims[0].type)])


def _right_before(statement: Claim, groups: Sequence[Cluster]) -> list[Cluster]:
    """ "The strike": where nothing of that kind is told before, the violence told last and shortly before."""
    violent = [group for group in groups if _is_violent(group.claims[0].type)]
    last = max((_last_told(group, statement) for group in violent), default=-1)
    near = last >= 0 and statement.trigger.start - last <= _NEAR
    return _told_before(statement, violent, reach=0) if near else []


def _of_last_sentence(statement: Claim, groups: Sequence[Cluster]) -> Sequence[Cluster]:
    """ "The shelling has uprooted 400 families. They blame X": for the violence that the sentence tells."""
    told = [(at, group) for group in groups if (at := _last_told(group, statement)) >= 0]
    last = max(told, key=lambda pair: pair[0], default=None)
    if last is None or _is_violent(last[1].claims[0].type):
        return groups
    claims = _told_in(statement.doc_id, last[1])
    spans = [claim.evidence[0] for claim in claims if claim.trigger.start == last[0]]
    violent = [
        group
        for at, group in told
        if _is_violent(group.claims[0].type) and any(span.start <= at < span.end for span in spans)
    ]
    return violent or groups


def _with_figure(statement: Claim, groups: Sequence[Cluster]) -> list[Cluster]:
    """Those told with a figure that the statement repeats: "rejected the figure of 20"."""
    figures = {token.norm for token in tokenize(statement.trigger.text) if token.text[0].isdecimal()}
    return [group for group in groups if any(figures & _figures(claim) for claim in group.claims)]


def _figures(claim: Claim) -> set[str]:
    return {str(toll.low) for toll in claim.tolls}


def _is_of_another(statement: Claim) -> bool:
    """ "a second blast", "denies that it arms X": of an event that was not told, or of none."""
    tokens = tokenize(statement.trigger.text)
    matches = _nouns().find(tokens)
    if any(_ANOTHER & {t.norm for t in tokens[max(0, m.first - 2) : m.first]} for m in matches):
        return True
    before = statement.evidence[0].text[: statement.trigger.start - statement.evidence[0].start].casefold()
    other = matches and matches[0].first == 0 and bool(_ANOTHER & set(before.split()[-2:]))
    backs = statement.slot == "perpetrator" and not matches and _support() & {t.norm for t in tokens}
    return bool(other or backs)


def _of_kinds(groups: Sequence[Cluster], kinds: frozenset[str]) -> list[Cluster]:
    return [group for group in groups if group.claims[0].type in kinds]


def _told_before(statement: Claim, groups: Sequence[Cluster], reach: int = _NEAR) -> list[Cluster]:
    """Of the events told shortly before, within so many characters, the one told most, or last."""
    told = [(at, group) for group in groups if (at := _last_told(group, statement)) >= 0]
    if not told:
        return []
    last = max(at for at, _ in told)
    near = [pair for pair in told if last - pair[0] <= reach]
    best = max(near, key=lambda pair: (_times_told(pair[1], statement.doc_id), pair[0]))
    return [best[1]]


def _last_told(group: Cluster, statement: Claim) -> int:
    """Where a report tells an event for the last time before a statement; -1 where it does not.

    What the statement's own sentence tells counts only with a place of its own: "two of the five killed" is
    no event beside the one in which five were killed.
    """
    own = statement.evidence[0]
    told = [c for c in _told_in(statement.doc_id, group) if c.trigger.start < own.end]
    before = [c.trigger.start for c in told if c.trigger.start < own.start]
    here = [c.trigger.start for c in told if c.trigger.start >= own.start and any(p.text for p in c.places)]
    return max((*before, *here), default=-1)


def _is_right_before(group: Cluster, statement: Claim) -> bool:
    """Told in the sentence before the statement's, in the same paragraph."""
    told = _told_in(statement.doc_id, group)
    gaps = (statement.evidence[0].start - claim.evidence[0].end for claim in told)
    return any(0 <= gap <= _SPACE for gap in gaps)


def _times_told(group: Cluster, doc_id: str) -> int:
    return len(_told_in(doc_id, group))


def _told_in(doc_id: str, group: Cluster) -> list[Claim]:
    """The claims of a report: where words stand can be compared within one only."""
    return [claim for claim in group.claims if claim.doc_id == doc_id]


def _is_violent(type_: str) -> bool:
    return ontology()[type_].group in _VIOLENT


def _hits_somebody(type_: str) -> bool:
    """Not towns taken, people in flight, aid: nobody is aimed at by those."""
    hurts = _is_violent(type_) or type_ in ("riot", "repression_of_protest")
    return hurts and not type_.startswith("territory")


def event_types(words: Span) -> frozenset[str]:
    """The types that the nouns for events among some words may name."""
    return frozenset(type_ for match in _nouns().find(tokenize(words.text)) for type_ in match.value)


def _names_one(words: Span) -> bool:
    """ "the blast", "no encounter": one event; "any raids", "reports of strikes": no certain one."""
    tokens = tokenize(words.text)
    return any(_is_one(tokens, match.first, match.last) for match in _nouns().find(tokens))


def _is_one(tokens: Sequence[Token], first: int, last: int) -> bool:
    before = {token.norm for token in tokens[max(0, first - _DETERMINER_REACH) : first]}
    if before & _GENERAL or {token.norm for token in tokens[max(0, first - 1) : first]} & _OF_WORDS:
        return False
    return bool(before & _DEFINITE) or not tokens[last - 1].norm.endswith("s")


@cache
def _site_nouns() -> frozenset[str]:
    words = load("statements")["words"]
    return frozenset((*words["site"], *words["harmless"]))


@cache
def _support() -> frozenset[str]:
    return frozenset(form for verb in load("statements")["verbs"]["support"] for form in inflect(verb))


@cache
def _nouns() -> Phrases[frozenset[str]]:
    """Each noun of the lexicon of statements with all the types that it may name."""
    types: dict[str, set[str]] = {}
    for type_, nouns in load("statements")["events"].items():
        for noun in nouns:
            types.setdefault(noun, set()).add(type_)
    return Phrases((noun, frozenset(named)) for noun, named in types.items())
