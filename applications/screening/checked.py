"""When the requirements were checked: the same for everybody, and never how it ended, before the decision is announced."""

from django.utils.translation import gettext as _

from applications.intake import history
from applications.intake.history import Happening
from applications.intake.models import Application


def checked(application: Application) -> list[Happening]:
    """Once the long list is made."""
    screening = getattr(application, "screening", None)
    if screening is None:
        return []
    return [Happening(screening.at, _("The office has checked the requirements"), settles="screened")]


history.register(checked)
