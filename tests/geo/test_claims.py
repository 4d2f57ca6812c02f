"""Claims from reports of our own: who, what, where, when, how many, and who says so."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from geo.executors import Processes
from geo.model import Claim, Document, Event, Extraction
from geo.pipeline import extract
from tests import readings
from tests.readings import gazetteer

PUBLISHED = date(2019, 3, 14)  # a Thursday
read = partial(readings.read, published=PUBLISHED)
claims = partial(readings.events, published=PUBLISHED)
statements = partial(readings.statements, published=PUBLISHED)


def only(found: list[Claim]) -> Claim:
    assert len(found) == 1, [(claim.type, claim.trigger.text) for claim in found]
    return found[0]


def places(claim: Claim) -> list[str]:
    return [place.place.name for place in claim.places if place.place]


def test_a_plain_sentence() -> None:
    claim = only(
        claims("Saudi warplanes bombed a market in Hodeidah on Tuesday, killing at least 19 people.")
    )
    assert claim.type == "air_strike"
    assert (claim.moment.start, claim.moment.end) == (date(2019, 3, 12), date(2019, 3, 12))
    assert [mention.actor.name for mention in claim.perpetrators] == ["Saudi Air Force"]
    assert [mention.actor.name for mention in claim.targets] == ["market"]
    assert [(toll.harm, toll.low, toll.high) for toll in claim.tolls] == [("killed", 19, None)]
    assert claim.places[0].text == "Hodeidah"
    assert claim.places[0].geo_precision == "exact"


def test_every_quote_is_in_place() -> None:
    text = (
        "Gunmen opened fire on villagers near Maiduguri on Monday, police said.\n\n"
        "Boko Haram fighters also abducted 12 women from Damboa, a local official told Reuters."
    )
    found = read(text).claims
    assert found
    for claim in found:
        spans = [claim.trigger, *claim.evidence]
        spans += [m.span for m in (*claim.perpetrators, *claim.targets) if m.span]
        spans += [toll.span for toll in claim.tolls] + [link.span for link in claim.source]
        for span in spans:
            assert text[span.start : span.end] == span.text


def test_who_says_so_nearest_to_the_event_first() -> None:
    claim = only(
        claims("Artillery shelled Sloviansk on Wednesday, Interfax reported, citing Ukrainian officials.")
    )
    assert [link.actor.name for link in claim.source] == ["Ukrainian officials", "Interfax"]
    assert [link.verb for link in claim.source] == ["citing", "reported"]


def test_the_place_of_the_speaker_is_no_place_of_the_event() -> None:
    found = claims("An army spokesman in Khartoum said that rebels attacked El Fasher on Sunday.")
    assert [place.text for claim in found for place in claim.places] == ["El Fasher"]


def test_neighbours_and_doctors_tell_of_where_they_are() -> None:
    claim = only(claims("Neighbours from Talbiseh report that soldiers looted the bakery on Tuesday."))
    assert places(claim) == ["Talbiseh"]


def test_an_apposition_says_where_a_place_lies() -> None:
    claim = only(claims("Rockets were fired at Sderot, a town near Gaza, on Monday."))
    assert [place.text for place in claim.places] == ["Sderot"]


def test_provinces_are_areas() -> None:
    claim = only(claims("Air strikes hit the provinces of Homs and Hama on Tuesday."))
    assert {place.geo_precision for place in claim.places} == {"admin1"}
    assert len(claim.places) == 2


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The army shelled Idlib on Monday.", "actual"),
        ("The army did not shell Idlib on Monday.", "negated"),
        ("The army will shell Idlib on Friday.", "planned"),
        ("The army vowed to attack Idlib on Friday.", "planned"),
        ("If the army attacks Idlib on Friday, thousands could flee.", "hypothetical"),
        ("Any attack by the army on Idlib would be a mistake.", "hypothetical"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    found = claims(text)
    assert found
    assert {claim.mode for claim in found} == {mode}


def test_supposed_events_are_not_mapped() -> None:
    assert read("If the army attacks Idlib on Friday, thousands could flee.").events == ()


def test_a_date_of_telling_is_not_that_of_the_event() -> None:
    claim = only(claims("The ministry released footage on Tuesday showing air strikes on Idlib."))
    assert claim.moment.precision == "range"
    assert "told" in claim.moment.anchor
    assert claim.moment.end == date(2019, 3, 12)


def test_unknown_stays_unknown() -> None:
    claim = only(claims("Air strikes hit Idlib on Tuesday.", published=None))
    assert claim.moment.start is None
    assert claim.moment.precision == "unknown"


def test_the_day_is_taken_from_the_event_told_before() -> None:
    first, second = claims("Shells hit Idlib on Monday.\n\nShells also hit Ariha.")
    assert first.moment.start == second.moment.start == date(2019, 3, 11)
    assert "no date in the sentence" in second.moment.anchor


def test_the_raid_is_the_one_told_before() -> None:
    text = "Jets bombed Ariha on Monday. The raid killed 11 people, medics said."
    events = read(text).events
    assert len(events) == 1
    assert len(events[0].claims) == 2
    assert events[0].claims[1].places[0].text == ""
    assert events[0].merged_because


def test_another_strike_is_another_event_without_a_doer() -> None:
    text = "Russian jets struck Ariha on Monday. Five people were killed in another air strike near the town."
    events = read(text).events
    assert len(events) == 2
    (second,) = [event for event in events if event.claims[0].tolls]
    assert second.claims[0].perpetrators == ()


def test_an_inferred_doer_is_marked() -> None:
    first, second = claims("Russian jets struck Ariha on Monday. The strikes also hit the market.")
    assert not first.perpetrators[0].inferred
    assert second.perpetrators[0].inferred
    assert second.perpetrators[0].span is None


def test_a_sum_gets_no_pin() -> None:
    (claim,) = claims("In total, 2,400 sorties were flown over Syria.")
    assert claim.scope == "aggregate"


def test_years_back_is_background() -> None:
    claim = only(claims("Islamic State fighters captured Mosul in June 2014."))
    assert claim.scope == "background"


def test_a_bare_mention_is_no_event() -> None:
    assert claims("Every minister who was asked about the air strikes kept silent.") == []
    assert claims("The band will strike a new tone with its battle hymn.") == []


def test_a_general_denial_disputes_nothing() -> None:
    text = (
        "Air strikes on Ariha killed 20 civilians on Monday, rescuers said.\n\n"
        "The foreign ministry of Russia said that reports of civilian deaths were fake."
    )
    extraction = read(text)
    (event,) = extraction.events
    (denial,) = event.general_denials
    assert (denial.slot, denial.stance) == ("occurrence", "denies")
    assert event.status == "reported"


def test_who_holds_a_place_is_a_statement() -> None:
    (statement,) = statements("There are no ISIS fighters in Ariha, said Samir Haddad, a resident.")
    assert (statement.slot, statement.stance) == ("control", "denies")
    assert [link.actor.name for link in statement.source] == ["Samir Haddad"]
    assert places(statement)


@pytest.mark.parametrize(
    ("text", "slot", "stance"),
    [
        ("The general called reports of dead farmers a provocation.", "occurrence", "denies"),
        ("Moscow denied that any raids took place.", "occurrence", "denies"),
        ("The council said no planes flew over the town.", "occurrence", "denies"),
        ("Russia did not bomb the rebels, the ministry said.", "target", "denies"),
        ("The doctor doubted the number that the army gave.", "toll", "doubts"),
        ("Residents blamed the Syrian air force.", "perpetrator", "asserts"),
        ("The town is held by the Free Syrian Army, residents said.", "control", "asserts"),
        ("Nobody has seen ISIS in Ariha for a year, residents said.", "control", "denies"),
        ("The strikes were not meant to hit ISIS, an analyst said.", "target", "denies"),
        ("Jets targeted only areas of the rebels, activists said.", "target", "asserts"),
    ],
)
def test_statements(text: str, slot: str, stance: str) -> None:
    assert (slot, stance) in [(statement.slot, statement.stance) for statement in statements(text)]


def test_a_denial_that_names_the_place_makes_the_event_disputed() -> None:
    text = "The army recaptured the town of Ariha on Monday. A militant spokesman denied losing the town."
    (event,) = read(text).events
    assert (event.status, event.disputed_slots) == ("disputed", ("occurrence",))


def test_a_ratio_is_a_statement_and_no_toll() -> None:
    text = "Just one in 12 Russian strikes have targeted Islamic State fighters, activists said on Monday."
    (statement,) = statements(text)
    assert statement.slot == "target"
    assert all(not claim.tolls for claim in claims(text))


def test_a_quotation_keeps_its_speaker() -> None:
    text = '"We fled," said Omar Saleh, a farmer. "Jets bombed Ariha on Monday."'
    found = claims(text)
    assert [link.actor.name for claim in found for link in claim.source] == ["Omar Saleh"]


def test_captions_that_repeat_a_sentence_are_one_event() -> None:
    text = (
        "Bombs were dropped on Ariha on Monday by Syrian helicopters.\n\n"
        "Bombs were dropped on Ariha on Monday by Syrian helicopters. Photo: Nour Images"
    )
    assert len(read(text).events) == 1


def event_at(extraction: Extraction, name: str) -> Event:
    (event,) = [e for e in extraction.events if any(p.text == name for p in e.places)]
    return event


def test_reports_that_differ_are_one_disputed_event() -> None:
    documents = [
        Document(
            "a", "Air strikes on Ariha killed 20 civilians on Monday, rescuers said.", published=PUBLISHED
        ),
        Document(
            "b", "Monday's air strikes on Ariha killed 6 civilians, a hospital said.", published=PUBLISHED
        ),
        Document("c", "Air strikes hit Saraqib on Monday.", published=PUBLISHED),
    ]
    extraction = extract(documents, gazetteer=gazetteer())
    event = event_at(extraction, "Ariha")
    assert {claim.doc_id for claim in event.claims} == {"a", "b"}
    assert event.status == "disputed"
    assert "toll" in event.disputed_slots
    assert event.independent_sources == 2


def test_order_and_workers_change_nothing() -> None:
    documents = [
        Document(
            str(number), f"Shells hit {town} on Monday, killing {number + 2} people.", published=PUBLISHED
        )
        for number, town in enumerate(["Ariha", "Saraqib", "Idlib", "Ariha"])
    ]
    one = extract(documents, gazetteer=gazetteer())
    other = extract(reversed(documents), gazetteer=gazetteer())
    shared = extract(documents, executor=Processes(2))
    assert one.events == other.events == shared.events
    assert one.claims == shared.claims


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Civilians were shelled in Donetsk on Monday. Ukrainian forces shelled Horlivka.", "Donetsk"),
        ("Russian forces shelled Kharkiv on Monday. Shells also hit Belgorod.", "Belgorod"),
        ("A car bomb at a police academy in Kabul killed 22 cadets on Monday.", "Kabul"),
        ("Officers found the men shot in Hartford on Monday, police said.", "Hartford"),
    ],
)
def test_nobody_is_blamed_who_is_not_named(text: str, nobody: str) -> None:
    found = [claim for claim in claims(text) if any(place.text == nobody for place in claim.places)]
    assert found
    assert all(not claim.perpetrators for claim in found)


def test_whom_a_witness_means_by_they_is_not_told() -> None:
    text = (
        "Drones struck a market in Omdurman on Saturday, killing 41 people. The Rapid Support Forces denied "
        'it. "They hit us on Saturday in Omdurman," said Amna Idris, a baker.'
    )
    assert not any(claim.perpetrators for claim in claims(text) if claim.kind == "event")


def test_a_figure_of_a_monitor_called_after_a_country_is_of_the_event_told_before() -> None:
    text = (
        "Drones struck a market in Omdurman on Saturday, killing 41 people. "
        "The Sudan Doctors Network put the toll at 36."
    )
    assert places(claims(text)[1]) == ["Omdurman"]


def test_a_capital_before_an_attack_did_not_do_it() -> None:
    (claim,) = claims("The 2015 Paris attacks killed 130 people.")
    assert claim.tolls
    assert not claim.perpetrators


def test_the_victim_is_not_the_doer() -> None:
    text = "The Delta Defence Force ambushed an army convoy near Pekon on Monday and killed eight soldiers."
    doers = {mention.actor.name for claim in claims(text) for mention in claim.perpetrators}
    assert doers == {"Delta Defence Force"}


def test_years_and_ages_are_no_dead() -> None:
    figures = [
        toll.low for claim in claims("The 1998 bombing in Omagh killed 29 people.") for toll in claim.tolls
    ]
    assert figures == [29]
    assert all(
        not claim.tolls for claim in claims("The 34-year-old man was killed in Leeds on Monday by gunmen.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "City hammered United at Old Trafford on Sunday. Arsenal shot five past Sheffield.",
        "Real Madrid captured three points in Barcelona on Monday.",
        "The DAX retreated in Frankfurt on Monday as a strike at the port of Hamburg was averted.",
        "Storm Daniel hit Derna on Sunday and killed 4,000 people.",
        "An earthquake struck south-west of Marrakesh on Friday, killing 2,000 people.",
        "Fire crews battled a blaze in Lisbon on Monday.",
        "Ukraine's air defences shot down 27 drones over Kharkiv on Monday.",
        "The festival took place in the town of Tartus on Monday.",
        "Bring the water to a boil and fight the urge to stir, says Chef Nancy Lima in Paris.",
    ],
)
def test_other_news_holds_no_events(text: str) -> None:
    assert [claim for claim in claims(text) if claim.mode == "actual"] == []


@pytest.mark.parametrize(
    "text", ["They won't attack Hama on Friday.", "The army couldn’t capture Hama on Monday."]
)
def test_contracted_negations(text: str) -> None:
    assert all(claim.mode != "actual" for claim in claims(text))


def test_a_day_to_come_dates_nothing_done() -> None:
    found = claims("The chancellor will be in Kyiv on Monday after Russian strikes on Lviv.")
    assert all(claim.moment.start is None or claim.moment.start <= PUBLISHED for claim in found)


def test_two_sources_that_disagree_in_one_sentence_are_two_claims() -> None:
    text = (
        "The Sudanese army said on Tuesday its jets had bombed RSF positions in Nyala, but residents said "
        "the strikes hit a market and killed 14 civilians."
    )
    found = claims(text)
    assert [[link.actor.name for link in claim.source] for claim in found] == [
        ["Sudanese Army"],
        ["residents"],
    ]
    assert found[0].tolls == ()
    assert [toll.low for toll in found[1].tolls] == [14]
    assert all(claim.evidence[0].text == text for claim in found)
    assert {(claim.moment.start, claim.moment.end) for claim in found} == {
        (date(2019, 3, 11), PUBLISHED - timedelta(2))
    }
    assert len({claim.event_id for claim in found}) == 1


def test_a_toll_alone_tells_more_of_the_attack_before() -> None:
    found = claims(
        "A car bomb exploded in Mogadishu on Tuesday, killing nine people.\n\n"
        "The death toll rose to 17, a hospital said."
    )
    assert [toll.low for claim in found for toll in claim.tolls] == [9, 17]
    assert {claim.type for claim in found} == {"bombing_ied"}
    assert len({claim.event_id for claim in found}) == 1


def test_who_was_not_hit_is_no_target() -> None:
    found = claims('"Turkey hit only groups in Afrin that are not ISIS," said an analyst on Monday.')
    assert all(mention.actor.name != "Islamic State" for claim in found for mention in claim.targets)


def test_raids_near_each_other_on_one_day_may_be_the_same() -> None:
    found = read(
        "Russian jets bombed Talbiseh on Tuesday, killing 33 civilians, rescuers said.\n\n"
        "The air strikes in Homs on Tuesday killed 32 people, a rebel spokesman said.\n\n"
        "An air strike hit Raqqa on Tuesday."
    ).events
    kin = {event.places[0].text: event.possibly_same for event in found}
    assert [other.event_id for other in kin["Talbiseh"]] == [
        event.event_id for event in found if event.places[0].text == "Homs"
    ]
    assert "Homs" in kin["Talbiseh"][0].because
    assert kin["Raqqa"] == ()


def test_another_raid_is_not_possibly_the_same() -> None:
    found = read(
        "Jets struck Hama on Tuesday. Five people were killed on Tuesday in another air strike near Hama."
    ).events
    assert all(event.possibly_same == () for event in found)


def test_news_without_a_day_is_of_its_publication_or_the_day_before() -> None:
    claim = only(claims("A drone strike killed three men in Sanaa, a medic said."))
    assert (claim.moment.start, claim.moment.end) == (PUBLISHED - timedelta(1), PUBLISHED)
    assert claim.moment.precision == "range"
    assert "published 2019-03-14" in claim.moment.anchor


def test_a_time_of_day_before_a_paragraph_is_of_the_day_of_publication() -> None:
    text = (
        "Police are on the scene.\n\n**10:40** A car bomb killed six people in Karrada, Baghdad.\n\n"
        "**On Monday** a raid killed two people in Mosul."
    )
    by_place = {claim.places[0].text: claim.moment for claim in claims(text) if claim.places}
    assert (by_place["Karrada"].start, by_place["Karrada"].end) == (PUBLISHED, PUBLISHED)
    assert by_place["Mosul"].start == date(2019, 3, 11)


def test_without_a_publication_date_no_day_is_made_up() -> None:
    found = claims("A drone strike has killed three men in Sanaa, a medic said.", published=None)
    assert [claim.moment.start for claim in found] == [None]


def test_a_force_and_the_state_it_belongs_to_do_not_contradict() -> None:
    events = read(
        "Russian forces shelled Bakhmut on Tuesday, killing nine people, the governor said.\n\n"
        "Wagner fighters shelled Bakhmut on Tuesday, killing nine people, rescuers said."
    ).events
    assert len(events) == 1
    assert "perpetrator" not in events[0].disputed_slots
