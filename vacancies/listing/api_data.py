"""What the API says of vacancies, corrigenda, answers and offices, as plain data in every language at once."""

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import override

from portal.kernel.addresses import absolute
from portal.kernel.bilingual import languages
from portal.offices.models import Office
from vacancies.corrigenda.models import Corrigendum
from vacancies.document.form import document_of
from vacancies.document.layout import PAY, read
from vacancies.listing.changed import changed_at, said_in
from vacancies.plan.published import fingerprint
from vacancies.questions.models import Answer
from vacancies.vacancy.models import Status, Vacancy

Data = dict[str, Any]


def of_vacancy(vacancy: Vacancy, *, at: datetime) -> Data:
    """A public vacancy loaded by `with_office`, in short."""
    plain = ("reference", "slug", "kind", "scope", "category", "level", "field", "home_based", "openings")
    return {
        **{name: getattr(vacancy, name) for name in plain},
        "state": _state(vacancy, at),
        "office": vacancy.office.code,
        **_texts(vacancy, "title", "summary", "duration"),
        "duty_stations": [
            {**_texts(row, "city"), "country": row.country} for row in vacancy.duty_stations.all()
        ],
        "eligible_countries": vacancy.eligible_countries,
        "starts_on": vacancy.starts_on,
        "published_at": vacancy.published_at,
        "closes_at": vacancy.closes_at,
        "time_zone": vacancy.office.time_zone,
        "changed_at": changed_at(vacancy, at=at),
        "languages": said_in(vacancy),
        "pages": _pages("listing:vacancy", vacancy.slug),
        "detail": absolute(reverse("api:vacancy", args=[vacancy.slug])),
    }


def of_whole_vacancy(vacancy: Vacancy, *, at: datetime) -> Data:
    """Everything published of a vacancy loaded by `with_document`."""
    version = vacancy.versions.public(at=at).last()
    return {
        **of_vacancy(vacancy, at=at),
        "version": version and version.number,
        "fingerprint": fingerprint(vacancy.plan) if hasattr(vacancy, "plan") else "",
        "takes_until": vacancy.takes_until,
        "pay": _pay(vacancy),
        "notice": document_of(vacancy) if hasattr(vacancy, "plan") else {},
        "corrigenda": [of_corrigendum(row) for row in vacancy.corrigenda.public().order_by("number")],
        "answers": [_of_answer(row) for row in vacancy.answers.all()],
        "apply": _pages("intake:start", vacancy.slug),
        "pdf": _pages("listing:pdf", vacancy.slug),
        "calendar": _pages("listing:deadline", vacancy.slug),
    }


def of_corrigendum(row: Corrigendum) -> Data:
    plain = ("number", "change", "of_substance", "closes_before", "closes_after", "changes", "published_at")
    return {
        **{name: getattr(row, name) for name in plain},
        "vacancy": row.vacancy.reference,
        "slug": row.vacancy.slug,
        **_texts(row, "reason"),
        "pages": _pages("listing:vacancy", row.vacancy.slug),
    }


def of_office(office: Office) -> Data:
    return {
        "code": office.code,
        "parent": office.parent and office.parent.code,
        **_texts(office, "name", "city", "address"),
        "country": office.country,
        "email": office.email,
        "time_zone": office.time_zone,
        "hotlines": [{"phone": line.phone, **_texts(line, "note")} for line in office.hotlines.all()],
        "pages": _pages("content:office", office.code),
    }


def _of_answer(row: Answer) -> Data:
    return {"number": row.number, **_texts(row, "question", "answer"), "published_at": row.published_at}


def _pay(vacancy: Vacancy) -> Data | None:
    """Sums as the document of the notice writes them; None where the notice says nothing of pay."""
    if not vacancy.pay_per:
        return None
    return {name.removeprefix("pay_"): value for name, value in read(PAY, vacancy).items()}


def _state(vacancy: Vacancy, at: datetime) -> str:
    if vacancy.status == Status.CANCELLED:
        return "cancelled"
    return "open" if vacancy.is_open(at=at) else "closed"


def _texts(row: models.Model, *names: str) -> Data:
    """Each text in every language, the empty ones too."""
    return {name: {code: getattr(row, f"{name}_{code}") for code in languages()} for name in names}


def _pages(name: str, part: str) -> dict[str, str]:
    """The address of a page in every language."""
    found = {}
    for code in languages():
        with override(code):
            found[code] = absolute(reverse(name, args=[part]))
    return found
