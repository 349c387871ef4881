"""A scanner that hangs, dies, talks rubbish or is not there: nothing passes as clean, and it is asked again, not for ever."""

import io
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command

from applications.documents import actions, scanning
from applications.documents.models import FIRST_WAIT, MOST_ATTEMPTS, Document, Scan
from applications.documents.tasks import scan
from portal.models import Entry
from tests.factories import files
from tests.factories.documents import DocumentFactory
from tests.factories.portal import NOW, UserFactory


@pytest.fixture
def scanner(settings):
    """`scanner(behave)` stands in for clamd: `behave(connection)` is what it does with who calls."""
    server = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD_SOCKET, settings.CLAMD_TIMEOUT = "", 1
    settings.CLAMD_HOST, settings.CLAMD_PORT = server.getsockname()

    def serve(behave):
        def work():
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        behave(connection)
                    except OSError:
                        continue

        threading.Thread(target=work, daemon=True).start()

    yield serve
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def hang(connection):
    time.sleep(3)


def trickle(connection):
    for _second in range(8):
        time.sleep(0.4)
        connection.sendall(b"s")


def die(connection):
    connection.recv(20)


def say(words):
    def answer(connection):
        asked = b""
        while not asked.endswith(bytes(4)):
            asked = asked[-4:] + connection.recv(65536)
        connection.sendall(words)

    return answer


@pytest.mark.parametrize(
    "behave",
    [
        hang,
        trickle,
        die,
        say(b""),
        say(b"\0\xff\xfe OK"),
        say(b"stream: OK maybe"),
        say(b"OK"),
        say(b"x" * 5000),
    ],
    ids=["hangs", "trickles", "dies", "empty", "rubbish", "almost", "bare", "long"],
)
def test_what_is_no_clear_answer_is_never_a_pass(scanner, behave):
    scanner(behave)
    begun = time.monotonic()

    verdict, note = scanning.ask(io.BytesIO(b"x" * 100_000))

    assert verdict == Scan.UNSCANNED
    assert 0 < len(note) <= 200
    assert note.isprintable()
    assert time.monotonic() - begun < 3


@pytest.mark.django_db
def test_a_file_is_received_whatever_the_scanner_does_and_is_asked_about_again(
    scanner, django_capture_on_commit_callbacks
):
    scanner(die)
    with django_capture_on_commit_callbacks(execute=True):
        document = actions.receive(
            upload=files.upload(files.handmade_pdf(), "cv.pdf"), by=UserFactory(), at=NOW
        )
    document.refresh_from_db()

    assert (document.scan, document.scan_attempts) == (Scan.UNSCANNED, 1)
    assert document in Document.objects.usable()
    assert list(Document.objects.due_to_scan(at=document.scan_next_at)) == [document]
    assert list(Document.objects.due_to_scan(at=document.scan_next_at - timedelta(seconds=1))) == []


@pytest.mark.django_db
def test_each_wait_is_twice_the_last_and_there_is_an_end(scanner):
    scanner(die)
    document = DocumentFactory(scan=Scan.PENDING)
    waits = []
    for _attempt in range(MOST_ATTEMPTS):
        assert document in Document.objects.due_to_scan(at=NOW + timedelta(days=900))
        scan.call(str(document.key))
        document.refresh_from_db()
        waits.append(document.scan_next_at)

    assert document.scan == Scan.UNSCANNED
    assert not Document.objects.due_to_scan(at=NOW + timedelta(days=9000)).exists()
    assert Entry.objects.filter(action="document.unscanned").count() == MOST_ATTEMPTS
    assert waits == [NOW + FIRST_WAIT * 2**attempt for attempt in range(MOST_ATTEMPTS)]


@pytest.mark.django_db
def test_the_attempt_counts_also_when_whoever_asks_dies(scanner, monkeypatch):
    document = DocumentFactory(scan=Scan.PENDING)

    def killed(_file):
        raise KeyboardInterrupt

    monkeypatch.setattr(scanning, "ask", killed)
    with pytest.raises(KeyboardInterrupt):
        scan.call(str(document.key))

    document.refresh_from_db()
    assert (document.scan, document.scan_attempts) == (Scan.PENDING, 1)


@pytest.mark.django_db
def test_an_answer_that_comes_late_does_not_undo_a_judgement(scanner, monkeypatch):
    document = DocumentFactory(scan=Scan.PENDING)

    def slow(_file):
        Document.objects.update(scan=Scan.INFECTED)
        return Scan.UNSCANNED, "late"

    monkeypatch.setattr(scanning, "ask", slow)
    scan.call(str(document.key))

    document.refresh_from_db()
    assert document.scan == Scan.INFECTED
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_command_asks_about_those_whose_turn_it_is_and_all_of_them_where_told(scanner, capsys):
    scanner(say(b"stream: OK\0"))
    DocumentFactory(scan=Scan.UNSCANNED, scan_attempts=MOST_ATTEMPTS)
    due = DocumentFactory(scan=Scan.PENDING, data=files.handmade_pdf())

    call_command("scan_documents")
    due.refresh_from_db()
    assert due.scan == Scan.CLEAN
    call_command("scan_documents", "--all")

    assert capsys.readouterr().out == "1 documents are to be scanned\n" * 2
    assert not Document.objects.to_scan().exists()


@pytest.mark.django_db
def test_without_a_scanner_no_attempt_is_spent(settings, capsys):
    settings.CLAMD_SOCKET = settings.CLAMD_HOST = ""
    DocumentFactory(scan=Scan.UNSCANNED)

    call_command("scan_documents")

    assert capsys.readouterr().out == "no scanner is configured\n"
    assert Document.objects.get().scan_attempts == 0
