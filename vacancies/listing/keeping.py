"""The button of a notice that saves the vacancy, or no longer saves it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vacancies.vacancy.models import Status, Vacancy


@dataclass(frozen=True)
class Keeping:
    """Where the button sends and what it says; for who is not signed in, where an address can be left."""

    address: str = ""
    words: str = ""
    ask: str = ""


def keeping_of(vacancy: Vacancy, reader: Any) -> Keeping:
    """The button for `reader`: one query, none for who is not signed in, and no button where nothing can change."""
    if vacancy.status in (Status.DECIDED, Status.CANCELLED):
        return Keeping()
    if not reader.is_authenticated:
        return Keeping(ask=f"{reverse('alerts:new')}?{urlencode({'vacancy': vacancy.slug})}")
    if not reader.has_perm("vacancies.keep_vacancy", vacancy):
        return Keeping()
    if vacancy.savings.filter(user=reader).exists():
        return Keeping(reverse("alerts:let-go", args=[vacancy.slug]), _("Saved: no longer save"))
    return Keeping(reverse("alerts:save", args=[vacancy.slug]), _("Save the vacancy"))
