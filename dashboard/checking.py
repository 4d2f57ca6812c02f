"""A case to be judged: its sample, what was judged so far, sentences passed over. No Streamlit here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from dashboard.updating import Watch, unwatched
from dashboard.userlists import actor_lexicon, lists_stamp
from geo.addresses import Where
from geo.checking.judging import By, Coded, Judgement, Plan, coded, of_plan, plan_of
from geo.checking.missing import MOST_REPORTS, Found, address_of, counted, key_of, verdicts_of
from geo.checking.sampling import drawn, first, new_seed, population, rank
from geo.errors import CaseError
from geo.model import Claim, Document

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.claims.passed import PassedOver
    from geo.store import Case

Sentence = tuple[str, "PassedOver"]  # the report's id, and what was passed over in it


@dataclass(frozen=True)
class Study:
    """What there is to judge in a case, and what was judged."""

    claims: tuple[Claim, ...]  # all of the case, as they were read: no decision counts here
    judgements: list[Judgement]
    unusable: int  # rows of the table of judgements that make no sense
    plan: Plan
    sample: tuple[Claim, ...]  # the claims drawn, in their order

    @cached_property
    def population(self) -> list[Claim]:
        """The claims that are drawn from."""
        return population(self.claims)

    def coded(self, coder: str) -> Coded:
        """What a coder judged, of the claims as they are read now."""
        return coded(coder, self.judgements, self.population)

    def record(self, only: str | None = None) -> dict[str, Any]:
        """All that was judged, counted."""
        from geo.checking.report import report

        return report(self.judgements, self.claims, self.plan, only)


def study(
    case: Case,
    *,
    number: int | None = None,
    seed: int | None = None,
    by: By | None = None,
    keep: bool = True,
) -> Study:
    """The case with its plan: the one kept in it, as far as nothing else is asked for; a new one is kept."""
    from geo.store import states

    judgements, unusable = case.checks()
    before = plan_of(judgements)
    plan = before or Plan(new_seed() if seed is None else seed)
    asked = {"number": number, "seed": seed, "by": by}
    plan = replace(plan, **{name: value for name, value in asked.items() if value is not None})  # type: ignore[arg-type] # each as its field
    judged = sum("claim" in one.payload for one in judgements)
    if before and judged and plan.by != before.by:
        was, now = before.by or "chance alone", plan.by or "chance alone"
        raise CaseError(
            f"{case.path}: {judged:,} verdicts are about claims drawn by {was}, and would be weighed wrongly "
            f"by {now}; go on as they were drawn, or check a copy of the case"
        )
    if keep and plan != before:
        case.judge(of_plan(plan))
    run = case.path, case.state(states.of_run)
    return Study(_claims(*run), judgements, unusable, plan, _sample(*run, plan))


@lru_cache(maxsize=2)
def _claims(path: Where, state: str) -> tuple[Claim, ...]:
    """The claims of a case, read once for each of its runs (`state`)."""
    from geo.store import Case

    del state
    with Case.open(path, create=False) as case:
        return case.claims()


@lru_cache(maxsize=4)
def _sample(path: Where, state: str, plan: Plan) -> tuple[Claim, ...]:
    return tuple(drawn(_claims(path, state), plan))


def documents_of(case: Case, ids: Iterable[str]) -> dict[str, Document]:
    """These reports by their ids."""
    return {document.id: document for document in case.documents(list(dict.fromkeys(ids)))}


def passed_over(
    case: Case, plan: Plan, gazetteer: Gazetteer | None = None, watch: Watch = unwatched
) -> tuple[list[Sentence], Found]:
    """The sentences drawn of those that hold a trigger word and gave no event, and how many there are.

    The reports are read again for it, at most MOST_REPORTS of them, drawn by the same seed.
    """
    from gazetteer import Gazetteer
    from geo.pipeline import explained

    ids = sorted(case.hashes(), key=lambda doc_id: rank(plan.seed, doc_id))[:MOST_REPORTS]
    documents = case.documents(ids)
    opened, lexicon = gazetteer or Gazetteer.open(), actor_lexicon()
    told = [(one.id, explained(one, opened, lexicon)) for one in watch(documents, "Reading reports again")]
    sentences = [(doc_id, one) for doc_id, each in told for one in each.passed]
    chosen = first(sentences, plan.number, plan.seed, lambda pair: (pair[0], pair[1].sentence))
    return chosen, counted(each for _, each in told)


@lru_cache(maxsize=2)
def _passed_once(
    path: Where, state: str, plan: Plan, lists: str, gazetteer: Gazetteer
) -> tuple[list[Sentence], Found]:
    from geo.store import Case

    del state, lists  # only tell readings apart
    with Case.open(path, create=False) as case:
        return passed_over(case, plan, gazetteer)


def sample_passed(path: Where, plan: Plan, gazetteer: Gazetteer) -> tuple[list[Sentence], Found]:
    """As `passed_over`, once for each run of the case and each plan."""
    from geo.store import Case, states

    with Case.open(path, create=False) as case:
        state = case.state(states.of_run)
    return _passed_once(path, state, plan, lists_stamp(), gazetteer)


def key_of_sentence(chosen: Sentence) -> tuple[str, int, str]:
    """What a judgement of a sentence is found again by."""
    return key_of(address_of(*chosen))


def not_judged(sentences: Sequence[Sentence], coder: str, judgements: Iterable[Judgement]) -> list[Sentence]:
    """The sentences of the sample that this coder has said nothing of."""
    done = verdicts_of(coder, judgements)
    return [one for one in sentences if key_of_sentence(one) not in done]
