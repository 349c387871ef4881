"""One line of an application as it is read."""

from dataclasses import dataclass
from typing import Any

from applications.documents.models import Document


@dataclass(frozen=True)
class Line:
    """What was asked and what was said; `note` is in smaller print, `document` is what the link opens."""

    label: Any
    value: str
    note: str = ""
    document: Document | None = None
