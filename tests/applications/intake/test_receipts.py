"""A receipt is signed: whoever has it can show that it is ours, and nobody can change a sign of it."""

import re
import string
import subprocess
from base64 import urlsafe_b64decode
from datetime import timedelta

import pypdfium2
import pytest
from django.core import mail
from django.urls import reverse

from applications.intake import actions
from applications.intake.signed import checked, public_keys, receipt_of
from portal.kernel.canonical import sha256_of
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import NoticeVersionFactory
from tests.factories.vacancies import planned_vacancy
from tests.machine import need

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return submitted_application(planned_vacancy(published=True, reference="IOMKAZ/2026/11(C)"))


def test_the_signed_text_says_number_moment_and_fingerprint_of_the_application(application):
    receipt = checked(receipt_of(application).signed)
    assert (receipt.number, receipt.application) == ("IOMKAZ/2026/11(C)-C1", application.receipt_hash)
    assert receipt.moment == application.submitted_at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("(C)-C1", "(C)-C2"),
        ("2026-", "2027-"),
        ("application: ", "application: 0"),
        ("receipt/1", "receipt/2"),
    ],
)
def test_a_receipt_of_which_a_sign_was_changed_does_not_hold(application, part, other):
    signed = receipt_of(application).signed
    assert part in signed
    assert checked(signed.replace(part, other, 1)) is None


SIGNS = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}-_"


def test_every_sign_of_the_signature_counts(application):
    signed = receipt_of(application).signed
    text, _word, signature = signed.rpartition(" ")
    for place, sign in enumerate(signature):
        # The nearest: of the last sign it differs in a bit that says nothing.
        other = SIGNS[SIGNS.index(sign) ^ 1]
        assert checked(f"{text} {signature[:place]}{other}{signature[place + 1 :]}") is None, place


def test_a_receipt_holds_as_letters_and_messengers_hand_it_on(application):
    signed = receipt_of(application).signed
    quoted = "Hello,\n\n" + "\n".join(f"> {line}  " for line in signed.splitlines()) + "\n\nRegards"
    in_one_line = signed.replace("\n", " ")
    windows = signed.replace("\n", "\r\n")
    assert checked(quoted) == checked(in_one_line) == checked(windows) == receipt_of(application)


def test_a_receipt_outlives_a_change_of_the_key(application, settings):
    signed = receipt_of(application).signed
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    assert checked(signed) is None
    settings.SECRET_KEY_FALLBACKS = [before]
    assert checked(signed) == receipt_of(application)
    assert public_keys().count("BEGIN PUBLIC KEY") == 2


def test_anybody_can_check_a_receipt_without_the_portal(application, tmp_path):
    lines = receipt_of(application).signed.splitlines()
    files = {name: tmp_path / name for name in ("receipt.txt", "receipt.sig", "keys.pem")}
    files["receipt.txt"].write_text("".join(f"{line}\n" for line in lines[:4]))
    files["receipt.sig"].write_bytes(urlsafe_b64decode(lines[4].removeprefix("signature: ") + "=="))
    files["keys.pem"].write_text(public_keys())
    command = [need("openssl"), "pkeyutl", "-verify", "-pubin", "-inkey", files["keys.pem"], "-rawin"]
    command += ["-in", files["receipt.txt"], "-sigfile", files["receipt.sig"]]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603
    files["receipt.txt"].write_text("another\n")
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0  # noqa: S603


def test_what_was_handed_in_names_the_version_of_the_notice():
    vacancy = planned_vacancy(published=True)
    version = NoticeVersionFactory(vacancy=vacancy, number=1, published_at=NOW - timedelta(days=3))
    application = submitted_application(vacancy)
    assert application.snapshot["notice"] == {"version": 1, "sha256": version.content_hash}
    assert application.receipt_hash == sha256_of(application.snapshot)


def test_the_receipt_is_on_the_page_and_in_the_file(client):
    draft = filled_application(planned_vacancy(published=True))
    received = actions.submit(application=draft, by=draft.applicant, at=NOW)
    signed = receipt_of(received).signed
    client.force_login(received.applicant)
    page = client.get(reverse("intake:application", args=[received.key])).content.decode()
    assert signed in page
    file = client.get(reverse("intake:receipt", args=[received.key])).content
    with pypdfium2.PdfDocument(file) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert checked(re.sub(r"[\ufffe\xad]", "", text)) == receipt_of(received)


@pytest.mark.django_db(transaction=True)
def test_the_letter_carries_the_signed_receipt(application):
    draft = filled_application(planned_vacancy(published=True))
    received = actions.submit(application=draft, by=draft.applicant, at=NOW)
    assert checked(mail.outbox[-1].body) == receipt_of(received)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_file_is_the_same_each_time_and_in_the_language_of_the_address(client, application, language):
    client.force_login(application.applicant)
    address = f"/{language}/applications/{application.key}/receipt.pdf"
    first, again = client.get(address), client.get(address)
    assert first.content == again.content
    assert first["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(first.content) as document:
        text = document[0].get_textpage().get_text_range()
    assert {"en": "Receipt of an application", "ru": "Квитанция о приёме заявки"}[language] in text


def test_nobody_else_gets_the_file_and_a_draft_has_none(client, application):
    client.force_login(UserFactory())
    assert client.get(reverse("intake:receipt", args=[application.key])).status_code == 404
    draft = ApplicationFactory()
    client.force_login(draft.applicant)
    assert client.get(reverse("intake:receipt", args=[draft.key])).status_code == 404


def test_the_page_tells_whether_a_receipt_is_ours_without_asking_the_database(
    client, application, django_assert_num_queries
):
    signed = receipt_of(application).signed
    address = reverse("intake:check-receipt")
    with django_assert_num_queries(0):
        good = client.get(address, {"receipt": signed}).content.decode()
        bad = client.get(address, {"receipt": signed.replace("C1", "C2")}).content.decode()
    assert "This receipt is ours, and unchanged" in good
    assert "This is no receipt of ours" in bad
    assert "no receipt of ours" not in client.get(address).content.decode()
