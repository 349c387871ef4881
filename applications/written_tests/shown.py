"""The answers of a candidate as their panel sees them: pages, under a code and a number."""

from applications.documents.pages import Shown, shown
from applications.intake.models import Application
from applications.written_tests.models import AnswerFile


def answers_of(application: Application, code: str) -> list[tuple[str, Shown]]:
    """Name and pages of each file that stands, for who knows the candidate by `code`; empty for who wrote nothing."""
    rows = AnswerFile.objects.standing().filter(application=application).select_related("document")
    return [(name := row.called_by(code), shown(row.document, name, called=name)) for row in rows]
