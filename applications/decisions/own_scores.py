"""What an applicant reads of their own marks once the decision is announced, out of the frozen ranking it rests on."""

from decimal import Decimal
from typing import Any

from applications.decisions.models import Decision
from applications.decisions.places import APART
from applications.intake.models import Application, Status
from applications.intake.own_scores import OwnScores, Score, register
from applications.ranking.exact import Exact
from applications.ranking.models import Ranking
from applications.ranking.results import named
from portal.words.figures import figure
from vacancies.listing.wording import plain


def own_scores(application: Application) -> OwnScores | None:
    """The marks of `application`; None before the announcement, where the notice promised none, and for whom no panel scored."""
    vacancy = application.vacancy
    if application.status != Status.SUBMITTED or not vacancy.office.shows_own_scores(
        published_at=vacancy.published_at
    ):
        return None
    decision = Decision.objects.on(vacancy, application.lot).told().select_related("ranking").first()
    return _read(decision.ranking, application.code) if decision else None


def _read(ranking: Ranking, code: str) -> OwnScores | None:
    """Figures as they stand in the result; what was reached is decided on the exact ones."""
    line = next((one for one in ranking.result["results"] if one["code"] == code), None)
    if line is None or line["status"] in APART or "criteria" not in line:
        return None
    plan, exact = ranking.evaluation["plan"], Exact(ranking.evaluation)
    below = {criterion for criterion, _minimum in exact.below_minimum(code)}
    pass_mark = plan.get("pass_mark")
    return OwnScores(
        scores=[_score(one, line["criteria"][one["code"]], below) for one in plan["criteria"]],
        technical=figure(line["technical_percent"], 2),
        pass_mark=plain(Decimal(pass_mark)) if pass_mark is not None else "",
        passed=exact.plan.pass_mark is None or exact.judged[code].percent >= exact.plan.pass_mark,
    )


def _score(criterion: dict[str, Any], mark: str, below: set[str]) -> Score:
    minimum = criterion.get("minimum")
    return Score(
        code=criterion["code"],
        name=named(criterion),
        mark=figure(mark, 2),
        scale=plain(Decimal(criterion["scale"])),
        minimum=plain(Decimal(minimum)) if minimum is not None else "",
        reached=criterion["code"] not in below,
    )


register(own_scores)
