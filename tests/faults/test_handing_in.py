"""A server that dies while an application is handed in: it is handed in whole and once, or it is a draft; never half."""

import pytest
from playwright.sync_api import expect

from applications.intake.models import Application, Status
from portal.models import Entry, Message
from portal.record.verify import breaks
from tests.factories.intake import filled_application
from tests.factories.vacancies import planned_vacancy
from tests.faults.writer import Writer
from tests.journeys.conftest import PATIENCE

HAND_IN = "Hand in the application"


@pytest.fixture
def draft(transactional_db):
    return filled_application(planned_vacancy(published=True, method="cumulative"))


@pytest.fixture
def writer(server, browser, draft):
    context = browser.new_context(locale="en")
    context.set_default_timeout(PATIENCE)
    yield Writer(context, server, draft)
    context.close()


def presses(writer, server, writes):
    """The button, with the server to be held after so many writes of handing in."""
    writer.page.goto(f"{server.url}/en/applications/{writer.draft.key}/review/")
    server.hold("/submit/", writes=writes)
    writer.page.get_by_role("button", name=HAND_IN).click(no_wait_after=True)


def presses_and_loses_the_server(writer, server, writes):
    """False where handing in writes less than that, so that it is done."""
    presses(writer, server, writes)
    done = Application.objects.filter(pk=writer.draft.pk, status=Status.SUBMITTED)
    if not server.wait_until_held(unless=done.exists):
        return False
    server.restart()
    return True


def agrees(draft):
    """The application, its receipt, the letter and the record say the same; returns whether it is handed in."""
    row = Application.objects.get(pk=draft.pk)
    whole = row.status == Status.SUBMITTED
    assert Message.objects.filter(kind="application_receipt").count() == whole
    assert Entry.objects.filter(action="application.submitted").count() == whole
    assert bool(row.snapshot) == bool(row.receipt_hash) == bool(row.code) == whole
    assert row.statements.count() == 2
    assert list(breaks([row.vacancy.stream])) == []
    return whole


def test_killed_in_the_middle_it_is_a_whole_draft_or_handed_in_whole(server, writer, draft):
    """After its first write, its second, fourth, eighth …, until it has no more to write."""
    writes = [1]
    while presses_and_loses_the_server(writer, server, writes[-1]) and not agrees(draft):
        writes.append(2 * writes[-1])
    assert len(writes) > 3
    assert agrees(draft)


def test_killed_before_it_could_answer_it_is_handed_in_once_and_pressing_again_shows_the_receipt(
    server, writer, draft
):
    presses(writer, server, None)
    server.wait_until_held()
    server.restart()
    assert agrees(draft)
    writer.page.goto(f"{server.url}{draft.get_absolute_url()}")
    expect(writer.page.get_by_role("heading", name="Receipt")).to_be_visible()
    assert agrees(draft)
