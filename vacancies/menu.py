"""What the rooms add to the menu of the working pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.menu import MenuEntry, register


def _may_add(user: Any) -> bool:
    return user.has_perm("vacancies.add_vacancy")


def _may_edit_clauses(user: Any) -> bool:
    return user.has_perm("vacancies.edit_clauses")


def _may_edit_synonyms(user: Any) -> bool:
    return user.has_perm("vacancies.edit_synonyms")


def _may_translate(user: Any) -> bool:
    return user.has_perm("vacancies.translate_vacancy")


def _may_lend(user: Any) -> bool:
    return user.has_perm("portal.lend_role")


register(MenuEntry(_("My work"), _("Leave cover"), "accounts:cover", _may_lend, 15))
register(MenuEntry(_("Selection"), _("New vacancy"), "publishing:new", _may_add, 25))
register(MenuEntry(_("Selection"), _("Standard clauses"), "terms:clauses", _may_edit_clauses, 29))
register(MenuEntry(_("Selection"), _("Synonyms"), "listing:synonyms", _may_edit_synonyms, 30))
register(MenuEntry(_("Selection"), _("Translations"), "translation:notices", _may_translate, 27))
