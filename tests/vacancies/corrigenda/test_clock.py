"""The closing time to the second, before and after it was moved, in two zones that are not one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from applications.intake.actions import start, submit
from applications.models import Application
from portal.kernel.workflow import Refused
from portal.words.moments import moment_in
from tests.factories.intake import filled_application
from tests.factories.portal import OfficeFactory, UserFactory
from tests.vacancies.corrigenda.cast import REASON, approver_of, earlier, officer_of, open_notice
from vacancies.corrigenda import actions
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

ZONES = {"Asia/Ashgabat": ("TM", 5), "Asia/Bishkek": ("KG", 6)}
SECONDS = (-1, 0, 1)
# Six in the evening of the last day, as the office reads it.
CLOSES = datetime(2026, 12, 1, 18, 0)
LATER = CLOSES + timedelta(days=7)
LAST = LATER + timedelta(days=4)


def instant(wall, zone):
    return wall.replace(tzinfo=ZoneInfo(zone))


def notice_in(zone):
    country, _hours = ZONES[zone]
    return open_notice(office=OfficeFactory(time_zone=zone, country=country), closes_at=instant(CLOSES, zone))


def extended_to(vacancy, wall, *, at):
    zone = vacancy.office.time_zone
    return actions.extend(
        vacancy=vacancy, closes_at=instant(wall, zone), by=officer_of(vacancy), at=at, **REASON
    )


def around(vacancy, wall):
    """What the vacancy is, and what happens to who hands in, one second before, at and after `wall`."""
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    found = []
    for second in SECONDS:
        at = instant(wall, vacancy.office.time_zone) + timedelta(seconds=second)
        listed = Vacancy.objects.open(at=at).filter(pk=vacancy.pk).exists()
        found.append((fresh.is_open(at=at), listed, begins(vacancy, at), hands_in(vacancy, at)))
    return found


def begins(vacancy, at):
    try:
        return start(vacancy=Vacancy.objects.get(pk=vacancy.pk), by=UserFactory(), at=at) is not None
    except Refused:
        return False


def hands_in(vacancy, at):
    application = Application.objects.get(pk=filled_application(vacancy).pk)
    try:
        return submit(application=application, by=application.applicant, at=at).submitted_at == at
    except Refused:
        return False


OPEN, SHUT = (True,) * 4, (False,) * 4
BOUNDARY, BEFORE, AFTER = [OPEN, OPEN, SHUT], [OPEN] * 3, [SHUT] * 3


@pytest.mark.parametrize("zone", ZONES)
def test_the_instant_is_the_wall_clock_of_the_office(zone):
    _country, hours = ZONES[zone]
    assert instant(CLOSES, zone).astimezone(UTC) == datetime(2026, 12, 1, 18 - hours, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_the_closing_second_is_in_time_and_the_next_is_not(zone):
    assert around(notice_in(zone), CLOSES) == BOUNDARY


@pytest.mark.parametrize("zone", ZONES)
def test_an_extension_moves_the_boundary_and_nothing_closes_at_the_old_one(zone, now):
    vacancy = notice_in(zone)
    extended_to(vacancy, LATER, at=now)
    assert (around(vacancy, CLOSES), around(vacancy, LATER)) == (BEFORE, BOUNDARY)


@pytest.mark.parametrize("zone", ZONES)
def test_extended_twice_the_last_one_counts(zone, now):
    vacancy = notice_in(zone)
    extended_to(vacancy, LATER, at=now)
    extended_to(vacancy, LAST, at=now)
    assert [around(vacancy, wall) for wall in (CLOSES, LATER, LAST)] == [BEFORE, BEFORE, BOUNDARY]


@pytest.mark.parametrize("zone", ZONES)
def test_extended_after_it_closed_it_is_open_again_until_the_new_boundary(zone):
    vacancy = notice_in(zone)
    shut = instant(CLOSES, zone) + timedelta(hours=1)
    assert not hands_in(vacancy, shut)
    extended_to(vacancy, LATER, at=shut)
    assert (hands_in(vacancy, shut), around(vacancy, LATER)) == (True, BOUNDARY)


@pytest.mark.parametrize("zone", ZONES)
def test_an_earlier_closing_is_the_boundary_from_its_approval_on(zone, now):
    vacancy = notice_in(zone)
    corrigendum = earlier(vacancy, days=3)
    wall = (now + timedelta(days=3)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert around(vacancy, wall) == BEFORE
    actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=now)
    assert (around(vacancy, wall), around(vacancy, CLOSES)) == (BOUNDARY, AFTER)


def test_an_earlier_closing_leaves_at_least_a_day_to_the_second(now):
    vacancy = open_notice()
    with pytest.raises(Refused, match="24 hours"):
        earlier_in(vacancy, timedelta(hours=24) - timedelta(seconds=1), now)
    assert earlier_in(vacancy, timedelta(hours=24), now).closes_after == now + timedelta(hours=24)


def earlier_in(vacancy, span, at):
    approver_of(vacancy)
    return actions.propose_earlier_closing(
        vacancy=vacancy, closes_at=at + span, by=officer_of(vacancy), at=at, **REASON
    )


def test_an_earlier_closing_that_waited_too_long_is_not_approved(now):
    vacancy = open_notice()
    corrigendum = earlier_in(vacancy, timedelta(hours=24), now)
    with pytest.raises(Refused, match="24 hours"):
        actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=now + timedelta(seconds=1))


def test_a_day_that_the_new_date_names_is_the_day_of_the_office(now):
    vacancy = notice_in("Asia/Bishkek")
    midnight = CLOSES.replace(hour=0, minute=30) + timedelta(days=9)
    extended_to(vacancy, midnight, at=now)
    shown = moment_in(Vacancy.objects.get(pk=vacancy.pk).closes_at, "Asia/Bishkek")
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == "10 December 2026, 00:30"
