"""Formats of files in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from vacancies.plan.models import Format


def in_words(formats: Iterable[str]) -> str:
    """A choice of formats, as in "PDF, DOCX or ODT"."""
    labels = [str(Format(name).label) for name in formats]
    return _(" or ").join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))
