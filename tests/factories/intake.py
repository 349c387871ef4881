"""Applications: drafts, and applications handed in with all that belongs to them."""

from datetime import datetime, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from applications.intake.infection import Infection
from applications.intake.models import (
    Application,
    Attachment,
    EarlierDocument,
    EarlierSubmission,
    PriceOffer,
    RequirementAnswer,
    Statement,
    Status,
)
from applications.intake.paper import lay_open
from applications.intake.pricing import terms_of
from applications.intake.seal import seal
from applications.intake.snapshot import snapshot_of
from applications.intake.taken import TakenOver
from applications.intake.written import ExperienceLeftOut, Letter, Methodology
from applications.profile.models import Profile
from portal.kernel.canonical import sha256_of
from portal.models import User
from tests.factories.documents import DocumentFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.profile import EmploymentFactory, ProfileFactory
from tests.factories.vacancies import (
    CriterionFactory,
    DocumentAskedFactory,
    PlanFactory,
    RequirementFactory,
    VacancyFactory,
)
from vacancies.models import Lot, Plan, Vacancy
from vacancies.plan.models import RequirementKind
from vacancies.plan.published import fingerprint

# What an applicant who meets everything answers.
FITTING = {
    RequirementKind.NATIONALITY: "KZ",
    RequirementKind.RESIDENCE: "KZ",
    RequirementKind.EXPERIENCE: "9",
    RequirementKind.EDUCATION: "master",
    RequirementKind.LANGUAGE: "C1",
    RequirementKind.QUESTION: "yes",
}


class ApplicationFactory(DjangoModelFactory):
    """A draft; `submitted=True` or `withdrawn=True` for one that was handed in with nothing in it.

    For one with answers, statements and documents use `submitted_application`.
    """

    class Meta:
        model = Application

    vacancy = factory.SubFactory(VacancyFactory, published=True)
    applicant = factory.SubFactory(UserFactory)
    language = "en"
    started_at = NOW

    class Params:
        submitted = False
        withdrawn = False

    @classmethod
    def _create(cls, model_class, *_args, submitted_at=NOW, **kwargs):
        status = kwargs.pop("status", Status.DRAFT)
        application = super()._create(model_class, **kwargs)
        if status != Status.DRAFT:
            hand_in(application, at=submitted_at)
        if status == Status.WITHDRAWN:
            withdraw(application, at=submitted_at + timedelta(hours=1))
        return application

    status = factory.LazyAttribute(
        lambda o: Status.WITHDRAWN if o.withdrawn else Status.SUBMITTED if o.submitted else Status.DRAFT
    )


def hand_in(application: Application, *, at) -> Application:
    """What submitting leaves behind: code, snapshot, receipt, and a frozen plan where there is one."""
    plan = Plan.objects.filter(vacancy=application.vacancy).first() or PlanFactory(
        vacancy=application.vacancy
    )
    if not plan.frozen_at:
        plan.frozen_fingerprint, plan.frozen_at = fingerprint(plan), at
        plan.save()
    number = Application.objects.filter(vacancy=application.vacancy).received().count() + 1
    application.status, application.code, application.submitted_at = Status.SUBMITTED, f"C{number}", at
    application.snapshot = snapshot_of(lay_open(application), language=application.language, at=at)
    application.receipt_hash = sha256_of(application.snapshot)
    application.save()
    return application


def withdraw(application: Application, *, at) -> Application:
    application.status, application.withdrawn_at = Status.WITHDRAWN, at
    application.save()
    return application


class RequirementAnswerFactory(DjangoModelFactory):
    class Meta:
        model = RequirementAnswer

    application = factory.SubFactory(ApplicationFactory)
    requirement = factory.SubFactory(RequirementFactory)
    value = "yes"


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = Statement

    application = factory.SubFactory(ApplicationFactory)
    criterion = factory.SubFactory(CriterionFactory)
    text = "Since 2016 I teach migration law."


class AttachmentFactory(DjangoModelFactory):
    class Meta:
        model = Attachment

    application = factory.SubFactory(ApplicationFactory)
    asked = factory.SubFactory(DocumentAskedFactory)
    document = factory.SubFactory(DocumentFactory, owner=factory.SelfAttribute("..application.applicant"))


class MethodologyFactory(DjangoModelFactory):
    class Meta:
        model = Methodology

    application = factory.SubFactory(ApplicationFactory)
    text = "First I read what there is, then I ask those who know."


class TakenOverFactory(DjangoModelFactory):
    class Meta:
        model = TakenOver

    application = factory.SubFactory(ApplicationFactory)
    page = "statements"
    source = factory.SubFactory(ApplicationFactory)


class ExperienceLeftOutFactory(DjangoModelFactory):
    class Meta:
        model = ExperienceLeftOut

    application = factory.SubFactory(ApplicationFactory)
    employment = factory.SubFactory(EmploymentFactory)


class LetterFactory(DjangoModelFactory):
    """A letter that lacks nothing."""

    class Meta:
        model = Letter

    application = factory.SubFactory(ApplicationFactory)
    accepts = True
    available = "whole"
    barred = "no"
    relatives = "no"
    text = "I have written such manuals since 2016."


class PriceOfferFactory(DjangoModelFactory):
    class Meta:
        model = PriceOffer

    application = factory.SubFactory(ApplicationFactory)
    sealed = factory.LazyFunction(lambda: seal(Decimal(10000)))
    sealed_at = NOW


def filled_application(
    vacancy: Vacancy,
    *,
    applicant: User | None = None,
    lot: Lot | None = None,
    price: object = "10000",
    **answers: str,
) -> Application:
    """A draft for a `planned_vacancy` that lacks nothing: profile, answers, statements, documents, declaration, price.

    `answers` are by code: `R2="3"` for a requirement, `A="…"` for a statement. `price` matters only where prices are asked.
    """
    applicant = applicant or UserFactory()
    if not Profile.objects.filter(user=applicant).exists():
        ProfileFactory(user=applicant)
    application = ApplicationFactory(vacancy=vacancy, applicant=applicant, lot=lot, declared=True)
    plan = Plan.objects.get(vacancy=vacancy)
    for requirement in plan.requirements.exclude(kind=RequirementKind.DOCUMENT):
        value = answers.get(requirement.code, FITTING[requirement.kind])
        RequirementAnswerFactory(application=application, requirement=requirement, value=value)
    for criterion in plan.criteria.exclude(limit=0):
        text = answers.get(criterion.code, f"What I have done about {criterion.name_en}.")
        StatementFactory(application=application, criterion=criterion, text=text)
    for asked in plan.documents.all():
        document = DocumentFactory(
            owner=applicant, pages_of_text=(f"{asked.code} {application.pk}", "Публикации")
        )
        AttachmentFactory(application=application, asked=asked, document=document)
    _write_besides(application, plan)
    if plan.has_prices:
        sealed = seal(Decimal(str(price)))
        terms = terms_of(plan, vacancy.outputs.all())
        PriceOfferFactory(application=application, sealed=sealed, terms=terms)
    return application


def _write_besides(application: Application, plan: Plan) -> None:
    """The pages that only some plans ask for."""
    if plan.experience_asked:
        profile = Profile.objects.get(user=application.applicant)
        if not profile.employments.exists():
            EmploymentFactory(profile=profile)
    if plan.methodology_limit:
        MethodologyFactory(application=application)
    if plan.letter_asked:
        LetterFactory(application=application, price_valid_days=90 if plan.has_prices else None)


def submitted_application(vacancy: Vacancy, *, at: datetime | None = None, **what: object) -> Application:
    """An application for a `planned_vacancy` as it is after submitting, an hour before the deadline or at `at`.

    Takes what `filled_application` takes: `submitted_application(vacancy, price="9500", R2="3", applicant=user)`.
    """
    at = at or min(NOW, vacancy.closes_at) - timedelta(hours=1)
    return hand_in(filled_application(vacancy, **what), at=at)


class EarlierSubmissionFactory(DjangoModelFactory):
    class Meta:
        model = EarlierSubmission

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    number = 1
    snapshot = factory.LazyFunction(dict)
    receipt_hash = "0" * 64
    submitted_at = NOW - timedelta(days=2)
    replaced_at = NOW - timedelta(days=1)


class EarlierDocumentFactory(DjangoModelFactory):
    class Meta:
        model = EarlierDocument

    submission = factory.SubFactory(EarlierSubmissionFactory)
    document = factory.SubFactory(DocumentFactory)


class InfectionFactory(DjangoModelFactory):
    """A virus in a file of an application that was handed in, found now, with three days to replace it."""

    class Meta:
        model = Infection

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    asked = factory.SubFactory(DocumentAskedFactory)
    document = factory.SubFactory(DocumentFactory, owner=factory.SelfAttribute("..application.applicant"))
    found_at = NOW
    until = NOW + timedelta(days=3)
