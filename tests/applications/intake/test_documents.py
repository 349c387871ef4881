"""Attaching files: each by itself, refused by name, replaced and removed without touching anything else."""

import gzip
import re
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.documents.folder import PrivateFolder
from applications.documents.models import Document
from applications.uploads.models import Upload
from portal.models import Entry
from tests.factories import files
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.portal import NOW
from tests.factories.uploads import IncomingFactory, UploadFactory
from tests.factories.vacancies import DocumentAskedFactory, planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True))
    DocumentAskedFactory(plan=draft.vacancy.plan, code="diploma", name_en="Diploma", required=False, order=2)
    client.force_login(draft.applicant)
    return draft


def send(client, draft, code, data, name):
    address = reverse("intake:upload", args=[draft.key, code])
    return client.post(address, {f"{code}-file": SimpleUploadedFile(name, data)})


def attached(draft):
    return {
        row.asked.code: row.document.original_name
        for row in draft.attachments.select_related("asked", "document")
    }


def test_what_may_be_sent_is_said_beforehand(client, draft):
    text = client.get(reverse("intake:page", args=[draft.key, "documents"])).text
    assert text.count("PDF, DOCX, ODT, RTF, JPEG or PNG, up to 10 MB and 60 pages") == 2


def test_a_file_is_attached_and_shown(client, draft):
    response = send(client, draft, "cv", files.pdf("Curriculum vitae"), "Резюме.pdf")
    assert response.headers["Location"] == reverse("intake:page", args=[draft.key, "documents"])
    assert attached(draft) == {"cv": "Резюме.pdf"}
    assert "Резюме.pdf" in client.get(response.headers["Location"]).text


def test_a_web_page_called_pdf_is_refused_by_name_and_the_rest_stays(client, draft):
    send(client, draft, "diploma", files.pdf("Diploma"), "diploma.pdf")
    response = send(client, draft, "cv", files.HTML_PAGE, "resume.pdf")
    assert response.status_code == 200
    assert "resume.pdf" in response.context["form"].errors["file"][0]
    assert response.context["form"].errors["file"][0] in response.text.replace("&quot;", '"')
    assert attached(draft) == {"diploma": "diploma.pdf"}
    assert "diploma.pdf" in response.text


def test_nothing_chosen_is_said(client, draft):
    response = client.post(reverse("intake:upload", args=[draft.key, "cv"]))
    assert response.context["form"].errors == {"file": ["Choose a file"]}


def test_whoever_comes_to_mend_the_page_sees_which_document_is_missing(client, draft):
    address = reverse("intake:page", args=[draft.key, "documents"])
    assert "file_error" not in client.get(address).text
    text = client.get(f"{address}?check=1").text
    assert ('id="id_cv-file_error"' in text, 'id="id_diploma-file_error"' in text) == (True, False)
    send(client, draft, "cv", files.pdf("Curriculum vitae"), "cv.pdf")
    assert "file_error" not in client.get(f"{address}?check=1").text


def test_a_new_file_takes_the_place_of_the_old_one_which_is_deleted(client, draft):
    send(client, draft, "cv", files.pdf("First"), "first.pdf")
    send(client, draft, "cv", files.pdf("Second"), "second.pdf")
    assert attached(draft) == {"cv": "second.pdf"}
    assert [row.original_name for row in Document.objects.all()] == ["second.pdf"]


def test_a_file_is_removed_after_a_question(client, draft):
    send(client, draft, "cv", files.pdf("First"), "first.pdf")
    address = reverse("intake:detach", args=[draft.key, "cv"])
    assert "first.pdf" in client.get(address).text
    assert attached(draft) == {"cv": "first.pdf"}
    client.post(address)
    assert attached(draft) == {}
    assert not Document.objects.exists()


def test_a_file_that_another_application_holds_is_kept(client, draft):
    other = submitted_application(planned_vacancy(published=True), applicant=draft.applicant)
    kept = other.attachments.get().document
    with kept.file.open("rb") as file:
        send(client, draft, "cv", file.read(), "again.pdf")
    assert draft.attachments.get().document == kept
    client.post(reverse("intake:detach", args=[draft.key, "cv"]))
    assert Document.objects.get() == kept


def test_a_document_that_is_not_asked_for_cannot_be_sent(client, draft):
    assert send(client, draft, "passport", files.pdf("Passport"), "passport.pdf").status_code == 404


def test_nothing_is_attached_to_what_was_handed_in(client):
    received = submitted_application(planned_vacancy(published=True))
    client.force_login(received.applicant)
    response = send(client, received, "cv", files.pdf("Late"), "late.pdf")
    assert response.headers["Location"] == received.get_absolute_url()
    assert attached(received) == {"cv": "резюме.pdf"}


@pytest.mark.parametrize("name", ["upload", "submit"])
def test_the_address_of_a_form_opened_by_hand_leads_to_its_page(client, draft, name):
    parts = [draft.key, "cv"] if name == "upload" else [draft.key]
    assert client.get(reverse(f"intake:{name}", args=parts)).status_code == 302


def test_a_complete_draft_names_its_files_on_the_review(client):
    draft = filled_application(planned_vacancy(published=True))
    client.force_login(draft.applicant)
    text = client.get(reverse("intake:review", args=[draft.key])).text
    assert draft.attachments.get().document.sha256 in text


def test_when_the_storage_is_full_the_person_is_told_and_everything_stays(client, draft, monkeypatch):
    send(client, draft, "diploma", files.pdf("Diploma"), "diploma.pdf")
    with monkeypatch.context() as full:
        full.setattr(PrivateFolder, "_save", Mock(side_effect=OSError(ENOSPC, "No space left on device")))
        response = send(client, draft, "cv", files.pdf("CV"), "cv.pdf")
    assert response.status_code == 200
    assert response.context["form"].errors["file"][0].startswith("The portal cannot store files just now.")
    assert attached(draft) == {"diploma": "diploma.pdf"}
    entry = Entry.objects.of(f"person:{draft.applicant_id}").last()
    assert (entry.action, entry.data["reason"]) == (
        "upload.failed",
        "OSError: [Errno 28] No space left on device",
    )
    send(client, draft, "cv", files.pdf("CV"), "cv.pdf")
    assert attached(draft) == {"cv": "cv.pdf", "diploma": "diploma.pdf"}


def test_the_page_is_a_receipt_for_each_file(client, draft):
    data = files.pdf("Curriculum vitae")
    send(client, draft, "cv", data, "cv.pdf")
    text = client.get(reverse("intake:page", args=[draft.key, "documents"])).text
    assert (
        f"kept 21\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026, 14:00:00 (Astana), SHA-256 {sha256(data).hexdigest()[:16]}…"
        in text
    )


def test_a_file_that_stopped_on_its_way_waits_for_the_rest(client, draft):
    cv = draft.vacancy.plan.documents.get(code="cv")
    upload = UploadFactory(
        owner=draft.applicant, name="Резюме.pdf", size=4_000_000, offset=412 * 1024, sha256="a" * 64
    )
    IncomingFactory(application=draft, asked=cv, upload=upload)
    text = client.get(reverse("intake:page", args=[draft.key, "documents"])).text
    assert "412 KB of 3.8 MB have arrived. Choose the same file again, and it goes on from there" in text
    assert (
        f'data-at="{reverse("intake:sending", args=[draft.key, upload.key])}" data-sha256="{"a" * 64}"'
        in text
    )
    Upload.objects.update(expires_at=NOW)
    assert "Резюме.pdf" not in client.get(reverse("intake:page", args=[draft.key, "documents"])).text


def test_the_page_with_its_script_is_light(client, draft):
    """At a first visit on a telephone: 40 KB with style sheets and scripts."""
    text = client.get(reverse("intake:page", args=[draft.key, "documents"])).text
    static = Path(settings.BASE_DIR, "portal", "static")
    parts = [
        text.encode(),
        *((static / name).read_bytes() for name in re.findall(r"/static/(portal/[a-z]+\.(?:css|js))", text)),
    ]
    assert len(parts) >= 4
    assert sum(len(gzip.compress(part)) for part in parts) < 40 * 1024


def test_the_page_asks_the_database_as_often_for_many_uploads(client, draft, count_queries):
    address = reverse("intake:page", args=[draft.key, "documents"])
    cv = draft.vacancy.plan.documents.get(code="cv")
    IncomingFactory(application=draft, asked=cv)
    one = count_queries(client, address)
    for _ in range(4):
        IncomingFactory(application=draft, asked=cv)
    assert count_queries(client, address) == one


def test_the_page_says_of_a_file_what_is_amiss_with_it_without_being_asked(client, draft):
    send(client, draft, "cv", files.pdf("Curriculum vitae"), "Резюме.pdf")
    Document.objects.update(scan="infected")
    page = client.get(reverse("intake:page", args=[draft.key, "documents"])).text
    assert "A virus was found in this file. Choose another one" in page
    assert reverse("documents:download", args=[Document.objects.get().key]) not in page
