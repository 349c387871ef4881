"""Profiles of consultants."""

from datetime import date
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from applications.profile.begun import BegunEntry
from applications.profile.models import Profile, Sex
from applications.profile.parts import Basis, Education, Employment, LanguageSkill, Publication, Referee
from tests.factories.portal import NOW, UserFactory
from vacancies.plan.models import EducationLevel, LanguageLevel


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


class EducationFactory(DjangoModelFactory):
    """A finished degree, told in full."""

    class Meta:
        model = Education

    profile = factory.SubFactory(ProfileFactory)
    level = EducationLevel.MASTER
    institution = "Казахский национальный университет имени аль-Фараби"
    place = "Алматы, Казахстан"
    degree = "Магистр социологии"
    field = "Социология"
    began = date(2010, 9, 1)
    ended = date(2012, 6, 1)


class EmploymentFactory(DjangoModelFactory):
    """Two years of full-time work, told in full."""

    class Meta:
        model = Employment

    profile = factory.SubFactory(ProfileFactory)
    began = date(2018, 3, 1)
    ended = date(2020, 2, 1)
    employer = "Центр миграционных исследований"
    business = "Исследования"
    place = "Алматы, Казахстан"
    title = "Аналитик"
    basis = Basis.STAFF
    duties = "Опросы трудовых мигрантов и отчёты по ним."


class LanguageSkillFactory(DjangoModelFactory):
    """A language that was learned."""

    class Meta:
        model = LanguageSkill

    profile = factory.SubFactory(ProfileFactory)
    language = "en"
    read = LanguageLevel.C1
    write = LanguageLevel.B2
    speak = LanguageLevel.B2
    understand = LanguageLevel.C1


class PublicationFactory(DjangoModelFactory):
    """An article."""

    class Meta:
        model = Publication

    profile = factory.SubFactory(ProfileFactory)
    title = "Сезонная миграция и домохозяйства"
    published_in = "Центральная Азия: исследования"
    year = 2021
    link = "https://example.org/articles/1"


class RefereeFactory(DjangoModelFactory):
    """Somebody who can be asked."""

    class Meta:
        model = Referee

    profile = factory.SubFactory(ProfileFactory)
    name = factory.Sequence("Рекомендатель {}".format)
    position = "Директор"
    organisation = "Центр миграционных исследований"
    email = factory.Sequence("referee{}@example.org".format)
    phone = "+7 701 111 11 11"
    relation = "Непосредственный руководитель в 2018–2020 годах"
    not_related = True


class BegunEntryFactory(DjangoModelFactory):
    """Work of which the employer is typed, and not added yet."""

    class Meta:
        model = BegunEntry

    profile = factory.SubFactory(ProfileFactory)
    section = "work"
    key = factory.LazyFunction(uuid4)
    texts = factory.LazyFunction(lambda: {"employer": "Центр миграционных исследований"})
    at = NOW
