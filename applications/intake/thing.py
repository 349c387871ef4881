"""One thing that an application needs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from portal.web.forms import length
from portal.words.figures import figure


@dataclass(frozen=True)
class Thing:
    """One thing asked for: the key of its page, its anchor there, its name, whether anything is there, and what is amiss."""

    page: str
    anchor: str
    label: Any
    begun: bool
    fault: str


def text_fault(text: str, limit: int, nothing: str) -> str:
    """Why a text cannot be handed in, in words, `nothing` where there is none; empty when it can."""
    excess = length(text) - limit
    if not text.strip():
        return nothing
    if excess > 0:
        return ngettext("%(n)s character too many", "%(n)s characters too many", excess) % {
            "n": figure(excess)
        }
    return ""
