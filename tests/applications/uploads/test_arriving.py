"""What arrives stays: lines that break, two senders at once, a storage that is full, files that are refused."""

import io
import logging
from datetime import timedelta
from errno import ENOSPC
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.urls import reverse

from applications.documents.models import Document, document_storage
from applications.uploads import actions, body
from applications.uploads.models import Piece, Upload
from portal.models import Entry
from portal.record.verify import breaks
from tests.applications.uploads.conftest import OFFSET_STREAM, Sender
from tests.factories import files
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.uploads import UploadFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

MB = 1024 * 1024
CV = files.large_pdf(1000)


class Line(io.BytesIO):
    """A line that gives its bytes and then breaks, as servers tell it: nothing more comes, or an error does."""

    error = None

    def read(self, size=-1):
        data = super().read(size)
        if not data and self.error:
            raise self.error
        return data


def broken(sender, address, data, announced, error=None):
    """Send `data` and break off, when `announced` bytes were to come."""
    line = Line(data)
    line.error = error
    said = {"wsgi.input": line, "CONTENT_LENGTH": str(announced), "CONTENT_TYPE": OFFSET_STREAM}
    sender.client.generic("PATCH", address, headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}, **said)


def entries(person):
    return [(entry.action, entry.data) for entry in Entry.objects.of(f"person:{person.pk}")]


@pytest.mark.parametrize("error", [None, ConnectionResetError("reset by peer")])
def test_what_came_before_the_line_broke_is_kept(sender, error):
    address = sender.begun(len(CV))
    broken(sender, address, CV[:321], len(CV), error)
    assert sender.offset(address) == 321
    sender.send(address, 321, CV[321:])
    assert sender.draft.attachments.get().document.sha256 == sha256(CV).hexdigest()
    assert [action for action, _data in entries(sender.draft.applicant)] == [
        "upload.begun",
        "upload.broken",
        "document.received",
    ]
    assert entries(sender.draft.applicant)[1][1] == {"kept": 321, "size": len(CV)}


def test_a_long_body_is_kept_as_it_comes(sender):
    data = files.large_pdf(3 * MB)
    address = sender.begun(len(data))
    broken(sender, address, data[: 2 * MB + 5], len(data))
    assert [piece.size for piece in Piece.objects.all()] == [body.PIECE, body.PIECE, 5]
    assert sender.send(address, 2 * MB + 5, data[2 * MB + 5 :]).status_code == 204
    assert sender.draft.attachments.get().document.sha256 == sha256(data).hexdigest()


def test_a_break_is_told_once_for_each_place(sender):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    for _ in range(3):
        sender.offset(address)
    sender.send(address, 300, CV[300:400])
    sender.offset(address)
    told = [data["kept"] for action, data in entries(sender.draft.applicant) if action == "upload.broken"]
    assert told == [300, 400]


def test_the_same_bytes_sent_twice_at_once_count_once(sender, upload_of, stored):
    upload = upload_of(sender.begun(len(CV)))
    actions.keep(upload=upload, start=0, data=CV[:300], at=NOW)
    with pytest.raises(actions.OutOfPlace) as other:
        actions.keep(upload=upload, start=0, data=CV[:200], at=NOW)
    assert other.value.offset == 300
    assert len(stored()) == Piece.objects.count() == 1


def test_what_is_sent_for_an_upload_given_up_meanwhile_leaves_nothing(sender, upload_of, stored):
    address = sender.begun(len(CV))
    upload = upload_of(address)
    Upload.objects.filter(pk=upload.pk).delete()
    with pytest.raises(actions.Gone):
        actions._count(Piece(upload=upload, start=0), CV, NOW)
    assert sender.send(address, 0, CV).status_code == 404
    assert stored() == []


@pytest.fixture
def full(monkeypatch, caplog):
    """`full(yes)`: whether the storage is full."""
    caplog.set_level(logging.CRITICAL, "applications.uploads.tus")
    storage = type(document_storage())
    save = storage._save

    def change(yes):
        def refuse(self, name, content):
            raise OSError(ENOSPC, "No space left on device")

        monkeypatch.setattr(storage, "_save", refuse if yes else save)

    return change


def test_a_full_storage_is_said_and_what_arrived_stays(sender, full):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    full(True)
    for start, end in ((300, 500), (300, len(CV))):
        answer = sender.send(address, start, CV[start:end])
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert answer.text.startswith("The portal cannot store files just now. What has arrived")
    assert sender.offset(address) == 300
    full(False)
    assert sender.send(address, 300, CV[300:]).status_code == 204
    told = [action for action, _data in entries(sender.draft.applicant)]
    assert told == ["upload.begun", "upload.failed", "upload.broken", "document.received"]
    assert "No space left on device" in str(entries(sender.draft.applicant)[1][1])


def test_what_the_storage_lost_is_asked_for_again(sender):
    address = sender.begun(len(CV))
    for start, end in ((0, 200), (200, 400), (400, 600)):
        sender.send(address, start, CV[start:end])
    second = Piece.objects.get(start=200)
    document_storage().delete(second.stored_name)
    answer = sender.send(address, 600, CV[600:])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "200")
    assert sender.send(address, 200, CV[200:]).status_code == 204
    assert sender.draft.attachments.get().document.sha256 == sha256(CV).hexdigest()


def test_a_file_that_cannot_be_used_is_refused_in_words_however_often_one_asks(sender, stored, upload_of):
    page = files.HTML_PAGE
    address = sender.begun(len(page), name="resume.pdf")
    sender.send(address, 0, page[:20])
    for _ in range(2):
        answer = sender.send(address, sender.offset(address), page[20:])
        assert answer.status_code == 422
        assert answer.text == "“resume.pdf” cannot be used. Save it as PDF and choose it again"
    assert stored() == []
    assert not Document.objects.exists()
    action, data = entries(sender.draft.applicant)[-1]
    assert (action, data["reason"], data["sha256"]) == (
        "upload.refused", "wrong type", sha256(page).hexdigest(),
    )  # fmt: skip
    assert "resume" not in str(entries(sender.draft.applicant))


def test_a_file_that_changed_on_the_way_is_not_taken_for_the_one_announced(sender):
    address = sender.begun(len(CV), sha256=sha256(b"another").hexdigest())
    answer = sender.send(address, 0, CV)
    assert (answer.status_code, answer.text) == (
        422,
        "“cv.pdf” did not arrive as it is on your device. Choose it again",
    )
    assert not Document.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_sent(sender, settings):
    settings.DOCUMENT_MAX_BYTES = 2 * MB
    answer = sender.begin(2 * MB + 1, name="scan.pdf")
    assert (answer.status_code, answer.text) == (
        413,
        "“scan.pdf” is larger than 2 MB. Make it smaller and choose it again",
    )
    assert not Upload.objects.exists()


def test_an_empty_file_is_refused_before_it_is_sent(sender):
    answer = sender.begin(0, name="scan.pdf")
    assert answer.status_code == 422
    assert answer.text.startswith("“scan.pdf” is empty.")


def test_nobody_leaves_more_than_twenty_files_unfinished(sender):
    for _ in range(20):
        sender.begun(10)
    answer = sender.begin(10)
    assert answer.status_code == 422
    assert answer.text.startswith("Too many of your files are unfinished.")
    Upload.objects.update(expires_at=NOW)
    sender.begun(10)
    assert Upload.objects.count() == 1


def test_after_its_time_an_upload_is_gone_and_its_pieces_are_cleared_away(sender, stored, capsys):
    old = sender.begun(len(CV))
    sender.send(old, 0, CV[:300])
    Upload.objects.update(expires_at=NOW)
    fresh = UploadFactory(expires_at=NOW + timedelta(seconds=1))
    assert [sender.ask(method, old).status_code for method in ("HEAD", "DELETE")] == [410, 410]
    assert sender.send(old, 300, CV[300:]).status_code == 410
    call_command("clear_uploads")
    assert capsys.readouterr().out == "1 uploads were cleared away\n"
    assert stored() == []
    assert Upload.objects.get() == fresh


def test_each_piece_prolongs_the_time(sender, upload_of, monkeypatch):
    address = sender.begun(len(CV))
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(days=5))
    sender.send(address, 0, CV[:300])
    assert upload_of(address).expires_at == NOW + timedelta(days=12)


def test_nobody_else_learns_of_an_upload(sender, stored):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    begin = reverse("intake:send", args=[sender.draft.key, "cv"])
    for person in (UserFactory(), UserFactory(is_superuser=True)):
        stranger = Sender(sender.draft, person)
        assert {stranger.ask(method, address).status_code for method in ("HEAD", "DELETE", "OPTIONS")} == {
            404
        }
        assert stranger.send(address, 300, CV[300:]).status_code == 404
        assert stranger.begin(10).status_code == stranger.ask("OPTIONS", begin).status_code == 404
    assert sender.offset(address) == 300
    assert len(stored()) == 1


def test_an_upload_belongs_to_one_draft(sender):
    address = sender.begun(len(CV))
    other = ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=sender.draft.applicant)
    elsewhere = address.replace(str(sender.draft.key), str(other.key))
    assert sender.send(elsewhere, 0, CV).status_code == 404


def test_nothing_is_sent_for_what_was_handed_in(sender):
    received = submitted_application(planned_vacancy(published=True))
    assert Sender(received).begin(10).status_code == 404


def test_without_the_pages_own_token_nothing_is_taken(sender):
    sender.client.handler.enforce_csrf_checks = True
    assert sender.begin(10).status_code == 403
    assert not Upload.objects.exists()


def test_the_record_stays_whole(sender):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    sender.ask("DELETE", address)
    person = sender.draft.applicant
    assert entries(person)[-1] == ("upload.dropped", {"kept": 300, "size": len(CV)})
    assert list(breaks([f"person:{person.pk}"])) == []
