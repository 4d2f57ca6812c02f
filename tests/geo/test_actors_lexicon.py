"""Our own lexicon of actors: enough of them, of every kind, none twice, and their spellings meet."""

from __future__ import annotations

import pickle
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest

from geo.actors import default_lexicon, find_actors
from geo.actors.checks import KINDS
from geo.actors.plain import read_plain
from geo.actors.tables import Entry, Tables, read_tables
from geo.model import Sentence
from geo.tokens import tokenize

LEAST = {
    "armed_group": 600,
    "military": 150,
    "media": 200,
    "monitor": 100,
    "organisation": 150,
    "security": 50,
    "police": 60,
    "coalition": 40,
    "government": 40,
    "rescuer": 40,
    "ministry": 10,
}
# Names that two actors bear, and why each stands with both: a report tells which is meant.
SHARED = {
    "AFP": "Agence France-Presse, and the Armed Forces of the Philippines where a report names them in full",
    "SNA": "the army of Somalia, and Turkey's allies in Syria",
    "RSF": "Sudan's paramilitaries, and Reporters Without Borders",
    "SAF": "Sudan's army, and the commandos of the Philippine police",
    "JEM": "Darfur's rebels, and Jaish-e-Mohammed, written JeM",
    "SLA": "Darfur's rebels, and the South Lebanon Army",
    "IAF": "the air forces of Israel and India",
    "BRA": "rebels of Balochistan and of Bougainville",
    "SDF": "forces of north-east Syria, and of Japan",
    "National Liberation Army": "of Macedonia's Albanians, and of Colombia",
    "People's Liberation Army": "China's, and the EPL of Colombia",
    "People's Defence Forces": "Myanmar's resistance, and the PKK's fighters",
    "al-Quds Brigade": "Islamic Jihad's in Gaza, and a militia of Aleppo",
    "Maoists": "of India and of Nepal",
    "Maoist": "of India and of Nepal",
    "Maoist rebels": "of India, Nepal, Peru and the Philippines",
    "Maoist guerrillas": "of India, Nepal, Peru and the Philippines",
    "Jundallah": "of Iran and of Pakistan",
    "Jundullah": "of Iran and of Pakistan",
    "internationally recognised government": "Yemen's and Libya's",
}


@cache
def tables() -> Tables:
    return read_tables()


def entries() -> list[Entry]:
    return list(tables().entries.values())


def ids_in(text: str) -> list[str]:
    return [mention.actor.actor_id for mention in find_actors([Sentence(0, len(text), text)])]


def folded(name: str) -> tuple[str, ...]:
    """A name without what the finder passes over: hyphens, apostrophes, other spellings of its words."""
    alike = {word: group[0] for group in tables().spellings for word in group}
    alike |= dict.fromkeys(("el", "ul", "an", "ar", "as", "ash", "at", "ad", "az", "adh", "ath", "ed"), "al")
    norms = (token.norm for token in tokenize(name))
    return tuple(alike.get(norm, norm) for norm in norms if norm not in "-'")


def test_there_are_at_least_600_and_every_region_has_a_file() -> None:
    assert len(entries()) >= 600
    names = {file.name for file in (files("geo") / "lexicon" / "actors").iterdir()}
    assert {"syria.toml", "africa_east_south.toml", "latin_america.toml", "media.toml"} <= names


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_of_every_kind_there_are_enough(kind: str, least: int) -> None:
    assert Counter(entry.kind for entry in entries())[kind] >= least


def test_kinds_are_those_that_the_extractor_knows() -> None:
    assert {entry.kind for entry in entries()} <= KINDS


def test_ids_are_slugs_and_none_is_listed_twice() -> None:
    listed: Counter[str] = Counter()
    for file in (files("geo") / "lexicon" / "actors").iterdir():
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("actors", []):
            listed[entry["id"]] += 1
    assert [actor_id for actor_id, times in listed.items() if times > 1] == []
    assert all(actor_id == actor_id.strip() and " " not in actor_id for actor_id in listed)


def test_parents_lead_up_to_an_end() -> None:
    parents = {entry.actor_id: entry.parent for entry in entries()}
    for start in parents:
        at, steps = start, 0
        while at := parents.get(at, ""):
            steps += 1
            assert steps < 10, f"{start} is its own ancestor"


def test_units_of_a_state_have_it_in_their_id() -> None:
    states = tables().states
    for entry in entries():
        if entry.actor_id.startswith("state:"):
            code = entry.actor_id.removeprefix("state:").split("/")[0]
            assert code in states, entry.actor_id
            assert entry.parent, entry.actor_id


def test_every_member_of_the_united_nations_is_a_state() -> None:
    assert len(tables().states) >= 193 + len({"PS", "VA", "XK", "TW", "EH"})


def names_of(kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in entries():
        for kind in kinds:
            yield from ((name, entry.actor_id) for name in getattr(entry, kind))


def test_no_two_actors_share_a_name_without_a_reason() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, owner in names_of(("names", "short", "leaders")):
        owners[folded(name)].add(owner)
    allowed = {folded(name) for name in SHARED}
    shared = {key for key, ids in owners.items() if len(ids) > 1}
    assert shared - allowed == set()
    assert allowed - shared == set(), "a name that is no longer shared needs no reason"


def test_a_shared_name_is_sure_for_one_actor_at_most() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, owner in names_of(("names", "leaders")):
        owners[folded(name)].add(owner)
    assert [ids for ids in owners.values() if len(ids) > 1] == []


def test_every_name_is_found_as_its_actor() -> None:
    missed = [
        (name, owner)
        for name, owner in names_of(("names",))
        if owner not in ids_in(f"Yesterday {name} spoke.")
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("actor_id", "spellings"),
    [
        (
            "islamic-state",
            ["ISIS", "ISIL", "Daesh", "Da’esh", "Islamic State", "IS", "so-called Islamic State"],
        ),
        ("ahrar-al-sham", ["Ahrar al-Sham", "Ahrar el-Sham", "Ahrar Al Sham", "Ahrar ash-Sham"]),
        ("jaysh-al-islam", ["Jaysh al-Islam", "Jaish al-Islam", "Jeish el Islam", "Army of Islam"]),
        ("hezbollah", ["Hezbollah", "Hizbullah", "Hizballah", "Lebanese Hezbollah"]),
        ("kataib-hezbollah", ["Kata'ib Hezbollah", "Kataib Hizbullah", "Kata’ib Hizballah"]),
        ("al-qaeda", ["al-Qaeda", "Al Qaeda", "al-Qaida", "Al-Qa'ida"]),
        ("al-shabaab", ["al-Shabaab", "Al Shabab", "Shebab", "ash-Shabaab"]),
        ("white-helmets", ["White Helmets", "Syrian Civil Defense", "Syria Civil Defence"]),
        ("sohr", ["SOHR", "Syrian Observatory for Human Rights", "Syrian Observatory"]),
        ("lashkar-e-taiba", ["Lashkar-e-Taiba", "Lashkar-i-Toiba", "Lashkar e Tayyiba"]),
        ("pkk", ["PKK", "Kurdistan Workers' Party", "Kurdistan Workers Party", "Kurdistan Workers’ Party"]),
        ("msf", ["MSF", "Médecins Sans Frontières", "Medecins Sans Frontieres", "Doctors Without Borders"]),
        (
            "state:IL/armed-forces",
            ["IDF", "Israel Defense Forces", "Israel Defence Forces", "Israeli military"],
        ),
        ("farc", ["FARC", "Farc", "Revolutionary Armed Forces of Colombia"]),
        ("free-syrian-army", ["Free Syrian Army", "Free Syrian army"]),
    ],
)
def test_spellings_meet(actor_id: str, spellings: list[str]) -> None:
    assert {spelling: ids_in(f"They fear {spelling} most.") for spelling in spellings} == {
        spelling: [actor_id] for spelling in spellings
    }


def test_an_organ_is_called_as_the_state_calls_it() -> None:
    (mine,) = find_actors([Sentence(0, 29, "Kenyan soldiers and KDF jets.")])[:1]
    assert (mine.actor.actor_id, mine.actor.name) == ("state:KE/armed-forces", "Kenya Defence Forces")


def test_a_brigade_leads_up_to_its_state() -> None:
    (mention,) = find_actors([Sentence(0, 26, "The Golani Brigade entered")])
    assert mention.actor.parent == "state:IL/armed-forces"
    assert default_lexicon().actors[mention.actor.parent].parent == "state:IL"


@pytest.mark.parametrize("name", ["syria", "africa_east_south", "media", "spellings", "unnamed"])
def test_the_fast_reader_reads_what_toml_reads(name: str) -> None:
    text = (files("geo") / "lexicon" / "actors" / f"{name}.toml").read_text(encoding="utf-8")
    assert read_plain(text) in (tomllib.loads(text), None)


def test_the_fast_reader_leaves_what_is_not_plain() -> None:
    assert read_plain('[[actors]]\nid = "x"\n') == {"actors": [{"id": "x"}]}
    for text in (
        'a = "x"\na = "y"\n',
        "a = 'x'\n",
        "a = 1\n",
        'a = "\\u00e9"\n',
        "a = [1, [2]]\n",
        "[a]\n",
        "a\n",
    ):
        assert read_plain(text) is None


def test_most_of_our_lists_are_plain() -> None:
    plain = [
        read_plain(file.read_text(encoding="utf-8")) is not None
        for file in (files("geo") / "lexicon" / "actors").iterdir()
    ]
    assert sum(plain) >= len(plain) - 1, "starting a command waits for tomllib otherwise"


def test_workers_can_be_handed_the_lexicon() -> None:
    lexicon = pickle.loads(pickle.dumps(default_lexicon()))  # noqa: S301 - our own bytes
    text = "Hezbollah fired."
    assert [m.actor.actor_id for m in find_actors([Sentence(0, len(text), text)], lexicon)] == ["hezbollah"]
