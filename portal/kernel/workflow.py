"""Steps of a state machine, taken one at a time under a row lock, or refused in words."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

Subject = TypeVar("Subject", bound=models.Model)


class Refused(Exception):  # noqa: N818 - it is an answer to a person, not an error of the program
    """A deed that cannot be done now; its text is what the person reads."""


@dataclass(frozen=True)
class Step:
    """One legal move: from which states, to which, and the permission that allows it."""

    name: str
    sources: frozenset[str]
    target: str
    permission: str


@transaction.atomic
def take(step: Step, subject: Subject, *, by: Any, **fields: Any) -> Subject:
    """Move `subject` along `step`, saving `fields` with the new state; return the fresh, locked row to be recorded.

    Raises PermissionDenied for a person who may not, Refused for a move that its state does not allow.
    """
    row = locked(subject)
    require(step.permission, row, by=by)
    status: Any = row.status  # type: ignore[attr-defined]
    if status not in step.sources:
        state = row.get_status_display()  # type: ignore[attr-defined]
        raise Refused(_("This step is not possible now: the state is “%(status)s”.") % {"status": state})
    for name, value in {"status": step.target, **fields}.items():
        setattr(row, name, value)
    row.save(update_fields=["status", *fields])
    return row


def require(permission: str, subject: Any, *, by: Any) -> None:
    """Raise PermissionDenied unless `by` has `permission` on `subject`."""
    if not by.has_perm(permission, subject):
        raise PermissionDenied(permission)


def locked(subject: Subject) -> Subject:
    """The row of `subject` as it stands now, locked until the transaction ends."""
    # Rows that only point here may be added meanwhile: a deed that adds one while it holds another lock would wait for ever.
    manager = type(subject)._base_manager  # noqa: SLF001 - Django's documented name
    return manager.select_for_update(no_key=True).get(pk=subject.pk)


def in_english(text: Any) -> str:
    """A lazy sentence in English, for the record."""
    with override("en"):
        return str(text)
