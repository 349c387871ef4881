"""What else can be made of a notice, as buttons for those who may."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vacancies.vacancy.models import Vacancy


def uses_of(vacancy: Vacancy, user: Any) -> list[tuple[str, str]]:
    """(words, address) of each use that `user` may make of the vacancy."""
    offered = [
        ("vacancies.add_vacancy", _("Copy into a new vacancy"), "document:copy"),
        ("vacancies.save_template", _("Save as a template"), "document:save"),
        ("vacancies.export_vacancy", _("Export as a file"), "document:export"),
    ]
    return [
        (words, reverse(page, args=[vacancy.pk]))
        for permission, words, page in offered
        if user.has_perm(permission, vacancy)
    ]
