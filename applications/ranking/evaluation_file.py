"""From the evaluation file, format "evaluation/1", to an Evaluation (docs/selection.md section 6)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from applications.ranking.material import (
    ABSENT_RULES,
    BY_CRITERION,
    METHODS,
    SCALINGS,
    Candidate,
    Evaluation,
    Plan,
    Sheets,
    counted_members,
    counted_sheets,
)
from applications.ranking.reading import (
    ABOVE_ZERO,
    NOT_NEGATIVE,
    Bound,
    Spot,
    between_zero_and,
    parsed,
    quoted,
)
from applications.scoring.formula import ZERO, Criterion, Marks
from portal.kernel.canonical import sha256_of

FORMAT = "evaluation/1"

PLAN_OPTIONAL = (
    *("technical_scaling", "technical_weight", "financial_weight"),
    *("pass_mark", "absent_rule", "tie_break", "divergence"),
)
PLAN_DESCRIPTIVE = (
    *("requirements", "documents", "version", "methodology_limit", "letter_asked", "experience_asked"),
    *("price_basis", "price_breakdown", "team_most", "blind_desk", "blind_test"),
)
CRITERION_DESCRIPTIVE = ("name", "description", "anchors", "stage")

PER_CENT = between_zero_and(Fraction(100))
SHARE = between_zero_and(Fraction(1))

Bounds = Mapping[str, Bound]


def read_evaluation(data: bytes) -> Evaluation:
    """Return what the file says, or raise its first fault as an EvaluationFault."""
    root = parsed(data).fields(("format", "plan", "seed", "members", "candidates"), ("absent_rule",))
    root["format"].choice((FORMAT,))
    plan = _plan(root["plan"])
    if "absent_rule" in root:
        plan = replace(plan, absent_rule=_chosen_rule(root["absent_rule"]))
    members = _distinct(root["members"].items())
    evaluation = Evaluation(
        plan=plan,
        fingerprint=sha256_of(root["plan"].value),
        seed=root["seed"].text(),
        members=members,
        candidates=_candidates(root["candidates"], plan, members),
    )
    _require_judges(evaluation)
    return evaluation


def _chosen_rule(spot: Spot) -> str:
    """Return the rule that the chair chose in place of the published plan's, which keeps its fingerprint."""
    fields = spot.fields(("rule", "reason"))
    fields["reason"].text()
    return fields["rule"].choice(ABSENT_RULES)


def _plan(spot: Spot) -> Plan:
    fields = spot.fields(("method", "criteria"), (*PLAN_OPTIONAL, *PLAN_DESCRIPTIVE))
    method = fields["method"].choice(METHODS)
    criteria = _criteria(fields["criteria"])
    return Plan(
        method=method,
        criteria=criteria,
        technical_scaling=fields["technical_scaling"].choice(SCALINGS)
        if "technical_scaling" in fields
        else "absolute",
        technical_weight=_weight(spot, fields, "technical_weight", method),
        financial_weight=_weight(spot, fields, "financial_weight", method),
        pass_mark=_number(fields, "pass_mark", PER_CENT),
        absent_rule=fields["absent_rule"].choice(ABSENT_RULES) if "absent_rule" in fields else "member",
        tie_break=_tie_break(fields["tie_break"], criteria) if "tie_break" in fields else ("technical",),
        divergence=_number(fields, "divergence", SHARE),
    )


def _weight(plan: Spot, fields: Mapping[str, Spot], key: str, method: str) -> Fraction:
    if method == "cumulative" and key not in fields:
        raise plan.at(key, None).fault("is missing, and the method is cumulative")
    return _number(fields, key, NOT_NEGATIVE) or ZERO


def _number(fields: Mapping[str, Spot], key: str, bound: Bound) -> Fraction | None:
    return fields[key].number(bound) if key in fields else None


def _criteria(spot: Spot) -> tuple[Criterion, ...]:
    entries = [
        one.fields(("code", "points", "scale"), ("minimum", *CRITERION_DESCRIPTIVE)) for one in spot.items()
    ]
    if not entries:
        raise spot.fault("must not be empty")
    codes = _distinct(entry["code"] for entry in entries)
    return tuple(_criterion(code, entry) for code, entry in zip(codes, entries, strict=True))


def _criterion(code: str, fields: Mapping[str, Spot]) -> Criterion:
    scale = fields["scale"].number(ABOVE_ZERO)
    minimum = _number(fields, "minimum", between_zero_and(scale))
    return Criterion(code, fields["points"].number(ABOVE_ZERO), scale, minimum)


def _tie_break(spot: Spot, criteria: Iterable[Criterion]) -> tuple[str, ...]:
    steps = ("technical", "price", *(BY_CRITERION + one.code for one in criteria))
    for step in spot.items():
        if step.text() not in steps:
            raise step.fault("must be technical, price, or criterion: with the code of a criterion")
    return _distinct(spot.items())


def _distinct(spots: Iterable[Spot]) -> tuple[str, ...]:
    """Return codes, none of which may stand twice."""
    codes: dict[str, None] = {}
    for spot in spots:
        if spot.text() in codes:
            raise spot.fault(f"repeats {quoted(spot.text())}")
        codes[spot.text()] = None
    return tuple(codes)


def _candidates(spot: Spot, plan: Plan, members: Sequence[str]) -> tuple[Candidate, ...]:
    required, optional = ("code",), ("price", "eligible", "withdrawn", "marks")
    entries = [one.fields(required, optional) for one in spot.items()]
    codes = _distinct(entry["code"] for entry in entries)
    bounds = {one.code: between_zero_and(one.scale) for one in plan.criteria}
    return tuple(
        Candidate(
            code=code,
            price=_number(entry, "price", ABOVE_ZERO),
            eligible=entry["eligible"].flag() if "eligible" in entry else True,
            withdrawn=entry["withdrawn"].flag() if "withdrawn" in entry else False,
            sheets=_sheets(entry["marks"], bounds, members) if "marks" in entry else {},
        )
        for code, entry in zip(codes, entries, strict=True)
    )


def _sheets(spot: Spot, bounds: Bounds, members: Collection[str]) -> Sheets:
    """Return the marks by member; null in place of a member's marks means none were given."""
    return {
        member: _marks(sheet, bounds)
        for member, sheet in spot.fields((), members, unknown="is not a member").items()
    }


def _marks(spot: Spot, bounds: Bounds) -> Marks:
    marks = spot.fields(bounds, unknown="is not a criterion of the plan")
    return {code: marks[code].number(bound) for code, bound in bounds.items()}


def _require_judges(evaluation: Evaluation) -> None:
    """Raise the fault of the first candidate who lacks what the method asks of those who stand."""
    plan, members = evaluation.plan, counted_members(evaluation)
    for number, candidate in enumerate(evaluation.candidates):
        spot = Spot(f"candidates[{number}]", None)
        if candidate.stands and candidate.price is None and plan.method != "technical":
            raise spot.at("price", None).fault(f"is missing, and the method is {plan.method}")
        if candidate.stands and not counted_sheets(candidate, members, plan.absent_rule):
            raise spot.at("marks", None).fault(NOBODY_LEFT[plan.absent_rule])


NOBODY_LEFT = {
    "member": "nobody is left to judge this candidate, for no member has marks for everybody who is to be judged",
    "cell": "nobody is left to judge this candidate, for no member has marks for it",
}
