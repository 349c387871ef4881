"""The parts of a report on what was published: the notice and the selection plan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.reports.blocks import Block, Column, cell, codes, facts, heading, section, table, text
from applications.reports.material import Material
from applications.reports.wording import number, per_cent, told
from vacancies.listing import handed_in
from vacancies.listing.wording import contract, duty_stations
from vacancies.plan.models import BY_CRITERION, AbsentRule, Method, PriceBasis, Scaling, Stage

Json = Mapping[str, Any]


def notice(material: Material) -> Block:
    """What the public read, and who answers for it."""
    vacancy = material.vacancy
    return section(
        _("The notice"),
        facts(
            [
                (_("Reference"), vacancy.reference),
                (_("Title"), vacancy.title),
                (_("Office"), str(vacancy.office)),
                (_("Type"), contract(vacancy)),
                (_("Duty station"), duty_stations(vacancy)),
                (_("Openings"), str(vacancy.openings)),
                (_("Written by"), f"{vacancy.written_by}, {material.when(vacancy.created_at)}"),
                (
                    _("Approved and published by"),
                    f"{vacancy.approved_by}, {material.when(vacancy.published_at)}",
                ),
                (_("Published with a language missing"), vacancy.gap_reason),
                (_("Applications taken until"), material.when(vacancy.closes_at)),
            ]
        ),
    )


def plan(material: Material) -> Block:
    """The plan as it was published, under its fingerprint."""
    published = material.plan
    return section(
        _("The selection plan"),
        text(
            _("Published with the notice and frozen with the first application, %(moment)s.")
            % {"moment": material.when(material.vacancy.plan.frozen_at)}
        ),
        codes([(_("Fingerprint of the plan, SHA-256"), material.fingerprint)]),
        facts(_rules(published)),
        heading(_("Requirements")),
        table([Column(_("Code")), Column(_("Requirement"), 1)], _requirements(published))
        or text(_("The plan has no requirements.")),
        heading(_("Criteria")),
        table(
            [
                Column(_("Code")),
                Column(_("Criterion"), 1),
                Column(pgettext("when a criterion is scored", "Stage")),
                Column(_("Points"), right=True),
                Column(_("Scale"), right=True),
                Column(_("Minimum"), right=True),
            ],
            [_criterion(one) for one in published["criteria"]],
        ),
    )


def _requirements(published: Json) -> list[tuple[str, str]]:
    return [(one["code"], told(one["text"])) for one in published.get("requirements", [])]


def _criterion(one: Json) -> list[Any]:
    anchors = "; ".join(
        f"{number(anchor['step'])} – {told(anchor['text'])}" for anchor in one.get("anchors", [])
    )
    stage = capfirst(Stage(one["stage"]).label) if "stage" in one else ""
    minimum = number(one.get("minimum")) or "–"
    return [
        one["code"],
        cell(told(one.get("name")), small=anchors),
        stage,
        number(one["points"]),
        f"0–{number(one['scale'])}",
        minimum,
    ]


def _rules(published: Json) -> list[tuple[str, object]]:
    cumulative = published["method"] == Method.CUMULATIVE
    return [
        (_("Method"), capfirst(Method(published["method"]).label)),
        (_("Technical weight"), number(published["technical_weight"]) if cumulative else ""),
        (_("Financial weight"), number(published["financial_weight"]) if cumulative else ""),
        (
            _("Technical scaling"),
            capfirst(Scaling(published["technical_scaling"]).label) if cumulative else "",
        ),
        (_("Price offer"), _price(published)),
        (_("Technical pass mark"), _pass_mark(published["pass_mark"])),
        (_("Divergence that calls for moderation"), _divergence(published["divergence"])),
        (_("A member who cannot score"), capfirst(AbsentRule(published["absent_rule"]).label)),
        (
            _("Tie-break"),
            "; ".join([*map(step_words, published["tie_break"]), _("in the end a recorded lot")]),
        ),
        (_("Written by the applicant"), "; ".join(handed_in.pages(published))),
        (_("Teams"), handed_in.team(published)),
        (_("Marked without names"), "; ".join(str(label) for label in _blind_stages(published))),
    ]


def _blind_stages(published: Json) -> list[object]:
    scored = {one.get("stage") for one in published["criteria"]}
    return [stage.label for stage in Stage if stage in scored and published.get(f"blind_{stage.value}")]


def _price(published: Json) -> str:
    """What a price offer names, where that is not simply one sum."""
    if published.get("price_breakdown"):
        return _("a lump sum, broken down by output")
    return str(PriceBasis(published["price_basis"]).label) if "price_basis" in published else ""


def _pass_mark(value: str | None) -> str:
    if value is None:
        return ""
    return _("%(share)s of the technical maximum") % {"share": per_cent(Decimal(value))}


def _divergence(value: str | None) -> str:
    if value is None:
        return ""
    return _("a range of %(share)s of the scale or more") % {"share": per_cent(100 * Decimal(value))}


def step_words(step: str) -> str:
    """One step of the tie-break in words."""
    if step.startswith(BY_CRITERION):
        return _("the mark on criterion %(code)s") % {"code": step.removeprefix(BY_CRITERION)}
    if step == "price":
        return _("the lower price")
    return _("the technical score")
