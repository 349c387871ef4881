"""The working copy in which a correction is written: made from the notice, written back into it, taken away."""

from datetime import datetime
from typing import Any

from vacancies.corrigenda.models import Change, Corrigendum
from vacancies.document.actions import fresh, write_into
from vacancies.document.form import document_of
from vacancies.plan.models import Plan
from vacancies.translation.actions import carry_pairings
from vacancies.vacancy import saved
from vacancies.vacancy.models import Status, Vacancy

# What the notice keeps of its own, whatever the copy says: an extension may have come in between.
KEPT = ("reference", "closes_at")


def copy_of(vacancy: Vacancy, *, by: Any, at: datetime) -> Vacancy:
    """A draft that says what the notice says, under the notice's reference and "K" with a number never used before."""
    number = vacancy.corrigenda.filter(change=Change.CORRECTION).count() + 1
    copy = Vacancy.with_amendments.create(
        amends=vacancy,
        office=vacancy.office,
        kind=vacancy.kind,
        reference=f"{vacancy.reference} K{number}",
        slug=f"{vacancy.slug}-k{number}",
        written_by=by,
        created_at=at,
        changed_at=at,
    )
    frozen = vacancy.plan
    plan = Plan.objects.create(vacancy=copy)
    copy = write_into(vacancy=copy, document=document_of(fresh(vacancy)))
    Plan.objects.filter(pk=plan.pk).update(
        frozen_at=frozen.frozen_at, frozen_fingerprint=frozen.frozen_fingerprint
    )
    carry_pairings(vacancy=vacancy, to=copy)
    return fresh(copy)


def write_back(vacancy: Vacancy, copy: Vacancy, *, by: Any, at: datetime) -> Vacancy:
    """Make the notice say what the copy says."""
    standing = document_of(fresh(vacancy))
    document = document_of(fresh(copy)) | {name: standing[name] for name in KEPT}
    written = write_into(vacancy=vacancy, document=document)
    carry_pairings(vacancy=copy, to=written)
    saved.tell(written, by=by, at=at)
    return written


def set_state(corrigendum: Corrigendum, status: Status, **fields: Any) -> None:
    """Have the copy editable or not, as the change it belongs to."""
    Vacancy.with_amendments.filter(pk=corrigendum.working_copy_id).update(status=status, **fields)


def take_away(corrigendum: Corrigendum) -> None:
    """The copy has served; who wrote it stands in the record."""
    copy = corrigendum.working_copy
    if copy is not None:
        corrigendum.working_copy = None
        corrigendum.save(update_fields=["working_copy"])
        copy.delete()
