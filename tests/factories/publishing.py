"""What accompanies a notice: terms, lots, translations, versions, comments, corrigenda, questions, alerts."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal.kernel.canonical import sha256_of
from tests.factories.portal import NOW, OfficeFactory, UserFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.alerts.models import Frequency
from vacancies.corrigenda.models import Change
from vacancies.listing.models import Stamp, SynonymList
from vacancies.models import (
    Answer,
    ChosenClause,
    Corrigendum,
    FieldComment,
    LanguageAsked,
    Lot,
    NoticeTemplate,
    NoticeVersion,
    Output,
    Pairing,
    PreviewLink,
    Question,
    Renewal,
    SavedVacancy,
    StandardClause,
    Subscription,
    TermsOfReference,
)
from vacancies.terms.models import LanguageLevel, Topic


class OfVacancy(DjangoModelFactory):
    class Meta:
        abstract = True

    vacancy = factory.SubFactory(VacancyFactory)


class LotFactory(OfVacancy):
    class Meta:
        model = Lot

    code = factory.Sequence(lambda n: f"L{n}")
    order = factory.Sequence(lambda n: n % 30000)
    name_en = factory.LazyAttribute(lambda lot: f"District {lot.code}")
    name_ru = factory.LazyAttribute(lambda lot: f"Район {lot.code}")


class RenewalFactory(OfVacancy):
    """A vacancy that advertises another one anew."""

    class Meta:
        model = Renewal

    earlier = factory.SubFactory(VacancyFactory)
    begun_at = NOW


class TermsOfReferenceFactory(OfVacancy):
    class Meta:
        model = TermsOfReference

    context_en = "Migration law is taught at four universities."
    context_ru = "Миграционное право преподают в четырёх вузах."
    scope_en = "Write a manual."
    scope_ru = "Написать учебное пособие."


class OutputFactory(OfVacancy):
    class Meta:
        model = Output

    title_en = "A manual of 200 pages"
    title_ru = "Пособие в 200 страниц"
    due_on = (NOW + timedelta(days=90)).date()
    share = 100


class LanguageAskedFactory(OfVacancy):
    class Meta:
        model = LanguageAsked

    language = "ru"
    level = LanguageLevel.C1


class StandardClauseFactory(DjangoModelFactory):
    class Meta:
        model = StandardClause

    topic = Topic.EQUAL_OPPORTUNITY
    text_en = "All qualified candidates are considered alike."
    text_ru = "Все подходящие кандидаты рассматриваются на равных."
    made_by = factory.SubFactory(UserFactory)
    made_at = NOW - timedelta(days=400)


class ChosenClauseFactory(OfVacancy):
    class Meta:
        model = ChosenClause

    clause = factory.SubFactory(StandardClauseFactory)


class PairingFactory(OfVacancy):
    class Meta:
        model = Pairing

    path = "title"
    texts = factory.LazyAttribute(lambda row: {"en": row.vacancy.title_en, "ru": row.vacancy.title_ru})


class NoticeVersionFactory(DjangoModelFactory):
    class Meta:
        model = NoticeVersion

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    number = 1
    content = factory.LazyAttribute(lambda row: {"reference": row.vacancy.reference})
    content_hash = factory.LazyAttribute(lambda row: sha256_of(row.content))
    published_at = NOW - timedelta(days=9)
    published_by = factory.SubFactory(UserFactory)


class NoticeTemplateFactory(DjangoModelFactory):
    class Meta:
        model = NoticeTemplate

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Enumerators {n}")
    content = factory.LazyFunction(dict)
    saved_by = factory.SubFactory(UserFactory)
    saved_at = NOW - timedelta(days=30)


class FieldCommentFactory(OfVacancy):
    class Meta:
        model = FieldComment

    path = "title_en"
    text = "Say for which universities."
    by = factory.SubFactory(UserFactory)
    at = NOW - timedelta(days=1)


class PreviewLinkFactory(OfVacancy):
    class Meta:
        model = PreviewLink

    secret_hash = factory.Sequence(lambda n: f"{n:064x}")
    made_by = factory.SubFactory(UserFactory)
    made_at = NOW - timedelta(days=1)
    expires_at = NOW + timedelta(days=6)


class CorrigendumFactory(DjangoModelFactory):
    """An extension by five days that waits to be published."""

    class Meta:
        model = Corrigendum

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    change = Change.EXTENSION
    reason_en = "Few applications have come in."
    reason_ru = "Поступило мало заявок."
    closes_before = factory.LazyAttribute(lambda row: row.vacancy.closes_at)
    closes_after = factory.LazyAttribute(lambda row: row.vacancy.closes_at + timedelta(days=5))
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOW - timedelta(hours=1)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    number = factory.Sequence(lambda n: n % 30000 + 1)
    question_en = "May the work be done from home?"
    question_ru = "Можно ли работать удалённо?"
    answer_en = "Yes, except for the field visits."
    answer_ru = "Да, кроме выездов на места."
    by = factory.SubFactory(UserFactory)
    published_at = NOW - timedelta(hours=1)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    asker = factory.SubFactory(UserFactory)
    text = "Можно ли работать из дома?"
    language = "ru"
    asked_at = NOW - timedelta(hours=5)


class SavedVacancyFactory(DjangoModelFactory):
    class Meta:
        model = SavedVacancy

    user = factory.SubFactory(UserFactory)
    vacancy = factory.SubFactory(VacancyFactory, published=True)
    saved_at = NOW - timedelta(days=2)


class SubscriptionFactory(DjangoModelFactory):
    """A running one, of an address without an account."""

    class Meta:
        model = Subscription

    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    language = "ru"
    search = "type=consultant"
    frequency = Frequency.DAILY
    created_at = NOW - timedelta(days=10)
    confirmed_at = NOW - timedelta(days=10)
    seen_until = NOW - timedelta(days=1)
    expires_at = NOW + timedelta(days=300)


class StampFactory(DjangoModelFactory):
    """Of a vacancy that has none yet: a public one gets its stamp by being saved."""

    class Meta:
        model = Stamp

    vacancy = factory.SubFactory(VacancyFactory)
    value = 1


class SynonymListFactory(DjangoModelFactory):
    class Meta:
        model = SynonymList

    text = "юрист = адвокат"
    saved_at = NOW - timedelta(days=3)
