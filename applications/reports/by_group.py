"""The stages of a selection by what applicants stated of their sex; for the office, never for those who score."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from applications.decisions.models import Decision, Outcome, Place
from applications.intake.models import Application
from applications.profile.models import Sex
from applications.reports.four_fifths import compared
from applications.reports.register import results_of
from applications.scoring.formula import shown
from applications.screening.models import Outcome as Screened
from portal.words.figures import percent
from vacancies.models import Vacancy

Codes = set[str]


def stages_by_group(vacancy: Vacancy) -> list[dict[str, Any]]:
    """Each stage with a line a group; a stage without lines has too few to be told."""
    received = list(Application.objects.received().filter(vacancy=vacancy).select_related("screening"))
    groups = {sex: {one.code for one in received if _sex(one) == sex} for sex in Sex.values}
    return [
        {"title": title, "lines": _lines(groups, came, passed)}
        for title, came, passed in _stages(vacancy, received)
    ]


def _names() -> dict[str, str]:
    return {Sex.FEMALE: _("Women"), Sex.MALE: _("Men")}


def _sex(application: Application) -> str:
    """As it was handed in; nothing of who did not state it, or has been erased."""
    return (application.snapshot or {}).get("person", {}).get("sex", "")


def _stages(vacancy: Vacancy, received: Iterable[Application]) -> list[tuple[str, Codes, Codes]]:
    """Who came to each stage, and who passed it."""
    screened = {one.code: one.screening.outcome for one in received if hasattr(one, "screening")}
    listed = {code for code, outcome in screened.items() if outcome == Screened.LONG_LISTED}
    statuses = {code: line["status"] for code, line in results_of(vacancy).items()}
    judged = {code for code, status in statuses.items() if status not in ("withdrawn", "ineligible")}
    ranked = {code for code, status in statuses.items() if status == "ranked"}
    stages = [
        (_("Found eligible: on the long list"), set(screened), listed),
        (_("Reached the minimums and the pass mark"), judged, ranked),
    ]
    standing = Decision.objects.of(vacancy).standing()
    if standing.exists():
        chosen = Outcome.objects.filter(decision__in=standing, place=Place.SELECTED)
        codes = set(chosen.values_list("application__code", flat=True))
        stages.append((_("Recommended for selection"), ranked, codes & ranked))
    return stages


def _lines(groups: dict[str, Codes], came: Codes, passed: Codes) -> list[dict[str, Any]]:
    counts = {group: (len(codes & came), len(codes & came & passed)) for group, codes in groups.items()}
    return [
        {
            "group": _names()[group],
            "came": share.came,
            "passed": share.passed,
            "rate": percent(shown(100 * share.rate, 1), 1),
            "against": "" if share.against_best is None else percent(shown(100 * share.against_best, 1), 1),
            "is_below": share.is_below,
        }
        for group, share in compared(counts).items()
    ]
