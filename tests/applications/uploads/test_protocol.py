"""tus 1.0.0 as a client meets it: what is asked, and how it is answered."""

import hashlib
from base64 import b64encode

import pytest
from django.urls import reverse

from applications.documents.models import Document
from applications.uploads.models import Piece, Upload
from tests.applications.uploads.conftest import OFFSET_STREAM
from tests.factories import files

pytestmark = pytest.mark.django_db

CV = files.large_pdf(1000)


def checksum(algorithm, data):
    return f"{algorithm} {b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def test_the_server_says_what_it_can_do(sender):
    answer = sender.ask("OPTIONS", reverse("intake:send", args=[sender.draft.key, "cv"]), Tus_Resumable=None)
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == answer.headers["Tus-Resumable"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,expiration,checksum,termination"
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert answer.headers["Tus-Max-Size"] == str(10 * 1024 * 1024)


def test_an_upload_is_begun_and_has_an_address_that_cannot_be_guessed(sender, upload_of):
    answer = sender.begin(1000, name="Резюме.pdf")
    assert answer.status_code == 201
    upload = upload_of(answer.headers["Location"])
    assert (upload.owner, upload.name, upload.size, upload.offset) == (
        sender.draft.applicant, "Резюме.pdf", 1000, 0,
    )  # fmt: skip
    assert upload.key.version == 4
    assert answer.headers["Upload-Expires"] == "Sat, 28 Nov 2026 09:00:00 GMT"
    assert answer.headers["Cache-Control"] == "no-store"


def test_how_much_has_arrived_is_told(sender):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    answer = sender.ask("HEAD", address)
    assert answer.status_code == 200
    assert (answer.headers["Upload-Offset"], answer.headers["Upload-Length"]) == ("300", str(len(CV)))
    assert answer.headers["Cache-Control"] == "no-store"


def test_pieces_follow_one_another_and_the_last_one_attaches_the_file(sender, upload_of, stored):
    address = sender.begun(len(CV), name="Резюме.pdf")
    for start in range(0, len(CV), 200):
        answer = sender.send(address, start, CV[start : start + 200])
        assert answer.status_code == 204
        assert int(answer.headers["Upload-Offset"]) == min(start + 200, len(CV))
    document = sender.draft.attachments.get(asked__code="cv").document
    assert (document.original_name, document.sha256) == ("Резюме.pdf", hashlib.sha256(CV).hexdigest())
    with document.file.open("rb") as file:
        assert file.read() == CV
    assert stored() == []
    assert not Piece.objects.exists()
    assert upload_of(address).finished_at


def test_whoever_missed_the_last_answer_learns_that_all_is_there(sender):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV)
    assert sender.offset(address) == len(CV)
    assert sender.send(address, len(CV), b"").status_code == 204
    assert Document.objects.count() == 1


@pytest.mark.parametrize("start", [0, 299, 301])
def test_bytes_that_do_not_follow_are_not_taken(sender, start):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    answer = sender.send(address, start, CV[start:])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "300")
    assert sender.offset(address) == 300


def test_more_than_was_announced_is_not_taken(sender):
    address = sender.begun(100)
    assert sender.send(address, 0, bytes(101)).status_code == 413
    assert sender.offset(address) == 0


@pytest.mark.parametrize("version", [None, "0.2.2"])
def test_another_version_of_the_protocol_is_not_spoken(sender, version):
    address = sender.begun(100)
    answer = sender.ask("HEAD", address, Tus_Resumable=version)
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_a_body_of_another_kind_is_not_taken(sender):
    address = sender.begun(100)
    assert sender.ask("PATCH", address, b"text", "text/plain", Upload_Offset=0).status_code == 415


@pytest.mark.parametrize("offset", [None, "", "-1", "1.5", "²"])
def test_a_place_that_is_no_number_is_said(sender, offset):
    address = sender.begun(100)
    said = {} if offset is None else {"Upload_Offset": offset.encode().decode("latin-1")}
    assert sender.ask("PATCH", address, b"text", OFFSET_STREAM, **said).status_code == 400


@pytest.mark.parametrize("size", [None, "", "-1", "many"])
def test_a_size_that_is_no_number_is_said(sender, size):
    assert sender.begin(size).status_code == 400


@pytest.mark.parametrize("metadata", ["filename ***", "filename /w==", "filename AA=="])
def test_a_name_that_cannot_be_read_is_said(sender, metadata):
    address = reverse("intake:send", args=[sender.draft.key, "cv"])
    assert sender.ask("POST", address, Upload_Length=9, Upload_Metadata=metadata).status_code == 400


def test_a_name_that_could_mislead_is_cleaned(sender, upload_of):
    assert upload_of(sender.begun(9, name="cv\u202efdp.exe")).name == "cvfdp.exe"
    assert upload_of(sender.begun(9, name="д" * 300 + ".pdf")).name == "д" * 251 + ".pdf"
    assert upload_of(sender.begun(9, name="\u200e")).name == "document"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_checksum_is_compared(sender, algorithm):
    address = sender.begun(len(CV))
    wrong = sender.send(address, 0, CV[:300], Upload_Checksum=checksum(algorithm, b"other"))
    assert (wrong.status_code, sender.offset(address)) == (460, 0)
    right = sender.send(address, 0, CV[:300], Upload_Checksum=checksum(algorithm, CV[:300]))
    assert (right.status_code, sender.offset(address)) == (204, 300)


@pytest.mark.parametrize(("said", "status"), [("md5 AAAA", 400), ("sha1 ***", 400), ("sha1", 460)])
def test_a_checksum_that_cannot_be_compared_is_said(sender, said, status):
    address = sender.begun(100)
    assert sender.send(address, 0, b"text", Upload_Checksum=said).status_code == status
    assert sender.offset(address) == 0


def test_an_upload_is_given_up(sender, stored):
    address = sender.begun(len(CV))
    sender.send(address, 0, CV[:300])
    assert len(stored()) == 1
    assert sender.ask("DELETE", address).status_code == 204
    assert sender.ask("HEAD", address).status_code == 404
    assert stored() == []
    assert not Upload.objects.exists()


def test_a_client_that_knows_only_post_says_the_method_beside_it(sender):
    address = sender.begun(len(CV))
    answer = sender.ask(
        "POST", address, CV[:300], OFFSET_STREAM, Upload_Offset=0, X_HTTP_Method_Override="PATCH"
    )
    assert (answer.status_code, sender.offset(address)) == (204, 300)


def test_what_the_protocol_does_not_know_is_said(sender):
    address = sender.begun(100)
    assert sender.ask("PUT", address).status_code == 405
    assert sender.ask("GET", reverse("intake:send", args=[sender.draft.key, "cv"])).status_code == 405
