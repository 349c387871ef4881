"""The people of the demonstration: their accounts, and the roles they hold in offices."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from applications.demonstration.data_files import read
from portal.models import Office, RoleGrant, User

PASSWORD = "silk-road-2026"  # noqa: S105 - told to everybody who starts the demonstration
ACCOUNT = ("email", "name", "language", "time_zone")
FIRST_APPLICANT = "consultant@example.org"

Told = Mapping[str, Any]


def load_people() -> None:
    """Make an account, its address confirmed, for everybody."""
    password = make_password(PASSWORD)
    people = read("people")
    for told in [*people["staff"], *people["panellists"], *people["consultants"]]:
        user = _account(told, password)
        for role, code in told.get("roles", []):
            RoleGrant.objects.create(user=user, office=Office.objects.get(code=code), role=role)
    _account(people["administrator"], password, is_staff=True, is_superuser=True)


def _account(told: Told, password: str, **powers: bool) -> User:
    name = told.get("name") or f"{told['family_name']} {told['given_name']}"
    fields = {field: told[field] for field in ACCOUNT if field in told}
    user = User.objects.create(**{**fields, "name": name}, password=password, **powers)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def are_loaded() -> bool:
    return User.objects.filter(email=FIRST_APPLICANT).exists()


def person(key: str) -> User:
    """Who is called `key` in the data: the part of the address before the @."""
    return User.objects.get(email=f"{key}@example.org")


def told_of(key: str) -> dict[str, str]:
    """What the consultant `key` tells in the profile."""
    told = next(one for one in read("people")["consultants"] if one["email"].startswith(f"{key}@"))
    return {name: value for name, value in told.items() if name not in ACCOUNT}


def accounts() -> list[tuple[str, str]]:
    """One account for each part that can be played, as (what they are, e-mail address)."""
    people = read("people")
    staff = [(one["role_en"], one["email"]) for one in people["staff"]]
    return [*staff, ("consultant", FIRST_APPLICANT), ("administrator", people["administrator"]["email"])]
