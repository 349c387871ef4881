"""Papers that take a while to make, and fetching one as a person does."""

import factory
from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse
from factory.django import DjangoModelFactory

from applications.reports.models import Making, State
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import VacancyFactory


class MakingFactory(DjangoModelFactory):
    """A report that waits to be made; `made=True` for one that lies there."""

    class Meta:
        model = Making

    class Params:
        made = factory.Trait(
            state=State.MADE,
            name="report.pdf",
            file=factory.LazyFunction(lambda: ContentFile(b"%PDF", name="report")),
        )

    vacancy = factory.SubFactory(VacancyFactory, closed=True)
    paper = "report"
    language = "en"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = told_at = NOW


def asked(client, vacancy, language="en", paper="report", **more):
    """The answer to asking for a paper, which is made meanwhile."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(
            reverse("reports:ask", args=[vacancy.pk]), {"language": language, "paper": paper, **more}
        )


def fetched(client, vacancy, language="en", paper="report", **more):
    """The answer that brings the file, after asking for it."""
    page = client.get(asked(client, vacancy, language, paper, **more).headers["Location"])
    return client.get(reverse("reports:fetch", args=[page.context["making"].key]))
