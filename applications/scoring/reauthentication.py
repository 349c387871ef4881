"""Asking for the password again before a deed that counts as a signature, and not endlessly."""

from allauth.core import ratelimit
from django.http import HttpRequest

from applications.scoring.forms import PasswordForm


def asked_again(request: HttpRequest, form: PasswordForm) -> bool:
    """Whether the person has just given their password; the form says what is wrong with it."""
    if request.method != "POST":
        return False
    form.too_often = not ratelimit.consume(request, action="reauthenticate", user=request.user)
    return form.is_valid()
