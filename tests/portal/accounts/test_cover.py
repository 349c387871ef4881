"""Leave cover: lending a role for a period, what it opens, and ending it early."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.actions import end_cover, lend_role
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Delegation, Entry, Message, RoleGrant, User
from portal.record.presenters import sentence
from tests.factories.portal import (
    NOW,
    DelegationFactory,
    OfficeFactory,
    UserFactory,
    person_with,
)
from tests.factories.vacancies import planned_vacancy
from tests.vacancies.publishing.test_pages import told

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PAGE = "/en/account/cover/"


@pytest.fixture
def office():
    return OfficeFactory(code="KG", name_en="Office in Kyrgyzstan", country="KG", time_zone="Asia/Bishkek")


@pytest.fixture
def approver(office):
    return person_with(Role.APPROVER, office, name="Zhanna")


@pytest.fixture
def officer(office):
    return person_with(Role.OFFICER, office, name="Bolot", language="ru")


def lent(office, giver, deputy, *, begins_at=NOW, ends_at=NOW + 14 * DAY, at=NOW):
    return lend_role(
        office=office,
        role=Role.APPROVER,
        deputy=deputy,
        begins_at=begins_at,
        ends_at=ends_at,
        by=giver,
        at=at,
    )


def now_has(person, permission, subject, monkeypatch, at):
    monkeypatch.setattr("portal.kernel.clock.now", lambda: at)
    return User.objects.get(pk=person.pk).has_perm(permission, subject)


@pytest.mark.parametrize(
    ("at", "covers"),
    [
        (NOW - timedelta(seconds=1), False),
        (NOW, True),
        (NOW + 14 * DAY - timedelta(seconds=1), True),
        (NOW + 14 * DAY, False),
    ],
)
def test_a_deputy_holds_the_role_from_the_first_moment_until_just_before_the_last(
    *, office, approver, officer, monkeypatch, at, covers
):
    lent(office, approver, officer, at=NOW - DAY)
    vacancy = planned_vacancy(office=office, status="in_approval")
    assert now_has(officer, "vacancies.publish_vacancy", vacancy, monkeypatch, at) is covers


def test_the_deputy_reads_of_it_in_their_language_and_the_office_records_it(office, approver, officer):
    cover = lent(office, approver, officer)
    letter = Message.objects.get()
    assert (letter.kind, letter.user, letter.language) == ("cover_given", officer, "ru")
    assert "/ru/account/cover/" in letter.text
    told_first, told_last = [sentence(entry) for entry in Entry.objects.of(f"office:{office.pk}")]
    assert told_first == (
        "Zhanna lent a role (approver) to Bolot from 21\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026, 09:00 UTC until 5\N{NO-BREAK SPACE}December\N{NO-BREAK SPACE}2026, 09:00 UTC"
    )
    assert told_last == "A letter was written: a leave cover"
    assert cover.office == office


def test_only_a_role_that_one_holds_is_lent(office, approver, officer):
    with pytest.raises(Refused, match="a role that you hold yourself"):
        lent(office, officer, approver)


def test_what_was_lent_is_not_lent_on(office, approver, officer):
    lent(office, approver, officer)
    third = person_with(Role.OFFICER, office)
    with pytest.raises(Refused, match="a role that you hold yourself"):
        lent(office, officer, third)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRANSLATOR])
def test_who_only_reads_or_translates_covers_for_nobody(office, approver, role):
    with pytest.raises(Refused, match="Choose a colleague"):
        lent(office, approver, person_with(role, office))


def test_a_colleague_of_the_office_above_can_cover_and_one_of_another_office_cannot(office, approver):
    office.parent = OfficeFactory()
    office.save()
    above, elsewhere = person_with(Role.OFFICER, office.parent), person_with(Role.OFFICER, OfficeFactory())
    assert lent(office, approver, above).deputy == above
    with pytest.raises(Refused, match="Choose a colleague"):
        lent(office, approver, elsewhere, begins_at=NOW + 20 * DAY, ends_at=NOW + 30 * DAY)


def test_one_role_is_lent_to_one_colleague_at_a_time(office, approver, officer):
    other = person_with(Role.OFFICER, office)
    lent(office, approver, officer)
    with pytest.raises(Refused, match="Bolot covers for you in this period already"):
        lent(office, approver, other, begins_at=NOW + 13 * DAY, ends_at=NOW + 20 * DAY)
    lent(office, approver, other, begins_at=NOW + 14 * DAY, ends_at=NOW + 20 * DAY)
    assert Delegation.objects.count() == 2


def test_a_period_that_is_over_is_refused(office, approver, officer):
    with pytest.raises(Refused, match="This period is over"):
        lent(office, approver, officer, begins_at=NOW - 9 * DAY, ends_at=NOW)


def test_a_cover_ends_with_the_role_or_the_account_of_who_gave_it(office, approver, officer):
    lent(office, approver, officer)
    vacancy = planned_vacancy(office=office, status="in_approval")
    for ending in (
        lambda: User.objects.filter(pk=approver.pk).update(is_active=False),
        lambda: RoleGrant.objects.filter(user=approver).delete(),
    ):
        assert User.objects.get(pk=officer.pk).has_perm("vacancies.publish_vacancy", vacancy)
        ending()
        assert not User.objects.get(pk=officer.pk).has_perm("vacancies.publish_vacancy", vacancy)
        User.objects.filter(pk=approver.pk).update(is_active=True)


def test_either_of_the_two_ends_it_and_the_other_gets_a_letter(office, approver, officer):
    for by, to in ((approver, officer), (officer, approver)):
        cover = lent(office, approver, officer)
        Message.objects.all().delete()
        end_cover(cover=cover, by=by, at=NOW)
        assert [(letter.kind, letter.user) for letter in Message.objects.all()] == [("cover_ended", to)]
        with pytest.raises(Refused, match="ended already"):
            end_cover(cover=cover, by=by, at=NOW)
    vacancy = planned_vacancy(office=office, status="in_approval")
    assert not User.objects.get(pk=officer.pk).has_perm("vacancies.publish_vacancy", vacancy)


def test_nobody_else_ends_a_cover(office, approver, officer):
    cover = lent(office, approver, officer)
    with pytest.raises(PermissionDenied):
        end_cover(cover=cover, by=person_with(Role.OFFICER, office), at=NOW)


def test_an_approver_lends_the_role_on_the_page_by_whole_days_of_the_office(
    client, office, approver, officer
):
    client.force_login(approver)
    sent = {
        "grant": approver.grants.get().pk,
        "deputy": officer.pk,
        "first": date(2026, 12, 1),
        "last": date(2026, 12, 5),
    }
    answer = client.post(PAGE, sent)
    assert told(answer) == ["Bolot covers for you in this period and has a letter about it."]
    cover = Delegation.objects.get()
    assert cover.begins_at == datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
    assert cover.ends_at == datetime(2026, 12, 5, 18, 0, tzinfo=UTC)
    shown = client.get(PAGE).content.decode()
    assert "Bolot" in shown
    assert "to come" in shown


def test_a_cover_from_today_begins_at_once(client, office, approver, officer):
    client.force_login(approver)
    sent = {
        "grant": approver.grants.get().pk,
        "deputy": officer.pk,
        "first": "2026-11-21",
        "last": "2026-11-21",
    }
    client.post(PAGE, sent)
    assert Delegation.objects.get().begins_at == NOW
    assert "running" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(("first", "last"), [("2026-12-05", "2026-12-01"), ("2026-11-01", "2026-11-20")])
def test_days_in_the_wrong_order_or_in_the_past_come_back_with_their_field_named(
    *, client, office, approver, officer, first, last
):
    client.force_login(approver)
    sent = {"grant": approver.grants.get().pk, "deputy": officer.pk, "first": first, "last": last}
    assert set(client.post(PAGE, sent).context["form"].errors) == {"last"}
    assert Delegation.objects.count() == 0


def test_a_cover_is_ended_on_the_page_by_those_it_concerns_and_does_not_exist_for_others(
    client, office, approver, officer
):
    cover = DelegationFactory(office=office, giver=approver, deputy=officer)
    address = reverse("accounts:end-cover", args=[cover.pk])
    client.force_login(person_with(Role.OFFICER, office))
    assert client.post(address).status_code == 404
    assert "End it now" not in client.get(PAGE).content.decode()
    client.force_login(approver)
    assert "End it now" in client.get(PAGE).content.decode()
    assert told(client.post(address)) == ["The cover has ended."]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRANSLATOR, None])
def test_who_has_nothing_to_lend_does_not_see_the_page(client, office, role):
    client.force_login(person_with(role, office) if role else UserFactory())
    assert client.get(PAGE).status_code == 403


def test_the_page_stands_in_the_menu_of_officers_and_approvers(client, approver):
    client.force_login(approver)
    assert f'href="{PAGE}"' in client.get(reverse("desk:home")).content.decode()


def test_the_page_needs_the_same_queries_for_one_cover_and_for_three(client, office, approver, officer):
    client.force_login(approver)
    client.get(PAGE)
    counted = []
    for number in (0, 1, 2):
        begins_at = NOW + number * DAY
        DelegationFactory(
            office=office, giver=approver, deputy=officer, begins_at=begins_at, ends_at=begins_at + DAY
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counted.append(len(queries))
    assert counted[0] == counted[2]


def test_letters_for_an_office_reach_its_deputies_from_elsewhere_and_nobody_whose_account_is_closed(
    office, approver, officer
):
    person_with(Role.OFFICER, office, is_active=False)
    above = person_with(Role.OFFICER, OfficeFactory())
    DelegationFactory(office=office, giver=approver, deputy=above)
    assert list(User.objects.acting_in([office.pk, None])) == [approver, officer, above]
