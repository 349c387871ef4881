"""Looking for viruses: by a real scanner, after the document was received."""

import io
import subprocess
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from applications.documents import actions, scanning
from applications.documents.models import Document, Scan
from applications.documents.tasks import scan
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories import files
from tests.factories.documents import DocumentFactory
from tests.factories.portal import NOW, UserFactory
from tests.machine import need


@pytest.fixture(scope="module")
def socket_of_clamd(tmp_path_factory):
    """A scanner that knows one virus, the harmless one made for tests, and takes files up to a megabyte."""
    clamd = need("clamd")
    place = tmp_path_factory.mktemp("clamd")
    socket = place / "socket"
    (place / "one.ndb").write_text(f"Test.Eicar:0:*:{files.EICAR.hex()}\n")
    options = {
        "LocalSocket": socket,
        "DatabaseDirectory": place,
        "StreamMaxLength": "1M",
        "Foreground": "yes",
    }
    config = place / "clamd.conf"
    config.write_text("".join(f"{name} {value}\n" for name, value in options.items()))
    with subprocess.Popen([clamd, "--config-file", config], stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own words
        _wait_for(socket)
        yield str(socket)
        process.terminate()


def _wait_for(path: Path) -> None:
    for _attempt in range(100):
        if path.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{path} did not appear")


@pytest.fixture
def scanner(settings, socket_of_clamd):
    settings.CLAMD_SOCKET = socket_of_clamd


def ask(data):
    return scanning.ask(io.BytesIO(data))


def received(data, django_capture_on_commit_callbacks):
    """A document handed over, and what is done after the transaction."""
    with django_capture_on_commit_callbacks(execute=True):
        document = actions.receive(upload=files.upload(data, "cv.pdf"), by=UserFactory(), at=NOW)
    document.refresh_from_db()
    return document


def infected_pdf():
    return files.handmade_pdf(extra=b"(%s)" % files.EICAR)


def test_without_a_scanner_nothing_is_said(settings):
    settings.CLAMD_SOCKET = settings.CLAMD_HOST = ""

    assert ask(b"anything") == (Scan.UNSCANNED, "")


def test_the_scanner_tells_clean_from_infected(scanner):
    assert ask(b"clean") == (Scan.CLEAN, "")
    assert ask(infected_pdf()) == (Scan.INFECTED, "Test.Eicar.UNOFFICIAL")
    assert ask(files.zipped({"word/virus.bin": files.EICAR})) == (Scan.INFECTED, "Test.Eicar.UNOFFICIAL")


def test_a_file_over_the_scanners_limit_is_not_passed(scanner):
    assert ask(bytes(1024 * 1024)) == (Scan.CLEAN, "")
    # The scanner may hang up before or after it has said why: either way a note is kept, and it is no pass.
    for size in (1024 * 1024 + 1, 8 * 1024 * 1024):
        verdict, note = ask(bytes(size))
        assert verdict == Scan.UNSCANNED
        assert note != ""


def test_a_scanner_that_does_not_answer_passes_nothing(settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "nobody")

    assert ask(b"clean") == (
        Scan.UNSCANNED,
        "no answer from the scanner: [Errno 2] No such file or directory",
    )


def test_the_scanner_is_found_by_host_and_port(settings):
    settings.CLAMD_SOCKET, settings.CLAMD_HOST, settings.CLAMD_PORT = "", "127.0.0.1", 9

    assert ask(b"clean") == (Scan.UNSCANNED, "no answer from the scanner: [Errno 111] Connection refused")


@pytest.mark.django_db
def test_a_received_document_is_scanned_after_the_transaction(scanner, django_capture_on_commit_callbacks):
    document = received(files.handmade_pdf(), django_capture_on_commit_callbacks)

    assert (document.scan, document.scan_note) == (Scan.CLEAN, "")
    assert [entry.action for entry in Entry.objects.of(document.stream)] == [
        "document.received",
        "document.clean",
    ]


@pytest.mark.django_db
def test_an_infected_document_is_open_to_nobody(scanner, client, django_capture_on_commit_callbacks):
    document = received(infected_pdf(), django_capture_on_commit_callbacks)
    client.force_login(document.owner)

    answers = [client.get(f"/en/documents/{document.key}/{part}") for part in ("download", "pages/1.png")]

    assert (document.scan, document.scan_note) == (Scan.INFECTED, "Test.Eicar.UNOFFICIAL")
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "A virus was found in “cv.pdf”, so nobody can open it." in answers[0].content.decode()


@pytest.mark.django_db
def test_a_document_still_to_be_scanned_shows_its_pages_and_keeps_its_file(client):
    document = DocumentFactory(scan=Scan.PENDING)
    client.force_login(document.owner)

    refused = client.get(f"/en/documents/{document.key}/download")

    assert client.get(f"/en/documents/{document.key}/pages/1.png").status_code == 200
    assert refused.status_code == 403
    assert (
        "“резюме.pdf” is still being checked for viruses. Try again in a minute." in refused.content.decode()
    )


@pytest.mark.django_db
def test_a_document_the_scanner_did_not_take_shows_its_pages_and_keeps_its_file():
    document = DocumentFactory(scan=Scan.UNSCANNED, scan_note="INSTREAM size limit exceeded. ERROR")

    assert actions.read(document=document, way="pages", by=document.owner, at=NOW) == document
    with pytest.raises(Refused, match="could not be checked for viruses, so only its pages can be seen"):
        actions.read(document=document, way="download", by=document.owner, at=NOW)


@pytest.mark.django_db
def test_what_was_judged_is_not_asked_again(scanner):
    document = DocumentFactory(data=infected_pdf(), scan=Scan.CLEAN)

    scan.call(str(document.key))

    document.refresh_from_db()
    assert document.scan == Scan.CLEAN
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_what_was_missed_is_scanned_by_command(scanner, capsys):
    DocumentFactory(data=files.handmade_pdf(), scan=Scan.UNSCANNED, scan_note="no answer from the scanner")
    DocumentFactory(data=infected_pdf(), scan=Scan.PENDING)
    DocumentFactory(data=files.pdf("CV"), scan=Scan.CLEAN)

    call_command("scan_documents")

    assert list(Document.objects.values_list("scan", flat=True)) == [Scan.CLEAN, Scan.INFECTED, Scan.CLEAN]
    assert capsys.readouterr().out == "2 documents are to be scanned\n"
