"""What the rooms add to the menu of the working pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.menu import MenuEntry, register


def _may_add(user: Any) -> bool:
    return user.has_perm("vacancies.add_vacancy")


register(MenuEntry(_("Selection"), _("New vacancy"), "publishing:new", _may_add, 25))
