"""Answers of written tests, and selections whose plan has one."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.panels.models import Panel
from applications.written_tests.models import AnswerFile
from tests.factories.documents import DocumentFactory
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW
from tests.factories.scoring import declared_panel, refrozen


class AnswerFileFactory(DjangoModelFactory):
    """A file that the office kept; nothing stands in the record of it."""

    class Meta:
        model = AnswerFile

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    document = factory.SubFactory(
        DocumentFactory, owner=factory.SelfAttribute("..application.applicant"), pages_of_text=("Answers",)
    )
    number = 1
    received_at = NOW
    kept_by = factory.SelfAttribute("application.vacancy.written_by")


def panel_of_a_test(**fields: Any) -> Panel:
    """A `declared_panel(**fields)` that scores everything in a written test."""
    panel = declared_panel(**fields)
    panel.vacancy.plan.criteria.update(stage="test")
    refrozen(panel.vacancy)
    return Panel.objects.with_seats().get(pk=panel.pk)
