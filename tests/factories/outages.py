"""Outages of the portal, and offices that left a closing date as it was."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal.models import Outage, Watch
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.models import LeftAsItIs


class WatchFactory(DjangoModelFactory):
    class Meta:
        model = Watch

    pk = 1
    answered_at = NOW


class OutageFactory(DjangoModelFactory):
    class Meta:
        model = Outage

    began_at = NOW - timedelta(hours=2)
    ended_at = NOW - timedelta(hours=1)


class LeftAsItIsFactory(DjangoModelFactory):
    class Meta:
        model = LeftAsItIs

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    outage = factory.SubFactory(OutageFactory)
    reason = "It was night."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = NOW
