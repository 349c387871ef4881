"""A selection computed from its evaluation file, as the web and ``manage.py evaluate`` both do it.

``read_evaluation`` takes the file's bytes, ``evaluate`` returns the result of docs/selection.md section 6: a pure
function of the file, in which the order of members, candidates and criteria decides nothing. Whatever the page
leaves open stands in the order of codes. ``agreement_beside`` returns what is told beside that result and is no part of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from applications.ranking.agreement import krippendorff_alpha, severity
from applications.ranking.concordance import Hanging, intraclass, kendall_w, krippendorff, weighed
from applications.ranking.evaluation_file import read_evaluation
from applications.ranking.material import Candidate, Evaluation, Plan, Sheets, counted_members, counted_sheets
from applications.ranking.order import Draw, Judged, Place, draw, judge, parts, rank, status_of
from applications.ranking.reading import EvaluationFault
from applications.ranking.robustness import (
    Panel,
    first_by_median,
    first_without_criterion,
    first_without_member,
    tipping_weights,
)
from applications.scoring.formula import criterion_marks, diverges, percent, shown, spread, technical_maximum
from portal.kernel.canonical import sha256_of

__all__ = [
    "Beside",
    "Evaluation",
    "EvaluationFault",
    "agreement_beside",
    "evaluate",
    "plan_fingerprint",
    "read_evaluation",
]

RESULT_FORMAT = "evaluation-result/1"

Json = dict[str, object]
Counted = Sequence[tuple[Candidate, Sheets]]


@dataclass(frozen=True, slots=True)
class Beside:
    """How far the members agree, said in three ways; W and both ICC rest on ``candidates`` of the ``judged``."""

    alpha: Hanging
    kendall_w: Hanging
    icc_single: Hanging
    icc_panel: Hanging
    members: int
    candidates: int
    judged: int


def plan_fingerprint(plan: Mapping[str, object]) -> str:
    """Return the fingerprint of a plan as published or as it stands in the file."""
    return sha256_of(dict(plan))


def evaluate(evaluation: Evaluation) -> Json:
    """Return the result, ready for JSON, its keys in the order of the page."""
    plan, members = evaluation.plan, counted_members(evaluation)
    candidates = sorted(evaluation.candidates, key=lambda one: one.code)
    counted = [(one, counted_sheets(one, members, plan.absent_rule)) for one in candidates]
    judged = {one.code: _judge(one, sheets, plan) for one, sheets in counted if sheets}
    lot = partial(draw, evaluation.fingerprint, evaluation.seed)
    places = rank(plan, judged.values(), lot)
    panel = Panel(plan, lot, counted)
    return {
        "format": RESULT_FORMAT,
        "plan_fingerprint": evaluation.fingerprint,
        "members_left_out": sorted(set(evaluation.members) - set(members)),
        "results": [*_ranked(plan, places), *_others(plan, candidates, judged)],
        **_divergent(plan, counted),
        **_advice(plan, counted),
        "robustness": {
            **_tipping(plan, places, lot),
            "first_without_member": first_without_member(panel, members),
            "first_without_criterion": first_without_criterion(plan, judged.values(), lot),
            "first_by_median": first_by_median(panel),
        },
    }


def agreement_beside(evaluation: Evaluation) -> Beside:
    """Return the figures of agreement with what hangs on single candidates, from the marks behind all shown figures.

    Alpha enters as in the result, W and ICC with each counted member's technical per cent of the candidates whom all
    of them marked. None of it is part of the result, which docs/selection.md section 6 fixes.
    """
    plan, members = evaluation.plan, counted_members(evaluation)
    sheets = [counted_sheets(one, members, plan.absent_rule) for one in evaluation.candidates]
    judged = [_shares(plan, one) for one in sheets if one]
    points = [percent(one.points, technical_maximum(plan.criteria)) for one in plan.criteria]
    percents = [weighed(one.values(), points) for one in judged if len(one) == len(members)]
    icc_single, icc_panel = intraclass(percents)
    return Beside(
        alpha=krippendorff([list(zip(*one.values(), strict=True)) for one in judged]),
        kendall_w=kendall_w(percents),
        icc_single=icc_single,
        icc_panel=icc_panel,
        members=len(members),
        candidates=len(percents),
        judged=len(judged),
    )


def _shares(plan: Plan, sheets: Sheets) -> dict[str, list[Fraction]]:
    """Return each member's marks of one candidate as shares of their scales, in the order of the criteria."""
    return {who: [sheet[one.code] / one.scale for one in plan.criteria] for who, sheet in sheets.items()}


def _judge(candidate: Candidate, sheets: Sheets, plan: Plan) -> Judged:
    return judge(candidate, criterion_marks(sheets.values(), plan.criteria), plan.criteria)


def _ranked(plan: Plan, places: Sequence[Place]) -> list[Json]:
    sharing: dict[Fraction, list[str]] = {}
    for place in sorted(places, key=lambda one: one.code):
        sharing.setdefault(place.total, []).append(place.code)
    return [
        {
            "code": place.code,
            "status": "ranked",
            "rank": number,
            "tied_with": [code for code in sharing[place.total] if code != place.code],
            **_figures(place.judged),
            **_parts(plan, place),
            "total": shown(place.total),
            "total_exact": str(place.total),
        }
        for number, place in enumerate(places, start=1)
    ]


def _others(plan: Plan, candidates: Sequence[Candidate], judged: Mapping[str, Judged]) -> list[Json]:
    statuses = [(one.code, status_of(one, judged.get(one.code), plan)) for one in candidates]
    return [
        {"code": code, "status": status, **(_figures(judged[code]) if code in judged else {})}
        for code, status in statuses
        if status != "ranked"
    ]


def _figures(one: Judged) -> Json:
    return {
        "criteria": {code: shown(one.marks[code]) for code in sorted(one.marks)},
        "technical": shown(one.technical),
        "technical_percent": shown(one.percent),
    }


def _parts(plan: Plan, place: Place) -> Json:
    if place.shares is None:
        return {}
    technical, financial = parts(plan, place.shares)
    return {"technical_part": shown(technical), "financial_part": shown(financial)}


def _divergent(plan: Plan, counted: Counted) -> Json:
    if plan.divergence is None:
        return {}
    flagged = []
    for candidate, sheets in counted:
        for criterion in sorted(plan.criteria, key=lambda one: one.code):
            marks = [sheet[criterion.code] for sheet in sheets.values()]
            if marks and diverges(marks, criterion.scale, plan.divergence):
                flagged.append(
                    {"code": candidate.code, "criterion": criterion.code, "range": shown(spread(marks))}
                )
    return {"divergent": flagged}


def _advice(plan: Plan, counted: Counted) -> Json:
    """Return the agreement and the severity of the members, from the marks behind all shown figures."""
    units: list[tuple[Fraction, ...]] = []
    by_member: dict[str, list[Fraction]] = {}
    for _, sheets in counted:
        shares = _shares(plan, sheets)
        units.extend(zip(*shares.values(), strict=True))
        for who, values in shares.items():
            by_member.setdefault(who, []).extend(values)
    agreement = krippendorff_alpha(units)
    alpha = None if agreement.alpha is None else shown(agreement.alpha, 4)
    return {
        "agreement": {"krippendorff_alpha": alpha, "values": agreement.values},
        "severity": {who: shown(value) for who, value in sorted(severity(by_member).items())},
    }


def _tipping(plan: Plan, places: Sequence[Place], lot: Draw) -> Json:
    if plan.method != "cumulative":
        return {}
    tipping = tipping_weights(plan, places, lot)
    return {
        "tipping_financial_weight": [
            {"percent": shown(one.weight), "new_first": one.new_first} for one in tipping
        ]
    }
