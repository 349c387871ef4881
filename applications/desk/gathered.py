"""What the parts of a case ask of its vacancy, fetched once for all of them."""

from django.db.models import Prefetch, prefetch_related_objects

from applications.decisions.models import Decision
from applications.panels.models import seats_of
from applications.ranking.models import RANKINGS
from applications.ranking.rules import is_ranked
from applications.scoring.models import Round
from applications.scoring.stages import rounds_of
from vacancies.models import Vacancy


def gather(vacancy: Vacancy) -> Vacancy:
    """`vacancy` with its criteria, panel, rounds, and rankings without their files.

    For a page that is only shown: a step that is taken reads the rows anew, under its lock.
    """
    prefetch_related_objects(
        [vacancy],
        "plan__criteria",
        seats_of("panel__"),
        Prefetch("panel__rounds", Round.objects.select_related("locked_by")),
    )
    if rounds_of(vacancy):
        prefetch_related_objects([vacancy], RANKINGS)
    return vacancy


def gathered_decisions(vacancy: Vacancy) -> list[Decision]:
    """Its decisions, the latest first, with how many each `selected`; before a ranking there is none."""
    if not is_ranked(gather(vacancy)):
        return []
    prefetch_related_objects([vacancy], Prefetch("decisions", Decision.objects.with_selected()))
    return list(vacancy.decisions.all())
