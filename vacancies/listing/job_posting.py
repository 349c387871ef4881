"""A vacancy as schema.org/JobPosting, one for each language of its page, with what Google asks for and recommends."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.addresses import absolute
from portal.kernel.countries import REGION, country
from portal.templatetags.typography import markdown
from vacancies.listing import wording
from vacancies.listing.notice import Notice
from vacancies.plan.models import EducationLevel, Plan, RequirementKind
from vacancies.vacancy.models import Kind, Scope, Vacancy
from vacancies.vacancy.pay import PayPer

_EMPLOYMENT = {
    Kind.CONSULTANT: "CONTRACTOR",
    Kind.EXPERT: "CONTRACTOR",
    Kind.STAFF: "TEMPORARY",
    Kind.INTERN: "INTERN",
}
_CREDENTIALS = {
    EducationLevel.SECONDARY: "high school",
    EducationLevel.BACHELOR: "bachelor degree",
    EducationLevel.MASTER: "postgraduate degree",
    EducationLevel.DOCTORATE: "postgraduate degree",
}
# The time that pay is for, in the words of Google; a sum for the whole assignment is for no such time.
_UNITS = {PayPer.DAY: "DAY", PayPer.MONTH: "MONTH", PayPer.YEAR: "YEAR"}
# Work that starts so soon after the closing date starts at once.
_AT_ONCE = timedelta(days=14)
# "</script>" inside a text would end the block, "<!--" would begin a comment.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def data_block(posting: dict[str, Any]) -> SafeString:
    """The posting as a block of data, which no policy of scripts concerns; nothing in it can end the block."""
    content = json.dumps(posting, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(content))


def job_posting(vacancy: Vacancy, notice: Notice, *, at: datetime) -> dict[str, Any] | None:
    """The posting in the active language; none for a vacancy that is not open, or that has no title in it.

    A salary is named only where the notice names it: elsewhere candidates offer a price.
    """
    if not vacancy.is_open(at=at) or vacancy.title.borrowed:
        return None
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "url": absolute(vacancy.get_absolute_url()),
        "title": str(vacancy.title),
        "description": _description(notice),
        "identifier": _named("PropertyValue", settings.ORGANISATION, value=vacancy.reference),
        "hiringOrganization": _named("Organization", settings.ORGANISATION, url=absolute("/")),
        "datePosted": vacancy.office.local(vacancy.published_at).isoformat(timespec="seconds"),
        "validThrough": vacancy.office.local(vacancy.closes_at).isoformat(timespec="seconds"),
        "employmentType": _EMPLOYMENT[Kind(vacancy.kind)],
        "directApply": True,
        "totalJobOpenings": vacancy.openings,
        "baseSalary": _salary(vacancy),
        **_start(vacancy),
        "eligibilityToWorkRequirement": wording.eligible(vacancy) if vacancy.eligible_countries else None,
        **_place(vacancy),
        **_requirements(getattr(vacancy, "plan", None)),
    }
    return {name: value for name, value in posting.items() if value not in (None, "", [])}


def _named(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"@type": kind, "name": name, **more}


def _description(notice: Notice) -> str:
    """What the notice says, as HTML: summary, terms of reference with their sections, requirements."""
    sections = notice.sections
    parts = [markdown(notice.summary, 3), markdown(notice.terms, 3)]
    written = (*sections.work, *sections.conditions, *sections.person)
    parts += [format_html("<h3>{}</h3>{}", part.title, markdown(part.text, 4)) for part in written]
    points = [line.title for line in sections.outputs] + sections.languages
    if notice.selection:
        points += notice.selection.requirements
    parts += [format_html("<p>{}</p>", point) for point in points]
    return "".join(parts)


def _salary(vacancy: Vacancy) -> dict[str, Any] | None:
    """The pay of the notice; a single sum is said once."""
    if vacancy.pay_least is None or vacancy.pay_most is None:
        return None
    least, most = float(vacancy.pay_least), float(vacancy.pay_most)
    sums = {"value": most} if least == most else {"minValue": least, "maxValue": most}
    unit = _UNITS.get(PayPer(vacancy.pay_per))
    value = {"@type": "QuantitativeValue", **sums, **({"unitText": unit} if unit else {})}
    return {"@type": "MonetaryAmount", "currency": vacancy.pay_currency, "value": value}


def _start(vacancy: Vacancy) -> dict[str, Any]:
    """The estimated start, and whether that is soon after applications close."""
    if not vacancy.starts_on:
        return {}
    closing = vacancy.office.local(vacancy.closes_at).date()
    return {
        "jobStartDate": vacancy.starts_on.isoformat(),
        "jobImmediateStart": vacancy.starts_on <= closing + _AT_ONCE,
    }


def _place(vacancy: Vacancy) -> dict[str, Any]:
    """Where the work is done. Work from home alone has no location, but says where those who do it live."""
    stations = [_location(str(row.city), row.country) for row in vacancy.duty_stations.all()]
    office = vacancy.office
    if not vacancy.home_based:
        return {"jobLocation": stations or [_location(str(office.city), office.country)]}
    return {
        "jobLocation": stations,
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [_named("Country", country(code)) for code in _homes(vacancy)],
    }


def _location(city: str, code: str) -> dict[str, Any]:
    address = {"@type": "PostalAddress", "addressLocality": city, "addressCountry": code}
    return {"@type": "Place", "address": address}


def _homes(vacancy: Vacancy) -> list[str]:
    """Countries from which the work may be done; citizenship is another matter."""
    plan = getattr(vacancy, "plan", None)
    for row in plan.requirements.all() if plan else ():
        if row.kind == RequirementKind.RESIDENCE:
            return row.parameters["countries"]
    return [vacancy.office.country] if vacancy.scope == Scope.NATIONAL else list(REGION)


def _requirements(plan: Plan | None) -> dict[str, Any]:
    """Years of experience and level of education, where the plan asks for them."""
    asked: dict[str, Any] = {}
    for row in plan.requirements.all() if plan else ():
        if row.kind == RequirementKind.EXPERIENCE:
            months = round(float(row.parameters["years"]) * 12)
            asked["experienceRequirements"] = {
                "@type": "OccupationalExperienceRequirements",
                "monthsOfExperience": months,
            }
        if row.kind == RequirementKind.EDUCATION:
            asked["educationRequirements"] = {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": _CREDENTIALS[EducationLevel(row.parameters["level"])],
            }
    return asked
