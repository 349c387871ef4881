"""Profiles of consultants."""

import factory
from factory.django import DjangoModelFactory

from applications.profile.models import Profile, Sex
from tests.factories.portal import UserFactory


class ProfileFactory(DjangoModelFactory):
    """A complete profile."""

    class Meta:
        model = Profile

    user = factory.SubFactory(UserFactory)
    family_name = "Ахметова"
    given_name = "Динара"
    patronymic = "Ерлановна"
    passport_name = "AKHMETOVA DINARA"
    nationality = "KZ"
    residence = "KZ"
    phone = "+7 701 000 00 00"
    sex = Sex.FEMALE
