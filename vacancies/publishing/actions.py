"""From a draft to a published notice, and on to its decision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked, require, take
from portal.mailing.actions import queue
from portal.offices.models import Office
from portal.record.actions import write
from vacancies.document.actions import keep_version
from vacancies.document.form import seal_of
from vacancies.plan.actions import begin
from vacancies.plan.completeness import Gap, blocking, excusable, gaps, untranslated
from vacancies.plan.published import fingerprint
from vacancies.publishing import published, workflow
from vacancies.publishing.approvers import approvers_in_words
from vacancies.publishing.remarks import remarks_on
from vacancies.publishing.rules import approvers_of, is_writer, writers_of
from vacancies.terms import actions as terms
from vacancies.vacancy.models import Kind, Scope, Status, Vacancy
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
def submit_for_approval(
    *, vacancy: Vacancy, gap_reason: str = "", overruled_because: str = "", by: Any, at: datetime
) -> Vacancy:
    """Hand the notice to the approvers; what lacks the other language, or breaks a custom of the office, needs a reason.

    Raises Refused when something that blocks is missing, when a reason is, or when nobody could approve.
    """
    row = take(workflow.SUBMIT, vacancy, by=by, returned_comment="")
    found = gaps(row, at=at)
    _require_none(blocking(found), _("The notice cannot be submitted yet."))
    lacking, excused = untranslated(found), excusable(found)
    if lacking and not gap_reason.strip():
        raise Refused(_("Say why the notice is to be published without the other language."))
    if excused and not overruled_because.strip():
        _require_none(excused, _("Say why the notice is to be published all the same."))
    row.gap_reason = gap_reason.strip() if lacking else ""
    row.overruled_because = overruled_because.strip() if excused else ""
    row.save(update_fields=["gap_reason", "overruled_because"])
    data = {
        "fingerprint": fingerprint(row.plan),
        "gap_reason": row.gap_reason,
        **_overruling(excused, row.overruled_because),
    }
    write(stream=row.stream, action="vacancy.submitted", by=by, at=at, subject=row.reference, data=data)
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
    _refuse_own(vacancy, by, at)
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
def publish(
    *,
    vacancy: Vacancy,
    moment: datetime | None = None,
    overruled_because: str = "",
    seen: str = "",
    by: Any,
    at: datetime,
) -> Vacancy:
    """Publish the notice from now on, or from a later `moment`; the record keeps the fingerprint of its plan.

    `seen` is the seal of what the approver was shown, where it was shown on a page: what was returned, rewritten and
    submitted again meanwhile is not published unread.

    What the writer's reason does not cover, such as a later moment that makes the period too short, needs the approver's.
    """
    _refuse_own(vacancy, by, at)
    since = _moment_of(vacancy, moment, at)
    row = take(workflow.PUBLISH, vacancy, by=by, approved_by=by, published_at=since)
    if seen and seen != seal_of(row):
        raise Refused(_("The notice was rewritten while you read it. Read it again before you publish."))
    found = gaps(row, at=since)
    _require_none(blocking(found), _("The notice cannot be published. Return it to its writer."))
    unexcused = newly_excusable(row, at=at, since=since)
    if unexcused and not overruled_because.strip():
        _require_none(unexcused, _("Say why the notice is to be published all the same."))
    if unexcused:
        row.overruled_because = _both(row.overruled_because, overruled_because.strip())
    row.save(update_fields=["overruled_because"])
    index(row)
    data = {
        "fingerprint": fingerprint(row.plan),
        "closes_at": row.closes_at.isoformat(),
        "published_at": since.isoformat(),
        **_overruling(excusable(found), row.overruled_because),
    }
    action = "vacancy.scheduled" if since > at else "vacancy.published"
    write(stream=row.stream, action=action, by=by, at=at, subject=row.reference, data=data)
    keep_version(vacancy=row, by=by, at=at)
    published.tell(row)
    _tell(writers_of(row), "vacancy_published", row, by=by, at=at)
    return row


def newly_excusable(vacancy: Vacancy, *, at: datetime, since: datetime) -> list[Gap]:
    """What a publication at `since` needs a reason for that the notice has not given yet: all, or what waiting adds."""
    found = excusable(gaps(vacancy, at=since))
    if not vacancy.overruled_because:
        return found
    known = {gap.field for gap in excusable(gaps(vacancy, at=at))}
    return [gap for gap in found if gap.field not in known]


@transaction.atomic
def unschedule(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """Take a notice back into approval before the moment it would be published; the version nobody read goes with it."""
    standing = locked(vacancy)
    _refuse_own(standing, by, at)
    if standing.status == Status.PUBLISHED and not standing.is_scheduled(at=at):
        require(workflow.UNSCHEDULE.permission, standing, by=by)
        raise Refused(_("The notice is public already. It can be changed by a corrigendum only."))
    row = take(workflow.UNSCHEDULE, standing, by=by, approved_by=None, published_at=None)
    row.versions.filter(published_at__gt=at).delete()
    write(stream=row.stream, action="vacancy.unscheduled", by=by, at=at, subject=row.reference)
    return row


@transaction.atomic
def begin_evaluation(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """Go from taking applications to judging them, once the closing date has passed."""
    standing = locked(vacancy)
    if standing.is_being_handed_over(at=at):
        raise Refused(_("Applications are still taken."))
    row = take(workflow.EVALUATE, standing, by=by)
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


def _moment_of(vacancy: Vacancy, moment: datetime | None, at: datetime) -> datetime:
    """The instant of publication: now, or the chosen one, which lies between now and the closing."""
    if moment is None:
        return at
    if moment <= at:
        raise Refused(_("This moment has passed. Choose a later one, or publish the notice now."))
    if vacancy.closes_at is not None and moment >= vacancy.closes_at:
        raise Refused(_("Applications close before this moment. Choose an earlier one."))
    return moment


def _overruling(found: list[Gap], reason: str) -> dict[str, Any]:
    """What a reason excuses, for the record."""
    return {"overruled": [gap.field for gap in found], "overruled_because": reason} if found else {}


def _both(first: str, second: str) -> str:
    """The reasons of writer and approver, shortened to what the notice can keep; the record has them whole."""
    longest = Vacancy._meta.get_field("overruled_because").max_length  # noqa: SLF001 - Django's documented name
    return "\n".join(filter(None, [first, second]))[:longest]


def _refuse_own(vacancy: Vacancy, by: Any, at: datetime) -> None:
    """Who wrote the notice reads who can act instead, those on leave and those of the office above included."""
    if not is_writer.test(by, vacancy):
        return
    others = approvers_in_words(vacancy, at=at)
    if others:
        message = _("You wrote this notice, so another approver decides on it: %(names)s.")
        raise Refused(message % {"names": ", ".join(others)})
    raise Refused(
        _(
            "You wrote this notice, and nobody else may approve it now. Ask the administrator to name an approver."
        )
    )


def _require_none(found: list[Gap], beginning: str) -> None:
    if found:
        raise Refused(" ".join([beginning, *(f"{gap.message}" for gap in found)]))


def _tell(people: Iterable[Any], kind: str, vacancy: Vacancy, *, by: Any, at: datetime) -> None:
    context = {
        "vacancy": vacancy,
        "by": by,
        "site": site(),
        "scheduled": vacancy.is_scheduled(at=at),
    }
    for person in people:
        with override(person.language):
            context["remarks"] = remarks_on(vacancy)
        queue(kind=kind, to=person, context=context, at=at, stream=vacancy.stream)
