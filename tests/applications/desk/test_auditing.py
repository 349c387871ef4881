"""An auditor reads everything of an office, changes nothing, and every page that they read is in the record, once an hour."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.roles import Role
from portal.models import Entry
from tests.factories.decisions import announced, ranked_selection
from tests.factories.portal import NOW, OfficeFactory, person_with

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def time(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("portal.kernel.clock.now", clock)
    return clock


@pytest.fixture
def selection(time):
    selection = ranked_selection()
    announced(selection)
    return selection


@pytest.fixture
def auditor(selection):
    return person_with(Role.AUDITOR, selection.vacancy.office, name="Auditor")


def page(name, selection):
    return reverse(name, args=[selection.vacancy.pk])


def read(selection):
    entries = Entry.objects.of(selection.vacancy.stream).filter(action="page.read")
    return [(entry.actor, entry.subject, entry.data["address"]) for entry in entries]


def test_each_page_of_a_selection_that_an_auditor_reads_is_an_entry(client, selection, auditor):
    client.force_login(auditor)
    names = ["desk:vacancy", "ranking:results", "decisions:decision", "reports:index", "reports:receipts"]
    addresses = [page(name, selection) for name in names]
    one = selection.applications[0]
    for address in [*addresses, reverse("screening:application", args=[one.key])]:
        answer = client.get(address)
        assert answer.status_code == 200
    told = read(selection)
    assert [subject for _actor, subject, _address in told] == [*names, "screening:application"]
    assert {actor for actor, _subject, _address in told} == {auditor.pk}
    assert str(one.key) in told[-1][2]


def test_loading_anew_or_in_the_other_language_adds_nothing_within_the_hour(client, selection, auditor, time):
    client.force_login(auditor)
    address = page("ranking:results", selection)
    for again in (address, address, address.replace("/en/", "/ru/", 1)):
        client.get(again)
        time.now += MINUTE
    assert len(read(selection)) == 1
    time.now = NOW + 60 * MINUTE
    client.get(address)
    assert len(read(selection)) == 2


def test_two_auditors_are_two_readers(client, selection, auditor):
    for person in (auditor, person_with(Role.AUDITOR, selection.vacancy.office)):
        client.force_login(person)
        client.get(page("desk:vacancy", selection))
    assert len({actor for actor, _subject, _address in read(selection)}) == 2


def test_what_others_read_and_what_nobody_was_shown_is_no_entry(client, selection, auditor):
    for person in (selection.officer, selection.approver, selection.chair):
        client.force_login(person)
        client.get(page("decisions:decision", selection))
    elsewhere = person_with(Role.AUDITOR, OfficeFactory())
    client.force_login(elsewhere)
    assert client.get(page("decisions:decision", selection)).status_code == 404
    client.force_login(auditor)
    assert client.get(page("ranking:make", selection)).status_code == 302
    client.head(page("decisions:decision", selection))
    assert read(selection) == []


def test_the_record_shows_who_read_what_and_its_chain_holds(client, selection, auditor, capsys):
    client.force_login(auditor)
    client.get(page("decisions:decision", selection))
    client.force_login(selection.officer)
    shown = client.get(page("desk:record", selection)).text
    assert f"Auditor, auditor, read the page /desk/vacancies/{selection.vacancy.pk}/decision/" in shown
    call_command("verify")


def test_readings_do_not_push_the_course_of_things_out_of_the_case(client, selection, auditor):
    client.force_login(auditor)
    for name in ("desk:vacancy", "decisions:decision", "ranking:results"):
        client.get(page(name, selection))
    assert "read the page" not in client.get(page("desk:vacancy", selection)).text
