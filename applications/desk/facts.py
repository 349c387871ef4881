"""What is so about a vacancy, in pairs of a term and a text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel.countries import country
from portal.words.figures import figure, plain
from portal.words.moments import moment_in
from vacancies.models import Plan, Vacancy


def facts_of(vacancy: Vacancy, requirements: int) -> list[tuple[str, str]]:
    """Facts of the notice and of its plan with so many `requirements`; what is not known yet is left out."""
    pairs = [*_notice(vacancy), *_plan(getattr(vacancy, "plan", None), requirements)]
    return [(term, text) for term, text in pairs if text]


def _notice(vacancy: Vacancy) -> list[tuple[str, str]]:
    stations = [f"{one.city}, {country(one.country)}" for one in vacancy.duty_stations.all()]
    home = [_("home-based")] if vacancy.home_based else []
    return [
        (_("Office"), vacancy.office.name),
        (_("Type"), f"{vacancy.get_kind_display()}, {vacancy.get_scope_display()}"),
        (_("Duty station"), "; ".join(stations + home)),
        (_("Duration"), vacancy.duration),
        (_("Openings"), figure(vacancy.openings)),
        (_("Applications until"), moment_in(vacancy.closes_at, vacancy.office.zone)),
    ]


def _plan(plan: Plan | None, requirements: int) -> list[tuple[str, str]]:
    if plan is None:
        return []
    criteria = len(plan.criteria.all())
    asked = ngettext("%(n)s requirement", "%(n)s requirements", requirements) % {"n": requirements}
    scored = ngettext("%(n)s criterion", "%(n)s criteria", criteria) % {"n": criteria}
    pass_mark = _("%(mark)s per cent") % {"mark": plain(plan.pass_mark)} if plan.pass_mark else ""
    return [
        (_("Method"), str(plan.get_method_display())),
        (_("Plan"), f"{asked}, {scored}"),
        (_("Pass mark"), pass_mark),
        (_("Fingerprint of the plan"), plan.frozen_fingerprint),
    ]
