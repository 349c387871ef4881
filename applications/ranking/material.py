"""What an evaluation is made from: the plan, the candidates, and whose sheets count for whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from applications.scoring.formula import ZERO, Criterion, Marks

METHODS = ("technical", "cumulative", "lowest_price")
SCALINGS = ("absolute", "relative")
ABSENT_RULES = ("member", "cell")
BY_CRITERION = "criterion:"

Sheets = Mapping[str, Marks]


@dataclass(frozen=True, slots=True)
class Plan:
    """The arithmetic of a selection plan (docs/selection.md section 1); pass mark in per cent."""

    method: str
    criteria: tuple[Criterion, ...]
    technical_scaling: str = "absolute"
    technical_weight: Fraction = ZERO
    financial_weight: Fraction = ZERO
    pass_mark: Fraction | None = None
    absent_rule: str = "member"
    tie_break: tuple[str, ...] = ("technical",)
    divergence: Fraction | None = None

    def without(self, code: str) -> "Plan":
        """Return the plan less one criterion: its points, its minimum and its place in the tie-break go too."""
        return replace(
            self,
            criteria=tuple(one for one in self.criteria if one.code != code),
            tie_break=tuple(step for step in self.tie_break if step != BY_CRITERION + code),
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate, with the marks by each member who gave them."""

    code: str
    price: Fraction | None = None
    eligible: bool = True
    withdrawn: bool = False
    sheets: Sheets = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Whether the panel must judge this candidate."""
        return self.eligible and not self.withdrawn


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything a ranking follows from."""

    plan: Plan
    fingerprint: str
    seed: str
    members: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def counted_members(evaluation: Evaluation) -> list[str]:
    """Return the members whose sheets count, in the order of their codes.

    Under the rule ``member`` those with marks for every candidate who stands; under ``cell`` those with
    marks for anybody.
    """
    if evaluation.plan.absent_rule == "member":
        standing = [candidate for candidate in evaluation.candidates if candidate.stands]
        return sorted(one for one in evaluation.members if all(one in other.sheets for other in standing))
    return sorted(
        one for one in evaluation.members if any(one in other.sheets for other in evaluation.candidates)
    )


def counted_sheets(candidate: Candidate, members: Iterable[str], absent_rule: str) -> Sheets:
    """Return the sheets behind a candidate's figures; none if the candidate is not judged.

    Under the rule ``member`` all are judged by the same people: somebody ineligible or withdrawn whom a
    counted member has not marked is not judged at all, rather than by fewer.
    """
    counted = {one: candidate.sheets[one] for one in members if one in candidate.sheets}
    complete = absent_rule == "cell" or all(one in counted for one in members)
    return counted if complete else {}
