"""Panels with their seats and declarations."""

from collections.abc import Mapping
from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.intake.models import Application
from applications.panels.models import Conflict, Declaration, Panel, Seat, SeatRole
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status


class PanelFactory(DjangoModelFactory):
    """A panel on which nobody sits yet."""

    class Meta:
        model = Panel

    vacancy = factory.SubFactory(VacancyFactory, closed=True, status=Status.UNDER_EVALUATION)
    convened_by = factory.SelfAttribute("vacancy.written_by")
    convened_at = NOW


class SeatFactory(DjangoModelFactory):
    """A member; `declared=True` for one who declared to have no conflict."""

    class Meta:
        model = Seat
        skip_postgeneration_save = True

    panel = factory.SubFactory(PanelFactory)
    user = factory.SubFactory(UserFactory)
    role = SeatRole.MEMBER

    @factory.post_generation
    def declared(self, create, extracted, **_kwargs):
        if create and extracted:
            DeclarationFactory(seat=self)


class DeclarationFactory(DjangoModelFactory):
    class Meta:
        model = Declaration

    seat = factory.SubFactory(SeatFactory)
    made_at = NOW


class ConflictFactory(DjangoModelFactory):
    class Meta:
        model = Conflict

    declaration = factory.SubFactory(DeclarationFactory)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    reason = "We wrote a book together."


def convened_panel(
    vacancy: Vacancy,
    *,
    declared: bool = True,
    members: int = 3,
    conflicts: Mapping[int, list[Application]] | None = None,
    **roles: Any,
) -> Panel:
    """A panel of `members` who score, the first of them the chair, on a vacancy that is thereby under evaluation.

    `declared=False` leaves the declarations open; `conflicts={1: [application]}` gives the second member one.
    More seats by role: `convened_panel(vacancy, secretary=user, observer=UserFactory())`.
    """
    vacancy.status = Status.UNDER_EVALUATION
    vacancy.save()
    panel = PanelFactory(vacancy=vacancy, is_blind=vacancy.plan.begins_blind)
    for number in range(members):
        seat = SeatFactory(panel=panel, role=SeatRole.MEMBER if number else SeatRole.CHAIR, declared=declared)
        for application in (conflicts or {}).get(number, []):
            ConflictFactory(declaration=seat.declaration, application=application)
    for role, user in roles.items():
        SeatFactory(panel=panel, user=user, role=role, declared=declared)
    return panel
