"""References: referees of candidates, asked by an officer."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from applications.reference_checks.models import Reference
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW


class ReferenceFactory(DjangoModelFactory):
    """One of which the candidate is told; nothing stands in the record of it."""

    class Meta:
        model = Reference

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    number = factory.Sequence(lambda n: n + 1)
    name = "Ольга Ким"
    organisation = "Migration Centre"
    email = factory.Sequence(lambda n: f"kim{n}@example.net")
    language = "en"
    questions = factory.LazyFunction(lambda: ["How did you work together?", "Would you again?"])
    asked_by = factory.SelfAttribute("application.vacancy.written_by")
    told_at = NOW
    ask_at = NOW + timedelta(days=1)
    answer_by = NOW + timedelta(days=11)
