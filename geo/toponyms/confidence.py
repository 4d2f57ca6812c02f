"""How sure we are that a name names a place, and this one: signs, weighed by what annotated news taught."""

from __future__ import annotations

from geo.sureness import probability
from geo.toponyms.names import Name

MODEL = "toponym"
_SCORE_MOST, _MARGIN_MOST = 8.0, 1.5  # beyond these nothing gets surer
_SCORE_LOW, _MARGIN_LOW = 2.0, 0.4  # up to these it gets surer fast
# Steps from the spelling of the gazetteer; news has too few of the looser ones to weigh each by itself.
_LOOSE = {"exact": 0.0, "folded": 1.0, "skeleton": 2.0, "fuzzy": 3.0}


def sure_of(name: Name) -> float:
    """Probability that a resolved name is a place name and lies where it was put."""
    return probability(MODEL, signs_of(name))


def signs_of(name: Name) -> dict[str, float]:
    """Evidence that it is a place name, the lead of the choice over the next sense, how the name matched."""
    signs = {
        "evidence": max(0.0, min(_SCORE_MOST, name.score)),
        "evidence_low": max(0.0, min(_SCORE_LOW, name.score)),
        "margin": max(0.0, min(_MARGIN_MOST, name.margin)),
        "margin_low": max(0.0, min(_MARGIN_LOW, name.margin)),
    }
    if name.choice:
        signs["loose_match"] = _LOOSE[name.choice.match]
    if len(name.candidates) == 1:
        signs["only_sense"] = 1.0
    if name.parent is not None:
        signs["with_parent"] = 1.0
    return signs
