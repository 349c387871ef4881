"""A virus is found after a file was attached: its owner is told, and has some days to put another in its place."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from applications.documents import found
from applications.documents.models import Document, Scan
from applications.intake import quarantine
from applications.intake.infection import Infection
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories import files
from tests.factories.intake import filled_application, submitted_application
from tests.factories.portal import NOW, person_with
from tests.factories.screening import ScreeningFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return submitted_application(planned_vacancy(published=True))


@pytest.fixture
def infected(application, moment):
    return infect(application, moment)


@pytest.fixture
def moment(application):
    """A day after the closing time."""
    return application.vacancy.closes_at + timedelta(days=1)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the views."""
    return lambda instant: monkeypatch.setattr("portal.kernel.clock.now", lambda: instant)


def infect(application, at):
    document = application.attachments.get().document
    document.scan, document.scan_note = Scan.INFECTED, "Eicar"
    document.save()
    found.tell(document, at=at)
    return document


def replace(application, at, by=None, data=None):
    asked = application.attachments.get().asked
    upload = files.upload(data or files.handmade_pdf(), "новое.pdf")
    return quarantine.replace(
        application=application, asked=asked, upload=upload, by=by or application.applicant, at=at
    )


def test_the_person_is_told_until_when_by_mail_in_their_language_and_in_the_record(application, moment):
    application.applicant.language = "ru"
    application.applicant.save()
    document = infect(application, moment)

    letter = Message.objects.get(kind="file_infected")
    infection = Infection.objects.get()
    assert (letter.user, letter.language) == (application.applicant, "ru")
    assert document.original_name in letter.text
    assert f"/ru/applications/{application.key}/documents/cv/replace/" in letter.text
    assert infection.until == moment + timedelta(days=3)
    entry = Entry.objects.get(action="application.file_infected")
    assert (entry.stream, entry.data["code"], entry.data["sha256"]) == (
        application.vacancy.stream,
        "C1",
        document.sha256,
    )


def test_the_same_finding_told_twice_is_told_once(application, infected, moment):
    found.tell(infected, at=moment + timedelta(hours=1))

    assert Infection.objects.count() == Message.objects.filter(kind="file_infected").count() == 1


def test_before_the_closing_time_there_is_time_at_least_until_then(application):
    infect(application, application.submitted_at)

    assert Infection.objects.get().until == max(
        application.vacancy.closes_at, application.submitted_at + timedelta(days=3)
    )


def test_who_has_a_draft_is_told_to_choose_another_and_gets_no_extra_time(moment):
    draft = filled_application(planned_vacancy(published=True))
    infect(draft, NOW)

    assert reverse("intake:page", args=[draft.key, "documents"]) in Message.objects.get().text
    assert not Infection.objects.exists()


def test_the_file_is_replaced_alone_and_what_was_handed_in_is_kept(application, infected, moment):
    before, received = application.snapshot, application.submitted_at

    row = replace(application, moment + timedelta(days=2))

    (kept,) = row.earlier.all()
    assert (kept.snapshot, kept.documents.get().document) == (before, infected)
    changed = {name for name in row.snapshot if row.snapshot[name] != before.get(name)}
    assert changed == {"documents", "version", "replaced"}
    assert row.attachments.get().document == Document.objects.get(pk=row.snapshot["documents"][0]["document"])
    assert row.attachments.get().document.original_name == "новое.pdf"
    assert (row.submitted_at, row.late_by_seconds, row.version) == (received, None, 2)
    assert row.receipt_hash != kept.receipt_hash
    assert Infection.objects.get().replaced_at == moment + timedelta(days=2)
    assert [e.action for e in Entry.objects.filter(subject=f"application:{row.pk}").order_by("pk")] == [
        "application.file_infected",
        "application.file_replaced",
    ]
    assert row.receipt_number in Message.objects.get(kind="file_replaced").subject


def test_it_is_replaced_once(application, infected, moment):
    replace(application, moment)

    with pytest.raises(Refused, match="cannot be replaced any more"):
        replace(application, moment, data=files.pdf("third"))


def test_a_second_virus_gives_time_again(application, infected, moment):
    replace(application, moment)
    infect(application, moment + timedelta(hours=1))

    assert replace(application, moment + timedelta(hours=2), data=files.pdf("third")).version == 3


def test_after_the_days_nothing_is_replaced(application, infected, moment):
    with pytest.raises(Refused):
        replace(application, moment + timedelta(days=3, seconds=1))
    assert not application.earlier.exists()


def listed(application):
    ScreeningFactory(application=application)


def evaluated(application):
    application.vacancy.status = Status.UNDER_EVALUATION
    application.vacancy.save()


def withdrawn(application):
    application.status, application.withdrawn_at = "withdrawn", NOW
    application.save()


@pytest.mark.parametrize("happen", [listed, evaluated, withdrawn])
def test_once_others_go_by_it_or_it_is_withdrawn_nothing_is_replaced(application, infected, moment, happen):
    happen(application)

    with pytest.raises(Refused):
        replace(application, moment)


def test_found_after_the_long_list_the_person_is_told_that_it_is_too_late(application, moment):
    listed(application)
    infect(application, moment)

    assert Infection.objects.get().until is None
    assert "cannot be replaced any more" in Message.objects.get(kind="file_infected").text


def test_a_file_that_was_not_infected_is_not_replaced(application, moment):
    with pytest.raises(Refused):
        replace(application, moment)


def test_the_page_says_so_and_takes_the_file(client, application, infected, moment, at):
    at(moment)
    client.force_login(application.applicant)
    address = reverse("intake:replace", args=[application.key, "cv"])

    assert address in client.get(application.get_absolute_url()).text
    assert infected.original_name in client.get(address).text
    bad = client.post(address, {"cv-file": SimpleUploadedFile("x.pdf", files.HTML_PAGE)})
    assert "cannot be used" in bad.text
    done = client.post(
        address, {"cv-file": SimpleUploadedFile("новое.pdf", files.handmade_pdf())}, follow=True
    )

    assert "“новое.pdf” is now part of your application" in done.text
    assert address not in done.text
    assert client.get(address).headers["Location"] == application.get_absolute_url()


def test_nobody_else_may_and_nobody_else_learns_of_it(client, application, infected, moment, at):
    at(moment)
    client.force_login(submitted_application(application.vacancy).applicant)

    assert client.get(reverse("intake:replace", args=[application.key, "cv"])).status_code == 404


def test_hr_sees_it_on_the_application(client, application, infected, moment, at):
    at(moment)
    client.force_login(person_with(Role.OFFICER, application.vacancy.office))
    address = reverse("screening:application", args=[application.key])

    with override("en"):
        assert "was told, and can replace it until" in client.get(address).text
        replace(application, moment)
        assert "Another file was put in its place:" in client.get(address).text
