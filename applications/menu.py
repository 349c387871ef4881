"""What the rooms add to the menu of the working pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.desk.waiting import tasks_of
from portal.web.menu import Badge, MenuEntry, register


def _may(permission: str) -> Any:
    return lambda user: user.has_perm(permission)


def _waiting(user: Any) -> Badge | None:
    tasks = tasks_of(user)
    return Badge(len(tasks), late=any(task.late for task in tasks)) if tasks else None


register(
    MenuEntry(_("My work"), _("Waits for me"), "desk:home", _may("applications.view_work"), 10, _waiting)
)
register(MenuEntry(_("Selection"), _("Vacancies"), "desk:vacancies", _may("vacancies.view_desk"), 20))
register(MenuEntry(_("Selection"), _("My panels"), "panels:panels", _may("applications.view_panels"), 30))
