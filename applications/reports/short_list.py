"""The part of a report on the short list: the rule, when it was stated, who went on and who did not, on which figures."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.reports.blocks import Block, Column, heading, section, table, text
from applications.reports.material import Material
from applications.screening.short_list import ShortListPlace, ShortListRule
from portal.words.figures import plain


def short_list(material: Material) -> Block | None:
    """Nothing where no rule was stated: then all candidates went on."""
    rules = ShortListRule.objects.filter(vacancy=material.vacancy).select_related("stated_by", "confirmed_by")
    if not rules:
        return None
    return section(_("Short list"), *(block for rule in rules for block in _of_rule(material, rule)))


def _of_rule(material: Material, rule: ShortListRule) -> list[Any]:
    said = {
        "rule": f"{rule.get_kind_display()} {plain(rule.value)}".strip(),
        "person": rule.stated_by,
        "moment": material.when(rule.stated_at),
    }
    stated = (
        _("The rule, stated by %(person)s, %(moment)s, before any mark was seen by another: %(rule)s.") % said
    )
    blocks = [heading(capfirst(rule.get_stage_display())), text(stated)]
    if rule.confirmed_at:
        confirmed = {"person": rule.confirmed_by, "moment": material.when(rule.confirmed_at)}
        blocks.append(text(_("Confirmed by %(person)s, %(moment)s.") % confirmed))
    columns = [
        Column(_("Candidate"), 1), Column(_("Technical, %"), right=True), Column(_("Exactly"), right=True),
        Column(_("Goes on")), Column(_("Reason to depart from the rule"), 1),
    ]  # fmt: skip
    places = rule.places.select_related("application").filter(application__lot=material.ranking.lot)
    return [*blocks, table(columns, [_row(material, one) for one in places])]


def _row(material: Material, one: ShortListPlace) -> list[Any]:
    word = pgettext("goes on", "yes") if one.goes_on else pgettext("goes on", "no")
    return [material.called(one.application.code), one.shown_percent, one.percent, word, one.reason]
