"""A report, a pack and the files of a selection whose marks were opened again: the current version, the old one listed and whole."""

import json

import pytest
from django.urls import reverse

from applications.reports.data import report_data
from applications.scoring.reopening import allow, reopen
from tests.applications.reports.reading import cells, notes, said
from tests.applications.reports.test_pack import changed, edit, told
from tests.factories.decisions import ranked_selection
from tests.factories.portal import NOW
from tests.factories.reopening import LATER, opened_and_ranked_again
from tests.factories.reports import asked, fetched
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return opened_and_ranked_again(ranked_selection(method="cumulative"))


def report(selection):
    return report_data(Vacancy.objects.get(pk=selection.vacancy.pk), "en", at=LATER)


def test_the_report_is_of_the_new_version_lists_the_old_one_and_says_that_prices_had_been_seen(selection):
    data = report(selection)
    (row,) = cells(data, "Version", "Locked")
    assert (row[0], row[3]) == ("1", "Overlooked.")
    assert any("Version 2 of the marks was made after the prices had been seen" in one for one in notes(data))
    assert not any("changed in the database" in one for one in notes(data))
    assert "of version 2" in said(data)
    assert any("Anew." in row[2] for row in cells(data, "Member", "Mark"))


def test_while_the_marks_are_open_the_report_is_of_those_that_were_locked():
    selection = ranked_selection(method="cumulative")
    round_ = selection.panel.rounds.get()
    allow(round=round_, reason="A mistake.", by=selection.approver, at=LATER)
    reopen(round=round_, reason="Overlooked.", by=selection.chair, at=LATER)

    data = report(selection)
    assert "of version 1" in said(data)
    assert not any("changed in the database" in one for one in notes(data))
    assert all("–" not in row[2] for row in cells(data, "Member", "Handed in"))


def test_the_files_of_both_versions_are_given(client, selection):
    client.force_login(selection.officer)
    address = reverse("reports:evaluation", args=[selection.vacancy.pk])
    first, second = (json.loads(client.get(f"{address}?version={number}").content) for number in (1, 2))
    assert first != second
    assert json.loads(client.get(address).content) == second


def test_no_pack_is_made_while_marks_are_open(client):
    selection = ranked_selection(method="technical")
    reopen(round=selection.panel.rounds.get(), reason="Overlooked.", by=selection.chair, at=NOW)
    client.force_login(selection.officer)
    assert asked(client, selection.vacancy, paper="pack").status_code == 403


SHEET = ("sheets.json", lambda sheets: sheets[0].update(earlier=[]))
TAMPERED = {
    "a version taken out": (*SHEET, "version 1: is not what was locked"),
    "a mark of the old version": (
        "sheets.json",
        lambda sheets: next(iter(sheets[0]["earlier"][0]["content"]["candidates"].values()))["A"].update(mark="2"),
        "version 1: is not what was locked",
    ),
    "a ranking said to be of other marks": (
        "rankings/1.json",
        lambda ranking: ranking.update(rounds={"desk": 2}),
        "the versions of the marks",
    ),
}  # fmt: skip


@pytest.fixture
def content(client, selection):
    client.force_login(selection.officer)
    return fetched(client, selection.vacancy, paper="pack").content


def told_of_marks(content):
    """What is wrong with sheets and rankings; these applications never came through the record."""
    return [fault for fault in told(content) if fault.startswith(("sheets", "rankings"))]


def test_a_pack_of_several_versions_holds(content):
    assert told_of_marks(content) == []


@pytest.mark.parametrize("what", TAMPERED)
def test_a_changed_version_in_a_pack_is_found(content, what):
    name, work, words = TAMPERED[what]
    assert any(words in fault for fault in told_of_marks(changed(content, edit(name, work))))
