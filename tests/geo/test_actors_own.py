"""A user's own lists of actors: what they can add, change and take away, and how a broken one is named."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from geo.actors import ActorLexicon, find_actors, load_actors
from geo.errors import LexiconError
from geo.model import ActorMention, Sentence

RIVER = '[[actors]]\nid = "river-guard"\nkind = "armed_group"\nnames = ["River Guard", "Garde du Fleuve"]\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def lexicon(path: Path, content: str) -> ActorLexicon:
    path.write_text(content, encoding="utf-8")
    return load_actors([path])


def found(text: str, using: ActorLexicon) -> list[ActorMention]:
    return find_actors([Sentence(0, len(text), text)], using)


def ids(text: str, using: ActorLexicon) -> list[str]:
    return [mention.actor.actor_id for mention in found(text, using)]


def test_an_actor_is_added(own: Path) -> None:
    (mention,) = found("The Garde du Fleuve fired.", lexicon(own, RIVER))
    assert (mention.actor.actor_id, mention.actor.name) == ("river-guard", "River Guard")


def test_ours_stay(own: Path) -> None:
    assert ids("Hezbollah met the River Guard.", lexicon(own, RIVER)) == ["hezbollah", "river-guard"]


def test_names_are_added_to_an_actor_that_is_listed(own: Path) -> None:
    using = lexicon(own, '[[actors]]\nid = "rsf"\nnames = ["Quick Help Forces"]\n')
    mentions = found("The Quick Help Forces are the Rapid Support Forces.", using)
    assert [m.actor.actor_id for m in mentions] == ["rsf", "rsf"]
    assert mentions[0].actor.name == "Rapid Support Forces"


def test_names_are_taken_away(own: Path) -> None:
    using = lexicon(own, '[[actors]]\nid = "islamic-state"\nremove = ["IS", "Isis"]\n')
    assert ids("They fear IS, Isis and ISIS.", using) == ["islamic-state"]


def test_kind_parent_leaders_and_company_can_be_changed(own: Path) -> None:
    using = lexicon(
        own,
        RIVER
        + '[[actors]]\nid = "river-scouts"\nkind = "military"\nparent = "river-guard"\n'
        + 'names = ["River Scouts"]\nshort = ["RS"]\nnear = ["delta"]\nleaders = ["Ada Brook"]\n'
        + '[[actors]]\nid = "hezbollah"\nkind = "coalition"\nparent = "river-guard"\n',
    )
    assert using.actors["river-scouts"].parent == "river-guard"
    assert using.actors["hezbollah"].kind == "coalition"
    assert ids("The RS fired.", using) == []
    assert ids("In the delta the RS fired.", using) == ["river-scouts"]
    assert [m.form for m in found("Yesterday Ada Brook fired.", using)] == ["leader"]


@pytest.mark.parametrize(
    "name", ["__ River", "½ River", "'Tis River", "№5 River", "\u202eRiver\u202c", "1st River"]
)
def test_odd_names_do_no_harm(own: Path, name: str) -> None:
    using = lexicon(own, f'[[actors]]\nid = "x"\nkind = "media"\nnames = ["{name}"]\n')
    assert "x" in ids(f"Then {name} spoke.", using)


def test_a_short_name_without_company_needs_the_full_one(own: Path) -> None:
    using = lexicon(own, RIVER + 'short = ["RG"]\n')
    assert ids("The RG fired.", using) == []
    assert ids("The RG, or River Guard, fired.", using) == ["river-guard", "river-guard"]


def test_groups_heads_spellings_and_states_can_be_added(own: Path) -> None:
    using = lexicon(
        own,
        'spellings = [["river", "rivière"]]\n'
        + RIVER
        + '[[groups]]\nkind = "armed_group"\nwords = ["ferrymen"]\n'
        + '[[heads]]\nkind = "rescuer"\nwords = ["Lifeboat"]\n'
        + '[states.SY]\nleaders = ["Ada Brook"]\n'
        + '[states.XX]\nname = "Riverland"\nadjective = "Riverlander"\n',
    )
    assert [m.actor.kind for m in found("Some ferrymen met the North Shore Lifeboat.", using)] == [
        "armed_group",
        "rescuer",
    ]
    assert ids("The Rivière Guard met Riverlander troops.", using) == ["river-guard", "state:XX/armed-forces"]
    assert ids("Yesterday Ada Brook and Bashar al-Assad met.", using) == ["state:SY", "state:SY"]


def test_a_spelling_more_joins_those_that_are_listed(own: Path) -> None:
    using = lexicon(own, 'spellings = [["jaysh", "gaysh"]]\n')
    text = "Gaysh al-Islam, Jaysh al-Islam and Jaish al-Islam fired."
    assert ids(text, using) == ["jaysh-al-islam"] * 3


def test_later_files_are_laid_over_earlier_ones(tmp_path: Path) -> None:
    first, second = tmp_path / "1.toml", tmp_path / "2.toml"
    first.write_text(RIVER, encoding="utf-8")
    second.write_text('[[actors]]\nid = "river-guard"\nkind = "police"\n', encoding="utf-8")
    assert load_actors([first, second]).actors["river-guard"].kind == "police"
    with pytest.raises(LexiconError, match="kind and names are needed"):
        load_actors([second, first])


def test_one_users_file_changes_nothing_for_others(own: Path) -> None:
    lexicon(
        own, '[[actors]]\nid = "hezbollah"\nremove = ["Hezbollah"]\n[states.SY]\nleaders = ["Ada Brook"]\n'
    )
    assert ids("Hezbollah fired.", load_actors()) == ["hezbollah"]
    assert ids("Yesterday Ada Brook left.", load_actors()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[actors]\n", r"own\.toml"),
        ('[[actors]]\nid = "x"\nkind = "media"\n', r"own\.toml: actor 'x': id, kind and names are needed"),
        ('[[actors]]\nkind = "media"\nnames = ["X"]\n', "actor 1 of the file: id, kind and names are needed"),
        (
            '[[actors]]\nid = "x"\nkind = "gang"\nnames = ["X"]\n',
            "kind 'gang' is not known; one of armed_group",
        ),
        (
            '[[actors]]\nid = "x"\nkind = "media"\nname = ["X"]\n',
            "no field is named name; see docs/actors.md",
        ),
        ('[[actors]]\nid = "x"\nkind = "media"\nnames = "X"\n', "names must be a list of words"),
        ('[[actors]]\nid = "x"\nkind = "media"\nnames = ["X", "-"]\n', "names must be a list of words"),
        ('[[actors]]\nid = 5\nkind = "media"\nnames = ["X"]\n', "id must be text"),
        ('[[actors]]\nid = "x"\nkind = "media"\nnames = ["X"]\nparent = "y"\n', "parent 'y' is not listed"),
        (
            '[[actors]]\nid = "x"\nkind = "media"\nnames = ["X"]\nparent = "state:QQ"\n',
            "'state:QQ' is not list",
        ),
        ('[[actors]]\nid = "hezbollah"\nremove = ["Hez"]\n', "'Hez' under remove is none of its names"),
        ('[[actors]]\nid = "airwars"\nremove = ["Airwars"]\n', "no name is left"),
        (
            '[[actors]]\nid = "x"\nkind = "media"\nnames = ["Hamas"]\n',
            "both called 'Hamas': put it under remove",
        ),
        ('[actors]\nid = "x"\n', r"write every entry of actors under a line \[\[actors\]\]"),
        ('[[actor]]\nid = "x"\n', "no list is named actor; there are actors"),
        ('[[groups]]\nkind = "media"\n', "groups 1: words are needed"),
        ('[[heads]]\nkind = "gang"\nwords = ["X"]\n', "heads 1: kind 'gang' is not known"),
        ('spellings = ["a", "b"]\n', "spellings must be a list"),
        ('spellings = [["al islam", "b"]]\n', "'al islam' is not one word"),
        ('[states]\nSY = "x"\n', r"state SY: write \[states\.SY\]"),
        ('[states.XX]\nname = "Riverland"\n', "state XX: adjective is needed"),
    ],
)
def test_a_broken_list_is_named_with_what_to_do(own: Path, content: str, says: str) -> None:
    with pytest.raises(LexiconError, match=says):
        lexicon(own, content)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.toml"):
        load_actors([tmp_path / "none.toml"])


@pytest.mark.skipif(os.name == "nt", reason="an unreadable file is made by mode bits")
def test_bytes_that_are_no_text_are_named(own: Path) -> None:
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match=r"own\.toml"):
        load_actors([own])


def test_the_examples_of_the_manual_hold(tmp_path: Path) -> None:
    manual = Path(__file__).parents[2] / "docs" / "actors.md"
    entry, own_list = re.findall(
        r"^```toml\n(.*?)^```$", manual.read_text(encoding="utf-8"), re.DOTALL | re.M
    )
    using = lexicon(tmp_path / "own.toml", own_list)
    assert using.actors["river-guard"].kind == "armed_group"
    assert ids("They fear IS, Tanzim al-Dawla and ferrymen.", using) == ["islamic-state", ""]
    assert lexicon(tmp_path / "entry.toml", entry).actors["rsf"].parent == "state:SD"
