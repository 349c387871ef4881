"""Writing the terms of reference of a draft, and keeping the standard clauses of an office."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused, locked, require
from portal.offices.models import Office
from portal.record.actions import write
from vacancies.terms.models import (
    ChosenClause,
    LanguageAsked,
    Output,
    StandardClause,
    TermsOfReference,
    Topic,
)
from vacancies.terms.standing import clauses_for
from vacancies.terms.suggested import SUGGESTED
from vacancies.vacancy.actions import draft
from vacancies.vacancy.models import Lot, Vacancy
from vacancies.vacancy.saved import tell
from vacancies.vacancy.search import index

Fields = Mapping[str, Any]


def _columns(*names: str) -> list[str]:
    return [f"{name}_{language}" for name in names for language in languages()]


SECTIONS = _columns(*TermsOfReference.bilingual)  # type: ignore[attr-defined]
OUTPUT = [*_columns("title", "due"), "due_on", "share"]
LANGUAGE = ["language", "level", "required"]
LOT = ["code", *_columns("name"), "openings"]


def begin(vacancy: Vacancy) -> None:
    """Give a new vacancy the clauses in force for its office and type."""
    _choose(vacancy, clauses_for(vacancy.office, vacancy.kind))


@transaction.atomic
def save_sections(
    *, vacancy: Vacancy, fields: Fields, languages_asked: Sequence[Fields], by: Any, at: datetime
) -> Vacancy:
    """Set the sections named in `fields`, and replace the languages asked for."""
    with _changing(vacancy, by=by, at=at) as row:
        TermsOfReference.objects.update_or_create(vacancy=row, defaults=fields)
        row.languages_asked.all().delete()
        LanguageAsked.objects.bulk_create(
            LanguageAsked(vacancy=row, order=order, **said)
            for order, said in enumerate(languages_asked, start=1)
        )
    return row


@transaction.atomic
def save_outputs(*, vacancy: Vacancy, rows: Sequence[Fields], by: Any, at: datetime) -> Vacancy:
    """Replace the outputs."""
    with _changing(vacancy, by=by, at=at) as row:
        row.outputs.all().delete()
        Output.objects.bulk_create(
            Output(vacancy=row, order=order, **said) for order, said in enumerate(rows, start=1)
        )
    return row


@transaction.atomic
def save_lots(*, vacancy: Vacancy, rows: Sequence[Fields], by: Any, at: datetime) -> Vacancy:
    """Set the lots: one with a `code` that stands already keeps its row, one without gets the next number.

    A vacancy with lots has as many openings as they have together. Raises Refused when a lot to be removed is in use.
    """
    with _changing(vacancy, by=by, at=at) as row:
        gone = {lot.code: lot for lot in row.lots.all()}
        codes = _free_codes([*gone, *(said.get("code", "") for said in rows)])
        for order, said in enumerate(rows, start=1):
            code = said.get("code") or next(codes)
            lot = gone.pop(code, None) or Lot(vacancy=row)
            for name, value in {**said, "code": code, "order": order}.items():
                setattr(lot, name, value)
            lot.save()
        _remove(gone.values())
        row.openings = sum(said["openings"] for said in rows) or row.openings
    return row


@transaction.atomic
def choose_clauses(*, vacancy: Vacancy, clauses: Sequence[StandardClause], by: Any, at: datetime) -> Vacancy:
    """Set which versions of standard clauses are part of the notice, in their order."""
    with _changing(vacancy, by=by, at=at) as row:
        row.clauses.all().delete()
        _choose(row, clauses)
    return row


@transaction.atomic
def add_clause(*, office: Office, fields: Fields, by: Any, at: datetime) -> StandardClause:
    """The first version of a clause of an office; `fields` are its topic, type of vacancy and texts."""
    require("vacancies.edit_clauses", office, by=by)
    clause = StandardClause.objects.create(office=office, made_by=by, made_at=at, **fields)
    _record("clause.added", clause, by=by, at=at)
    return clause


@transaction.atomic
def begin_with_suggested(*, office: Office, by: Any, at: datetime) -> list[StandardClause]:
    """Give an office that has no clauses yet the suggested ones, as if it had written them."""
    Office.objects.select_for_update().get(pk=office.pk)
    if office.clauses.exists():
        raise Refused(_("The office has clauses already. Nothing was added."))
    return [
        add_clause(office=office, fields={"topic": topic, **texts}, by=by, at=at)
        for topic, texts in SUGGESTED.items()
    ]


@transaction.atomic
def revise_clause(*, clause: StandardClause, texts: Fields, by: Any, at: datetime) -> StandardClause:
    """The next version of a clause; notices keep the version they have. The same texts make no version."""
    row = _in_force(clause, by=by)
    if all(getattr(row, name) == text for name, text in texts.items()):
        return row
    following = StandardClause.objects.create(
        office=row.office,
        kind=row.kind,
        topic=row.topic,
        version=row.version + 1,
        replaces=row,
        made_by=by,
        made_at=at,
        **texts,
    )
    _record("clause.revised", following, by=by, at=at)
    return following


@transaction.atomic
def retire_clause(*, clause: StandardClause, by: Any, at: datetime) -> StandardClause:
    """Offer a clause to no further notice; those that have it keep it."""
    row = _in_force(clause, by=by)
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    _record("clause.retired", row, by=by, at=at)
    return row


@contextmanager
def _changing(vacancy: Vacancy, *, by: Any, at: datetime) -> Iterator[Vacancy]:
    """The row of a draft, locked; what changes in its terms meanwhile is recorded, what does not leaves no entry."""
    row = draft(vacancy, by=by)
    before = _said(row)
    yield row
    changed = [name for name, said in _said(row).items() if said != before[name]]
    if not changed:
        return
    row.changed_at = at
    row.save(update_fields=["changed_at", "openings"])
    index(row)
    write(
        stream=row.stream,
        action="vacancy.changed",
        by=by,
        at=at,
        subject=row.reference,
        data={"fields": changed},
    )
    tell(row, by=by, at=at)


def _said(row: Vacancy) -> dict[str, Any]:
    """Everything of the terms as it stands in the database, by name."""
    sections = TermsOfReference.objects.filter(vacancy=row).values(*SECTIONS).first()
    return {
        **{f"terms.{name}": text for name, text in (sections or dict.fromkeys(SECTIONS, "")).items()},
        "languages": list(row.languages_asked.values_list(*LANGUAGE)),
        "outputs": list(row.outputs.values_list(*OUTPUT)),
        "lots": list(row.lots.values_list(*LOT)),
        "clauses": list(row.clauses.values_list("clause", flat=True)),
    }


def _free_codes(taken: Sequence[str]) -> Iterator[str]:
    """L1, L2 …, beginning behind the highest that was ever `taken`."""
    number = max((int(code[1:]) for code in taken if code[:1] == "L" and code[1:].isdecimal()), default=0)
    while True:
        number += 1
        yield f"L{number}"


def _remove(lots: Any) -> None:
    for lot in lots:
        try:
            lot.delete()
        except ProtectedError as error:
            words = _("Lot %(lot)s cannot be removed: somebody applies for it. Nothing was saved.")
            raise Refused(words % {"lot": lot}) from error


def _choose(vacancy: Vacancy, clauses: Sequence[StandardClause]) -> None:
    ChosenClause.objects.bulk_create(
        ChosenClause(vacancy=vacancy, clause=clause, order=order)
        for order, clause in enumerate(clauses, start=1)
    )


def _in_force(clause: StandardClause, *, by: Any) -> StandardClause:
    """The clause, locked, as long as it is the latest version and not retired."""
    row = locked(clause)
    require("vacancies.edit_clauses", row, by=by)
    if not StandardClause.objects.in_force().filter(pk=row.pk).exists():
        raise Refused(_("There is a later version of this clause, or it was retired. Nothing was saved."))
    return row


def _record(action: str, clause: StandardClause, *, by: Any, at: datetime) -> None:
    write(
        stream=f"office:{clause.office_id}",
        action=action,
        by=by,
        at=at,
        subject=f"clause:{clause.pk}",
        data={"topic": Topic(clause.topic).value, "version": clause.version},
    )
