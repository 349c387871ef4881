"""Who sits without a role reaches the panel until some days after the last complaint, by the clock, and nothing after that."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from applications.desk.verification_of_panels import change_faults, shortfall_faults
from applications.models import Application
from applications.panels.models import Panel, Seat
from applications.panels.reach import prolong, remind
from applications.policies import _sits
from applications.scoring.models import Round, Sheet
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.models import Message
from portal.retention.erasing import erase_due
from tests.factories.decisions import announced, ranked_selection
from tests.factories.portal import NOW
from tests.factories.profile import EducationFactory
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
# Ten days for complaints and fourteen after them.
LAST = 24


@pytest.fixture
def told():
    """A selection whose decision is announced."""
    selection = ranked_selection()
    announced(selection)
    return selection


def guest(selection):
    return Seat.objects.filter(panel=selection.panel, role="member").select_related("user", "panel").first()


def at_day(monkeypatch, days):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))


def opens(client, seat):
    """Statuses of everything a member reaches."""
    application = Application.objects.filter(vacancy=seat.vacancy, code="C1").get()
    round_ = Round.objects.get(panel=seat.panel)
    places = [
        reverse("panels:panel", args=[seat.panel_id]),
        reverse("panels:candidate", args=[application.key]),
        reverse("documents:page", args=[application.attachments.first().document.key, 1]),
        reverse("scoring:round", args=[round_.pk]),
        reverse("scoring:sheet", args=[Sheet.objects.get(seat=seat).pk]),
        reverse("ranking:results", args=[seat.vacancy.pk]),
        reverse("decisions:decision", args=[seat.vacancy.pk]),
        reverse("reports:index", args=[seat.vacancy.pk]),
        reverse("panels:panels"),
        reverse("desk:home"),
    ]
    client.force_login(seat.user)
    return [client.get(place).status_code == 200 for place in places]


def test_they_reach_all_until_the_last_day_and_nothing_after_it_without_any_job(client, told, monkeypatch):
    seat = guest(told)
    at_day(monkeypatch, LAST)
    assert all(opens(client, seat))
    at_day(monkeypatch, LAST + 1)
    assert not any(opens(client, seat))


def test_who_has_a_role_in_an_office_goes_on_reading(client, told, monkeypatch):
    seat = guest(told)
    seat.user.grants.create(office=told.vacancy.office, role=Role.AUDITOR)
    at_day(monkeypatch, LAST + 1)
    assert all(opens(client, seat))


def test_before_everything_is_announced_nothing_ends(client, monkeypatch):
    selection = ranked_selection()
    at_day(monkeypatch, 1000)
    client.force_login(guest(selection).user)
    assert client.get(reverse("panels:panel", args=[selection.panel.pk])).status_code == 200


def test_they_are_told_once_a_week_before(told):
    seats = Seat.objects.filter(panel=told.panel).count()
    assert remind(at=NOW + timedelta(days=LAST - 8)) == 0
    assert remind(at=NOW + timedelta(days=LAST - 5)) == seats
    assert remind(at=NOW + timedelta(days=LAST - 4)) == 0
    assert Message.objects.filter(kind="panel_reach_ends", user=guest(told).user).count() == 1


def test_hr_prolongs_it_with_a_reason_which_holds_for_this_person_alone(client, told, monkeypatch):
    seat = guest(told)
    client.force_login(told.officer)
    address = reverse("panels:prolong", args=[seat.pk])
    later = (NOW + timedelta(days=60)).date().isoformat()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert client.post(address, {"last_day": later, "reason": ""}).context["form"].errors
    client.post(address, {"last_day": later, "reason": "A complaint is heard."})

    at_day(monkeypatch, 50)
    assert all(opens(client, seat))
    other = Seat.objects.filter(panel=told.panel, role="member").exclude(pk=seat.pk).first()
    assert not any(opens(client, other))
    at_day(monkeypatch, 62)
    assert not any(opens(client, seat))


def test_nothing_is_prolonged_to_an_earlier_day_nor_before_it_is_known(told):
    with pytest.raises(Refused, match="later day"):
        prolong(seat=guest(told), last_day=NOW.date(), reason="So.", by=told.officer, at=NOW)
    Panel.objects.update(reach_until=None)
    with pytest.raises(Refused, match="after the decision is announced"):
        prolong(seat=guest(told), last_day=date(2099, 1, 1), reason="So.", by=told.officer, at=NOW)


def test_what_is_changed_in_the_database_is_found(told):
    seat = guest(told)
    day = (NOW + timedelta(days=60)).date()
    prolong(seat=seat, last_day=day, reason="A complaint.", by=told.officer, at=NOW)
    assert [*change_faults(), *shortfall_faults()] == []
    Seat.objects.filter(pk=seat.pk).update(reach_until=NOW + timedelta(days=900))
    assert any("until when it is reached" in fault for fault in change_faults())
    Panel.objects.update(reach_until=None)
    assert any("until when it is reached" in fault for fault in shortfall_faults())


def test_an_account_that_sat_can_be_erased_once_the_file_is_not_kept_any_more(told, monkeypatch):
    at_day(monkeypatch, 30)
    assert _sits(guest(told).user)
    at_day(monkeypatch, 365 * 7)
    assert not _sits(guest(told).user)


def test_of_a_cancelled_selection_they_reach_nothing_at_once(client):
    selection = ranked_selection()
    seat = guest(selection)
    Vacancy.objects.filter(pk=selection.vacancy.pk).update(status="cancelled")
    assert not any(opens(client, seat))


def test_an_account_that_was_only_good_for_a_panel_is_closed_with_the_file_and_no_other_is(told, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=365 * 7))
    seats = list(Seat.objects.filter(panel=told.panel, role="member").select_related("user"))
    EducationFactory(profile__user=seats[0].user)
    seats[1].user.grants.create(office=told.vacancy.office, role=Role.AUDITOR)
    assert erase_due(at=NOW + timedelta(days=30), dry_run=True)["panel_accounts"] == 0
    erase_due(at=NOW + timedelta(days=365 * 7))
    chair = told.chair
    for person in (chair, seats[0].user, seats[1].user):
        person.refresh_from_db()
    assert (chair.is_active, chair.name) == (False, "")
    assert seats[0].user.is_active
    assert seats[1].user.is_active
