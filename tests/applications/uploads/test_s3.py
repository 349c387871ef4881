"""Files on a real S3 server: sent in pieces, put together, read through the portal, and by nobody in another way."""

import re
import time
import urllib.error
import urllib.request
from uuid import UUID, uuid4

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from django.urls import reverse
from storages.backends.s3 import S3Storage

from applications.documents.models import Document
from portal.models import Entry
from tests.applications.uploads.conftest import Sender
from tests.ceph import KEY, SECRET, Ceph
from tests.factories import files
from tests.factories.intake import submitted_application
from tests.factories.portal import UserFactory
from tests.factories.scoring import chair_of, declared_panel, opened_round
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

MB = 1024 * 1024


@pytest.fixture(scope="module")
def ceph():
    ceph = Ceph.started()
    yield ceph
    ceph.stop()


@pytest.fixture
def bucket(ceph, monkeypatch):
    """The private bucket in which the portal keeps documents, as who runs it sees it."""
    name = f"documents-{uuid4()}"
    who = {"endpoint_url": ceph.url, "region_name": "us-east-1"}
    client = boto3.client(
        "s3",
        **who,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}),
    )
    client.create_bucket(Bucket=name)
    storage = S3Storage(
        **who, access_key=KEY, secret_key=SECRET, bucket_name=name, addressing_style="path", signature_version="s3v4",
        default_acl="private", file_overwrite=False, querystring_expire=60,
    )  # fmt: skip
    for field in ("file", "rendition"):
        monkeypatch.setattr(Document._meta.get_field(field), "storage", storage)
    monkeypatch.setattr("applications.uploads.store.document_storage", lambda: storage)
    return Bucket(client, name, storage)


class Bucket:
    def __init__(self, client, name, storage):
        self.client, self.name, self.storage = client, name, storage

    @property
    def keys(self):
        return [item["Key"] for item in self.client.list_objects_v2(Bucket=self.name).get("Contents", [])]

    def read(self, key):
        return self.client.get_object(Bucket=self.name, Key=key)["Body"].read()

    def link(self, key, seconds):
        parts = {"Bucket": self.name, "Key": key}
        return self.client.generate_presigned_url("get_object", Params=parts, ExpiresIn=seconds)


def status(address):
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def sent(sender, data, name="Нурланова, резюме.pdf"):
    address = sender.begun(len(data), name=name)
    assert sender.send(address, 0, data).status_code == 204
    return sender.draft.attachments.get().document


def test_a_file_goes_up_in_pieces_is_gone_on_with_and_put_together(bucket, sender):
    data = files.large_pdf(3 * MB)
    address = sender.begun(len(data))
    sender.send(address, 0, data[:MB])
    sender.send(address, MB, data[MB : 2 * MB])
    assert [len(bucket.read(key)) for key in bucket.keys] == [MB, MB]
    assert sender.send(address, 0, data).status_code == 409
    assert sender.offset(address) == 2 * MB
    assert sender.send(address, 2 * MB, data[2 * MB :]).status_code == 204
    document = sender.draft.attachments.get().document
    assert bucket.keys == [document.file.name]
    assert bucket.read(document.file.name) == data


def test_keys_say_nothing_and_cannot_be_guessed(bucket, sender):
    address = sender.begun(1000)
    sender.send(address, 0, files.large_pdf(1000)[:500])
    sent(sender, files.cv_docx(), "Нурланова.docx")
    assert len(bucket.keys) == 3
    for key in bucket.keys:
        parts = re.fullmatch(r"(documents|uploads)/(..)/(..)/([0-9a-f-]{36})(-pages)?", key)
        assert UUID(parts[4]).version == 4
    upload = address.rstrip("/").rpartition("/")[2]
    assert all(upload not in key for key in bucket.keys)


def test_nobody_reads_an_object_without_the_key_of_the_portal(bucket, sender):
    document = sent(sender, files.large_pdf(1000))
    bare = f"{bucket.client.meta.endpoint_url}/{bucket.name}"
    assert status(f"{bare}/{document.file.name}") == 403
    assert status(bare) == 403
    stranger = boto3.client(
        "s3", endpoint_url=bucket.client.meta.endpoint_url, aws_access_key_id=KEY, aws_secret_access_key="guessed",
        region_name="us-east-1", config=Config(s3={"addressing_style": "path"}),
    )  # fmt: skip
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        stranger.list_objects_v2(Bucket=bucket.name)


def test_a_signed_link_is_good_for_one_object_and_its_seconds_only(bucket, sender):
    document = sent(sender, files.large_pdf(1000))
    other = bucket.storage.save("documents/other", files.upload(b"other", "other"))
    link = bucket.link(document.file.name, 60)
    assert status(link) == 200
    assert status(link.replace("Signature=", "Signature=0", 1)) == 403
    assert status(link.replace(document.file.name, other)) == 403
    short = bucket.link(document.file.name, 1)
    time.sleep(2.1)
    assert status(short) == 403
    assert status(re.sub(r"Expires=\d+", lambda found: f"{found[0]}000", short)) == 403


def test_the_portal_hands_the_file_to_the_owner_and_the_panel_and_to_nobody_else(bucket, client):
    panel = declared_panel(method="cumulative")
    application = opened_round(panel).vacancy.applications.get(code="C1")
    document = application.attachments.get().document
    address = reverse("documents:download", args=[document.key])
    with document.file.open("rb") as file:
        data = file.read()
    assert document.file.name in bucket.keys
    for person in (application.applicant, chair_of(panel)):
        client.force_login(person)
        answer = client.get(address)
        assert b"".join(answer.streaming_content) == data
        assert bucket.name not in str(answer.headers)
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_an_upload_of_which_the_server_lost_a_piece_is_sent_again_from_there(bucket, sender):
    data = files.large_pdf(1000)
    address = sender.begun(len(data))
    sender.send(address, 0, data[:400])
    bucket.client.delete_object(Bucket=bucket.name, Key=bucket.keys[0])
    assert sender.send(address, 400, data[400:]).headers["Upload-Offset"] == "0"
    assert sender.send(address, 0, data).status_code == 204


def test_a_store_that_is_away_is_said_and_what_arrived_stays(bucket, sender, monkeypatch):
    data = files.large_pdf(1000)
    address = sender.begun(len(data))
    sender.send(address, 0, data[:400])
    with monkeypatch.context() as away:
        away.setattr("applications.uploads.store.document_storage", nowhere)
        assert sender.send(address, 400, data[400:600]).status_code == 503
    assert sender.offset(address) == 400
    assert Entry.objects.filter(action="upload.failed").count() == 1
    assert sender.send(address, 400, data[400:]).status_code == 204


def nowhere():
    """A storage whose server does not answer."""
    config = Config(retries={"max_attempts": 0}, connect_timeout=1)
    return S3Storage(
        endpoint_url="http://127.0.0.1:9", region_name="us-east-1", access_key=KEY, secret_key=SECRET,
        bucket_name="documents", client_config=config,
    )  # fmt: skip


def test_another_person_cannot_use_the_address_of_an_upload(bucket, sender):
    data = files.large_pdf(1000)
    address = sender.begun(len(data))
    sender.send(address, 0, data[:400])
    stranger = Sender(submitted_application(planned_vacancy(published=True)))
    assert stranger.ask("HEAD", address).status_code == 404
    assert stranger.send(address, 400, data[400:]).status_code == 404
