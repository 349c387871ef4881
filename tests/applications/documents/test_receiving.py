"""A document handed over: kept under a neutral name, once, and recorded."""

import uuid

import boto3
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from moto.server import ThreadedMotoServer
from storages.backends.s3 import S3Storage

from applications.documents import actions
from applications.documents.forms import UploadForm
from applications.documents.models import Document, Scan
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories import files
from tests.factories.documents import DocumentFactory
from tests.factories.intake import AttachmentFactory
from tests.factories.portal import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep_in(monkeypatch):
    """Keeps the documents of the test in the given storage."""

    def change(storage):
        for name in ("file", "rendition"):
            monkeypatch.setattr(Document._meta.get_field(name), "storage", storage)

    return change


def receive(by, data=None, name="Нурланова, резюме.pdf"):
    return actions.receive(upload=files.upload(data or files.handmade_pdf(), name), by=by, at=NOW)


def test_a_document_is_kept_with_what_it_proved_to_be():
    owner = UserFactory()

    document = receive(owner)

    assert (document.owner, document.kind, document.pages, document.received_at) == (owner, "pdf", 1, NOW)
    assert document.original_name == "Нурланова, резюме.pdf"
    assert document.texts == ["By hand"]
    assert document.scan == Scan.UNSCANNED
    with document.file.open("rb") as file:
        assert file.read() == files.handmade_pdf()


def test_its_name_in_the_storage_says_nothing():
    document = receive(UserFactory(), files.cv_docx(), "Нурланова.docx")
    key = str(document.key)

    assert uuid.UUID(key).version == 4
    assert document.file.name == f"documents/{key[:2]}/{key[2:4]}/{key}"
    assert document.rendition.name == f"documents/{key[:2]}/{key[2:4]}/{key}-pages"


def test_a_word_document_is_kept_with_its_pages():
    document = receive(UserFactory(), files.cv_docx(), "резюме.docx")

    with document.shown.open("rb") as shown, document.file.open("rb") as file:
        assert shown.read(5) == b"%PDF-"
        assert file.read(2) == b"PK"


def test_receiving_is_recorded_without_the_name_of_the_file():
    owner = UserFactory()
    document = receive(owner)

    entry = Entry.objects.get(stream=f"person:{owner.pk}")
    assert (entry.action, entry.subject, entry.actor) == (
        "document.received",
        f"document:{document.key}",
        owner.pk,
    )
    assert entry.data == {"kind": "pdf", "size": document.size, "pages": 1, "sha256": document.sha256}


def test_the_same_file_again_is_the_one_kept():
    owner = UserFactory()

    assert receive(owner) == receive(owner, name="копия.pdf")
    assert Document.objects.of(owner).count() == 1
    assert Entry.objects.count() == 1


def test_two_people_may_hand_over_the_same_file():
    assert receive(UserFactory()) != receive(UserFactory())


@pytest.fixture
def folder(tmp_path, keep_in):
    """A folder of its own for the documents of one test."""
    keep_in(FileSystemStorage(tmp_path))
    return tmp_path


def test_the_slower_of_two_presses_of_the_button_gets_the_document_of_the_quicker(monkeypatch, folder):
    owner = UserFactory()
    first = receive(owner)
    # The second request looked before the first had written.
    monkeypatch.setattr("applications.documents.actions._kept", lambda *_args: None)

    assert receive(owner) == first
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [str(first.key)]


def test_a_refused_file_leaves_nothing_behind(folder):
    with pytest.raises(Refused, match="cannot be used"):
        receive(UserFactory(), files.HTML_PAGE)

    assert list(folder.iterdir()) == []
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie_ b.pdf"),
        ("д" * 300 + ".pdf", "д" * 251 + ".pdf"),
        ("\u200e", "document"),
        ("../../etc/x.pdf", "x.pdf"),
        ("C:\\Users\\x\\резюме.pdf", "резюме.pdf"),
        ("x\0.pdf", "x.pdf"),
        ("я" * 1000 + ".pdf", "я" * 251 + ".pdf"),
        ("....", "document"),
        ("", "document"),
        ("con.pdf", "_con.pdf"),
        ("COM1", "_COM1"),
        ("contract.pdf", "contract.pdf"),
        ('a"; x="b.pdf', "a_; x=_b.pdf"),
        ("👩‍💻 CV.pdf", "👩💻 CV.pdf"),
        ("cv.pdf. . ", "cv.pdf"),
    ],
)
def test_a_name_that_could_mislead_is_cleaned(sent, kept):
    assert receive(UserFactory(), name=sent).original_name == kept


def test_a_file_found_infected_before_is_refused_again():
    owner = UserFactory()
    receive(owner)
    Document.objects.of(owner).update(scan=Scan.INFECTED)

    with pytest.raises(Refused, match=r"A virus was found in “Нурланова, резюме\.pdf”"):
        receive(owner)


def test_what_must_never_be_is_refused_by_the_database():
    document = DocumentFactory()
    for wrong in ({"size": 0}, {"pages": 0}, {"sha256": "abc"}, {"kind": "exe"}, {"scan": "maybe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**wrong)


def test_usable_is_all_but_the_infected():
    kept = [DocumentFactory(scan=scan) for scan in (Scan.PENDING, Scan.CLEAN, Scan.UNSCANNED)]
    DocumentFactory(scan=Scan.INFECTED)

    assert list(Document.objects.usable()) == kept


def test_discarding_deletes_the_document_and_its_files(django_capture_on_commit_callbacks):
    owner = UserFactory()
    document = receive(owner, files.cv_docx(), "резюме.docx")
    storage, names = document.file.storage, (document.file.name, document.rendition.name)

    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(document=document, by=owner, at=NOW)

    assert [storage.exists(name) for name in names] == [False, False]
    assert not Document.objects.exists()
    assert [entry.action for entry in Entry.objects.of(f"person:{owner.pk}")] == [
        "document.received",
        "document.discarded",
    ]


def test_a_document_handed_in_with_an_application_stays():
    document = AttachmentFactory().document

    with pytest.raises(Refused, match="belongs to an application and is kept with it"):
        actions.discard(document=document, by=document.owner, at=NOW)

    with Document.objects.get().file.open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_nobody_else_discards_it():
    with pytest.raises(PermissionDenied):
        actions.discard(document=DocumentFactory(), by=UserFactory(), at=NOW)


def test_the_form_names_the_file_and_what_to_do():
    form = UploadForm(files={"file": SimpleUploadedFile("резюме.pages", b"text")})

    assert form.errors == {"file": ["“резюме.pages” cannot be used. Save it as PDF and choose it again"]}


def test_the_form_says_when_no_file_or_an_empty_one_came():
    empty = UploadForm(files={"file": SimpleUploadedFile("cv.pdf", b"")})

    assert UploadForm(files={}).errors == {"file": ["Choose a file"]}
    assert empty.errors["file"][0].startswith("“cv.pdf” is empty.")


def test_what_the_form_passed_is_received_without_being_read_twice(monkeypatch):
    form = UploadForm(files={"file": SimpleUploadedFile("cv.pdf", files.handmade_pdf())})
    assert form.is_valid()

    checked = form.cleaned_data["file"].checked
    document = actions.receive(upload=form.cleaned_data["file"], by=UserFactory(), at=NOW)

    assert form.cleaned_data["file"].checked is checked
    assert document.sha256 == checked.sha256


@pytest.fixture
def bucket(keep_in, monkeypatch):
    """A private bucket of an S3 server on this machine."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    options = {"endpoint_url": "http://{}:{}".format(*server.get_host_and_port()), "region_name": "us-east-1"}
    client = boto3.client("s3", **options)
    client.create_bucket(Bucket="documents")
    keep_in(S3Storage(**options, bucket_name="documents", default_acl="private", file_overwrite=False))
    yield client
    server.stop()


def test_documents_go_to_s3_and_come_back(bucket, client, django_capture_on_commit_callbacks):
    owner = UserFactory()
    data = files.cv_docx()

    document = receive(owner, data, "Нурланова Айгерим, резюме.docx")

    stored = bucket.list_objects_v2(Bucket="documents")["Contents"]
    assert [item["Key"] for item in stored] == [document.file.name, document.rendition.name]
    client.force_login(owner)
    answer = client.get(f"/en/documents/{document.key}/download")
    assert b"".join(answer.streaming_content) == data
    assert client.get(f"/en/documents/{document.key}/pages/1.png").content.startswith(b"\x89PNG")
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(document=document, by=owner, at=NOW)
    assert "Contents" not in bucket.list_objects_v2(Bucket="documents")


def test_every_name_is_saved_under_one_header_and_nowhere_else(client):
    """A name of 255 bytes in Cyrillic is a good one, and stays whole."""
    name = "д" * 125 + "x.pdf"
    document = receive(UserFactory(), name=name)
    client.force_login(document.owner)

    answer = client.get(f"/en/documents/{document.key}/download")

    assert b"".join(answer.streaming_content) == files.handmade_pdf()
    assert document.original_name == name
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{'%D0%B4' * 125}x.pdf"
