"""From the rooms before to the evaluation file (docs/selection.md section 6): plan, sheets, prices as they stand."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.scoring.models import Mark, Revision
from applications.scoring.opening import rule_of
from applications.scoring.versions import judged_in, round_versions
from applications.screening.long_list import not_short_listed
from applications.screening.models import Outcome
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from vacancies.models import Lot, Plan, Vacancy
from vacancies.plan.published import decimal_text, plan_as_published

FORMAT = "evaluation/1"

Sheets = Mapping[str, Mapping[str, str]]


def evaluation_of(
    vacancy: Vacancy, *, seed: str, lot: Lot | None = None, versions: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The evaluation file of a selection whose rounds are locked, every key of the plan written out.

    Where the vacancy has lots, of one of them: its candidates are compared with each other and with nobody else.

    The marks are those that count: the latest revision of each, of the members who are left out of no round, whole
    sets only; with `versions` by stage, as they stood when those versions were locked. Raises Refused when the plan is not the one that was frozen.
    """
    marks = _marks_by_candidate(vacancy, versions)
    return {
        "format": FORMAT,
        "plan": _frozen_plan(vacancy.plan),
        **_chosen_rule(vacancy),
        "seed": seed,
        "members": _codes(vacancy),
        "candidates": [_candidate(person, marks.get(person.pk, {})) for person in _received(vacancy, lot)],
    }


def _codes(vacancy: Vacancy) -> list[str]:
    """The places on the panel, but not one whose holder left before anything was marked."""
    judging = Q(ended_at=None) | Q(sheets__isnull=False)
    seats = vacancy.panel.seats.scoring().filter(judging).distinct()
    return list(dict.fromkeys(seat.code for seat in seats))


def _frozen_plan(plan: Plan) -> dict[str, Any]:
    published = plan_as_published(plan)
    if sha256_of(published) != plan.frozen_fingerprint:
        raise Refused(_("The plan is not the one that was frozen with the first application."))
    return published


def _chosen_rule(vacancy: Vacancy) -> dict[str, Any]:
    """What the chair chose in place of the plan's rule for a member who cannot score, with the reason for it."""
    rule = rule_of(vacancy.panel)
    if rule == vacancy.plan.absent_rule:
        return {}
    return {"absent_rule": {"rule": str(rule), "reason": vacancy.panel.cell_reason}}


def _received(vacancy: Vacancy, lot: Lot | None) -> list[Application]:
    # Who did not go on has no marks of later rounds: no candidate of the ranking any more (docs/decisions/0054).
    received = Application.objects.received().filter(vacancy=vacancy, lot=lot)
    received = received.exclude(pk__in=not_short_listed(vacancy))
    return list(received.select_related("screening", "price_offer").order_by("pk"))


def _candidate(person: Application, marks: Sheets) -> dict[str, Any]:
    screening = getattr(person, "screening", None)
    price = getattr(person, "price_offer", None)
    opened = {"price": decimal_text(price.opened)} if price and price.opened else {}
    return {
        "code": person.code,
        # Who withdrew before the long list was made was found neither eligible nor ineligible.
        "eligible": screening is None or screening.outcome == Outcome.LONG_LISTED,
        "withdrawn": person.withdrawn_at is not None,
        **opened,
        "marks": marks,
    }


def _marks_by_candidate(vacancy: Vacancy, versions: Mapping[str, int] | None) -> dict[int, Sheets]:
    """Whole sets of marks by candidate and member; somebody who withdrew between two rounds has none."""
    codes = {criterion.code for criterion in vacancy.plan.criteria.all()}
    found: dict[int, dict[str, dict[str, str]]] = {}
    versions = round_versions(vacancy) if versions is None else versions
    judged = judged_in(vacancy, versions)
    given = Mark.objects.whole().filter(sheet__in=judged)
    for mark in given.with_revisions(Revision.objects.up_to(versions)):
        if mark.application_id not in judged[mark.sheet_id]:
            continue
        sets = found.setdefault(mark.application_id, {})
        sets.setdefault(mark.sheet.member, {})[mark.criterion.code] = decimal_text(mark.current) or ""
    return {
        person: {member: marks for member, marks in sets.items() if marks.keys() == codes}
        for person, sets in found.items()
    }
