"""What a notice and its plan lack before they can be approved: by field and language, with the place to mend it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from portal.words.figures import plain
from vacancies.plan.gaps import Gap, Place, blocking, excusable, texts, untranslated
from vacancies.plan.models import Plan
from vacancies.plan.soundness import of_criteria, of_method, of_requirements
from vacancies.vacancy.models import Vacancy

__all__ = ["Gap", "Place", "blocking", "excusable", "gaps", "register", "untranslated"]

Check = Callable[[Vacancy, datetime], Iterator[Gap]]

_checks: list[Check] = []


def register(check: Check) -> None:
    """Add a check of a room above; called from a module that `AppConfig.ready()` loads."""
    _checks.append(check)


def gaps(vacancy: Vacancy, *, at: datetime) -> list[Gap]:
    """Everything amiss if the notice were published at the instant `at`: pages of the editor in order, then the checks."""
    return [
        *_of_notice(vacancy, at),
        *_of_plan(vacancy.plan),
        *(gap for check in _checks for gap in check(vacancy, at)),
    ]


def _of_notice(vacancy: Vacancy, at: datetime) -> Iterator[Gap]:
    page = Place("edit", (vacancy.pk,))
    stations = list(vacancy.duty_stations.all())
    yield from texts(vacancy, "", page, by_field=True)
    for station in stations:
        yield from texts(station, _("Duty station “%(city)s”") % {"city": station.city}, page)
    if not stations and not vacancy.home_based:
        message = _("Add a duty station, or say that the work is home-based.")
        yield Gap("duty_stations", message, page.at("home_based"))
    if vacancy.closes_at is None:
        yield Gap("closes_at", _("Set the closing date and time."), page.at("closes_on"))
    elif vacancy.closes_at <= at:
        yield Gap("closes_at", _("The closing date has passed. Set a later one."), page.at("closes_on"))


def _of_plan(plan: Plan) -> Iterator[Gap]:
    yield from of_method(plan)
    for requirement in plan.requirements.all():
        label = _("Requirement %(code)s") % {"code": requirement.code}
        yield from texts(requirement, label, Place("requirements", (plan.vacancy_id,)))
    yield from of_requirements(plan)
    for criterion in plan.criteria.all():
        page = Place("criterion", (plan.vacancy_id, criterion.pk))
        label = _("Criterion %(code)s") % {"code": criterion.code}
        yield from texts(criterion, label, page, by_field=True)
        for anchor in criterion.anchors.all():
            yield from texts(anchor, f"{label}, {plain(anchor.step)}", page)
    yield from of_criteria(plan)
    yield from _of_documents(plan)


def _of_documents(plan: Plan) -> Iterator[Gap]:
    page = Place("documents", (plan.vacancy_id,))
    documents = list(plan.documents.all())
    if not documents:
        yield Gap("documents", _("Name at least one document to hand in."), page)
    for document in documents:
        yield from texts(document, _("Document “%(name)s”") % {"name": document.name}, page)
