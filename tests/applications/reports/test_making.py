"""Papers that take a while: asked for, made beside the requests, fetched by who asked."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from applications.reports import tasks
from applications.reports.models import KEPT, PATIENCE, Making, State
from portal.accounts.roles import Role
from portal.models import Entry
from tests.factories.decisions import ranked_selection
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.reports import MakingFactory, asked, fetched
from tests.factories.scoring import opened_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return ranked_selection(reference="IOMKAZ/2026/11(C)")


def page_of(making):
    return reverse("reports:making", args=[making.key])


@pytest.mark.parametrize(
    ("paper", "name", "kind"),
    [
        ("report", "IOMKAZ-2026-11-C-report-ru.pdf", "application/pdf"),
        ("pack", "IOMKAZ-2026-11-C-pack.zip", "application/zip"),
    ],
)
def test_it_is_saved_under_its_name_kept_by_nobody_and_recorded(client, selection, paper, name, kind):
    client.force_login(selection.officer)
    answer = fetched(client, selection.vacancy, "ru", paper)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, "private, no-store")
    entry = Entry.objects.of(selection.vacancy.stream).last()
    assert (entry.action, entry.actor, entry.data) == ("report.read", selection.officer.pk, {"file": name})


@pytest.mark.parametrize("paper", ["report", "pack"])
def test_every_part_done_is_told(selection, paper):
    """And never fewer of more parts than before: nobody sees it go back."""
    making = MakingFactory(vacancy=selection.vacancy, paper=paper, asked_by=selection.officer)
    told = []
    tasks._made(making, lambda done, parts: told.append((done, parts)))
    done = [number for number, _parts in told]
    assert done == sorted(set(done))
    assert len({parts for _done, parts in told}) == 1
    assert told[0][0] <= 1
    assert told[-1][0] >= told[-1][1] - 1


def test_who_asked_sees_how_far_it_is_and_nobody_else(client, selection):
    making = MakingFactory(vacancy=selection.vacancy, asked_by=selection.officer, done=3, parts=13)
    client.force_login(selection.officer)
    text = client.get(page_of(making)).text
    assert "3 of 13 parts" in text
    assert "data-waits" in text
    assert client.get(reverse("reports:fetch", args=[making.key])).status_code == 404
    for person in (person_with(Role.AUDITOR, selection.vacancy.office), selection.chair, UserFactory()):
        client.force_login(person)
        assert client.get(page_of(making)).status_code == 404


def test_who_may_read_the_report_no_more_cannot_fetch_it(client, selection):
    making = MakingFactory(vacancy=selection.vacancy, asked_by=selection.officer, made=True)
    client.force_login(selection.officer)
    assert client.get(reverse("reports:fetch", args=[making.key])).status_code == 200
    selection.officer.grants.all().delete()
    assert client.get(reverse("reports:fetch", args=[making.key])).status_code == 404


def test_asking_twice_makes_one(client, selection):
    waiting = MakingFactory(vacancy=selection.vacancy, asked_by=selection.officer)
    client.force_login(selection.officer)
    assert asked(client, selection.vacancy).headers["Location"] == page_of(waiting)
    assert Making.objects.count() == 1


def test_a_maker_that_died_is_given_up_and_another_one_is_asked(client, selection, monkeypatch):
    dead = MakingFactory(vacancy=selection.vacancy, asked_by=selection.officer)
    later = NOW + PATIENCE + timedelta(seconds=1)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: later)
    client.force_login(selection.officer)
    page = client.get(page_of(dead))
    assert "It could not be made" in page.text
    assert "data-waits" not in page.text
    assert fetched(client, selection.vacancy).status_code == 200


def test_a_fault_is_said_and_left_in_the_log(client, selection, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ValueError("no typesetter")

    monkeypatch.setattr(tasks, "report_pdf", fail)
    making = MakingFactory(vacancy=selection.vacancy, asked_by=selection.officer)
    with pytest.raises(ValueError, match="no typesetter"):
        tasks.make.func(str(making.key))
    making.refresh_from_db()
    assert making.state == State.FAILED
    client.force_login(selection.officer)
    assert "It could not be made" in client.get(page_of(making)).text


def test_what_is_made_is_gone_after_a_day(client, selection):
    old = MakingFactory(
        vacancy=selection.vacancy,
        asked_by=selection.officer,
        made=True,
        asked_at=NOW - KEPT - timedelta(minutes=1),
    )
    kept = MakingFactory(vacancy=selection.vacancy, asked_by=selection.officer, made=True)
    call_command("clear_reports")
    assert list(Making.objects.all()) == [kept]
    assert not old.file.storage.exists(old.file.name)
    assert kept.file.storage.exists(kept.file.name)


@pytest.mark.parametrize("wrong", [{"language": "de"}, {"paper": "letter"}, {"lot": "9"}])
def test_what_there_is_not_is_not_found(client, selection, wrong):
    client.force_login(selection.officer)
    assert asked(client, selection.vacancy, **wrong).status_code == 404
    assert not Making.objects.exists()


def test_before_the_ranking_nobody_can_ask(client):
    vacancy = opened_round().vacancy
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    assert asked(client, vacancy).status_code == 404
    assert not Making.objects.exists()
