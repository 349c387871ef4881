"""Invitations to a test or an interview, and who is invited."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from applications.invitations.models import Invitation, Invitee, Kind, Slot
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW
from tests.factories.vacancies import VacancyFactory


class InvitationFactory(DjangoModelFactory):
    """An interview, to be chosen within three days."""

    class Meta:
        model = Invitation

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    kind = Kind.INTERVIEW
    place_en = "Room 4"
    minutes = 45
    choose_by = NOW + timedelta(days=3)
    made_by = factory.SelfAttribute("vacancy.written_by")
    made_at = NOW


class SlotFactory(DjangoModelFactory):
    class Meta:
        model = Slot

    invitation = factory.SubFactory(InvitationFactory)
    begins_at = factory.Sequence(lambda n: NOW + timedelta(days=5, hours=n))
    places = 1


class InviteeFactory(DjangoModelFactory):
    """One who has not chosen; `chosen=True` for one with a time."""

    class Meta:
        model = Invitee

    class Params:
        chosen = False

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    invitation = factory.SubFactory(InvitationFactory, vacancy=factory.SelfAttribute("..application.vacancy"))
    slot = factory.LazyAttribute(
        lambda o: SlotFactory(invitation=o.invitation, taken=1) if o.chosen else None
    )
    chosen_at = factory.LazyAttribute(lambda o: NOW if o.chosen else None)
