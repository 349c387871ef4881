"""The register of receipt: everything that came and when, what was refused and why, before there is any ranking."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from applications.intake import actions, entering
from applications.intake.entering import Came
from applications.intake.on_behalf import Source
from applications.reports.receipts import Kind, chosen, lines_of
from portal.kernel.workflow import Refused
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application, withdraw
from tests.factories.on_behalf import entered_application
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, UserFactory
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


def address(vacancy, query=""):
    return reverse("reports:receipts", args=[vacancy.pk]) + query


def came_late(vacancy, officer):
    came = Came("Late Person", Source.PAPER, vacancy.closes_at + timedelta(seconds=5), "en")
    entering.note_late(vacancy=vacancy, came=came, by=officer, at=NOW)


def refused(vacancy, at, **what):
    draft = filled_application(vacancy, **what)
    with pytest.raises(Refused):
        actions.submit(application=draft, by=draft.applicant, at=at)
    return draft


def said(vacancy, kind=""):
    return [(line.name, str(line.kind), line.note) for line in chosen(lines_of(vacancy), kind)]


@pytest.fixture
def full(vacancy, officer):
    """One of each kind."""
    submitted_application(vacancy)
    withdraw(submitted_application(vacancy), at=NOW)
    entered_application(vacancy, by=officer)
    came_late(vacancy, officer)
    refused(vacancy, vacancy.closes_at + timedelta(seconds=1), applicant=UserFactory(name="Too late"))
    return vacancy


def test_every_way_to_be_refused_stands_there_with_its_reason(vacancy, officer):
    late = UserFactory(name="Too late")
    refused(vacancy, vacancy.closes_at + timedelta(seconds=1), applicant=late)
    incomplete = ApplicationFactory(vacancy=vacancy, applicant__name="Incomplete")
    with pytest.raises(Refused):
        actions.submit(application=incomplete, by=incomplete.applicant, at=vacancy.closes_at)
    with pytest.raises(Refused):
        actions.start(vacancy=vacancy, by=UserFactory(name="Began late"), at=NOW)
    came_late(vacancy, officer)
    assert {(name, note) for name, _kind, note in said(vacancy, Kind.REFUSED)} == {
        ("Too late", "It came after the closing time, so it was not accepted. Your draft is kept"),
        ("Incomplete", "Something is still missing, so it was not handed in. Everything you wrote is kept"),
        ("Began late", "Applications for this vacancy are closed"),
        ("Late Person", "It came after the closing time"),
    }


def test_a_draft_is_nobody_elses_business(client, vacancy, officer):
    filled_application(vacancy, applicant=UserFactory(name="Secret"))
    assert said(vacancy) == []
    assert "Nothing has come yet" in client.get(address(vacancy)).content.decode()


def test_times_are_those_of_the_office_with_their_seconds(client, vacancy, officer):
    row = submitted_application(vacancy, at=vacancy.closes_at - timedelta(seconds=7))
    page = client.get(address(vacancy)).content.decode()
    assert f"{vacancy.office.local(row.submitted_at):%H:%M:%S}" in page


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("", 5),
        ("received", 2),
        ("late", 0),
        ("withdrawn", 1),
        ("refused", 2),
        ("on_behalf", 2),
        ("nonsense", 5),
    ],
)
def test_the_register_is_filtered_by_kind(client, full, kind, number):
    page = client.get(address(full, f"?kind={kind}"))
    assert len(page.context["page"].object_list) == number


def test_what_came_within_the_grace_is_a_kind_of_its_own(vacancy, officer):
    row = submitted_application(vacancy)
    type(row).objects.filter(pk=row.pk).update(late_by_seconds=12)
    assert said(vacancy, Kind.LATE) == [(row.name, "late", "0 min 12 s after the closing time")]


def test_what_the_office_entered_names_who_and_how(vacancy, officer):
    entered_application(vacancy, by=officer)
    (line,) = chosen(lines_of(vacancy), "on_behalf")
    assert (line.way, line.by, line.code) == ("on paper", "Officer", "C1")


def test_the_office_reaches_it_from_the_tabs_and_takes_it_away_before_any_ranking(client, full):
    case = client.get(reverse("desk:vacancy", args=[full.pk])).content.decode()
    assert address(full) in case
    data = client.get(reverse("reports:register", args=[full.pk])).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(data), delimiter=";")
    assert {len(row) for row in rows} == {len(head)}
    by_name = {row[1]: dict(zip(head, row, strict=True)) for row in rows}
    late = by_name["Late Person"]
    assert (late["State"], late["How it came"], late["Entered by"]) == ("Refused", "on paper", "Officer")
    assert late["Reason of the refusal"] == "It came after the closing time"
    assert late["Received"] == f"{full.office.local(full.closes_at + timedelta(seconds=5)):%Y-%m-%d %H:%M:%S}"


def test_the_panel_and_others_do_not_read_it(client):
    vacancy, _people = long_listed_vacancy()
    panel = convened_panel(vacancy)
    for person in (panel.seats.scoring().first().user, UserFactory(), UserFactory(is_superuser=True)):
        client.force_login(person)
        assert client.get(address(vacancy)).status_code == 404
        assert client.get(reverse("reports:register", args=[vacancy.pk])).status_code == 404


def test_the_register_asks_as_often_for_many_as_for_one(client, vacancy, officer, count_queries):
    entered_application(vacancy, by=officer)
    came_late(vacancy, officer)
    asked = count_queries(client, address(vacancy))
    for _number in range(3):
        submitted_application(vacancy)
        entered_application(vacancy, by=officer)
        came_late(vacancy, officer)
    assert count_queries(client, address(vacancy)) == asked
