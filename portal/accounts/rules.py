"""Sentences about people and roles from which the rooms above compose their permissions."""

import rules

from portal.accounts.roles import Role
from portal.offices.models import Office


def office_of(subject: object) -> Office:
    """The office a subject belongs to: its own, or that of its vacancy."""
    if isinstance(subject, Office):
        return subject
    return getattr(subject, "office", None) or subject.vacancy.office  # type: ignore[attr-defined]


def _holds(role: Role) -> rules.Predicate:
    @rules.predicate(f"holds_{role}")
    def test(user, subject):  # type: ignore[no-untyped-def]
        if subject is None:
            return user.is_authenticated and user.holds_anywhere(role)
        return user.is_authenticated and user.holds(role, office_of(subject))

    return test


is_officer = _holds(Role.OFFICER)
is_approver = _holds(Role.APPROVER)
is_auditor = _holds(Role.AUDITOR)
is_translator = _holds(Role.TRANSLATOR)
is_signed_in = rules.is_authenticated
works_here = is_officer | is_approver | is_auditor


@rules.predicate
def has_part(user, cover):  # type: ignore[no-untyped-def]
    """Whether the person gave the leave cover, or took it."""
    return cover is not None and user.pk in (cover.giver_id, cover.deputy_id)


rules.add_perm("portal.administer", rules.is_staff)
rules.add_perm("portal.lend_role", is_officer | is_approver)
rules.add_perm("portal.end_cover", has_part)
