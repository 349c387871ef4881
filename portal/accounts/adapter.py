"""How allauth is fitted to the portal: letters in the person's language, the way on after signing in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from portal.accounts.models import User
from portal.mailing.html import add_html


class Adapter(DefaultAccountAdapter):
    """E-mail addresses in lower case; the language of the page becomes that of the letters."""

    def clean_email(self, email: str) -> str:
        return super().clean_email(email).lower()

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = get_language() or user.language
        return super().save_user(request, user, form, commit)

    def render_mail(self, template_prefix: str, email: Any, context: Any, headers: Any = None) -> Any:
        """A letter in the language its reader chose, where they have an account, as text and as HTML."""
        chosen = User.objects.filter(email=str(email).lower()).values_list("language", flat=True).first()
        language = chosen or get_language() or settings.LANGUAGE_CODE
        with override(language):
            letter: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        return add_html(letter, language=language)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Where setting or changing a password leads, unless the way there named another page."""
        return reverse("accounts:settings")
