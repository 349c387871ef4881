"""Whoever asks gets all that is held about them, whole and harmless, and nobody else does."""

import io
import json
import time
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse

from applications.documents.models import Scan
from portal.models import Entry, User
from portal.retention import fresh
from portal.retention.actions import AT_MOST
from portal.retention.archive import stream, unique
from portal.retention.holdings import HeldFile, Holding, holdings, left_out
from tests.factories.documents import DocumentFactory
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.portal import NOW, MessageFactory, UserFactory
from tests.factories.publishing import SavedVacancyFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


def archive_of(person):
    return zipfile.ZipFile(io.BytesIO(b"".join(stream(person, at=NOW))))


def data_of(person):
    return json.loads(archive_of(person).read("data.json"))


def sign_in(client, person, ago=0):
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


@pytest.fixture
def applicant():
    """Somebody of whom the portal holds something in every room."""
    application = submitted_application(planned_vacancy(published=True), price="9123.45", A="Сказано прямо")
    person = application.applicant
    ApplicationFactory(applicant=person)
    SavedVacancyFactory(user=person)
    MessageFactory(user=person, text="Words of a letter")
    return person


def test_every_model_that_leads_to_a_person_is_told_or_named_with_a_reason():
    told = {model for holding in holdings() for model in holding.models}
    ours = [model for model in apps.get_models() if model._meta.app_label in {"portal", "vacancies", "applications", "account", "mfa", "admin"}]  # fmt: skip
    personal = told - {User}
    for model in ours:
        for column in model._meta.concrete_fields:
            leads = column.related_model is User or column.related_model in personal
            label = model._meta.label
            if leads and model not in told and label not in left_out():
                assert f"{label}.{column.name}" in left_out(), (
                    f"{label}.{column.name}: tell it or say why not"
                )


def test_every_reason_is_for_something_that_is_there():
    for name in left_out():
        label, _dot, field = name.rpartition(".") if name.count(".") == 2 else (name, "", "")
        model = apps.get_model(label)
        assert not field or model._meta.get_field(field)


def test_every_model_with_an_address_is_told():
    told = {model for holding in holdings() for model in holding.models}
    public = {"portal.Office"}
    with_address = {
        model
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if type(column).__name__ in {"EmailField", "GenericIPAddressField"}
    }
    assert {model._meta.label for model in with_address - told} == public


def test_all_of_it_is_there(applicant):
    data = data_of(applicant)
    assert data["format"] == "konkurs-own-data/1"
    assert set(data) == {one.key for one in holdings()} | {"format", "made_at", "files", "left_out"}
    assert data["account"][0]["email"] == applicant.email
    assert data["letters"][0]["text"] == "Words of a letter"
    assert data["profile"][0]["family_name"] == applicant.profile.family_name
    handed_in, draft = data["applications"]
    assert (handed_in["status"], draft["status"]) == ("submitted", "draft")
    assert "Сказано прямо" in handed_in["snapshot"]["statements"].values()
    assert handed_in["receipt_hash"] == applicant.applications.get(code="C1").receipt_hash
    assert len(data["saved_vacancies"]) == 1


def test_the_text_can_be_read_by_people(applicant):
    raw = archive_of(applicant).read("data.json").decode()
    assert "Сказано прямо" in raw
    assert raw.count("\n") > 50


def test_every_document_is_there_as_it_was_received_and_each_receipt(applicant):
    archive, data = archive_of(applicant), data_of(applicant)
    assert archive.testzip() is None
    for document in applicant.documents.all():
        (fact,) = [one for one in data["files"] if one.get("key") == str(document.key)]
        with document.file.open("rb") as kept:
            assert archive.read(fact["path"]) == kept.read()
    (receipt,) = [name for name in archive.namelist() if name.startswith("receipts/")]
    assert archive.read(receipt).startswith(b"%PDF")


def test_a_sealed_price_stays_sealed_and_that_is_said(applicant):
    archive = archive_of(applicant)
    assert b"9123" not in archive.read("data.json")
    assert "sealed" in archive.read("README.txt").decode()


def test_what_others_wrote_and_who_they_are_is_not_there(applicant):
    other = UserFactory(name="Secret Reader", email="secret.reader@example.org")
    DocumentFactory(owner=other, original_name="of-another.pdf")
    applicant.documents.first().readings.create(reader=other, on=NOW.date(), way="pages")
    archive = archive_of(applicant)
    everything = archive.read("data.json").decode() + " ".join(archive.namelist())
    assert "2026-11-21" in everything
    assert not [word for word in ("Secret Reader", "secret.reader", "of-another") if word in everything]
    assert applicant.password not in everything


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("cv.pdf", "documents/cv.pdf"),
        ("../../etc/passwd", "documents/_.._etc_passwd"),
        ("C:\\temp\\a.pdf", "documents/C_temp_a.pdf"),
        ("Резюме 2026.docx", "documents/Резюме 2026.docx"),
        ("...", "documents/file"),
        ("a\x00\u202eb.pdf", "documents/ab.pdf"),
        ("", "documents/file"),
        ("я" * 300 + ".pdf", "documents/" + "я" * 116 + ".pdf"),
    ],
)
def test_a_name_in_the_archive_is_harmless(name, path):
    assert unique("documents", name, set()) == path


def test_two_files_of_one_name_are_both_there():
    taken = set()
    assert [unique("d", name, taken) for name in ("cv.pdf", "CV.pdf", "cv.pdf")] == [
        "d/cv.pdf",
        "d/CV (2).pdf",
        "d/cv (3).pdf",
    ]


def test_a_file_that_the_storage_lost_is_said_and_the_rest_is_given(applicant):
    lost = DocumentFactory(owner=applicant, original_name="lost.pdf", pages_of_text=("lost",))
    lost.file.storage.delete(lost.file.name)
    infected = DocumentFactory(
        owner=applicant, original_name="bad.pdf", scan=Scan.INFECTED, pages_of_text=("bad",)
    )
    data = data_of(applicant)
    given = {one["key"]: one["given"] for one in data["files"] if "key" in one}
    assert (given.pop(str(lost.key)), given.pop(str(infected.key))) == (False, False)
    assert set(given.values()) == {True}


def test_no_more_than_a_piece_is_in_memory(monkeypatch):
    """A file of 40 MB passes in pieces of a few hundred KB at most."""
    size = 40 * 1024 * 1024

    class Endless(io.RawIOBase):
        left = size

        def read(self, number=-1):
            taken = min(number, self.left)
            self.left -= taken
            return b"\x00\x01" * (taken // 2)

    holding = Holding("big", "big", (), lambda _person: (), lambda _person: [HeldFile("f", "big", Endless)])
    monkeypatch.setattr("portal.retention.archive.holdings", lambda: (holding,))
    assert max(len(piece) for piece in stream(UserFactory(), at=NOW)) < 512 * 1024


def test_the_archive_is_sent_and_recorded(client, applicant):
    sign_in(client, applicant)
    answer = client.post(reverse("retention:download"))
    assert answer.streaming
    assert answer["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).testzip() is None
    entry = Entry.objects.get(action="data.given")
    assert (entry.stream, entry.actor) == (f"person:{applicant.pk}", applicant.pk)


@pytest.mark.parametrize("ago", [fresh.LASTS + 1, 10**6])
def test_who_signed_in_long_ago_is_asked_to_do_it_again(client, applicant, ago):
    sign_in(client, applicant, ago=ago)
    answer = client.post(reverse("retention:download"))
    assert answer.url == reverse("retention:data")
    page = client.get(answer.url).content.decode()
    assert reverse("retention:sign-in-again") in page
    assert reverse("retention:download") not in page
    out = client.post(reverse("retention:sign-in-again"))
    assert out.url == f"{reverse('account_login')}?next=%2Fen%2Faccount%2Fdata%2F"
    assert "_auth_user_id" not in client.session


def test_signing_in_by_code_opens_the_download(client, mailoutbox, applicant):
    first = client.post(
        reverse("account_request_login_code") + "?next=/en/account/data/", {"email": applicant.email}
    )
    code = next(line for line in mailoutbox[-1].body.splitlines() if line.replace("-", "").isalnum() and len(line) > 5)  # fmt: skip
    client.post(first.url, {"code": code})
    assert reverse("retention:download") in client.get(reverse("retention:data")).content.decode()


def test_there_are_so_many_archives_an_hour_and_no_more(client, applicant, monkeypatch):
    sign_in(client, applicant)
    answers = [client.post(reverse("retention:download")).status_code for _number in range(AT_MOST + 1)]
    assert answers == [200] * AT_MOST + [302]
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(hours=1, seconds=1))
    assert client.post(reverse("retention:download")).status_code == 200


def test_the_file_of_a_document_is_the_one_received(applicant):
    document = DocumentFactory(owner=applicant, original_name="чертёж.pdf")
    document.file.save("", ContentFile(b"%PDF exact bytes"), save=True)
    assert archive_of(applicant).read("documents/чертёж.pdf") == b"%PDF exact bytes"
