"""Who has working pages at all, and in which offices a person does what."""

from typing import Any

import rules

from applications.panels.rules import is_seated
from portal.accounts.roles import Role
from portal.accounts.rules import works_here

rules.add_perm("applications.view_work", works_here | is_seated)


def offices_seen_by(user: Any) -> set[int]:
    """Primary keys of the offices whose cases the person may open."""
    return user.offices_as(Role.OFFICER, Role.APPROVER, Role.AUDITOR)


def offices_run_by(user: Any) -> set[int]:
    """Offices for which the person writes notices, screens and convenes."""
    return user.offices_as(Role.OFFICER)


def offices_approved_by(user: Any) -> set[int]:
    """Offices for which the person approves what others wrote or recommended."""
    return user.offices_as(Role.APPROVER)
