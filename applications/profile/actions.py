"""What is done with a profile: the person's particulars are saved; entries are added, changed, removed and brought back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications.profile.models import Profile
from applications.profile.parts import Part
from applications.profile.sitting import not_noted
from portal.kernel.workflow import Refused
from portal.record.actions import write

MOST = 60


@transaction.atomic
def save_profile(*, user: Any, at: datetime, by: Any = None, **fields: Any) -> Profile:
    """Keep what the person tells of themselves, or `by` enters for them; fields that are not named stay as they were.

    Applications handed in before have their own copy and do not change. The record notes that, and which fields, not what.
    """
    profile = _locked(user)
    changed = _apply(profile, fields)
    if changed:
        profile.save(update_fields=changed)
    if fresh := not_noted(user, changed, at=at):
        _note(user, at, by=by or user, action="profile.changed", fields=fresh)
    return profile


@transaction.atomic
def add_part(*, model: type[Part], by: Any, at: datetime, **fields: Any) -> Part:
    """Add an entry of that part of one's profile and return it; the same again is the one there is.

    Raises Refused where it cannot stand beside what the profile tells already.
    """
    profile = _locked(by)
    there = model.objects.filter(profile=profile)
    same = there.filter(**fields).first()
    if same:
        return same
    if there.count() >= MOST:
        raise Refused(_("There are %(most)s entries here already. Remove one first") % {"most": MOST})
    row = model(profile=profile, **fields)
    _check(row)
    row.save()
    _note(by, at, by=by, action="profile.entry_added", profile_part=_part(row))
    return row


@transaction.atomic
def change_part(*, row: Part, by: Any, at: datetime, **fields: Any) -> Part:
    """Change the fields named, the others stay. Raises Refused as `add_part` does."""
    _locked(by)
    row = type(row).objects.get(pk=row.pk, profile__user=by)
    changed = _apply(row, fields)
    if changed:
        _check(row)
        row.save(update_fields=changed)
        _note_changed(row, changed, by=by, at=at)
    return row


@transaction.atomic
def remove_part(*, row: Part, by: Any, at: datetime) -> Part:
    """Take an entry out of one's profile; it can be brought back."""
    return _set_removed(row, at, by=by, at=at, action="profile.entry_removed")


@transaction.atomic
def restore_part(*, row: Part, by: Any, at: datetime) -> Part:
    """Bring back what was removed. Raises Refused where it was told anew meanwhile."""
    return _set_removed(row, None, by=by, at=at, action="profile.entry_restored")


def _set_removed(row: Part, removed_at: datetime | None, *, by: Any, at: datetime, action: str) -> Part:
    _locked(by)
    row = type(row).with_removed.get(pk=row.pk, profile__user=by)
    if bool(row.removed_at) != bool(removed_at):
        row.removed_at = removed_at
        _check(row)
        row.save(update_fields=["removed_at"])
        _note(by, at, by=by, action=action, profile_part=_part(row))
    return row


def _locked(user: Any) -> Profile:
    """The person's profile, made where there is none; whatever changes it waits for who changes it now."""
    Profile.objects.get_or_create(user=user)
    return Profile.objects.select_for_update().get(user=user)


def _apply(row: Any, fields: dict[str, Any]) -> list[str]:
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed


def _check(row: Part) -> None:
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _part(row: Part) -> str:
    return row._meta.model_name  # noqa: SLF001 - Django's documented name


def _note_changed(row: Part, changed: list[str], *, by: Any, at: datetime) -> None:
    about = {"profile_part": _part(row), "entry": row.pk}
    if fresh := not_noted(by, changed, at=at, action="profile.entry_changed", **about):
        _note(by, at, by=by, action="profile.entry_changed", fields=fresh, **about)


def _note(user: Any, at: datetime, *, by: Any, action: str, **data: Any) -> None:
    write(stream=f"person:{user.pk}", action=action, subject="profile", by=by, at=at, data=data)
