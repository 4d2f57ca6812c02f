"""What is said about events: read from the constructions of newsrooms, in sentences of our own."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from geo.model import Claim, Event
from tests import readings

PUBLISHED = date(2018, 5, 17)  # a Thursday
read = partial(readings.read, published=PUBLISHED)


def statements(text: str) -> list[Claim]:
    found = [claim for claim in read(text).claims if claim.kind == "statement"]
    for claim in found:
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
    return found


def said(text: str) -> list[tuple[str | None, str]]:
    return [(claim.slot, claim.stance) for claim in statements(text)]


def said_of_it(text: str) -> list[tuple[str | None, str]]:
    """What a sentence says in a report on a bombing."""
    return said(f"Twenty people died in a bomb attack in Kunduz on Monday.\n\n{text}")


RESPONSIBLE = [
    "The mayor pointed the finger at the rebels.",
    'The agency pointed its finger at "terrorists in the pay of foreigners".',
    "The governor accused the rebels.",
    "We hold the militia to account for the mine.",
    "The governor held the rebels liable for the killings.",
    "The mayor laid the massacre at the door of the rebels.",
    "Investigators lean towards the rebels.",
    "Villagers see the army behind the blast.",
    "The rebels owned up to the ambush.",
    "The rebels have put their name to the attack.",
    "Police attributed the raid to the ADF.",
    "It was the army.",
    "Villagers see the hand of the army.",
    "The shells came from army positions, residents said.",
    "The shells were fired by the army, residents said.",
    "The strikes were carried out by Russian jets, activists said.",
    "Only the army has helicopters, a farmer said.",
    "It bears the hallmarks of the outlawed Kurdistan Workers' Party.",
    "The rebels claimed responsibility for Dec. 10 attacks in the capital.",
    "Each side says the other fired first.",
    "Officials suggested that Serbia was to blame.",
    "Taliban claim Kabul blast.",
    "The Taliban claimed responsibility for the blast.",
    "The Taliban have claimed responsibility for Friday's attack.",
    "Responsibility for the blast was claimed by the Taliban.",
    "A caller to a radio station claimed responsibility on behalf of the Red Hand Commando.",
    "The Islamic State group claimed the attack in a message on its news agency.",
    "The Islamic State group claimed Wednesday's bombing.",
    "The bombing, later claimed by Boko Haram, was the third in a week.",
    "The Taliban took responsibility for the ambush.",
    "The Taliban admitted that they had carried out the attack.",
    "Al-Shabaab says it was behind the raid.",
    "Al-Shabaab said that its men had carried out the raid.",
    '"We carried out this attack," the Taliban said.',
    "Police blamed Boko Haram for the killings.",
    "The governor put the blame on Boko Haram.",
    "The governor laid the blame for the massacre on bandits.",
    "Residents blamed the army.",
    "The attack was blamed on the Kurdistan Workers' Party.",
    "Boko Haram was blamed for the attack.",
    "Officials pointed the finger at Iran.",
    "Officials believe that Iran was behind the strike.",
    "Iran is believed to be behind the attack.",
    "Iran was behind the attack, a diplomat said.",
    "Washington holds Iran responsible.",
    "A diplomat said Iran was responsible for the drone attack.",
    "Kyiv accused Russia of shelling the plant.",
    "The ministry accused the rebels of killing eleven farmers.",
    "Opposition leaders accused the police of having fired on the crowd.",
    "Investigators attributed the bombing to Hezbollah.",
    "The bombing has been attributed to Hezbollah.",
    "The attack bears the hallmarks of al-Qaeda.",
    "It had all the fingerprints of al-Qaeda, an official said.",
    "Suspicion soon fell on the Shabaab.",
    "The Islamic State group is the main suspect, police said.",
    "Police suspect the Islamic State group.",
    "The murder was the work of Boko Haram, the mayor said.",
    "An official said it was the work of separatists.",
    "A note found beside the bodies was signed by the Northern Cartel.",
    "The Taliban did it, a shopkeeper said.",
    "Residents say soldiers carried out the killings.",
    "The ministry said that terrorists were to blame.",
    "Suspected Boko Haram militants were behind the raid, a local official said.",
    "No group had claimed the attack by Friday, but police suspect Boko Haram.",
    "It was the army that burned the market, a trader said.",
    "Responsibility for the bombing lies with Boko Haram, the governor said.",
    "Boko Haram bears responsibility for the bombing, the governor said.",
    "The army and the rebels blamed each other for the blast.",
    "Both sides traded accusations over the blast.",
    "Each side accused the other of starting the fight.",
    "The army acknowledged that one of its shells had hit the clinic.",
    "The army admitted that its aircraft had dropped the bomb.",
    "Initial evidence points to Boko Haram, the governor said.",
    "Police linked the bombing to Boko Haram.",
    "Police named Boko Haram as the culprit.",
    "The bombing is blamed by officials on Boko Haram.",
    "Dozens of people have died at the hands of Boko Haram.",
    "The rebels fired the missile, a diplomat said.",
    "The rebels said they had fired the missile.",
    "It was our men who planted the mine, the rebels said.",
]

NOT_RESPONSIBLE = [
    "The rebels denied that the blast was their doing.",
    "The bombing was not the handiwork of the rebels, their spokesman said.",
    "A commission cleared the army of involvement in the massacre.",
    "The Iranian government has denied sending weapons to the rebels.",
    "The Taliban denied any involvement.",
    "The Taliban denied involvement in the blast.",
    "The Taliban denied responsibility for the bombing.",
    "The Taliban denied being behind the bombing.",
    "The army denied that its troops had been involved.",
    "The army denied it was behind the blast.",
    "Iran denied having anything to do with the attack.",
    "Iran said it had nothing to do with the attack.",
    "Iran had nothing to do with the blast, its ambassador said.",
    "Iran has denied arming the rebels.",
    "Kampala denies that it backs the rebels.",
    "Kampala has repeatedly denied supporting the rebels.",
    "The navy said its planes had not been in the area.",
    "The air force said none of its jets were operating in the area.",
    "The military said it had no aircraft over the town at the time.",
    "The military said that it did not carry out the strike.",
    "The military said it had not carried out any strikes.",
    "The rebels said they were not behind the attack.",
    "A rebel spokesman said his men had played no part in the massacre.",
    '"We killed no one," a rebel commander said.',
    "The rebels rejected accusations that they had fired on the convoy.",
    "The ministry rejected allegations of involvement in the killing.",
    "The ministry dismissed as absurd any suggestion that its forces were responsible.",
    "The group distanced itself from the attack.",
    "Our fighters were not involved in this operation, the Taliban said.",
    "The prosecutor denied that the killers were policemen.",
    "The army denied responsibility and blamed the rebels.",
    "It was not the army that burned the market, a colonel said.",
    "The army said that none of its shells had hit the clinic.",
    "The missile was not ours, the rebels said.",
    "The bombing was not the work of the rebels, their spokesman said.",
]

DID_NOT_HAPPEN = [
    "No army helicopter had flown over the town, the ministry said.",
    "The embassy described the footage as staged.",
    "The group's office spoke of a fabrication.",
    '"An utter lie," replied the ministry.',
    '"Baseless claims," a general retorted.',
    '"Nonsense," the colonel said.',
    "Residents dispute that.",
    "The colonel said that this was premature.",
    "The navy was unaware of any such raid, its spokesman said.",
    "The army said it knew nothing of the raid.",
    "Our soldiers do not kill civilians, the colonel said.",
    "We would never harm children, the rebels said.",
    "The army says it has shelled no clinics.",
    "The air force conducted no strikes, the ministry said.",
    "The colonel gave a different account.",
    "Such reports have nothing to do with reality, the envoy said.",
    "The mayor laughed at the claim.",
    "The mayor asked people not to believe the report.",
    "The mayor called talk of a massacre enemy propaganda.",
    "The army disputed that the road had been cut.",
    "This is not true.",
    "The governor says otherwise.",
    "The market was not bombed, the army said.",
    "The villagers tell a different story.",
    "The rebels disputed that account.",
    "We never fired on the convoy, a soldier said.",
    "No soldier entered the village, the army said.",
    "Contrary to what the rebels say, the bridge stands, the army said.",
    "The army denied that its planes had dropped barrel bombs on the market.",
    "The army denied it.",
    "The hostages were freed, the army said, which the rebels denied.",
    "The army shelled the clinic, a charge it denies.",
    "The governor is lying, a nurse said.",
    "Its jets had not bombed the town, the army said.",
    "The army denied that its aircraft had dropped the bomb.",
    "The ministry denied that its forces had used gas.",
    "The rebels denied planting the mine.",
    '"There was no attack," the governor said.',
    "There was no ambush, the army said.",
    "There had been no explosion, the mayor said.",
    "The mayor said that there had not been an explosion.",
    "The raid never took place, the army said.",
    "The raid did not happen, the army said.",
    "The kidnapping reported on Monday did not take place, police said.",
    "No such attack took place, the police said.",
    "The army called the story baseless slander.",
    "The consul called the story a fabrication.",
    "The ministry described the allegations as lies.",
    "The ministry dismissed the allegations.",
    "The ministry dismissed reports of a massacre.",
    "The ministry dismissed reports of a massacre as rumours.",
    "The army rejected the accusation.",
    "The army denied the report.",
    "The army denied that an attack had taken place.",
    "The army denied that there had been a massacre.",
    "The army denied reports that its troops had entered the town.",
    "Reports of a kidnapping are false, police said.",
    "Reports that rebels had entered the town were untrue, the army said.",
    "Claims of a massacre are pure fiction, the minister said.",
    "The report was a lie, the minister said.",
    "The governor said nobody had been abducted.",
    "No one was kidnapped, police said.",
    "The army said it had not bombed the town.",
    "The army has not used chemical weapons, the minister said.",
    "Police denied the use of live ammunition.",
    "The police commissioner said the video was fake.",
    "The video was staged, the ministry said.",
    "It is not true that the town was shelled, the army said.",
    "There is no truth in the report of a bombing, police said.",
    '"This is fake news," the governor said of the reported attack.',
    "The mayor denied the attack.",
    "The rebels denied firing on the convoy.",
    "The claims do not reflect the truth, the ministry said.",
    "The reports have no basis, the ministry said.",
    "These allegations are without any foundation, the army said.",
    "Not a single shell fell on the port, the navy said.",
    "No shells had fallen on the port, the navy said.",
    "Nothing of the kind happened, the colonel said.",
    "The report turned out to be false.",
    "It was not an attack but a gas leak, the mayor said.",
    "The report was not true, the mayor said.",
    "Contrary to reports, no bomb exploded in the town, the mayor said.",
    "The army denied torching the village.",
    "The army refuted reports of a bombing.",
    "The story of a massacre was invented by the rebels, the army said.",
]

NOT_SO_MANY = [
    "The rebels spoke of 60 dead, a figure the army rejects.",
    "It was thirty, not the twelve that state television gave.",
    "The army denied any losses.",
    "The toll was far lower than reported, the army said.",
    "The embassy rejects the toll of 60.",
    "The army disputed the toll.",
    "The mayor put the toll at 9, not 14.",
    "Nine people died and not 14, the mayor said.",
    "The mayor said nine people had died rather than 14.",
    "The army hides its dead, the rebels said.",
    "The rebels accused the army of hiding its losses.",
    "The government is concealing the true toll, the opposition said.",
    "The death toll was exaggerated, a minister said.",
    "The toll given by the rebels was inflated, the army said.",
    "The figures are false, the ministry said.",
    "The ministry called the figure of 60 dead exaggerated.",
    "The spokesman denied that the navy had lost 40 men.",
    "The number of dead is wrong, the mayor said.",
    "The real figure was much lower, the army said.",
    "The toll was far lower than the 60 announced by the rebels, the army said.",
    "Nine people had died, not 14 as first reported, the mayor said.",
    "Nine people died instead of 14, the mayor said.",
    "The army contested the figures.",
    "The mayor called the toll an exaggeration.",
]

NOT_THOSE = [
    "There was not a single rebel in that factory, a nun said.",
    "The rebels denied having any fighter at the farm.",
    "It is a civilian airport, the mayor said.",
    "The hall was used purely for weddings and there was nothing military about it, the owner said.",
    "The only weapons in the house were kitchen knives, a neighbour said.",
    "No one else was inside that chapel, the priest said.",
    "We saw no fighters in the building, a nurse said.",
    "There were no militants in the building, the owner said.",
    "They were only farmers, a nurse said.",
    "None of them carried a weapon, a nurse said.",
    "The men were unarmed, a nurse said.",
    '"We are not terrorists," a survivor said.',
    '"There was not one weapon among them," a nurse said.',
    "Three of the six killed were not rebels but bakers.",
    "The dead were farmers, not guerrillas, a priest said.",
    "Those killed were civilians and not fighters, residents said.",
    "The victims were not militants, their relatives said.",
    "The victims were fishermen rather than pirates.",
    "The men killed were shepherds, villagers insisted, and not terrorists.",
    "But villagers said the dead were woodcutters.",
    "There was no military target near the school, the mayor said.",
    "No military target was near, the mayor said.",
    "None of the dead was a fighter, the elder said.",
    "The army does not target civilians, the spokesman said.",
    "The army said it had not targeted civilians.",
    "Civilians had not been targeted, the army said.",
    "The army denied targeting civilians.",
    "No civilians were harmed, the army said.",
    "There was not a single fighter among the dead, the elder said.",
    "None of them was a fighter, their mother said.",
    "Civilians were not the target, the army said.",
    "The school was not a target, the army said.",
    "The men were shepherds and had nothing to do with any militia, their wives said.",
    "They were shepherds, not fighters, a relative said.",
]

WERE_MEANT = [
    "Jets hit a house in Kunduz on Monday. The rebels were storing rockets there, the army said.",
    "Jets hit a house in Kunduz on Monday. The army said a store of drones was the target.",
    "Jets hit a house in Kunduz on Monday. The army said it had targeted a Taliban operative.",
    "Jets hit a house in Kunduz on Monday. The army said a weapons depot had been struck.",
    "Jets hit a house in Kunduz on Monday. A colonel called the depot in Kabul a legitimate target.",
    'Jets hit a house in Kunduz on Monday. The navy was acting only against "terrorists", the minister said.',
    "Jets hit a house in Kunduz on Monday. The army said that it struck only the positions of the rebels.",
    "Jets hit a house in Kunduz on Monday. The wrong house was hit, an officer said.",
    "Jets hit a house in Kunduz on Monday. The army said a pilot had mistaken lorries for tanks.",
    "Jets hit a house in Kunduz on Monday. Only militants had died, the army said.",
    "Jets hit a house in Kunduz on Monday. The army said the rebels were hiding among the residents.",
    "Jets hit a house in Kunduz on Monday. The army claims to have hit a weapons depot.",
    "Jets hit a clinic in Kunduz on Monday. The army claims there were gunmen inside.",
    'Jets hit a house in Kunduz on Monday. The dead were "terrorists", state television said.',
    "Jets hit a house in Kunduz on Monday. The strike destroyed a militant hideout, the army said.",
    "Shells hit a house in Kunduz on Monday. The army said it had struck a legitimate target.",
    "Jets hit a house in Kunduz on Monday. The army said its jets had hit a militant hideout.",
    "Jets hit a house in Kunduz on Monday. The army said the target was a command centre.",
    "Jets hit a house in Kunduz on Monday. The army said militants had been using the house.",
    "Jets hit a house in Kunduz on Monday. The building was used as a weapons depot, the army said.",
    "Jets hit a house in Kunduz on Monday. The army said that the strike targeted militants.",
    "Jets hit a house in Kunduz on Monday. The army said it had attacked military vehicles.",
    "Jets hit a house in Kunduz on Monday. The dead were all militants, the army said.",
    "Jets hit a house in Kunduz on Monday. Only militants were killed, the army said.",
    "Jets hit a house in Kunduz on Monday. The strike was aimed at a Taliban commander, the army said.",
    "Jets hit a house in Kunduz on Monday. The pilot believed he was attacking tanks, the army said.",
    "Jets hit a house in Kunduz on Monday. The Taliban were using the house as a base, the army said.",
]

HELD = [
    'The port was "still ours", a colonel said.',
    "Six of the seven wards were theirs, the rebels said.",
    "The army said it had never lost the town.",
    "The army said it had not lost a single village.",
    "The rebels still have the northern half of the port, traders said.",
    "In the port, which the government still holds, shops were open.",
    "The rebels hold 40 percent of the province.",
    "The army's flag flies over the town, the governor said.",
    "The rebels hold everything beyond the bridge.",
    "The rebels said their men were still inside.",
    "The town is held by the local brigades.",
    "The road is controlled by the RSF.",
    "The army retains control of the port.",
    "The town is held by local brigades of the Free Syrian Army.",
    "The rebels hold the countryside.",
    "The town remains ours, the governor wrote.",
    "The port has been in rebel hands since March.",
    "The town is in rebel hands.",
    "The town, which the rebels have held since March, was quiet.",
    "The town, held by the rebels since March, was quiet.",
    "The town has been held by the rebels since March.",
    "The town is under the control of the rebels.",
    "The town remains under rebel control.",
    "The army said the town was under its control.",
    "The army said the town was fully under government control.",
    "The rebels said the airport was theirs.",
    "The rebels said they still held the airport.",
    "The rebels still control the airport, residents said.",
    "The Taliban control most of the district.",
    "The airport is controlled by the rebels.",
    "The army said it was in full control of the airport.",
    "The rebels hold the north of the city.",
    "The rebels are still in the town, residents said.",
    "The rebels said they remained in control of the town.",
    "Forces loyal to the general control the airport.",
    "The army controls the road to the airport.",
    "Most of the district has been under Taliban control since spring.",
]

NOT_HELD = [
    '"Not a metre of it," the governor replied when the rebels said they had the hill.',
    "The army has lost control of the airport, residents said.",
    "The rebels denied having any position in the village.",
    "There are no weapons in my ward, the surgeon said.",
    "The rebels said they had no camp there.",
    "The army said it had no troops in the town.",
    "There has never been a fighter in this hospital, the surgeon says.",
    "There is no rebel position within a mile, the mayor said.",
    "The army denied that it had troops in the town.",
    "The rebels said they did not hold the airport.",
    "The rebels do not control the airport, the army said.",
    "The army no longer controls the airport.",
    "There are no rebels in the town, the mayor said.",
    "There is no Taliban presence in the village, an elder said.",
    "The airport is not in the hands of the rebels, the army said.",
    "The army denied that the rebels controlled the town.",
    "The army denied that the town had fallen.",
    "The town has not fallen, the army said.",
    "The rebels are no longer in the town, residents said.",
    '"There are no fighters here," a nurse said.',
    "Neither side controls the bridge.",
]

UNSURE = [
    ("It was impossible to verify this.", "occurrence", "doubts"),
    ("Our paper could not establish whether it was true.", "occurrence", "doubts"),
    ("The envoy can neither confirm nor deny it.", "occurrence", "doubts"),
    ("Independent confirmation is lacking.", "occurrence", "doubts"),
    ("The claim remains unverified.", "occurrence", "doubts"),
    ("There is no way of checking the claim.", "occurrence", "doubts"),
    ("A diplomat doubted whether there had been a raid.", "occurrence", "doubts"),
    ("Some doctors think the toll may be too low.", "toll", "doubts"),
    ("The real number of dead is probably higher, a doctor said.", "toll", "doubts"),
    ("The toll should be treated with caution, the charity said.", "toll", "doubts"),
    ("The report could not be independently verified.", "occurrence", "doubts"),
    ("The claims could not immediately be confirmed.", "occurrence", "doubts"),
    ("There was no independent confirmation of the report.", "occurrence", "doubts"),
    ("Diplomats cast doubt on the report of a massacre.", "occurrence", "doubts"),
    ("The claim that the army used gas is not borne out by pictures.", "occurrence", "doubts"),
    ("Aid workers questioned the toll.", "toll", "doubts"),
    ("There is no evidence of an attack, the mayor said.", "occurrence", "doubts"),
    ("The army said it was not aware of any raid.", "occurrence", "denies"),
    ("The number of dead could not be verified.", "toll", "doubts"),
    ("The bomb went off in Kunduz and not in Kabul, police said.", "place", "denies"),
    ("The bomb went off not in Kabul but in Kunduz, police said.", "place", "denies"),
    ("It happened in Kunduz, not Kabul, the governor said.", "place", "denies"),
    ("The raid took place on Friday, not on Saturday, the army said.", "date", "denies"),
    ("The raid took place on Friday and not Saturday, the army said.", "date", "denies"),
    ("The army said it could not confirm the report.", "occurrence", "doubts"),
    ("A spokesman was unable to confirm the attack.", "occurrence", "doubts"),
    ("The toll could not be confirmed.", "toll", "doubts"),
]

NOTHING = [
    "It is the one port that is not in rebel hands.",
    "The players exchanged accusations and shirts.",
    "No group has claimed responsibility for the blast.",
    "Nobody has claimed the attack.",
    "There was no immediate claim of responsibility.",
    "The army has yet to claim responsibility.",
    "It was not clear who was behind the attack.",
    "Nobody was killed.",
    "There were no reports of casualties.",
    "No further attacks were reported on Tuesday.",
    "Two men accused of theft were released.",
    "The minister blamed poor maintenance for the blackout.",
    "The mayor is responsible for roads and schools.",
    "Lightning was behind the fire, firemen said.",
    "The team blamed the referee.",
    "The company rejected the offer.",
    "The singer denied that she was ill.",
    "Critics called the film propaganda.",
    "Turnout figures were not available.",
    "The league disputed the number of tickets sold.",
    "The inn has been in one family's hands since 1920.",
    "The bank is under new control.",
    "The summit will be in Geneva, not in Vienna.",
    "The meeting is on Friday, not Saturday.",
    "The soldiers were not hurt.",
    "Police did not say who was hurt.",
    "The army captured the town on Monday.",
    "The town fell to the rebels on Monday.",
    "Jets bombed the town on Monday.",
    "The victims were taken to hospital.",
    "Six of the victims were nuns.",
    "Firemen said it was a false alarm.",
    "The president took responsibility for the lost election.",
    "The police are responsible for security at the match.",
    "The truce agreement was signed by the rebels.",
    "Residents fear that the town will fall.",
    "The court held the company responsible.",
    "The army said it would investigate the reports.",
    "The rebels hold talks with the army in Geneva.",
    "The mayor said he had no comment.",
    "Two people were killed, not counting the driver.",
    "The army controls its spending.",
    "The charges against the mayor were dropped.",
    "Police denied him entry.",
    "He was not hit by the car.",
    "Residents said there was no water and no bread.",
    "There was no bread in the town.",
    "No aid has reached the camp.",
    "The governor did not attend the funeral.",
    "The number of dead rose to 8 from 5.",
    "The toll was higher than in 2015.",
]


@pytest.mark.parametrize("text", RESPONSIBLE)
def test_who_did_it(text: str) -> None:
    assert ("perpetrator", "asserts") in said_of_it(text)


@pytest.mark.parametrize("text", NOT_RESPONSIBLE)
def test_who_says_it_was_not_them(text: str) -> None:
    assert ("perpetrator", "denies") in said_of_it(text)


@pytest.mark.parametrize("text", DID_NOT_HAPPEN)
def test_that_it_did_not_happen(text: str) -> None:
    assert ("occurrence", "denies") in said_of_it(text)


@pytest.mark.parametrize("text", NOT_SO_MANY)
def test_that_it_was_not_so_many(text: str) -> None:
    assert {("toll", "denies"), ("toll", "doubts")} & set(said_of_it(text))


@pytest.mark.parametrize("text", NOT_THOSE)
def test_that_it_was_not_those(text: str) -> None:
    assert ("target", "denies") in said_of_it(text)


@pytest.mark.parametrize("text", WERE_MEANT)
def test_who_was_meant(text: str) -> None:
    assert ("target", "asserts") in said(text)


@pytest.mark.parametrize("text", HELD)
def test_who_holds_a_place(text: str) -> None:
    assert ("control", "asserts") in said_of_it(text)


@pytest.mark.parametrize("text", NOT_HELD)
def test_who_does_not_hold_a_place(text: str) -> None:
    assert ("control", "denies") in said_of_it(text)


@pytest.mark.parametrize(("text", "slot", "stance"), UNSURE)
def test_doubts_and_corrections(text: str, slot: str, stance: str) -> None:
    assert (slot, stance) in said_of_it(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_statement(text: str) -> None:
    assert said(text) == []


BLAST = "A car bomb killed 20 people in Kunduz on Monday, police said."


def event_in(text: str, place: str) -> Event:
    (event,) = [event for event in read(text).events if any(p.text == place for p in event.places)]
    return event


@pytest.mark.parametrize(
    ("sentence", "slot"),
    [
        ("The mayor said there was no bomb.", "occurrence"),
        ("The mayor said the explosion in Kunduz did not take place.", "occurrence"),
        ("The mayor rejected the figure of 20.", "toll"),
        ("The Taliban denied involvement in the blast.", "perpetrator"),
        ("The dead were not soldiers but farmers, a priest said.", "target"),
        ("The blast happened on Sunday, not on Monday, the mayor said.", "date"),
    ],
)
def test_a_denial_of_what_it_names_makes_the_event_disputed(sentence: str, slot: str) -> None:
    event = event_in(f"{BLAST}\n\n{sentence}", "Kunduz")
    assert event.status == "disputed"
    assert slot in event.disputed_slots
    assert sentence.startswith(event.statements[0].evidence[0].text)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor called reports of attacks propaganda.",
        "The mayor denied that any attacks had taken place.",
        "The army denies that it arms the rebels.",
        "A second blast, told of on Tuesday, did not take place, the mayor said.",
        "The report could not be verified.",
        "The Taliban claimed responsibility for the blast.",
        "The army said it did not hold the airport.",
    ],
)
def test_what_names_no_event_or_denies_nothing_disputes_none(sentence: str) -> None:
    event = event_in(f"{BLAST}\n\n{sentence}", "Kunduz")
    assert event.status == "reported"
    assert statements(f"{BLAST}\n\n{sentence}")


def test_a_general_denial_is_listed_beside_the_event() -> None:
    event = event_in(f"{BLAST}\n\nThe mayor called reports of attacks propaganda.", "Kunduz")
    assert [denial.slot for denial in event.general_denials] == ["occurrence"]


def test_a_statement_is_about_the_event_that_it_names() -> None:
    text = (
        "Jets bombed a market in Idlib on Monday. A car bomb went off in Kunduz on Tuesday. "
        "The Taliban claimed responsibility for the bombing. "
        "Residents of Idlib blamed Russia for the air strike."
    )
    claimed, blamed = statements(text)
    titles = {event.event_id: event.title for event in read(text).events}
    assert [titles[event_id] for event_id in claimed.about] == ["Bombing reported, Kunduz"]
    assert [titles[event_id] for event_id in blamed.about] == ["Air strike reported, Idlib"]


def test_a_statement_on_a_place_told_nowhere_is_about_nothing() -> None:
    (denial,) = statements(f"{BLAST}\n\nReports of a raid on Herat are false, police said.")
    assert denial.about == ()


def test_what_is_told_only_to_deny_it_is_no_event() -> None:
    text = "Police denied reports that gunmen had attacked a convoy near Herat on Monday."
    assert read(text).events == ()
    assert [(c.slot, c.stance, c.mode) for c in statements(text)] == [("occurrence", "denies", "negated")]


@pytest.mark.parametrize(
    ("text", "doers", "sources"),
    [
        ("Police blamed Boko Haram for the killings.", ["Boko Haram"], ["Police"]),
        ("The Taliban claimed responsibility for the blast.", ["Taliban"], ["Taliban"]),
        ("Police blamed the Lobos cartel.", ["Lobos cartel"], ["Police"]),
        ("A nurse said that the army was behind the raid.", ["army"], ["nurse"]),
        ("The Taliban denied involvement in the blast.", ["Taliban"], ["Taliban"]),
        ("The army and the rebels blamed each other for the blast.", [], ["rebels"]),
    ],
)
def test_whom_it_names_and_who_says_so(text: str, doers: list[str], sources: list[str]) -> None:
    (statement,) = statements(text)
    assert [doer.actor.name for doer in statement.perpetrators] == doers
    assert [link.actor.name for link in statement.source] == sources


def test_two_speakers_of_one_sentence_say_different_things() -> None:
    one, other = statements("The rebels said they did not hold the camp; the army said the camp was theirs.")
    assert [(c.slot, c.stance, c.source[0].actor.name) for c in (one, other)] == [
        ("control", "denies", "rebels"),
        ("control", "asserts", "army"),
    ]


def test_a_long_sentence_of_cues_takes_bounded_time() -> None:
    text = "denied that the army was not behind the attack and blamed the rebels, " * 2000
    assert len(statements(text)) < 2000


CLINIC = "Jets bombed a clinic in Kunduz on Monday. A car bomb went off in Kabul on Tuesday."


@pytest.mark.parametrize(
    ("charge", "reply", "slot"),
    [
        ("The mayor blamed the army for it.", '"A lie," the army replied.', "perpetrator"),
        ("The army said a weapons depot was the target.", '"Nonsense," a nurse said.', "target"),
        ("The rebels said the town was in their hands.", "This was premature, a colonel said.", "control"),
    ],
)
def test_a_bare_denial_answers_the_charge_before_it(charge: str, reply: str, slot: str) -> None:
    """ "A lie" is of the slot that the charge is of."""
    assert (slot, "denies") in said_of_it(f"{charge} {reply}")


def test_a_bare_denial_is_about_the_event_told_right_before_it() -> None:
    text = (
        f"{CLINIC} The rebels said they had captured the town of Baghlan on Monday. Residents dispute that."
    )
    extraction = read(text)
    (denial,) = [claim for claim in extraction.claims if claim.kind == "statement"]
    titles = {event.event_id: event.title for event in extraction.events}
    assert [titles[about] for about in denial.about] == ["Territory taken reported, Baghlān"]


def test_a_charge_is_about_the_event_near_it_and_not_the_one_told_most() -> None:
    text = (
        "Twenty people died in a bomb attack in Kunduz on Monday. The bomb attack in Kunduz wounded 30. "
        + "Shops and schools stayed closed for the whole day, and buses did not run at all. " * 5
        + "Shells fell on Baghlan on Tuesday and killed a boy. Residents blamed the army."
    )
    extraction = read(text)
    charge = next(claim for claim in extraction.claims if claim.kind == "statement")
    titles = {event.event_id: event.title for event in extraction.events}
    assert [titles[about] for about in charge.about] == ["Shelling reported, Baghlān"]


def test_a_doubted_figure_is_that_of_the_event_which_has_one() -> None:
    text = (
        "Jets bombed a clinic in Kunduz on Monday. The fighting in Baghlan has displaced 900 families, "
        "officials say. Some doctors think the toll may be too low."
    )
    extraction = read(text)
    doubt = next(claim for claim in extraction.claims if claim.slot == "toll")
    titles = {event.event_id: event.title for event in extraction.events}
    assert len(doubt.about) == 1
    assert "Baghlān" in titles[doubt.about[0]]


@pytest.mark.parametrize(
    ("denial", "title"),
    [
        ("The army denied that it had shelled the school.", "Shelling reported, Baghlān"),
        ("Russia denied any involvement.", "Air strike reported, Kunduz"),
    ],
)
def test_a_denial_is_about_what_was_hit_or_about_who_denies(denial: str, title: str) -> None:
    text = (
        "Russian jets bombed a clinic in Kunduz on Monday. Shells hit a school in Baghlan on Monday. "
        f"Two men were shot dead in Herat on Monday.\n\n{denial}"
    )
    extraction = read(text)
    statement = next(claim for claim in extraction.claims if claim.kind == "statement")
    titles = {event.event_id: event.title for event in extraction.events}
    assert [titles[about] for about in statement.about] == [title]


def test_whom_an_attack_was_aimed_at_is_of_no_town_taken() -> None:
    text = (
        "Jets killed six civilians in Saraqib on Monday. Rebels took Binnish on Monday. "
        "The army said the target was a depot."
    )
    found = readings.read(text, date(2019, 3, 14))
    (claim,) = [c for c in found.claims if c.slot == "target"]
    (event,) = [e for e in found.events if e.event_id in claim.about]
    assert (event.type, event.disputed_slots) == ("air_strike", ("target",))
