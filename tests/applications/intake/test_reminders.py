"""Who has applied is not reminded of a vacancy they saved."""

from datetime import timedelta

import pytest

from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW
from tests.factories.publishing import SavedVacancyFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.alerts.sending import send_due

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "reminders"), [({}, 1), ({"submitted": True}, 0), ({"withdrawn": True}, 0)]
)
def test_a_draft_is_reminded_and_what_was_handed_in_is_not(state, reminders):
    vacancy = VacancyFactory(published=True, closes_at=NOW + timedelta(days=2))
    application = ApplicationFactory(vacancy=vacancy, **state)
    SavedVacancyFactory(user=application.applicant, vacancy=vacancy)
    assert send_due(at=NOW).reminders == reminders
