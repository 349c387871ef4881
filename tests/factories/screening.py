"""Findings, and long lists as they are after screening."""

import factory
from factory.django import DjangoModelFactory

from applications.intake.models import Application
from applications.screening.actions import confirm, find, make_long_list, override
from applications.screening.models import Finding, Likeness, Outcome, Result, Screening
from applications.screening.passages import Passage, Place
from applications.screening.short_list import Kind, ShortListPlace, ShortListRule
from portal.accounts.roles import Role
from portal.models import User
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.portal import NOW, person_with
from tests.factories.vacancies import RequirementFactory, VacancyFactory, planned_vacancy
from vacancies.models import Vacancy


class FindingFactory(DjangoModelFactory):
    """A finding on which nobody has decided."""

    class Meta:
        model = Finding

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    requirement = factory.SubFactory(RequirementFactory)
    result = Result.MET
    evidence = {"stated": "yes"}


class ScreeningFactory(DjangoModelFactory):
    """The outcome of one application, on the long list unless said otherwise."""

    class Meta:
        model = Screening

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    outcome = Outcome.LONG_LISTED
    by = factory.SelfAttribute("application.vacancy.written_by")
    at = NOW


class PassageFactory(DjangoModelFactory):
    """A place of an application of which no word is indexed."""

    class Meta:
        model = Passage

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    place = Place.ANSWERS


class ShortListRuleFactory(DjangoModelFactory):
    """The best two go on after the desk review."""

    class Meta:
        model = ShortListRule

    vacancy = factory.SubFactory(VacancyFactory, closed=True)
    stage = "desk"
    kind = Kind.BEST
    value = 2
    stated_by = factory.SelfAttribute("vacancy.written_by")
    stated_at = NOW


class ShortListPlaceFactory(DjangoModelFactory):
    class Meta:
        model = ShortListPlace

    rule = factory.SubFactory(ShortListRuleFactory)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    percent = "80"
    by_rule = True
    goes_on = True


class LikenessFactory(DjangoModelFactory):
    """Two applications for one vacancy, decided to be those of one person."""

    class Meta:
        model = Likeness

    first = factory.SubFactory(ApplicationFactory, submitted=True)
    second = factory.SubFactory(
        ApplicationFactory, submitted=True, vacancy=factory.SelfAttribute("..first.vacancy")
    )
    is_same = True
    reason = "One date of birth in both CVs."
    by = factory.SelfAttribute("first.vacancy.written_by")
    at = NOW


def officer_of(vacancy: Vacancy, **fields: object) -> User:
    """An HR officer of the vacancy's office."""
    return person_with(Role.OFFICER, vacancy.office, **fields)


def decided(application: Application, *, by: User) -> Application:
    """All requirements looked at, and decided by `by` as the rule found them; an unclear one is decided to be met."""
    find(application=application, at=NOW)
    for finding in application.findings.undecided():
        if finding.is_unclear:
            override(finding=finding, decision=Result.MET, reason="The diploma says so.", by=by, at=NOW)
        else:
            confirm(finding=finding, by=by, at=NOW)
    return application


def long_listed_vacancy(
    *, candidates: int = 2, officer: User | None = None, **fields: object
) -> tuple[Vacancy, list[Application]]:
    """A closed `planned_vacancy` whose long list is made, with its candidates C1, C2 … in that order.

    `fields` are those of `planned_vacancy`: `long_listed_vacancy(candidates=3, method="cumulative")`.
    """
    vacancy = planned_vacancy(**{"closed": True, **fields})
    officer = officer or officer_of(vacancy)
    applications = [decided(submitted_application(vacancy), by=officer) for _number in range(candidates)]
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    return vacancy, applications
