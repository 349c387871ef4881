"""The standard clauses of the demonstration: offices begin with the suggested ones, long before their first notice."""

from datetime import datetime

from applications.demonstration.diary import Diary
from applications.demonstration.notices import OFFICER
from applications.demonstration.people import person
from portal.models import Office
from vacancies.terms.actions import begin_with_suggested

# Working days before the present; the first notice is begun later.
BEGUN = -90


def load_clauses(*, now: datetime) -> None:
    """Give the suggested clauses to every office for which somebody writes notices; sub-offices use those above."""
    officer = person(OFFICER)
    for office in Office.objects.by_name().filter(parent=None):
        if officer.has_perm("vacancies.edit_clauses", office):
            at = Diary(now, office.zone).on(BEGUN, "10:15")
            begin_with_suggested(office=office, by=officer, at=at)
