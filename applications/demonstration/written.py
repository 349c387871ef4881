"""What the consultants of the demonstration write besides: which experience counts, a methodology, a letter of interest."""

from collections.abc import Mapping
from typing import Any

from applications.intake.models import Application
from applications.intake.writing import save_experience, save_letter, save_methodology
from applications.profile.parts import Employment

Told = Mapping[str, Any]


def write(application: Application, told: Told) -> None:
    """Fill in as much of these pages as is told; entries that do not count are told by their title."""
    who = application.applicant
    if "left_out" in told:
        own = Employment.objects.filter(profile__user=who, title__in=told["left_out"])
        save_experience(application=application, left_out=own, by=who)
    if "methodology" in told:
        save_methodology(application=application, text=told["methodology"], by=who)
    if "letter" in told:
        save_letter(application=application, said=told["letter"], by=who)
