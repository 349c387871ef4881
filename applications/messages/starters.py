"""Beginnings of the messages that offices write most, by purpose, in every language; one changes them before sending."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.kernel.bilingual import languages
from vacancies.models import Vacancy

# Purpose, subject, text; the last two may use the title and the reference of the vacancy.
STARTERS: dict[str, tuple[Any, Any, Any]] = {
    "document": (
        _("A document is missing or cannot be read"),
        _("Please send us a document"),
        _(
            "In your application for “%(title)s” (%(reference)s) we could not read or did not find:\n\n– …\n\n"
            "Please answer this message by … and say when you can provide it."
        ),
    ),
    "clarify": (
        _("Something is to be clarified"),
        _("A question about your application"),
        _(
            "In your application for “%(title)s” (%(reference)s) one thing is not clear to us:\n\n– …\n\n"
            "Please answer this message by … A few sentences are enough."
        ),
    ),
    "course": (
        _("The selection takes longer"),
        _("The selection is still going on"),
        _(
            "The selection for “%(title)s” (%(reference)s) takes longer than we planned. Your application is part of it, "
            "and nothing is asked of you now. We expect a decision by …"
        ),
    ),
    "availability": (
        _("Whether the person is still available"),
        _("Are you still available?"),
        _(
            "Your application for “%(title)s” (%(reference)s) is part of the selection. Please tell us by … whether you are "
            "still available, and from which day."
        ),
    ),
}


def choices() -> list[tuple[str, Any]]:
    return [("", _("choose a text")), *((key, purpose) for key, (purpose, _title, _text) in STARTERS.items())]


def beginning(key: str, vacancy: Vacancy) -> dict[str, str]:
    """The columns `subject_en`, `text_en` … of a starter, about `vacancy`."""
    _purpose, title, text = STARTERS[key]
    begun = {}
    for language in languages():
        with override(language):
            words = {"title": vacancy.title, "reference": vacancy.reference}
            begun[f"subject_{language}"] = str(title) % words
            begun[f"text_{language}"] = str(text) % words
    return begun
