"""Possible duplicates on HR's pages: flagged, compared, judged with a reason; nobody is kept from applying."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.screening.models import Likeness
from applications.screening.twins import judge, pairs_of, to_judge, twins_of
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.documents import DocumentFactory
from tests.factories.intake import submitted_application, withdraw
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.profile import ProfileFactory
from tests.factories.screening import long_listed_vacancy, officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True)


@pytest.fixture
def officer(vacancy, client):
    user = officer_of(vacancy, name="Officer")
    client.force_login(user)
    return user


def applicant(family_name, given_name, **said):
    user = UserFactory()
    told = {"patronymic": "", "passport_name": "", "phone": "", **said}
    ProfileFactory(user=user, family_name=family_name, given_name=given_name, **told)
    return user


@pytest.fixture
def twins(vacancy):
    first = submitted_application(vacancy, applicant=applicant("Ким", "Юлия"))
    second = submitted_application(vacancy, applicant=applicant("Kim", "Julia"))
    submitted_application(vacancy, applicant=applicant("Иванов", "Олег"))
    return first, second


def address(one, other):
    return reverse("screening:compare", args=[one.key, other.key])


def keys(vacancy):
    return [(pair.first, pair.second) for pair in to_judge(vacancy)]


def test_two_accounts_of_one_person_are_flagged_in_the_table_and_on_both_applications(
    client, officer, vacancy, twins
):
    table = client.get(reverse("screening:applications", args=[vacancy.pk]))
    assert [row.alike for row in table.context["rows"]] == [True, False, True]
    assert table.content.decode().count("possible duplicate") == 2
    for one, other in (twins, twins[::-1]):
        page = client.get(reverse("screening:application", args=[one.key])).content.decode()
        assert address(one, other) in page
        assert "In common: name" in page


def test_nobody_is_kept_from_applying(twins):
    assert [one.status for one in twins] == ["submitted", "submitted"]


def test_one_file_from_two_accounts_is_seen_whatever_the_names(vacancy):
    for family, given in (("Петрова", "Анна"), ("Иванова", "Мария")):
        one = submitted_application(vacancy, applicant=applicant(family, given))
        one.attachments.update(document=DocumentFactory(owner=one.applicant, pages_of_text=("One CV",)))
    (pair,) = pairs_of(vacancy)
    assert [str(ground) for ground in pair.grounds] == ["document"]


def test_both_stand_side_by_side_with_what_each_says(client, officer, twins):
    page = client.get(address(*twins))
    rows = {row.term: (row.one, row.other, row.differs) for row in page.context["rows"]}
    assert rows["Name"] == ("Ким Юлия", "Kim Julia", True)
    assert rows["Nationality"] == ("Kazakhstan", "Kazakhstan", False)
    assert {"E-mail address", "Files"} <= set(rows)


@pytest.mark.parametrize("said", ["yes", "no"])
def test_the_officer_decides_with_a_reason_and_it_is_recorded_on_both(client, officer, vacancy, twins, said):
    first, second = twins
    response = client.post(address(second, first), {"is_same": said, "reason": "Called both numbers."})
    assert response["Location"].endswith(f"/applications/{second.key}/screening/#duplicates")
    row = Likeness.objects.get()
    assert (row.first, row.second, row.is_same, row.by) == (first, second, said == "yes", officer)
    action = "likeness.same" if said == "yes" else "likeness.different"
    entries = Entry.objects.of(vacancy.stream).filter(action=action)
    assert [(entry.data["code"], entry.data["other"], entry.data["reason"]) for entry in entries] == [
        ("C1", "C2", "Called both numbers."),
        ("C2", "C1", "Called both numbers."),
    ]
    assert {entry.subject for entry in entries} == {f"application:{one.pk}" for one in twins}
    assert keys(vacancy) == []
    page = client.get(reverse("screening:application", args=[first.key])).content.decode()
    assert "Called both numbers." in page


def test_a_decision_can_be_changed_and_both_stand_in_the_record(officer, vacancy, twins):
    one, other = twins
    judge(one=one, other=other, is_same=True, reason="One CV.", by=officer, at=NOW)
    judge(one=other, other=one, is_same=False, reason="They are sisters.", by=officer, at=NOW)
    assert not Likeness.objects.get().is_same
    reasons = Entry.objects.of(vacancy.stream).filter(
        subject=f"application:{one.pk}", action__startswith="likeness"
    )
    assert [entry.data["reason"] for entry in reasons] == ["One CV.", "They are sisters."]


def test_without_a_reason_nothing_is_decided(client, officer, twins):
    response = client.post(address(*twins), {"is_same": "yes", "reason": " "})
    assert response.status_code == 200
    assert "This field is required" in response.content.decode()
    with pytest.raises(Refused):
        judge(one=twins[0], other=twins[1], is_same=True, reason=" ", by=officer, at=NOW)
    assert not Likeness.objects.exists()


def test_applications_for_two_vacancies_are_not_compared(officer, twins):
    elsewhere = submitted_application(planned_vacancy(office=officer.grants.get().office, closed=True))
    with pytest.raises(Refused, match="one vacancy"):
        judge(one=twins[0], other=elsewhere, is_same=True, reason="So it is.", by=officer, at=NOW)


def test_whoever_only_reads_sees_both_and_decides_nothing(client, vacancy, twins):
    auditor = person_with(Role.AUDITOR, vacancy.office)
    client.force_login(auditor)
    assert client.get(address(*twins)).context["form"] is None
    client.post(address(*twins), {"is_same": "yes", "reason": "So it is."})
    assert not Likeness.objects.exists()
    with pytest.raises(PermissionDenied):
        judge(one=twins[0], other=twins[1], is_same=True, reason="So it is.", by=auditor, at=NOW)


def test_the_panel_does_not_see_it(client):
    vacancy, (one, other) = long_listed_vacancy()
    panel = convened_panel(vacancy)
    client.force_login(panel.seats.scoring().first().user)
    assert client.get(address(one, other)).status_code == 404
    for name, args in (("panels:panel", [panel.pk]), ("panels:candidate", [one.key])):
        page = client.get(reverse(name, args=args))
        assert page.status_code == 200
        assert "uplicate" not in page.content.decode()


def test_a_member_of_the_panel_from_the_office_sees_nothing_of_a_conflict(client):
    vacancy, (one, other) = long_listed_vacancy()
    panel = convened_panel(vacancy, conflicts={0: [other]})
    member = panel.seats.scoring().first().user
    member.grants.create(office=vacancy.office, role=Role.OFFICER)
    client.force_login(member)
    assert client.get(address(one, other)).status_code == 404
    assert client.get(reverse("screening:application", args=[one.key])).context["twins"] == []


def test_two_that_have_nothing_in_common_have_no_page(client, officer, vacancy, twins):
    stranger = vacancy.applications.get(code="C3")
    assert client.get(address(twins[0], stranger)).status_code == 404
    assert twins_of(stranger) == []


def test_a_withdrawn_application_is_still_a_duplicate(vacancy, twins):
    withdraw(twins[0], at=NOW)
    assert keys(vacancy) == [tuple(one.pk for one in twins)]


def test_comparing_asks_the_database_as_often_for_many_as_for_two(
    client, officer, vacancy, twins, count_queries
):
    asked = count_queries(client, address(*twins))
    for _number in range(3):
        submitted_application(vacancy, applicant=applicant("Kim", "Yulia"))
    assert count_queries(client, address(*twins)) == asked


def test_who_tells_of_a_former_name_is_seen_to_have_applied_under_it(vacancy):
    now = applicant("Ким", "Юлия", previous_names="Ахметова, Юлия Ли")
    told = submitted_application(vacancy, applicant=now)
    before = submitted_application(vacancy, applicant=applicant("Akhmetova", "Yuliya"))
    submitted_application(vacancy, applicant=applicant("Ахметова", "Динара"))
    assert keys(vacancy) == [(told.pk, before.pk)]
