"""From a draft to a published notice, and on to its decision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused, require, take
from portal.mailing.actions import queue
from portal.offices.models import Office
from portal.record.actions import write
from vacancies.document.actions import keep_version
from vacancies.plan.actions import begin
from vacancies.plan.completeness import blocking, gaps
from vacancies.plan.published import fingerprint
from vacancies.publishing import workflow
from vacancies.publishing.rules import approvers_of, is_writer, writers_of
from vacancies.terms import actions as terms
from vacancies.vacancy.models import Kind, Scope, Vacancy
from vacancies.vacancy.references import next_number, slug_of
from vacancies.vacancy.search import index


@transaction.atomic
def create_vacancy(*, office: Office, by: Any, at: datetime, **fields: Any) -> Vacancy:
    """A draft with the next reference of the office, unless `fields` bring one, and the beginning of a plan.

    `fields` are those of the vacancy, `kind` and `scope` at least. A national vacancy is for the office's country.
    """
    require("vacancies.add_vacancy", office, by=by)
    reference = fields.pop("reference", "") or _next_reference(office, Kind(fields["kind"]), at)
    national = fields["scope"] == Scope.NATIONAL
    fields = {"eligible_countries": [office.country] if national else [], **fields}
    vacancy = Vacancy.objects.create(
        office=office,
        reference=reference,
        slug=slug_of(reference),
        written_by=by,
        created_at=at,
        changed_at=at,
        **fields,
    )
    begin(vacancy)
    terms.begin(vacancy)
    write(stream=vacancy.stream, action="vacancy.created", by=by, at=at, subject=reference)
    return vacancy


@transaction.atomic
def submit_for_approval(*, vacancy: Vacancy, gap_reason: str = "", by: Any, at: datetime) -> Vacancy:
    """Hand the notice to the approvers; what lacks the other language needs a reason.

    Raises Refused when something that blocks is missing, when the reason is, or when nobody could approve.
    """
    row = take(workflow.SUBMIT, vacancy, by=by, returned_comment="")
    found = gaps(row, at=at)
    _require_none(blocking(found), _("The notice cannot be submitted yet."))
    if found and not gap_reason.strip():
        raise Refused(_("Say why the notice is to be published without the other language."))
    row.gap_reason = gap_reason.strip() if found else ""
    row.save(update_fields=["gap_reason"])
    write(
        stream=row.stream,
        action="vacancy.submitted",
        by=by,
        at=at,
        subject=row.reference,
        data={"fingerprint": fingerprint(row.plan), "gap_reason": row.gap_reason},
    )
    approvers = approvers_of(row)
    if not approvers:
        raise Refused(
            _("Nobody can approve: whoever may do it in this office wrote the notice. Ask the administrator.")
        )
    _tell(approvers, "vacancy_to_approve", row, by=by, at=at)
    return row


@transaction.atomic
def return_to_writer(*, vacancy: Vacancy, comment: str, by: Any, at: datetime) -> Vacancy:
    """Give the notice back as a draft, saying what to change."""
    _refuse_own(vacancy, by)
    if not comment.strip():
        raise Refused(_("Say what is to be changed."))
    row = take(workflow.RETURN, vacancy, by=by, returned_comment=comment.strip())
    write(
        stream=row.stream,
        action="vacancy.returned",
        by=by,
        at=at,
        subject=row.reference,
        data={"comment": row.returned_comment},
    )
    _tell(writers_of(row), "vacancy_returned", row, by=by, at=at)
    return row


@transaction.atomic
def publish(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """Publish the notice from now on; the record keeps the fingerprint of its plan."""
    _refuse_own(vacancy, by)
    row = take(workflow.PUBLISH, vacancy, by=by, approved_by=by, published_at=at)
    _require_none(blocking(gaps(row, at=at)), _("The notice cannot be published. Return it to its writer."))
    index(row)
    write(
        stream=row.stream,
        action="vacancy.published",
        by=by,
        at=at,
        subject=row.reference,
        data={"fingerprint": fingerprint(row.plan), "closes_at": row.closes_at.isoformat()},
    )
    keep_version(vacancy=row, by=by, at=at)
    _tell(writers_of(row), "vacancy_published", row, by=by, at=at)
    return row


@transaction.atomic
def begin_evaluation(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """Go from taking applications to judging them, once the closing date has passed."""
    if vacancy.is_open(at=at):
        raise Refused(_("Applications are still taken."))
    row = take(workflow.EVALUATE, vacancy, by=by)
    write(stream=row.stream, action="vacancy.under_evaluation", by=by, at=at, subject=row.reference)
    return row


@transaction.atomic
def mark_decided(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """Note that the selection has been decided."""
    row = take(workflow.DECIDE, vacancy, by=by)
    write(stream=row.stream, action="vacancy.decided", by=by, at=at, subject=row.reference)
    return row


def _next_reference(office: Office, kind: Kind, at: datetime) -> str:
    """The next free reference of the year, on the calendar of the office.

    Offices that number by the same scheme are locked together until the transaction ends, so no two get one number.
    """
    sharing = (
        Office.objects.select_for_update().filter(reference_scheme=office.reference_scheme).order_by("pk")
    )
    taken = Vacancy.objects.filter(office__in=list(sharing)).values_list("reference", flat=True)
    year = office.local(at).year
    number = next_number(office.reference_scheme, year, taken)
    return office.reference_scheme.format(year=year, number=number, type=kind.letter)


def _refuse_own(vacancy: Vacancy, by: Any) -> None:
    if is_writer.test(by, vacancy):
        raise Refused(_("You wrote this notice, so another approver publishes or returns it."))


def _require_none(found: list[Any], beginning: str) -> None:
    if found:
        raise Refused(" ".join([beginning, *(f"{gap.message}" for gap in found)]))


def _tell(people: Iterable[Any], kind: str, vacancy: Vacancy, *, by: Any, at: datetime) -> None:
    context = {"vacancy": vacancy, "by": by, "site": settings.SITE_URL.rstrip("/")}
    for person in people:
        queue(kind=kind, to=person, context=context, at=at, stream=vacancy.stream)
