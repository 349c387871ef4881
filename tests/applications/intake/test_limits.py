"""Documents with formats and sizes of their own: said beforehand, held to at the upload and at handing in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.documents.models import Document
from applications.intake import actions
from portal.kernel.workflow import Refused
from tests.factories import files
from tests.factories.intake import ApplicationFactory, filled_application
from tests.factories.portal import NOW
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    asked = planned_vacancy(published=True).plan.documents.get()
    asked.formats, asked.max_megabytes = ["docx"], 2
    asked.save()
    return asked


def test_what_may_be_sent_is_said_before_one_begins_and_beside_the_field(client, asked):
    draft = ApplicationFactory(vacancy=asked.plan.vacancy)
    assert (
        "DOCX, up to 2 MB and 60 pages" in client.get(reverse("intake:start", args=[draft.vacancy.slug])).text
    )
    client.force_login(draft.applicant)
    text = client.get(reverse("intake:page", args=[draft.key, "documents"])).text
    assert "DOCX, up to 2 MB and 60 pages" in text
    assert 'accept=".docx"' in text


def test_another_format_is_refused_in_words_and_not_kept(client, asked):
    draft = ApplicationFactory(vacancy=asked.plan.vacancy)
    client.force_login(draft.applicant)
    sent = {"cv-file": SimpleUploadedFile("cv.pdf", files.pdf("CV"))}
    response = client.post(reverse("intake:upload", args=[draft.key, "cv"]), sent)
    assert response.context["form"].errors == {
        "file": ["This document is asked for as DOCX. Choose another file"]
    }
    assert not Document.objects.exists()


def test_a_larger_file_is_refused_in_words(asked):
    asked.formats, asked.max_megabytes = [], 1
    asked.save()
    draft = ApplicationFactory(vacancy=asked.plan.vacancy)
    large = files.pdf("CV") + b"\n%" + b"x" * 1024 * 1024 + b"\n%%EOF"
    with pytest.raises(Refused, match="1 MB at most"):
        actions.attach(
            application=draft,
            asked=asked,
            upload=SimpleUploadedFile("cv.pdf", large),
            by=draft.applicant,
            at=NOW,
        )


def test_the_notice_never_takes_more_than_the_portal(client, asked):
    asked.formats, asked.max_megabytes = [], 500
    asked.save()
    draft = ApplicationFactory(vacancy=asked.plan.vacancy)
    client.force_login(draft.applicant)
    assert "up to 10 MB" in client.get(reverse("intake:page", args=[draft.key, "documents"])).text


def test_a_file_that_is_no_longer_what_is_asked_for_is_missing_at_handing_in(client, asked):
    draft = filled_application(asked.plan.vacancy)
    with pytest.raises(Refused, match="still missing"):
        actions.submit(application=draft, by=draft.applicant, at=NOW)
    client.force_login(draft.applicant)
    missing = client.get(reverse("intake:review", args=[draft.key])).context["missing"]
    assert [thing.fault for thing, _place in missing] == [
        "This document is asked for as DOCX. Choose another file"
    ]
