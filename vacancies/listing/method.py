"""The method of a selection in words (docs/selection.md sections 1 and 2)."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.words.figures import percent
from vacancies.listing.wording import plain
from vacancies.plan.models import (
    BY_CRITERION,
    AbsentRule,
    Criterion,
    Method,
    Plan,
    PriceBasis,
    Scaling,
    Stage,
)


def marking(criteria: list[Criterion]) -> str:
    """What a mark is."""
    scales = {criterion.scale for criterion in criteria}
    if len(scales) == 1:
        return _(
            "Each member of the selection panel gives a mark from 0 to %(scale)s on every criterion, with a reason."
        ) % {"scale": plain(scales.pop())}
    return _(
        "Each member of the selection panel gives a mark on every criterion, from 0 to the top of its scale, with a reason."
    )


def passing(plan: Plan, total: Decimal) -> str:
    """The technical pass mark, nothing where there is none."""
    if plan.pass_mark is None:
        return ""
    return _("The pass mark is %(points)s of %(total)s points (%(share)s).") % {
        "points": plain(plan.pass_mark * total / 100),
        "total": plain(total),
        "share": percent(plan.pass_mark, _decimals(plan.pass_mark)),
    }


def result(plan: Plan) -> list[str]:
    """How the total comes about, sentence by sentence."""
    if plan.method == Method.TECHNICAL:
        return [_("The result is the technical score alone: the sum of the points.")]
    if plan.method == Method.LOWEST_PRICE:
        lowest = _("Of those who reach the pass mark and every minimum, the lowest price comes first.")
        return [lowest, *_compared(plan)]
    return [*_weights(plan), *_compared(plan), _scaling(plan)]


def own_scores(plan: Plan) -> list[str]:
    """That applicants see their own marks afterwards, where the office publishes them."""
    vacancy = plan.vacancy
    if not vacancy.office.shows_own_scores(published_at=vacancy.published_at):
        return []
    return [
        _(
            "When the decision is announced, every applicant whom the panel scored sees their own marks by criterion on the page of their application; nobody sees those of others."
        )
    ]


def outcome(plan: Plan) -> list[str]:
    """What this page will say once the selection is completed, where the office publishes it."""
    vacancy = plan.vacancy
    office, published_at = vacancy.office, vacancy.published_at
    if not office.shows_outcome(published_at=published_at):
        return []
    said = [
        _(
            "When everybody who applied is told, this page says that the selection is completed and how many applied."
        )
    ]
    if office.shows_names(published_at=published_at):
        said.append(_("Who is selected and accepts is named there if they agree to it, and nobody else."))
    return said


def blindness(plan: Plan) -> list[str]:
    """Which of the stages that score something are read without names; nothing where none is."""
    scored = {criterion.stage for criterion in plan.criteria.all()}
    said = {
        Stage.DESK: _(
            "In the desk review the panel reads the applications without names, and learns them when its marks are locked."
        ),
        Stage.TEST: _(
            "The panel reads the written tests without names, and learns them when its marks are locked."
        ),
    }
    return [said[Stage(stage)] for stage in plan.blind_stages if stage in scored]


def _weights(plan: Plan) -> list[str]:
    technical, financial = plan.technical_weight or Decimal(0), plan.financial_weight or Decimal(0)
    both = technical + financial
    shares = {
        "technical": percent(100 * technical / both if both else 0, 0),
        "financial": percent(100 * financial / both if both else 0, 0),
    }
    return [
        _("The result is made of the technical score (%(technical)s) and the price (%(financial)s).")
        % shares,
        _(
            "The lowest price among those ranked gets all %(points)s points for the price; any other gets "
            "%(points)s × the lowest price ÷ its own price."
        )
        % {"points": plain(financial)},
    ]


def _compared(plan: Plan) -> list[str]:
    """Which price is compared, where it is not simply the whole."""
    if plan.price_basis == PriceBasis.DAILY_RATE:
        return [_("The price that is compared is the rate for a day of work.")]
    if plan.price_breakdown:
        return [_("The price that is compared is the lump sum; its parts by output are for the contract.")]
    return []


def _scaling(plan: Plan) -> str:
    if plan.technical_scaling == Scaling.RELATIVE:
        return _("The technical score counts in per cent of the best one among those ranked.")
    return _("The technical score counts in per cent of the technical maximum.")


def ties(plan: Plan) -> str:
    """Who comes first of equals."""
    steps = [tie_words(step) for step in plan.tie_break]
    steps.append(pgettext("tie-break", "a recorded drawing of lots"))
    return _("Equal results are put in order by, one after the other: %(steps)s.") % {
        "steps": "; ".join(steps)
    }


def tie_words(step: str) -> str:
    if step == "technical":
        return pgettext("tie-break", "the higher technical score")
    if step == "price":
        return pgettext("tie-break", "the lower price")
    return pgettext("tie-break", "the higher mark on criterion %(code)s") % {
        "code": step.removeprefix(BY_CRITERION)
    }


def absence(plan: Plan) -> str:
    """What happens to the marks of a member who cannot judge one of the candidates."""
    if plan.absent_rule == AbsentRule.CELL:
        return _(
            "A member who cannot judge a candidate, because of a conflict of interest or absence, is left out for that candidate only."
        )
    return _(
        "A member who cannot judge one of the candidates, because of a conflict of interest or absence, is left out for all "
        "of them, so that all are judged by the same people."
    )


def _decimals(number: Decimal) -> int:
    return max(-int(number.normalize().as_tuple().exponent), 0)
