"""The part of a report on references: who was asked about whom, when and how each answered; the words where the office says so."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.reference_checks.models import Reference
from applications.reports.blocks import Block, Column, heading, section, table, text
from applications.reports.material import Material


def references(material: Material) -> Block | None:
    """Nothing where nobody was asked."""
    of_lot = Reference.objects.of_vacancy(material.vacancy).filter(application__lot=material.ranking.lot)
    rows = list(of_lot.select_related("application", "noted_by", "released_by"))
    if not rows:
        return None
    return section(
        pgettext("of referees", "References"),
        text(_("What referees say informs the decision and changes no mark: the panel reads it only after its rounds are locked.")),
        table(
            [
                Column(_("Candidate"), 1), Column(_("Referee"), 1), Column(_("Candidate told")), Column(_("Referee written to")),
                Column(_("What became of it"), 1), Column(_("Shown to the panel")),
            ],
            [_row(material, one) for one in rows],
        ),
        *[block for one in rows if one.quoted for block in _quoted(material, one)],
    )  # fmt: skip


def _row(material: Material, one: Reference) -> list[Any]:
    return [
        material.called(one.application.code),
        one.who or "–",
        material.when(one.told_at),
        material.when(one.asked_at) or "–",
        _became(material, one),
        material.when(one.released_at) or "–",
    ]


def _became(material: Material, one: Reference) -> str:
    if one.noted_by:
        words = _("answered by telephone, %(moment)s, written down by %(name)s")
        return words % {"moment": material.when(one.spoken_at), "name": one.noted_by}
    said = str(one.get_status_display())
    return f"{said}, {material.when(one.ended_at)}" if one.ended_at else said


def _quoted(material: Material, one: Reference) -> Iterator[Block | None]:
    yield heading(capfirst(f"{material.called(one.application.code)}: {one.who}"))
    for question, answer in one.talk:
        if answer:
            yield text(question, small=True)
            yield text(answer)
