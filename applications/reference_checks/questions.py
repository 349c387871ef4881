"""What every referee is asked, in their language; the office may add questions of its own."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

STANDARD = (
    _("From when to when did you work with this person, and in what relation to them?"),
    _("What was this person responsible for, and how well was it done?"),
    _("What are the strengths of this person at work, and where is support needed?"),
    _("How does this person work with others, also with people of another background or opinion?"),
    _("Do you know of anything in this person's conduct that an office should know before it engages them?"),
    _("Would you work with this person again? Why, or why not?"),
)
MOST_ADDED = 5


def questions_in(language: str, added: list[str]) -> list[str]:
    """The standard questions in `language`, then those that the office added in it."""
    with override(language):
        return [*(str(one) for one in STANDARD), *added]
