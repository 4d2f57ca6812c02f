"""Text without small letters, where capitals tell no names: the words at which a name ends there."""

from __future__ import annotations

from geo.tokens import Token

# Words that stand beside names in the reports of agencies and are in none.
_STOPS = frozenset(
    """the a an this that these those his her its their our your my he she it they we you who whom which what
    of in on at by for from to with into against after before during since until about near over under than
    as and or but if when while where because so not no nor also only just then there here
    is are was were be been being has have had do does did will would may might can could shall should must
    said says say told tells added noted stated met went left made took gave came got put led held sent spoke
    won lost began found kept knew saw set read hit fled cut ran fell rose broke brought bought caught fought
    today yesterday tomorrow tonight now yet ago monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    some any all each every both many several few more most other another such same one two three four five
    six seven eight nine ten first second last new armed unidentified alleged so-called""".split()
)
_PARTICIPLES = ("ed", "ing")
_SHORTEST = 5  # of a participle: "REED" and "KING" are names


def ends_name(token: Token) -> bool:
    """True for a word that is in no name where all is in capitals: "SAID", "CLAIMED", "OF", "MONDAY"."""
    word = token.norm
    return (
        not token.text[0].isalpha()
        or word in _STOPS
        or (len(word) >= _SHORTEST and word.endswith(_PARTICIPLES))
    )
