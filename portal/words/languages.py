"""What is said of a text that stands in for a missing one."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import spoken

_ONLY = {"en": gettext_lazy("In English only"), "ru": gettext_lazy("In Russian only")}


def only_in(text: Any) -> str:
    """Which language a bilingual text is in, where it is not the reader's; nothing where it is."""
    if not getattr(text, "borrowed", False):
        return ""
    if text.language in _ONLY:
        return str(_ONLY[text.language])
    return _("Only in this language: %(language)s") % {"language": spoken.name(text.language)}
