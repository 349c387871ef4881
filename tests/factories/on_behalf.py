"""Applications that the office enters for somebody."""

from datetime import datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from applications.intake.actions import submit
from applications.intake.entering import keep_envelope
from applications.intake.models import Application
from applications.intake.on_behalf import OnBehalf, PaperScan, Source
from portal.models import User
from tests.factories.documents import DocumentFactory
from tests.factories.intake import ApplicationFactory, filled_application
from tests.factories.portal import NOW, UserFactory
from vacancies.models import Vacancy


class OnBehalfFactory(DjangoModelFactory):
    """A draft that the office enters, of an application that came on paper two days ago."""

    class Meta:
        model = OnBehalf

    application = factory.SubFactory(ApplicationFactory, applicant__is_active=False)
    source = Source.PAPER
    received_at = NOW - timedelta(days=2)
    entered_by = factory.SelfAttribute("application.vacancy.written_by")
    entered_at = NOW


class PaperScanFactory(DjangoModelFactory):
    class Meta:
        model = PaperScan

    on_behalf = factory.SubFactory(OnBehalfFactory)
    document = factory.SubFactory(
        DocumentFactory, owner=factory.SelfAttribute("..on_behalf.application.applicant")
    )


def entered_draft(vacancy: Vacancy, *, by: User, **fields: object) -> Application:
    """A draft that lacks nothing, entered by `by`; `fields` are those of OnBehalf. A price is in envelope 7."""
    nobody = UserFactory(is_active=False, name="Karimov Rustam")
    application = filled_application(vacancy, applicant=nobody)
    OnBehalfFactory(application=application, entered_by=by, **fields)
    if vacancy.plan.has_prices:
        keep_envelope(application=application, number="7", by=by, at=NOW)
    return application


def entered_application(vacancy: Vacancy, *, by: User, at: datetime = NOW, **fields: object) -> Application:
    """The same, handed in."""
    return submit(application=entered_draft(vacancy, by=by, **fields), by=by, at=at)
