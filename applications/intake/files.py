"""Files as a snapshot says them: what of each, and all that were handed in together."""

from collections.abc import Mapping
from typing import Any

from applications.documents.models import Document


def file_said(document: Document) -> dict[str, Any]:
    """One file; the hash is what proves it."""
    return {
        "document": document.pk,
        "name": document.original_name,
        "sha256": document.sha256,
        "size": document.size,
        "pages": document.pages,
    }


def files_of(snapshot: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The documents asked for, then the CVs of the team."""
    team = (one["document"] for one in snapshot.get("team", ()))
    return [*snapshot["documents"], *filter(None, team)]
