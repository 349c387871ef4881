"""Whether somebody has proved only now that it is they: before all that is held about them is given or erased."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

# So long after signing in, or giving the password again, nothing more is asked.
LASTS = 10 * 60


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in, by code or password, or gave their password again, a few minutes ago at most."""
    return any(
        time.time() - record["at"] < LASTS for record in get_authentication_records(request, request.user)
    )
