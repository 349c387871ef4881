"""The parts of a report on what came out: the ranking with its ties, prices and lots, then what is advice only."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from applications.ranking.emergency import EmergencyOpening
from applications.ranking.order import draw
from applications.ranking.results import FEW, Line
from applications.ranking.sentences import tipping_words
from applications.reports.blocks import Block, Column, cell, codes, heading, note, section, table, text
from applications.reports.material import Material
from portal.words.figures import figure, money
from vacancies.plan.models import Method


def ranking(material: Material) -> Block:
    """The frozen ranking, as its result says it."""
    lines = material.results.lines
    return section(
        _("The ranking"),
        text("\n".join(_versions(material))),
        *_prices(material),
        table(_columns(material), [_row(material, line) for line in lines if line.is_ranked])
        or note(_("Nobody is ranked.")),
        heading(_("Not ranked")),
        table(
            [Column(_("Candidate"), 1), Column(_("Technical, %"), right=True), Column(_("Reason"), 1)],
            [_unranked(material, line) for line in lines if not line.is_ranked],
        )
        or text(_("All candidates are ranked.")),
        *_lots(material),
    )


def _versions(material: Material) -> Iterator[str]:
    for one in material.rankings:
        words = {"version": one.version, "name": one.made_by, "moment": material.when(one.made_at)}
        yield _("Version %(version)s was made by %(name)s, %(moment)s.") % words
        if one.reason:
            yield _("The reason for version %(version)s: %(reason)s") % {**words, "reason": one.reason}


def _prices(material: Material) -> list[Block]:
    """When the sealed offers were opened, and by whom."""
    opened = [
        _("The price offers of %(codes)s were opened by %(name)s, %(moment)s.")
        % {
            "codes": ", ".join(one.data["candidates"]),
            "name": one.actor_name,
            "moment": material.when(one.at),
        }
        for one in material.entries("prices.opened")
    ]
    return [*_emergencies(material), *([text("\n".join(opened))] if opened else [])]


def _emergencies(material: Material) -> Iterator[Block]:
    """Each price that somebody read before: by whom, when and why."""
    words = _(
        "The sealed price of %(called)s was opened in an emergency by %(name)s, %(moment)s, before all prices were opened. The reason: %(reason)s"
    )
    rows = EmergencyOpening.objects.of(material.vacancy).filter(application__lot=material.ranking.lot)
    for one in rows.told():
        said = {
            "called": material.called(one.application.code),
            "name": one.by,
            "moment": material.when(one.at),
        }
        yield note(words % {**said, "reason": one.reason})


def _columns(material: Material) -> list[Column]:
    method = material.plan["method"]
    last = pgettext("figure", "Price") if method == Method.LOWEST_PRICE else pgettext("figure", "Total")
    return [
        Column(_("Rank"), right=True),
        Column(_("Candidate"), 7),
        *(
            _weighed_columns(material)
            if method == Method.CUMULATIVE
            else [Column(_("Technical, %"), right=True)]
        ),
        Column(last, right=True),
        Column(_("Exactly"), right=True),
    ]


def _weighed_columns(material: Material) -> list[Column]:
    """Narrow, so that names have room."""
    price = _("Price, %(currency)s") % {"currency": material.vacancy.plan.currency}
    words = [_("Technical, %"), price, _("Technical part"), _("Financial part")]
    return [Column(one, 3, right=True) for one in words]


def _row(material: Material, line: Line) -> list[Any]:
    said = line.figures
    weighed = material.plan["method"] == Method.CUMULATIVE
    keys = ("technical_part", "financial_part") if weighed else ()
    return [
        cell(said["rank"], bold=True),
        cell(material.called(line.code), small=line.remark),
        figure(said["technical_percent"], 2),
        *([money(line.price)] if weighed else []),
        *[figure(said[key], 2) for key in keys],
        cell(figure(said["total"], 2), bold=True),
        said["total_exact"],
    ]


def _unranked(material: Material, line: Line) -> list[Any]:
    reached = line.figures.get("technical_percent")
    return [material.called(line.code), figure(reached, 2) if reached else "–", line.remark]


def _lots(material: Material) -> list[Block]:
    """The seed, and the lots of those whom nothing else parts; anybody can draw them again."""
    seed = material.ranking.seed
    tied = [one for one in material.ranking.result["results"] if one.get("tied_with")]
    drawn = [
        one["code"]
        for one in tied
        if any(material.exact.is_drawn(one["code"], other) for other in one["tied_with"])
    ]
    words = text(
        _("Seed of the lots, drawn when the ranking was first made: %(seed)s.") % {"seed": seed}, small=True
    )
    if not drawn:
        return [words]
    return [
        words,
        text(
            _(
                "A lot is the SHA-256 of fingerprint:seed:code; of those equal in everything else the lowest comes first."
            )
        ),
        codes([(code, draw(material.fingerprint, seed, code)) for code in drawn]),
    ]


def advice(material: Material) -> Block:
    """What the panel was shown about its own figures (docs/selection.md section 4)."""
    return section(
        _("Advice, not a verdict"),
        text(
            _(
                "These figures are shown to the panel to think about. Nothing in the ranking follows from them."
            )
        ),
        *_agreement(material),
        *_divergent(material),
        *_severity(material),
        *_robustness(material),
    )


def _agreement(material: Material) -> list[Block | None]:
    said = material.results.agreement
    marks = ngettext("%(n)s mark", "%(n)s marks", said.values) % {"n": said.values}
    alpha = figure(said.alpha, 4) if said.alpha else "–"
    told = _("Krippendorff's alpha (interval): %(alpha)s, on %(marks)s.") % {"alpha": alpha, "marks": marks}
    few = _("It rests on few marks and says little.") if said.values < FEW else ""
    return [
        heading(_("Agreement of the members")),
        text(" ".join(filter(None, [told, said.words, few]))),
        *_beside(material),
    ]


def _beside(material: Material) -> list[Block | None]:
    """The same rows as on the page of results."""
    columns = [
        Column(pgettext("agreement", "Figure"), 1),
        Column(pgettext("agreement", "Value"), right=True),
        Column(_("With any one candidate left out"), right=True),
    ]
    rows = [
        [cell(one.name, small=one.tells), one.value, cell(one.reach, small=one.remark)]
        for one in material.results.agreement_rows
    ]
    return [table(columns, rows), text("\n".join(material.results.agreement_notes), small=True)]


def _divergent(material: Material) -> list[Block]:
    flagged = material.ranking.result.get("divergent")
    if flagged is None:
        return []
    columns = [Column(_("Candidate")), Column(_("Criterion")), Column(_("Range of the marks"), right=True)]
    rows = [[material.called(one["code"]), one["criterion"], figure(one["range"], 2)] for one in flagged]
    return [
        heading(_("Marks that diverge")),
        table(columns, rows) or text(_("None reach the threshold of the plan.")),
    ]


def _severity(material: Material) -> list[Block | None]:
    columns = [Column(_("Member")), Column(_("Per cent of the scales"), right=True)]
    rows = [[name, figure(value, 2)] for name, value in material.results.severity]
    words = _("The member's mean less the panel's mean: below zero is severe.")
    return [heading(_("Severity")), text(words, small=True), table(columns, rows)]


def _robustness(material: Material) -> list[Block | None]:
    columns = [Column(_("If one counts"), 1), Column(pgettext("place in a ranking", "First"), 1)]
    rows = [[one.supposed, cell(one.name, bold=one.changed)] for one in material.results.firsts]
    return [heading(_("Would the first place stand?")), *_tipping(material), table(columns, rows)]


def _tipping(material: Material) -> list[Block]:
    read = material.results
    if read.tipping is None:
        return []
    return [text(tipping_words(read.plan, read.tipping, read.called(read.first)))]
