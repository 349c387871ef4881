"""The rounds a plan asks for: one for each stage at which it scores something, in the order of the stages."""

from collections.abc import Iterable

from applications.panels.models import Panel
from applications.scoring.models import Round
from vacancies.models import Criterion, Vacancy
from vacancies.plan.models import Stage


def stages_of(criteria: Iterable[Criterion]) -> list[str]:
    """The stages at which `criteria` are scored, in the order of the rounds."""
    found = {criterion.stage for criterion in criteria}
    return [stage for stage in Stage.values if stage in found]


def criteria_of(round_: Round) -> list[Criterion]:
    """What is scored in a round, with its anchors."""
    plan = round_.vacancy.plan
    return list(plan.criteria.filter(stage=round_.stage).prefetch_related("anchors"))


def next_stage(panel: Panel) -> str | None:
    """The stage whose round comes next; None when every stage has had its round."""
    had = {round_.stage for round_ in panel.rounds.all()}
    return next((stage for stage in stages_of(panel.vacancy.plan.criteria.all()) if stage not in had), None)


def all_locked(vacancy: Vacancy) -> bool:
    """Whether every stage of the plan has had its round, and every round is locked."""
    had = set(Round.objects.of_vacancy(vacancy).locked().values_list("stage", flat=True))
    wanted = stages_of(vacancy.plan.criteria.all())
    return bool(wanted) and had.issuperset(wanted)
