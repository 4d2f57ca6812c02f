"""What the claims panel shows of an event, with what is needed to correct it. No Streamlit here."""

from __future__ import annotations

import getpass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard.opened import Opened
from dashboard.reports import MOST_MARKED, marks_of
from geo.addresses import Address
from geo.decisions import UNDO, Decision, undone
from geo.decisions.changing import place_key
from geo.decisions.forming import written
from geo.model import ActorMention, Claim, Toponym
from geo.ontology import ontology
from geo.store.decisions import LEAVE_UNDATED, SET_DETAILS, SET_PUBLISHED
from geo.webmap import words
from geo.webmap.details import documents_of, event_details

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.model import Place

Record = dict[str, Any]
_MOST_FORMS = 60  # claims of one event that can be corrected at once
_MOST_CANDIDATES = 12
_MOST_LISTED = 200
ACTIONS = {  # as the list of decisions says them
    "accept": "Accepted",
    "reject": "Not an event",
    "move": "Moved on the map",
    "change": "Corrected",
    "merge": "Put together",
    "separate": "Separated",
    "note": "Note",
    UNDO: "Taken back",
    SET_PUBLISHED: "Publication date set",
    SET_DETAILS: "Title, publisher or language written",
    LEAVE_UNDATED: "Read without a date",
}


def panel(case: Opened, event_id: str, author: str, notice: str) -> Record:
    """All that the panel needs: the event ("" shows how to begin), and what was decided so far."""
    return {
        "key": case.key,
        "detail": _detail(case, event_id) if event_id in case.index.number else None,
        "types": [[name, kind.title] for name, kind in ontology().items()],
        "decisions": decided(case),
        "author": author,
        "notice": notice,
        "fixed": bool(case.backing.fixed),
    }


def default_author(case: Opened) -> str:
    """The user of the database; of a file who decided last, else the computer's name for its user."""
    if isinstance(case.backing.path, Address):
        return case.backing.path.user or _user()
    last = next((one.author for one in reversed(case.backing.decisions) if one.author), "")
    return last or _user()


@lru_cache(maxsize=1)
def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user on this machine
        return ""


def decided(case: Opened) -> list[Record]:
    """Decisions, the newest first: who, when, what; whether each stands and still finds its words."""
    decisions, unfit = case.backing.decisions, case.backing.unfit
    gone = undone(decisions)
    by_id = {decision.id: decision for decision in decisions}
    return [
        {
            "id": decision.id,
            "who": decision.author,
            "when": decision.made_at[:16].replace("T", " "),
            "what": _said(decision, by_id),
            "stands": decision.id not in gone,
            "undoes": decision.action == UNDO,
            "usable": decision.usable,
            "fits": decision.id not in unfit,
            "undoable": decision.usable and (decision.action != SET_DETAILS or "was" in decision.payload),
        }
        for decision in decisions[: -_MOST_LISTED - 1 : -1]
    ]


def _said(decision: Decision, by_id: dict[int, Decision]) -> str:
    action = ACTIONS.get(decision.action, decision.action)
    if decision.action == UNDO and decision.usable:
        old = by_id.get(int(decision.payload["decision"]))
        return f"{action}: {_said(old, by_id)}" if old else action
    about = str(decision.payload.get("about") or decision.doc_id)
    claims = decision.payload.get("claims")
    quoted = claims[0]["trigger"].get("text") if claims else ""
    other = f" and {decision.payload['other']}" if "other" in decision.payload else ""
    return f"{action}: {about}{other}" + (f" (“{quoted}”)" if quoted else "")


def _detail(case: Opened, event_id: str) -> Record:
    event, documents = case.backing.one_event(event_id)
    ids = [doc_id for doc_id in documents_of(event) if doc_id in documents]
    detail = event_details(event, documents)
    for kin in detail["possibly_same"]:
        kin["number"] = case.index.number.get(kin["event_id"])
    claims = {claim.claim_id: claim for claim in event.claims[:_MOST_FORMS]}
    for shown in detail["claims"]:
        if claim := claims.get(shown["id"]):
            shown["edit"] = edit_values(claim, case.gazetteer)
    texts = {doc_id: documents[doc_id].text for doc_id in ids}
    marked = [documents[doc_id] for doc_id in ids[:MOST_MARKED]]
    return {**detail, "documents": texts, "marks": marks_of(case, marked)}


def edit_values(claim: Claim, gazetteer: Gazetteer) -> Record:
    """What the form for a claim begins with; `dashboard.decide` reads the same shape."""
    totals = [toll for toll in claim.tolls if toll.part_of is None]
    return {
        "type": claim.type,
        "from": claim.moment.start.isoformat() if claim.moment.start else "",
        "to": claim.moment.end.isoformat() if claim.moment.end else "",
        "places": [_place_choice(place, gazetteer) for place in claim.places] or [_NO_PLACE],
        "attributed": _names(claim.perpetrators),
        "target": _names(claim.targets),
        "tolls": {
            harm: written([toll for toll in totals if toll.harm == harm])
            for harm in ("killed", "wounded", "missing", "displaced")
        },
    }


_NO_PLACE: Record = {"was": "", "words": "", "options": [["", "no place"]]}


def _place_choice(toponym: Toponym, gazetteer: Gazetteer) -> Record:
    """The place as it is and the other places of its name, the likeliest first."""
    name = toponym.text or (toponym.place.name if toponym.place else "")
    names = words.unique([name, toponym.place.name if toponym.place else ""])
    found = [c.place for one in names for c in gazetteer.lookup(one, limit=_MOST_CANDIDATES)]
    options = {place_key(toponym): _described(toponym.place) if toponym.place else "no place chosen"}
    options |= {place.place_id: _described(place) for place in found if place.place_id not in options}
    return {"was": place_key(toponym), "words": name, "options": [list(pair) for pair in options.items()]}


def _described(place: Place) -> str:
    where = ", ".join(words.unique([place.name, place.admin1, place.country]))
    people = f", {place.population:,} people" if place.population else ""
    return f"{where} ({place.kind.replace('_', ' ')}{people})"


def _names(mentions: tuple[ActorMention, ...]) -> str:
    return "; ".join(words.unique(m.actor.name for m in mentions if not m.inferred))
