"""What `manage.py verify` checks of the steps people took: screening, declarations, seals, each against the record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from applications.intake.models import PriceOffer, Status
from applications.intake.seal import seal_hash, unseal, unseal_parts
from applications.panels.models import Conflict, Declaration
from applications.scoring.left_out import CONFLICT
from applications.scoring.models import Sheet
from applications.screening.models import Finding, Outcome, Screening
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry
from vacancies.models import Vacancy
from vacancies.plan.published import decimal_text

Faults = Iterator[str]
LEFT_OUT = (
    *("sheet.left_out", "sheet.left_out_by_conflict"),
    *("sheet.added", "sheet.ended", "sheet.replaced"),
)
_ON_FINDINGS = ("finding.confirmed", "finding.overridden", "finding.reopened", "finding.outdated")


def finding_faults() -> Faults:
    """Decisions on requirements that are not those a person made."""
    said = _said_on_findings()
    rows = Finding.objects.select_related("application__vacancy", "requirement").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        decision, reason = said[row.application_id].get(row.requirement.code, ("", ""))
        if (row.decision, row.reason) != (decision, reason):
            number = row.application.receipt_number
            yield f"application {number}, requirement {row.requirement.code}: the decision is not the one that was recorded"


def _said_on_findings() -> defaultdict[int, dict[str, tuple[str, str]]]:
    """The last decision and its reason, by application and requirement."""
    said: defaultdict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for entry in Entry.objects.filter(action__in=_ON_FINDINGS).order_by("pk").iterator():
        of_application = said[int(entry.subject.removeprefix("application:"))]
        if entry.action == "finding.outdated":
            of_application.clear()
        else:
            decision = entry.data.get("decision", entry.data.get("result", ""))
            of_application[entry.data["requirement"]] = (decision, entry.data.get("reason", ""))
    return said


def long_list_faults() -> Faults:
    """Long lists that do not hold those whom the record names."""
    found: defaultdict[int, dict[str, list[str]]] = defaultdict(lambda: {outcome: [] for outcome in Outcome})
    for row in Screening.objects.select_related("application").order_by("application__pk"):
        found[row.application.vacancy_id][row.outcome].append(row.application.code)
    for vacancy in Vacancy.objects.filter(pk__in=found).order_by("pk"):
        told = Entry.objects.filter(stream=vacancy.stream, action="long_list.made").said_last()
        listed = {outcome: sorted(told.get(outcome, [])) for outcome in Outcome}
        if {outcome: sorted(codes) for outcome, codes in found[vacancy.pk].items()} != listed:
            yield f"long list of {vacancy}: is not the one that was recorded"


def declaration_faults() -> Faults:
    """Declarations of interest that say something else than their members declared."""
    rows = Declaration.objects.select_related("seat__panel__vacancy", "seat__user")
    for row in rows.prefetch_related("conflicts__application").order_by("pk"):
        reasons = _reasons(one for one in row.conflicts.all() if one.found_at is None)
        told = Entry.objects.filter(
            subject=f"panel:{row.seat.panel_id}",
            actor=row.seat.user_id,
            action__in=("panel.declared_conflict", "panel.declared_none"),
        ).said_last()
        # An entry that is gone altogether is found in its chain.
        changed = told and (told["conflicts"], told["reasons_sha256"]) != (
            sorted(reasons),
            sha256_of(reasons),
        )
        if changed or _found_later(row) != _told_later(row):
            yield f"declaration of {row.seat.user} for {row.seat.panel.vacancy}: is not the one that was recorded"


def _reasons(conflicts: Iterable[Conflict]) -> dict[str, str]:
    return {one.application.code: one.reason for one in conflicts}


def _found_later(row: Declaration) -> list[tuple[list[str], str]]:
    """The conflicts found later as they stand, by the moment at which they were found."""
    found: defaultdict[datetime, dict[str, str]] = defaultdict(dict)
    for one in row.conflicts.all():
        if one.found_at:
            found[one.found_at][one.application.code] = one.reason
    return sorted((sorted(reasons), sha256_of(reasons)) for reasons in found.values())


def _told_later(row: Declaration) -> list[tuple[list[str], str]]:
    """The same as the record tells it."""
    entries = Entry.objects.filter(
        subject=f"panel:{row.seat.panel_id}", actor=row.seat.user_id, action="panel.conflict_found"
    )
    return sorted((entry.data["conflicts"], entry.data["reasons_sha256"]) for entry in entries)


def left_out_faults() -> Faults:
    """Score sheets that count, or do not, for another reason than the record tells."""
    for sheet in Sheet.objects.with_panel().order_by("pk"):
        opened = Entry.objects.filter(subject=f"round:{sheet.round_id}", action="round.opened").said_last()
        entries = Entry.objects.filter(subject=f"sheet:{sheet.pk}", action__in=LEFT_OUT)
        last = entries.order_by("pk").last()
        if last is None:
            told = CONFLICT if sheet.member in opened.get("left_out", ()) else ""
            is_as_told = not opened or sheet.left_out_reason == told
        else:
            is_as_told = sheet.left_out_reason == last.data.get("reason", CONFLICT)
        if not is_as_told:
            yield f"sheet of {sheet.member} for {sheet.vacancy}, {sheet.round.stage}: does not count as was recorded"


def seal_faults() -> Faults:
    """Sealed prices that are not those that were handed in."""
    offers = PriceOffer.objects.exclude(application__status=Status.DRAFT).select_related(
        "application__vacancy"
    )
    for offer in offers.order_by("pk").iterator():
        application = offer.application
        handed_in: Any = application.snapshot
        if "erased_at" not in handed_in and handed_in.get("price_sealed_sha256") != seal_hash(offer.sealed):
            yield f"price of application {application.receipt_number}: is not the one that was sealed"
        elif not offer.envelope and not _is_unsealed(offer):
            yield f"price of application {application.receipt_number}: was opened as another one than was sealed"


def _is_unsealed(offer: PriceOffer) -> bool:
    """Whether what was opened, if it was, is what the seal holds."""
    if offer.opened_at is None:
        return offer.opened is None and not offer.opened_parts
    parts = [decimal_text(part) for part in unseal_parts(offer.sealed)]
    return (unseal(offer.sealed), parts) == (offer.opened, offer.opened_parts)
