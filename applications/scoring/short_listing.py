"""What is done about the short list: state its rule before any mark is seen, work it out, confirm it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.lots import key_of
from applications.intake.models import Application
from applications.panels.models import Panel
from applications.scoring.formula import (
    Criterion,
    criterion_marks,
    is_below_minimum,
    percent,
    technical_maximum,
    technical_score,
)
from applications.scoring.going_on import Standing, going_on
from applications.scoring.models import Mark, Sheet
from applications.scoring.rules import require_part
from applications.scoring.stages import stages_before_the_last
from applications.screening.long_list import candidates
from applications.screening.short_list import Kind, ShortListPlace, ShortListRule
from portal.kernel.workflow import Refused, locked
from portal.record.actions import write
from vacancies.plan.published import decimal_text


@dataclass(frozen=True)
class Line:
    """One candidate by the rule: their exact per cent so far, and whether they go on."""

    application: Application
    percent: Fraction
    goes_on: bool


def has_seen_marks(panel: Panel) -> bool:
    """Whether anybody has seen another's marks: from then on a rule could be fitted to the figures."""
    return any(round_.is_revealed for round_ in panel.rounds.all())


def waiting_rule(panel: Panel) -> ShortListRule | None:
    """The rule whose round is locked and by which nobody has confirmed yet who goes on."""
    locked_stages = [round_.stage for round_ in panel.rounds.all() if round_.is_locked]
    return ShortListRule.objects.filter(
        vacancy=panel.vacancy, stage__in=locked_stages, confirmed_at=None
    ).first()


@transaction.atomic
def state(
    *, panel: Panel, stage: str, kind: str, value: Decimal | None, by: Any, at: datetime
) -> ShortListRule:
    """State by which rule candidates go on after the round of `stage`, in place of one stated before.

    Raises Refused once the marks of a round have been seen, and for a stage that no round follows.
    """
    panel = locked(panel)
    require_part("applications.state_short_list", panel, by=by)
    if has_seen_marks(panel):
        raise Refused(_("The marks of a round have been seen: no rule can be stated any more."))
    if stage not in stages_before_the_last(panel):
        raise Refused(_("No round follows this one, so there is no short list after it."))
    if kind == Kind.MINIMUM:
        value = None
    said = {"kind": kind, "value": value, "stated_by": by, "stated_at": at}
    rule, _new = ShortListRule.objects.update_or_create(vacancy=panel.vacancy, stage=stage, defaults=said)
    _record(rule, "short_list.stated", by=by, at=at)
    return rule


def worked_out(panel: Panel, rule: ShortListRule) -> list[Line]:
    """Who goes on by the rule, on the exact figures of the rounds so far, each lot by itself; the best first."""
    people = list(candidates(panel.vacancy).order_by("pk"))
    standings = _standings(panel, people)
    lines = []
    for lot in dict.fromkeys(key_of(one.lot) for one in people):
        here = {one.code: standings[one.code] for one in people if key_of(one.lot) == lot}
        on = going_on(rule.kind, Fraction(rule.value or 0), here)
        lines += [Line(one, here[one.code].percent, one.code in on) for one in people if one.code in here]
    return sorted(lines, key=lambda line: (-line.percent, line.application.pk))


def _standings(panel: Panel, people: Sequence[Application]) -> dict[str, Standing]:
    """By code: the marks that count, of the members who are left out of no round, as the ranking takes them."""
    done = [round_.stage for round_ in panel.rounds.all() if round_.is_locked]
    rows = panel.vacancy.plan.criteria.filter(stage__in=done)
    criteria = [_criterion(row) for row in rows]
    sheets = Sheet.objects.of_selection(panel).filter(round__stage__in=done)
    sets: dict[int, dict[str, dict[str, Fraction]]] = {}
    for mark in Mark.objects.whole().filter(sheet__in=sheets).with_revisions():
        if mark.counts:
            by_member = sets.setdefault(mark.application_id, {}).setdefault(mark.sheet.member, {})
            by_member[mark.criterion.code] = Fraction(mark.current or 0)
    return {one.code: _standing(sets.get(one.pk, {}), criteria) for one in people}


def _criterion(row: Any) -> Criterion:
    minimum = None if row.minimum is None else Fraction(row.minimum)
    return Criterion(row.code, Fraction(row.points), Fraction(row.scale), minimum)


def _standing(sets: Mapping[str, Mapping[str, Fraction]], criteria: Sequence[Criterion]) -> Standing:
    whole = [marks for marks in sets.values() if len(marks) == len(criteria)]
    if not whole:
        raise Refused(_("A candidate has no marks that count: the short list cannot be worked out."))
    marks = criterion_marks(whole, criteria)
    reached = percent(technical_score(marks, criteria), technical_maximum(criteria))
    return Standing(reached, not is_below_minimum(marks, criteria))


@transaction.atomic
def confirm(
    *, panel: Panel, rule: ShortListRule, departures: Mapping[str, str], by: Any, at: datetime
) -> ShortListRule:
    """Confirm who goes on: by the rule, but for `departures`, codes of those for whom it is the other way, with reasons.

    Raises Refused before the round is locked, once confirmed, for a departure without a reason, and where nobody would go on.
    """
    # First, as by whoever opens marks again: of two who act together, one finds what the other did.
    locked(panel.vacancy)
    panel, rule = locked(panel), locked(rule)
    require_part("applications.confirm_short_list", panel, by=by)
    waiting = waiting_rule(panel)
    if waiting is None or waiting.pk != rule.pk:
        raise Refused(_("There is no short list to confirm now."))
    lines = worked_out(panel, rule)
    places = [_place(rule, line, departures) for line in lines]
    if not any(place.goes_on for place in places):
        raise Refused(_("Nobody would go on: the selection could not be continued."))
    ShortListPlace.objects.bulk_create(places)
    rule.confirmed_by, rule.confirmed_at = by, at
    rule.save(update_fields=["confirmed_by", "confirmed_at"])
    _record(rule, "short_list.confirmed", by=by, at=at, **said_of(places))
    return rule


def _place(rule: ShortListRule, line: Line, departures: Mapping[str, str]) -> ShortListPlace:
    code = line.application.code
    departs = code in departures
    reason = departures.get(code, "").strip()
    if departs and not reason:
        raise Refused(_("A departure from the rule needs a reason: %(code)s.") % {"code": code})
    return ShortListPlace(
        rule=rule, application=line.application, percent=str(line.percent), by_rule=line.goes_on,
        goes_on=line.goes_on != departs, reason=reason,
    )  # fmt: skip


def said_of(places: Sequence[ShortListPlace]) -> dict[str, Any]:
    """What the record says of a confirmed short list: who is in and out, on which figures, and where the rule was departed from."""
    return {
        "in": [one.application.code for one in places if one.goes_on],
        "out": [one.application.code for one in places if not one.goes_on],
        "percents": {one.application.code: one.percent for one in places},
        "departures": {one.application.code: one.reason for one in places if one.by_rule != one.goes_on},
    }


def rule_said(rule: ShortListRule) -> dict[str, Any]:
    """What the record says of a rule."""
    return {"stage": rule.stage, "kind": rule.kind, "value": decimal_text(rule.value) or ""}


def _record(rule: ShortListRule, action: str, *, by: Any, at: datetime, **data: Any) -> None:
    vacancy = rule.vacancy
    write(
        stream=vacancy.stream, action=action, subject=f"short_list:{rule.pk}", by=by, at=at,
        data={**rule_said(rule), **data},
    )  # fmt: skip
