"""The part of a report with every mark and its reason, candidate by candidate; revised ones beside their originals."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.reports.blocks import Block, Column, band, cell, heading, section, table, text
from applications.reports.material import Material
from applications.reports.wording import number, told
from applications.scoring.discussing import Discussion
from applications.scoring.meeting import outcome
from applications.scoring.models import Mark
from vacancies.plan.published import decimal_text


def marks(material: Material) -> Block:
    """The marks that count, as they stand in the evaluation file, with the reasons from the sheets."""
    judged = [one["code"] for one in material.ranking.result["results"] if "criteria" in one]
    return section(
        _("Marks and reasons"),
        text(
            _(
                "The marks are those of the counted sheets. An arrow leads from an original mark to the one revised in moderation."
            )
        ),
        *[block for code in judged for block in _candidate(material, code)],
    )


def _candidate(material: Material, code: str) -> list[Block | None]:
    columns = [
        Column(_("Member")),
        Column(pgettext("figure", "Mark"), right=True),
        Column(pgettext("of a mark", "Reason"), 1),
    ]
    return [heading(material.called(code)), table(columns, _rows(material, code))]


def _rows(material: Material, code: str) -> Iterator[list[Any] | Block]:
    """A band for each criterion, and below it a row for each member."""
    sheets = material.candidates[code]["marks"]
    members = [one for one in sheets if one not in material.ranking.result["members_left_out"]]
    for criterion in material.plan["criteria"]:
        yield band(f"{criterion['code']}. {told(criterion.get('name'))}")
        for member in members:
            figure = sheets[member][criterion["code"]]
            mark = material.marks.get((code, member, criterion["code"]))
            yield [_called(material, member), _figure(figure, mark), _reasons(material, mark)]
        for discussion in material.discussions.get((code, criterion["code"]), []):
            yield ["", "", _discussed(material, discussion, members)]


def _discussed(material: Material, discussion: Discussion, members: list[str]) -> str:
    """That the marks were talked about, with what outcome, and the minute."""
    which = (discussion.application.code, discussion.criterion.code)
    marks = (material.marks.get((which[0], member, which[1])) for member in members)
    is_revised = any(one.version == discussion.version for mark in marks if mark for one in mark.revised)
    said = {"outcome": capfirst(outcome(is_revised=is_revised)), "moment": material.when(discussion.at)}
    words = _("%(outcome)s, noted %(moment)s.") % said
    return f"{words}\n{discussion.minute}" if discussion.minute else words


def _called(material: Material, member: str) -> str:
    return f"{member} {material.members[member]}"


def _figure(figure: str, mark: Mark | None) -> Block:
    """The mark that counts; before it, where it was revised, the original and what came between."""
    if mark is None or not mark.revised:
        return cell(number(figure))
    before = [decimal_text(mark.value), *(decimal_text(one.value) for one in mark.revised)][:-1]
    return cell(" → ".join(map(number, [*before, figure])), bold=True)


def _reasons(material: Material, mark: Mark | None) -> Block:
    if mark is None:
        return cell("")
    revised = [
        _("Revised %(moment)s: %(reason)s") % {"moment": material.when(one.at), "reason": one.reason}
        for one in mark.revised
    ]
    return cell("\n".join([mark.reason, *revised]))
