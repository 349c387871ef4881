"""What the rooms add to the menu of the working pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.menu import Badge, MenuEntry, register
from vacancies.publishing.rules import waiting_for


def _may(permission: str) -> Any:
    return lambda user: user.has_perm(permission)


def _waiting(user: Any) -> Badge | None:
    number = len(waiting_for(user))
    return Badge(number) if number else None


register(
    MenuEntry(
        _("My work"), _("To approve"), "publishing:approvals", _may("vacancies.publish_vacancy"), 15, _waiting
    )
)
register(MenuEntry(_("Selection"), _("New vacancy"), "publishing:new", _may("vacancies.add_vacancy"), 25))
