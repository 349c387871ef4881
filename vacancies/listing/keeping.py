"""The button of a notice that saves the vacancy, or no longer saves it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vacancies.vacancy.models import Vacancy


@dataclass(frozen=True)
class Keeping:
    """Where the button sends and what it says; for who is not signed in, where to sign in first."""

    address: str = ""
    words: str = ""
    sign_in: str = ""


def keeping_of(vacancy: Vacancy, reader: Any) -> Keeping:
    """The button for `reader`: one query, none for who is not signed in."""
    if not reader.is_authenticated:
        query = urlencode({"next": vacancy.get_absolute_url()})
        return Keeping(sign_in=f"{resolve_url(settings.LOGIN_URL)}?{query}")
    if not reader.has_perm("vacancies.keep_vacancy", vacancy):
        return Keeping()
    if vacancy.savings.filter(user=reader).exists():
        return Keeping(reverse("alerts:let-go", args=[vacancy.slug]), _("Saved: no longer save"))
    return Keeping(reverse("alerts:save", args=[vacancy.slug]), _("Save the vacancy"))
