"""What a document asked for may be: its formats and its size, said beforehand, held to at the upload and at handing in."""

from django.conf import settings
from django.utils.translation import gettext as _

from applications.documents.checks import MB
from applications.documents.models import Kind
from vacancies.models import DocumentAsked
from vacancies.plan.formats import in_words


def formats_of(asked: DocumentAsked) -> list[Kind]:
    """The kinds of file that are taken, all that the portal reads where the notice names none."""
    return [kind for kind in Kind if not asked.formats or kind in asked.formats]


def megabytes_of(asked: DocumentAsked) -> int:
    """The largest size: that of the notice, and never more than the portal takes."""
    portal = settings.DOCUMENT_MAX_BYTES // MB
    return min(asked.max_megabytes or portal, portal)


def words_of(asked: DocumentAsked) -> str:
    """What may be chosen, in words."""
    return _("%(formats)s, up to %(size)s MB and %(pages)s pages") % {
        "formats": _formats(asked),
        "size": megabytes_of(asked),
        "pages": settings.DOCUMENT_MAX_PAGES,
    }


def fault(asked: DocumentAsked, *, kind: str, size: int) -> str:
    """Why a file of `kind` and `size` in bytes is not what was asked for; empty when it is."""
    if kind not in formats_of(asked):
        return _("This document is asked for as %(formats)s. Choose another file") % {
            "formats": _formats(asked)
        }
    if size > megabytes_of(asked) * MB:
        return _("This document may have %(size)s MB at most. Choose a smaller file") % {
            "size": megabytes_of(asked)
        }
    return ""


def _formats(asked: DocumentAsked) -> str:
    return in_words(formats_of(asked))
