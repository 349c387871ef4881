"""The part of a report on rounds that were marked without names: when they ended, by whom, and which code stood for whom."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from applications.reports.blocks import Block, Column, heading, section, table, text
from applications.reports.material import Material
from applications.scoring.models import Round


def blind_rounds(material: Material) -> Block | None:
    """Nothing where every round was marked with names."""
    rounds = [round_ for round_ in material.rounds if round_.is_blind and round_.unblinded_at]
    if not rounds:
        return None
    return section(
        _("Marked without names"), *(block for round_ in rounds for block in _of(material, round_))
    )


def _of(material: Material, round_: Round) -> list[Block | None]:
    shown = {"person": round_.unblinded_by, "moment": material.when(round_.unblinded_at)}
    rows = round_.pseudonyms.filter(application__lot=material.ranking.lot).select_related("application")
    return [
        heading(capfirst(round_.get_stage_display())),
        text(
            _(
                "Whoever marked or observed read codes in place of names, texts masked by rule, and no files. %(person)s showed the names to the panel, %(moment)s."
            )
            % shown
        ),
        *_by_hand(material, round_),
        *_reopened(round_),
        table(
            [Column(_("Code")), Column(_("Candidate"), 1)],
            [[one.code, material.called(one.application.code)] for one in rows],
        ),
    ]


def _by_hand(material: Material, round_: Round) -> list[Block | None]:
    """How often the office hid words besides what the rule masks, and how often after marking had begun."""
    entries = [entry for entry in material.entries("passage.hidden") if entry.at <= round_.unblinded_at]
    if not entries:
        return []
    late = sum(entry.at >= round_.opened_at for entry in entries)
    said = {"n": len(entries), "late": late}
    return [
        text(
            _("The office hid words by hand %(n)s times, %(late)s of them after the round was opened.") % said
        )
    ]


def _reopened(round_: Round) -> list[Block | None]:
    """That marks could be changed once the names were known."""
    if not round_.reopenings.filter(at__gt=round_.unblinded_at).exists():
        return []
    return [text(_("The marks were opened again after the names had been shown."))]
