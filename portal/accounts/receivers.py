"""What follows from a step of signing in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed
from django.dispatch import receiver


@receiver(authentication_step_completed)
def a_code_proves_the_address(user: Any, method: str, email: str | None = None, **_rest: Any) -> None:
    """Who read the code owns the address: people entered by the administration need not prove it a second time."""
    if method == "code" and email and email.lower() == user.email:
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
