"""A consultant with a draft, and a client that speaks tus for them."""

from base64 import b64encode
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from applications.documents.models import document_storage
from applications.uploads.models import Upload
from tests.factories.intake import ApplicationFactory
from tests.factories.vacancies import planned_vacancy

OFFSET_STREAM = "application/offset+octet-stream"


class Sender:
    """Speaks the protocol as `person`, by default for the CV of `draft`."""

    def __init__(self, draft, person=None):
        self.client = Client()
        self.client.force_login(person or draft.applicant)
        self.draft = draft

    def ask(self, method, address, data=b"", content_type="", **headers):
        said = {"Tus-Resumable": "1.0.0"} | {
            name.replace("_", "-"): str(value) for name, value in headers.items()
        }
        return self.client.generic(
            method,
            address,
            data,
            CONTENT_TYPE=content_type,
            CONTENT_LENGTH=str(len(data)),
            headers={name: value for name, value in said.items() if value != "None"},
        )

    def begin(self, size, name="cv.pdf", code="cv", **told):
        metadata = {"filename": name, **told}
        said = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in metadata.items())
        address = reverse("intake:send", args=[self.draft.key, code])
        return self.ask("POST", address, Upload_Length=size, Upload_Metadata=said)

    def begun(self, size, **told):
        """The address of a new upload."""
        answer = self.begin(size, **told)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    def send(self, address, start, data, **headers):
        return self.ask("PATCH", address, data, OFFSET_STREAM, Upload_Offset=start, **headers)

    def offset(self, address):
        return int(self.ask("HEAD", address).headers["Upload-Offset"])


@pytest.fixture
def draft():
    return ApplicationFactory(vacancy=planned_vacancy(published=True))


@pytest.fixture
def sender(draft):
    return Sender(draft)


@pytest.fixture
def stored():
    """`stored()`: the names of what lies in the storage of pieces."""

    def names():
        folder = document_storage().path("uploads")
        return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())

    before = set(names())
    return lambda: sorted(set(names()) - before)


@pytest.fixture
def upload_of():
    """`upload_of(address)`: the row behind an address."""
    return lambda address: Upload.objects.get(key=address.rstrip("/").rpartition("/")[2])
