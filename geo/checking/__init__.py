"""How right a case was read: claims drawn at random, judged by people slot by slot, and counted."""

from geo.checking.judging import Judgement, Plan, plan_of
from geo.checking.sampling import population

__all__ = ["Judgement", "Plan", "plan_of", "population"]
