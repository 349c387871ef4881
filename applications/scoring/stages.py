"""The rounds a plan asks for: one for each stage at which it scores something, in the order of the stages."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from applications.panels.models import Panel
from applications.panels.rules import panel_of
from applications.scoring.models import Round
from applications.written_tests import closing
from vacancies.models import Criterion, Vacancy
from vacancies.plan.models import Stage


def stages_of(criteria: Iterable[Criterion]) -> list[str]:
    """The stages at which `criteria` are scored, in the order of the rounds."""
    found = {criterion.stage for criterion in criteria}
    return [stage for stage in Stage.values if stage in found]


def criteria_of(round_: Round) -> list[Criterion]:
    """What is scored in a round, with its anchors."""
    plan = round_.vacancy.plan
    # Asked once for a page, however many of its parts want to know.
    prefetch_related_objects([plan], "criteria__anchors")
    return [criterion for criterion in plan.criteria.all() if criterion.stage == round_.stage]


def next_stage(panel: Panel) -> str | None:
    """The stage whose round comes next; None when every stage has had its round."""
    had = {round_.stage for round_ in panel.rounds.all()}
    return next((stage for stage in stages_of(panel.vacancy.plan.criteria.all()) if stage not in had), None)


def stages_before_the_last(panel: Panel) -> list[str]:
    """The stages after which there is a round for a short list to lead to."""
    return stages_of(panel.vacancy.plan.criteria.all())[:-1]


def rounds_of(vacancy: Vacancy) -> list[Round]:
    """The rounds there were so far, in order; a vacancy whose `panel__rounds` were fetched answers without a query."""
    panel = panel_of(vacancy)
    return list(panel.rounds.all()) if panel else []


def all_locked(vacancy: Vacancy) -> bool:
    """Whether every stage of the plan has had its round, and every round is locked."""
    had = {round_.stage for round_ in rounds_of(vacancy) if round_.is_locked}
    return bool(had) and had.issuperset(stages_of(vacancy.plan.criteria.all()))


def test_was_revealed(vacancy: Vacancy) -> bool:
    """Whether the marks of the written test have been seen: what was marked cannot change any more."""
    round_ = Round.objects.of_vacancy(vacancy).filter(stage=Stage.TEST).first()
    return round_ is not None and round_.is_revealed


closing.register(test_was_revealed)
