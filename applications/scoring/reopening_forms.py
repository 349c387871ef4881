"""What is asked of who opens a locked round again: why, where it is not the chair why not, and the password."""

from typing import Any

from django.utils.translation import gettext_lazy

from applications.scoring.forms import LONGEST_REASON, PasswordForm
from portal.web.forms import LimitedText


class ReopenForm(PasswordForm):
    """The reason; `instead` is asked of the office alone."""

    reason = LimitedText(
        label=gettext_lazy("Why the marks are opened again"),
        help_text=gettext_lazy("It stands in the record and in the report"),
        limit=LONGEST_REASON,
        rows=4,
    )
    instead = LimitedText(label=gettext_lazy("Why the chair cannot do it"), limit=LONGEST_REASON, rows=2)
    field_order = ("reason", "instead", "password")

    def __init__(self, *args: Any, by_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_chair:
            del self.fields["instead"]

    @property
    def words(self) -> dict[str, str]:
        """What was written, for the verb."""
        return {name: self.cleaned_data[name] for name in ("reason", "instead") if name in self.cleaned_data}
