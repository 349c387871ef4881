"""For which offices a person writes texts."""

from typing import Any

from portal.accounts.roles import Role


def offices_translated_by(user: Any) -> set[int]:
    return user.offices_as(Role.OFFICER, Role.TRANSLATOR)
