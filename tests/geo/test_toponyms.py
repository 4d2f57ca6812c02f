"""Place names in sentences of our own, over a small gazetteer of the real one's shape."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.model import Candidate, Place
from geo.model import Document, Sentence, Toponym
from geo.toponyms import find_toponyms

# name: id, kind, country, admin1, lat, lon, radius, population
_PLACES = {
    "syria": ("country:SY", "country", "SY", "", 35.0, 38.0, 240.0, 20_000_000),
    "russia": ("country:RU", "country", "RU", "", 60.0, 100.0, 2300.0, 144_000_000),
    "turkey": ("country:TR", "country", "TR", "", 39.0, 35.0, 500.0, 80_000_000),
    "qatar": ("country:QA", "country", "QA", "", 25.3, 51.2, 60.0, 2_700_000),
    "united states": ("country:US", "country", "US", "", 39.76, -98.5, 2000.0, 330_000_000),
    "jordan": ("country:JO", "country", "JO", "", 31.0, 36.0, 150.0, 10_000_000),
    "moscow": ("geonames:1", "capital", "RU", "Moscow", 55.75, 37.62, 25.0, 10_400_000),
    "damascus": ("geonames:2", "capital", "SY", "Damascus", 33.51, 36.29, 15.0, 1_570_000),
    "ankara": ("geonames:3", "capital", "TR", "Ankara", 39.92, 32.85, 20.0, 3_500_000),
    "baghdad": ("geonames:4", "capital", "IQ", "Baghdad", 33.34, 44.4, 30.0, 5_600_000),
    "homs": ("geonames:5", "city", "SY", "Homs", 34.72, 36.72, 11.0, 775_000),
    "hama": ("geonames:6", "city", "SY", "Hama", 35.13, 36.76, 9.0, 460_000),
    "idlib": ("geonames:7", "city", "SY", "Idlib", 35.93, 36.63, 5.0, 128_000),
    "latakia": ("geonames:8", "city", "SY", "Latakia", 35.53, 35.79, 10.0, 340_000),
    "talbiseh": ("geonames:9", "town", "SY", "Homs", 34.84, 36.73, 3.0, 30_000),
    "deir ez-zor": ("geonames:10", "city", "SY", "Deir ez-Zor", 35.34, 40.14, 7.0, 240_000),
    "reading": ("geonames:11", "city", "GB", "England", 51.46, -0.97, 8.0, 245_000),
    "paris": ("geonames:12", "capital", "FR", "Ile-de-France", 48.85, 2.35, 20.0, 2_100_000),
    "warden": ("geonames:13", "village", "US", "Washington", 46.97, -119.04, 2.0, 2_700),
}
_STATES = {
    "kentucky": (37.5, -85.3),
    "washington": (47.5, -120.5),
}  # and the one county seat that is no county
_AREAS = {name: f"admin1:SY-{name[:2].upper()}" for name in ("homs", "hama", "idlib", "latakia")}
_ADJECTIVES = {"syrian": "syria", "russian": "russia", "turkish": "turkey", "american": "united states"}
_ALIASES = {"u.s.": "united states", "us": "united states"}


class SmallGazetteer:
    """A real gazetteer of nineteen places: the calls of gazetteer.Gazetteer that are used."""

    def __hash__(self) -> int:
        return id(self)

    def has(self, name: str, /) -> bool:
        return bool(self.lookup(name))

    def prefixes(self, key: str, /) -> set[str]:
        words = key.split(" ")
        return {" ".join(words[:n]) for n in range(1, len(words) + 1)}

    def lookup(self, name: str, *, country: str | None = None, limit: int = 10) -> list[Candidate]:
        key = name.lower()
        if country == "SY" and key == "talbisah":
            return [Candidate(_place("talbiseh"), "skeleton", 0.6)]
        if key == "tripoli":
            return [_tripoli("LY", "Tripoli", 32.9, 13.2), _tripoli("LB", "North", 34.4, 35.8)][:limit]
        if key in _ADJECTIVES:
            return [Candidate(_place(_ADJECTIVES[key]), "exact", 0.9, adjective=True)]
        if key in _STATES:
            lat, lon = _STATES[key]
            state = Place(
                f"admin1:{key}", key.title(), "admin1", "US", "", lat, lon, 300.0, 4_500_000, "test"
            )
            return [Candidate(state, "exact", 0.8)]
        key = _ALIASES.get(key, key)
        found = [Candidate(_place(key), "exact", 0.9)] if key in _PLACES else []
        if key in _AREAS:
            found.append(Candidate(_area(key), "exact", 0.8))
        return found[:limit]


def _tripoli(country: str, admin1: str, lat: float, lon: float) -> Candidate:
    place = Place(f"geonames:{country}", "Tripoli", "city", country, admin1, lat, lon, 9.0, 500_000, "test")
    return Candidate(place, "exact", 0.8)


def _place(key: str) -> Place:
    place_id, kind, country, admin1, lat, lon, radius, population = _PLACES[key]
    return Place(place_id, key.title(), kind, country, admin1, lat, lon, radius, population, "test")


def _area(key: str) -> Place:
    city = _place(key)
    return Place(_AREAS[key], city.name, "admin1", "SY", city.name, city.lat, city.lon, 60.0, 0, "test")


GAZETTEER = SmallGazetteer()


def read(*sentences: str, title: str = "") -> list[Toponym]:
    """The toponyms of a document made of these sentences."""
    text = " ".join(sentences)
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Sentence(start, start + len(sentence), sentence))
        start += len(sentence) + 1
    found = find_toponyms(Document("d", text, title), spans, GAZETTEER)
    for toponym in found:
        assert text[toponym.start : toponym.end] == toponym.text
    return found


def one(sentence: str, name: str) -> Toponym:
    """The only mention of a name in a sentence."""
    [found] = [toponym for toponym in read(sentence) if toponym.text == name]
    return found


def names(*sentences: str) -> list[str]:
    return [toponym.text for toponym in read(*sentences)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shells fell on Homs, Latakia, and Hama overnight.", ["Homs", "Latakia", "Hama"]),
        ("Trucks reached Deir ez-Zor on Friday.", ["Deir ez-Zor"]),
        ("Two people died near Syria’s Latakia.", ["Syria", "Latakia"]),
        ("They met in Talbiseh,\u00a0Homs.", ["Talbiseh", "Homs"]),
        ("HEAVY FIGHTING REPORTED NEAR IDLIB AND HAMA", ["IDLIB", "HAMA"]),
    ],
)
def test_names_are_found(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Reading the letter took an hour.",
        "Paris Hilton sang all night.",
        "Sgt. Warden was questioned by a judge.",
        "Neighbours said Jerome Warden had been kind.",
        "The crowd cheered as Mr. Jordan spoke.",
        "A view of the square. Photo: Bassam Homs",
    ],
)
def test_persons_words_and_credits_are_no_places(sentence: str) -> None:
    assert names(sentence) == []


def test_a_surname_stays_one_in_the_rest_of_the_report() -> None:
    assert names("Jerome Warden was there.", "Warden left early.") == []


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("Moscow said that it would answer.", "Moscow", "metonym"),
        ("There was an agreement with Moscow on it.", "Moscow", "metonym"),
        ("They sent a formal request from Damascus.", "Damascus", "metonym"),
        ("The group is backed by Turkey and Qatar.", "Qatar", "metonym"),
        ("The Damascus-led forces advanced.", "Damascus", "metonym"),
        ("Russia’s foreign ministry denied it.", "Russia", "metonym"),
        ("Our ambassador to Russia resigned.", "Russia", "metonym"),
        ("Thousands marched in Moscow on Sunday.", "Moscow", "place"),
        ("The jets hit Damascus at dawn.", "Damascus", "place"),
        ("Turkish planes flew low.", "Turkish", "adjective"),
        ("Then U.S. forces left.", "U.S.", "adjective"),
        ("A Baghdad-based centre opened.", "Baghdad", "adjective"),
        ("The war in Syria goes on.", "Syria", "place"),
    ],
)
def test_roles(sentence: str, name: str, role: str) -> None:
    assert one(sentence, name).role == role


def test_provinces_and_cities_of_one_name() -> None:
    provinces = read("On Monday shells fell on the provinces of Homs, Latakia, and Hama.")
    assert [t.geo_precision for t in provinces] == ["admin1"] * 3
    cities = read("Smoke rose near the cities of Idlib, Hama and Homs.")
    assert [(t.place and t.place.kind, t.relation) for t in cities] == [("city", "near")] * 3
    assert one("They withdrew from the Idlib province.", "Idlib").geo_precision == "admin1"
    assert one("Five died in Homs.", "Homs").geo_precision == "exact"
    assert one("Militants hold 28 villages in Latakia alone.", "Latakia").geo_precision == "admin1"


def test_bearing_and_distance_give_an_offset_point() -> None:
    found = one("The base lies 10 km north-east of the centre of Damascus.", "Damascus")
    assert found.relation == "direction"
    assert found.geo_precision == "near"
    assert found.lat == pytest.approx(33.574, abs=0.002)
    assert found.lon == pytest.approx(36.366, abs=0.002)


@pytest.mark.parametrize(
    ("sentence", "name", "relation"),
    [
        ("A bomb went off near Hama.", "Hama", "near"),
        ("Clashes on the outskirts of Homs continued.", "Homs", "outskirts"),
        ("They cut the road linking Damascus to the north.", "Damascus", "between"),
        ("They cut the road between Homs and Hama.", "Homs", "between"),
        ("Fuel comes over the porous border with Turkey.", "Turkey", "between"),
        ("Rebels in northern Syria regrouped.", "Syria", "direction"),
        ("Jets struck areas in and around Homs.", "Homs", "in"),
    ],
)
def test_relations(sentence: str, name: str, relation: str) -> None:
    assert one(sentence, name).relation == relation


def test_the_town_is_the_one_named_before() -> None:
    found = read("Shells fell on Talbiseh in Syria.", "Ten houses in the town burned.")
    nominal = found[-1]
    assert (nominal.text, nominal.nominal, nominal.place and nominal.place.name) == (
        "the town",
        True,
        "Talbiseh",
    )


def test_the_town_is_the_one_described_later_where_none_was_named() -> None:
    found = read("Bombs fall on the town in Syria.", "Talbiseh is located 12 km north of Homs.")
    assert found[0].nominal
    assert found[0].place is not None
    assert found[0].place.name == "Talbiseh"


def test_the_town_is_never_a_country() -> None:
    assert not [t for t in read("The war in Syria goes on.", "The town is quiet.") if t.nominal]


def test_context_decides_between_namesakes() -> None:
    [tripoli, *_] = [
        t for t in read("Shots rang out in Tripoli, 90 km from Homs in Syria.") if t.text == "Tripoli"
    ]
    assert tripoli.place is not None
    assert tripoli.place.country == "LB"


def test_without_context_no_choice_is_made() -> None:
    found = one("Shots rang out in Tripoli.", "Tripoli")
    assert found.place is None
    assert (found.lat, found.lon, found.geo_precision) == (None, None, "unresolved")
    assert len(found.candidates) == 2


def test_an_unknown_village_is_recognised_and_not_placed() -> None:
    found = one("Shells fell on the village of Umm Sharqa near Homs.", "Umm Sharqa")
    assert (found.place, found.lat, found.geo_precision) == (None, None, "unresolved")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb exploded in the Al-Sinek neighbourhood of Homs.", "Al-Sinek"),
        ("Gunmen attacked Ondubeko village on Friday.", "Ondubeko"),
        ("Shells hit the Warden al-Talbiseh district of Homs.", "Warden al-Talbiseh"),
    ],
)
def test_an_unknown_name_is_taken_whole_and_not_placed(text: str, name: str) -> None:
    found = one(text, name)
    assert found.lat is None


def test_a_name_said_to_be_in_a_far_country_is_not_placed_in_another() -> None:
    assert one("Two died in Warden, Qatar.", "Warden").lat is None
    assert one("Two died in Homs, Qatar.", "Homs").lat == 34.72  # a border may be told differently
    assert one("He spoke of Warden, Qatar and Jordan.", "Warden").lat is not None  # a list


def test_a_market_called_after_a_place_is_not_that_place() -> None:
    found = read("Drones hit Souq Qatar in Homs.")
    assert [(t.text, t.lat) for t in found] == [("Souq Qatar", None), ("Homs", 34.72)]


def test_a_plain_noun_in_capitals_is_no_name() -> None:
    assert names("TROOPS FOUGHT IN CANTON AND HOMS IN SYRIA TODAY, SAYS A REPORT.") == ["HOMS", "SYRIA"]


def test_unknown_capitalised_words_are_no_toponyms() -> None:
    assert names("The Sharqa Foundation praised Umm Karim in Homs.") == ["Homs"]


def test_a_close_spelling_is_looked_for_in_the_country_of_the_report() -> None:
    [_, found] = [
        t for t in read("Jets bombed Homs in Syria.", "Eight died in Talbisah.") if t.text != "Syria"
    ]
    assert found.place is not None
    assert found.place.name == "Talbiseh"
    assert names("Eight died in Talbisah.") == []


def test_streets_and_counties_have_no_point_of_their_own() -> None:
    street = one("A man was shot on Warden Street in Reading.", "Warden Street")
    county = one("Deputies searched a farm in Warden County, Washington.", "Warden County")
    assert (street.place, county.place) == (None, None)


def test_states_are_read_in_short() -> None:
    found = one("The road near Warden, Ky., was closed.", "Ky.")
    assert found.place is not None
    assert found.place.name == "Kentucky"


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("The Russia-Turkey accord held.", "Russia", "metonym"),
        ("Fighters of the Homs Brigade withdrew.", "Homs", "metonym"),
        ("The University of Damascus closed.", "Damascus", "metonym"),
        ("The road between Homs and Damascus was closed.", "Damascus", "place"),
        ("Tehran and Moscow have agreed.", "Moscow", "metonym"),
        ("An anti-Russia march was held.", "Russia", "metonym"),
        ("He travelled to Moscow by train.", "Moscow", "place"),
    ],
)
def test_roles_in_compounds_and_lists(sentence: str, name: str, role: str) -> None:
    assert one(sentence, name).role == role


def test_the_adjective_before_a_city_tells_its_country() -> None:
    found = one("Clashes broke out in the Syrian city of Homs.", "Homs")
    assert found.place is not None
    assert found.place.kind == "city"
    assert found.confidence > 0.9


@pytest.mark.parametrize(
    ("sentence", "place", "parent"),
    [
        ("Shells hit Talbiseh, Homs.", "Talbiseh", "Homs"),
        ("Shells hit Talbiseh, a small town north of Homs.", "Talbiseh", "Homs"),
        ("Shells hit Talbiseh, a Syrian town in the district of Homs.", "Talbiseh", "Homs"),
        ("Shells hit Syria’s Latakia.", "Latakia", "Syria"),
    ],
)
def test_a_name_that_only_tells_where_another_is_says_so(sentence: str, place: str, parent: str) -> None:
    assert "parent" in one(sentence, parent).reason
    assert "parent" not in one(sentence, place).reason


def test_a_list_of_towns_has_no_parents() -> None:
    assert not any("parent" in t.reason for t in read("Shells hit Talbiseh, Homs and Hama."))


def test_a_publisher_from_the_country_is_context() -> None:
    text = "Shots rang out in Tripoli."
    document = Document("d", text, url="https://news.example.lb/1")
    [found] = find_toponyms(document, [Sentence(0, len(text), text)], GAZETTEER)
    assert found.place is not None
    assert found.place.country == "LB"


def test_the_area_does_not_reach_far_back_and_is_never_a_province() -> None:
    far = [
        "Shells fell on Talbiseh.",
        "It rained.",
        "It snowed.",
        "It hailed.",
        "It thawed.",
        "The area is quiet.",
    ]
    assert not [t for t in read(*far) if t.nominal]
    assert [t for t in read(far[0], far[-1]) if t.nominal]
    assert not [t for t in read("Raids hit Idlib province.", "The area is quiet.") if t.nominal]


@pytest.mark.parametrize(
    "sentence", ["The largest town is Homs.", "The town hall of Homs burned.", "The town of Homs."]
)
def test_other_towns_and_town_halls_stand_for_nothing(sentence: str) -> None:
    assert not [t for t in read("Shells fell on Talbiseh.", sentence) if t.nominal]


def test_credits_are_not_read() -> None:
    text = "Photo by Homs News"
    assert find_toponyms(Document("d", text), [Sentence(0, len(text), text, "credit")], GAZETTEER) == []


def test_mentions_come_in_order_of_the_text() -> None:
    found = read("In the town of Talbiseh, Homs, ten died.", "Homs is near.", "The town is quiet.")
    assert [t.start for t in found] == sorted(t.start for t in found)


@pytest.mark.parametrize(
    "text",
    ["the town " * 5000, "Homs and " * 5000, "St. al-" * 5000, "10 km north of " * 5000, "X of the " * 5000],
)
def test_one_endless_sentence_is_read(text: str) -> None:
    found = find_toponyms(Document("d", text), [Sentence(0, len(text), text)], GAZETTEER)
    assert len(found) in (0, 5000)


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    found = find_toponyms(Document("d", text), [Sentence(0, len(text), text)], GAZETTEER)
    assert all(text[t.start : t.end] == t.text for t in found)


_PIECES = st.sampled_from(
    "Homs Syria , and of the in near Moscow said ' ’s - . town 10 km north al- St province between Ky".split()
)


@given(st.lists(_PIECES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_order_of_our_own_words_is_survived(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_toponyms(Document("d", text), [Sentence(0, len(text), text)], GAZETTEER)
    assert all(0.0 <= t.confidence <= 1.0 and (t.place is None) == (t.lat is None) for t in found)
