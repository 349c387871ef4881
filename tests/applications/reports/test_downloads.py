"""Taking files away: who may, what they are called, what bad addresses get, and that it is recorded."""

import csv
import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from applications.ranking.actions import make
from applications.reports.register import harmless
from portal.accounts.roles import Role
from portal.models import Entry
from tests.factories.decisions import ranked_selection, recommended
from tests.factories.intake import ApplicationFactory, submitted_application, withdraw
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.scoring import opened_round

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READERS = {"chair", "member", "secretary", "officer", "approver", "auditor"}


@pytest.fixture
def selection():
    return ranked_selection(reference="IOMKAZ/2026/11(C)", unfit=1)


def addresses(vacancy):
    return {
        "index": reverse("reports:index", args=[vacancy.pk]),
        "evaluation": reverse("reports:evaluation", args=[vacancy.pk]),
        "workbook": reverse("reports:workbook", args=[vacancy.pk]),
        "register": reverse("reports:register", args=[vacancy.pk]),
    }


NAMES = list(addresses(type("Vacancy", (), {"pk": 1})))


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_for_the_panel_and_the_office(client, selection, name):
    office = selection.vacancy.office
    people = {
        "chair": selection.chair,
        "member": selection.members[1],
        "secretary": SeatFactory(panel=selection.panel, role="secretary", declared=True).user,
        "undeclared": SeatFactory(panel=selection.panel, role="observer").user,
        "officer": selection.officer,
        "approver": selection.approver,
        "auditor": person_with(Role.AUDITOR, office),
        "applicant": selection.applications[0].applicant,
        "stranger": UserFactory(),
        "officer elsewhere": person_with(Role.OFFICER, OfficeFactory()),
        "administrator": UserFactory(is_superuser=True),
    }
    statuses = {}
    for who, person in people.items():
        client.force_login(person)
        statuses[who] = client.get(addresses(selection.vacancy)[name]).status_code
    assert statuses == {who: 200 if who in READERS else 404 for who in people}


@pytest.mark.parametrize("name", NAMES)
def test_who_is_not_signed_in_is_asked_to(client, selection, name):
    response = client.get(addresses(selection.vacancy)[name])
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "register"])
def test_before_the_ranking_there_is_nothing_to_report(client, name):
    vacancy = opened_round().vacancy
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    assert client.get(addresses(vacancy)[name]).status_code == 404


@pytest.mark.parametrize(
    ("name", "file", "kind"),
    [
        ("evaluation", "IOMKAZ-2026-11-C-evaluation-1.json", "application/json"),
        ("workbook", "IOMKAZ-2026-11-C-ranking-1-en.xlsx", XLSX),
        ("register", "IOMKAZ-2026-11-C-register-en.csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_file_is_saved_under_its_name_kept_by_nobody_and_recorded(client, selection, name, file, kind):
    client.force_login(selection.approver)
    response = client.get(addresses(selection.vacancy)[name])
    assert response.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert response.headers["Content-Type"] == kind
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    entry = Entry.objects.of(selection.vacancy.stream).last()
    assert (entry.action, entry.actor, entry.data) == ("report.read", selection.approver.pk, {"file": file})


def test_looking_at_the_list_of_files_is_not_recorded(client, selection):
    client.force_login(selection.officer)
    text = client.get(addresses(selection.vacancy)["index"]).text
    for language in ("en", "ru"):
        assert f'name="language" value="{language}"' in text
        assert (
            reverse("reports:register", args=[selection.vacancy.pk]).replace("/en/", f"/{language}/", 1)
            in text
        )
    assert "?version=1" in text
    assert not Entry.objects.filter(action="report.read").exists()


@pytest.mark.parametrize("version", ["2", "0", "-1", "abc", "1.5", "99999999999999999999"])
def test_a_version_that_was_never_made_is_not_found(client, selection, version):
    client.force_login(selection.officer)
    for name in ("evaluation", "workbook"):
        assert client.get(addresses(selection.vacancy)[name], {"version": version}).status_code == 404


def test_files_are_only_read(client, selection):
    client.force_login(selection.officer)
    assert {client.post(address).status_code for address in addresses(selection.vacancy).values()} == {405}


def test_every_version_of_the_evaluation_file_stays(client, selection):
    withdraw(selection.applications[2], at=NOW)
    second = make(vacancy=selection.vacancy, reason="C3 withdrew.", by=selection.chair, at=NOW)
    client.force_login(selection.officer)
    address = addresses(selection.vacancy)["evaluation"]
    given = {
        query: json.loads(client.get(address + query).content) for query in ("", "?version=1", "?version=2")
    }
    assert given == {
        "": second.evaluation, "?version=1": selection.ranking.evaluation, "?version=2": second.evaluation,
    }  # fmt: skip


def test_the_workbook_of_a_version_holds_its_marks_prices_and_figures_and_names_nobody(client, selection):
    client.force_login(selection.officer)
    book = load_workbook(io.BytesIO(client.get(addresses(selection.vacancy)["workbook"]).content))
    places, plan, marks = book.worksheets
    assert [row[0].value for row in places.iter_rows(min_row=5)] == ["C1", "C2", "C3", "C4"]
    told = {row[0].value: row[1].value for row in plan.iter_rows()}
    assert told["Vacancy"] == "IOMKAZ/2026/11(C)"
    assert told["Fingerprint of the plan"] == selection.ranking.plan_fingerprint
    given = sum(len(one["marks"]) for one in selection.ranking.evaluation["candidates"])
    assert marks.max_row == 1 + given
    names = {application.applicant.name for application in selection.applications}
    assert not names & {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


def register_of(client, vacancy, language="en"):
    address = addresses(vacancy)["register"].replace("/en/", f"/{language}/", 1)
    data = client.get(address).content
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_register_lists_everybody_received_and_no_draft(client, selection):
    ApplicationFactory(vacancy=selection.vacancy)
    withdraw(submitted_application(selection.vacancy), at=NOW)
    recommended(selection)
    client.force_login(selection.officer)
    head, *rows = register_of(client, selection.vacancy)
    assert [(row[0], *row[6:9], *row[10:12]) for row in rows] == [
        ("C1", "Submitted", "On the long list", "1", "96.00", "Selected"),
        ("C2", "Submitted", "On the long list", "2", "91.00", "On the reserve list"),
        ("C3", "Submitted", "On the long list", "3", "86.00", "On the reserve list"),
        ("C4", "Submitted", "Not eligible", "", "", ""),
        ("C5", "Withdrawn", "", "", "", ""),
    ]
    assert head[0] == "Code"
    assert rows[0][5] == "2026-11-20 13:00:00"


def test_figures_of_the_register_have_the_comma_where_excel_wants_it(client, selection):
    client.force_login(selection.officer)
    assert register_of(client, selection.vacancy, "ru")[1][10] == "96,00"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_a_spreadsheet_takes_for_a_formula_is_kept_as_text(start):
    assert harmless(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"
    assert harmless("Ахметова") == "Ахметова"


def test_an_applicant_cannot_plant_a_formula(client, selection):
    application = selection.applications[0]
    application.snapshot["person"]["name"] = '=HYPERLINK("http://evil";"Click")'
    application.save()
    client.force_login(selection.officer)
    assert register_of(client, selection.vacancy)[1][1] == '\'=HYPERLINK("http://evil";"Click")'
