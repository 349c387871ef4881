"""Database constraints that several models need, each under its name."""

from typing import Any

from django.db.models import CheckConstraint, Q


def both_or_neither(first: str, second: str, *, name: str) -> CheckConstraint:
    """Who and when belong together: `first` and `second` are both set or both null."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=name,
    )


def one_of(field: str, choices: Any, *, name: str) -> CheckConstraint:
    """`field` holds one of the values of a `TextChoices` class, or of a plain sequence, and nothing else."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": list(getattr(choices, "values", choices))}), name=name
    )
