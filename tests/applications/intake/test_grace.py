"""The published grace, to the second, on the clocks of Ashgabat and Bishkek."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from applications.desk.filters import cases_of
from applications.desk.states import state_of
from applications.intake import actions
from applications.screening.actions import make_long_list
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import filled_application, submitted_application
from tests.factories.portal import OfficeFactory, UserFactory
from tests.factories.screening import officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.publishing.actions import begin_evaluation

pytestmark = pytest.mark.django_db

GRACE = 15
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["Asia/Ashgabat", "Asia/Bishkek"])
def vacancy(request):
    zone = ZoneInfo(request.param)
    closes = datetime(2026, 11, 30, 18, 0, tzinfo=zone)
    office = OfficeFactory(time_zone=request.param)
    return planned_vacancy(published=True, office=office, closes_at=closes, grace_minutes=GRACE)


@pytest.fixture
def draft(vacancy):
    return filled_application(vacancy)


def submit(draft, at):
    return actions.submit(application=draft, by=draft.applicant, at=at)


@pytest.mark.parametrize(
    ("after", "late"),
    [(-SECOND, None), (0 * SECOND, None), (SECOND / 2, 1), (SECOND, 1), (GRACE * 60 * SECOND - SECOND, 899), (GRACE * 60 * SECOND, 900)],
)  # fmt: skip
def test_what_was_begun_in_time_is_taken_until_the_end_of_the_grace(vacancy, draft, after, late):
    received = submit(draft, vacancy.closes_at + after)
    assert received.late_by_seconds == late
    entry = Entry.objects.of(vacancy.stream).get(action="application.submitted")
    assert entry.data.get("late_by_seconds") == late


def test_a_second_after_the_grace_it_is_refused_and_kept(vacancy, draft):
    with pytest.raises(Refused, match="after the closing time"):
        submit(draft, vacancy.takes_until + SECOND)
    draft.refresh_from_db()
    assert draft.statements.exists()


def test_what_was_begun_after_the_closing_time_is_not_taken(vacancy, draft):
    draft.started_at = vacancy.closes_at + SECOND
    draft.save()
    with pytest.raises(Refused):
        submit(draft, vacancy.closes_at + 2 * SECOND)


@pytest.mark.parametrize(("after", "begins"), [(-SECOND, True), (0 * SECOND, True), (SECOND, False)])
def test_a_draft_begins_until_the_closing_time_and_not_in_the_grace(vacancy, after, begins):
    def start():
        return actions.start(vacancy=vacancy, by=UserFactory(), at=vacancy.closes_at + after)

    if begins:
        assert start().pk
    else:
        with pytest.raises(Refused, match="closed"):
            start()


@pytest.mark.parametrize(
    ("moment", "state"),
    [(0 * SECOND, "open"), (SECOND, "grace"), (GRACE * 60 * SECOND, "grace"), (GRACE * 60 * SECOND + SECOND, "closed")],
)  # fmt: skip
def test_the_desk_and_the_database_agree_when_the_vacancy_is_closed(vacancy, moment, state):
    at = vacancy.closes_at + moment
    officer = officer_of(vacancy)
    assert state_of(vacancy, at=at) == state
    assert [one.state for one in cases_of(officer, at=at)] == [state]


@pytest.mark.parametrize("verb", [make_long_list, begin_evaluation])
def test_nothing_is_judged_while_applications_may_arrive(vacancy, verb):
    submitted_application(vacancy, at=vacancy.closes_at)
    with pytest.raises(Refused, match="still"):
        verb(vacancy=vacancy, by=officer_of(vacancy), at=vacancy.takes_until)


def test_the_applicant_reads_until_when_it_is_taken_and_the_office_by_how_much_it_was_late(
    client, monkeypatch, vacancy, draft
):
    monkeypatch.setattr("portal.kernel.clock.now", lambda: vacancy.closes_at + 90 * SECOND)
    client.force_login(draft.applicant)
    review = client.get(reverse("intake:review", args=[draft.key]))
    assert "What was begun before it is taken until" in review.text
    assert reverse("intake:submit", args=[draft.key]) in review.text
    client.post(reverse("intake:submit", args=[draft.key]))
    client.force_login(officer_of(vacancy))
    table = client.get(reverse("screening:applications", args=[vacancy.pk]))
    assert [row.late for row in table.context["rows"]] == ["1 min 30 s after the closing time"]
