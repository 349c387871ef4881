"""Letters: written in the deed's transaction, sent when it has ended well, and a failure is kept."""

import smtplib

import pytest
from django.core import mail
from django.db import transaction

from portal.mailing.actions import hold, queue
from portal.mailing.tasks import deliver
from portal.models import Entry, Message
from tests.factories.portal import MessageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(tmp_path, settings):
    """A kind of letter of the tests' own."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "test_kind.txt").write_text(
        "{% load i18n %}{% autoescape off %}{% get_current_language as code %}\n"
        "About {{ thing }} ({{ code }})\n\nDear {{ person }},\nit is done.\n{% endautoescape %}"
    )
    engine = settings.TEMPLATES[0]
    options = {name: value for name, value in engine["OPTIONS"].items() if name != "loaders"}
    settings.TEMPLATES = [
        {**engine, "DIRS": [tmp_path, *engine["DIRS"]], "APP_DIRS": True, "OPTIONS": options}
    ]


@pytest.fixture
def failing_server(settings):
    settings.EMAIL_BACKEND = "tests.portal.mailing.failing.Backend"


def write_letter(now, **options):
    person = options.pop("to", None) or UserFactory(name="Д. Ахметова", language="ru")
    return queue(kind="test_kind", to=person, context={"thing": "«it» & more"}, at=now, **options)


def test_a_letter_is_written_in_the_language_of_its_reader(now):
    letter = write_letter(now)
    assert (letter.subject, letter.language) == ("About «it» & more (ru)", "ru")
    assert letter.text == "Dear Д. Ахметова,\nit is done.\n"


def test_a_subject_is_one_line_and_adds_no_header(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue(kind="test_kind", to=UserFactory(), context={"thing": "it\rBcc: x@example.org"}, at=now)
    (sent,) = mail.outbox
    assert (sent.subject, sent.bcc) == ("About it Bcc: x@example.org (en)", [])


def test_a_letter_of_a_stream_is_an_entry_of_its_record_without_its_words(now):
    letter = write_letter(now, stream="vacancy:7")
    entry = Entry.objects.get()
    assert (entry.stream, entry.action, entry.subject) == ("vacancy:7", "letter.written", "test_kind")
    said = {"letter": letter.pk, "person": letter.user_id, "language": "ru", "sha256": letter.content_hash}
    assert entry.data == said


def test_a_letter_about_nothing_in_particular_is_no_entry(now):
    write_letter(now)
    assert Entry.objects.count() == 0


def test_a_letter_is_sent_after_the_deed_and_once(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write_letter(now)
        assert mail.outbox == []
    deliver.call(letter.pk)
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        ([letter.to], letter.subject, letter.text)
    ]
    assert mail.outbox[0].extra_headers == {"Content-Language": "ru"}
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts, letter.error) == (now, 1, "")


@transaction.atomic
def failing_deed(now):
    write_letter(now)
    raise ZeroDivisionError


def test_a_deed_that_fails_sends_nothing(now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        failing_deed(now)
    assert mail.outbox == []
    assert Message.objects.count() == 0


@pytest.mark.usefixtures("failing_server")
def test_a_failure_of_the_mail_server_is_kept_with_the_letter(now, caplog):
    letter = MessageFactory()
    deliver.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    assert letter.error == str(smtplib.SMTPServerDisconnected("closed"))
    assert list(Message.objects.unsent()) == [letter]
    assert "was not sent" in caplog.text


def test_what_was_not_sent_can_be_tried_again(now):
    letter = MessageFactory(attempts=2, error="closed")
    deliver.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts, letter.error) == (now, 3, "")


def test_letters_of_a_made_up_past_are_kept_as_sent_and_not_delivered(
    now, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), hold():
        letter = write_letter(now)
    assert (letter.sent_at, mail.outbox) == (now, [])
    with django_capture_on_commit_callbacks(execute=True):
        write_letter(now)
    assert len(mail.outbox) == 1
