"""The receipt as PDF, set by typst: what was received, when, and its signature."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.intake.signed import receipt_of
from portal.kernel.addresses import absolute
from portal.typesetting.setting import typeset
from portal.words.figures import file_size
from portal.words.moments import second_in

_TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt_pdf(application: Application, claim_code: str = "") -> bytes:
    """The receipt of an application that was handed in, in the active language: the same bytes each time.

    With `claim_code`, that by which its applicant makes it theirs in the portal.
    """
    return typeset(_TEMPLATE, _data(application, claim_code), at=application.submitted_at)


def _data(application: Application, claim_code: str) -> dict[str, Any]:
    check = absolute(reverse("intake:check-receipt"))
    return {
        "language": get_language(),
        "office": str(application.office.name),
        "title": _("Receipt of an application"),
        "number": application.receipt_number,
        "facts": [*_facts(application), *_claim(claim_code)],
        "files": [
            {"name": row["name"], "size": file_size(row["size"]), "sha256": row["sha256"]}
            for row in application.files_said
        ],
        "signed": receipt_of(application).signed,
        "no_fee": _("We take no fee, neither for an application nor for an interview, paperwork or training. If anybody asks for money or bank details in our name, tell us."),
        "words": {
            "files": _("Files and their SHA-256"),
            "signed": _("The signed text of the receipt"),
            "check": _("Anybody can check this text here:"),
            "page": pgettext("of a document", "Page {n} of {m}"),
        },
        "check": check,
    }  # fmt: skip


def _facts(application: Application) -> Iterator[tuple[str, str, str]]:
    """Term, words, and what stands in the letters of a machine."""
    vacancy, said = application.vacancy, application.snapshot
    moment = application.submitted_at
    yield _("Vacancy"), str(vacancy.title), vacancy.reference
    if application.lot:
        yield pgettext("of a vacancy", "Lot"), f"{application.lot.code} {application.lot.name}", ""
    yield _("Applicant"), said["person"]["name"], ""
    if said.get("team"):
        yield _("Team"), "\n".join(one["name"] for one in said["team"]), ""
    yield (
        _("Received"),
        f"{second_in(moment, vacancy.office.zone)} ({vacancy.office.city})\n{second_in(moment, UTC)} UTC",
        "",
    )
    if "notice" in said:
        yield _("Version of the notice"), str(said["notice"]["version"]), said["notice"]["sha256"]
    yield _("Fingerprint of the selection plan"), "", said["plan_fingerprint"]
    if said["price_sealed_sha256"]:
        yield _("SHA-256 of the sealed price"), "", said["price_sealed_sha256"]
    yield _("SHA-256 of the application"), "", application.receipt_hash


def _claim(code: str) -> Iterator[tuple[str, str, str]]:
    if code:
        words = _(
            "To follow or withdraw the application yourself, sign up in the portal and enter this code within 90 days: %(address)s. Whoever has the code can do so: keep it to yourself."
        )
        yield _("Code"), words % {"address": absolute(reverse("intake:claim"))}, code
