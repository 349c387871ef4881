"""Whether a plan can be carried out: weights, marks that can be reached, requirements that somebody can meet."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from portal.kernel import spoken
from portal.words.figures import plain
from vacancies.plan.gaps import Gap, Place
from vacancies.plan.models import (
    BY_CRITERION,
    Criterion,
    EducationLevel,
    LanguageLevel,
    Method,
    Plan,
    Requirement,
    RequirementKind,
)

# More years of experience than anybody has worked.
LONGEST_CAREER = 40


def of_method(plan: Plan) -> Iterator[Gap]:
    """Weights, what a price is broken down by, and the order in case of a tie."""
    page = Place("plan", (plan.vacancy_id,))
    if plan.method == Method.CUMULATIVE:
        yield from _of_weights(plan, page)
    if plan.price_breakdown and not plan.vacancy.outputs.all():
        message = _("The price is to be broken down by output, and the notice names no outputs.")
        yield Gap("price_breakdown", message, Place("outputs", (plan.vacancy_id,)))
    codes = {BY_CRITERION + criterion.code for criterion in plan.criteria.all()}
    known = {"technical", *codes} | ({"price"} if plan.has_prices else set())
    if not set(plan.tie_break) <= known:
        message = _("The order in case of a tie names what the plan does not have.")
        yield Gap("tie_break", message, page.at("tie_break_1"))


def _of_weights(plan: Plan, page: Place) -> Iterator[Gap]:
    if plan.technical_weight is None:
        message = _("Give the technical score a weight.")
        yield Gap("technical_weight", message, page.at("technical_weight"))
    if plan.financial_weight is None:
        yield Gap("financial_weight", _("Give the price a weight."), page.at("financial_weight"))
    if plan.technical_weight == plan.financial_weight == 0:
        message = _("Both weights are 0, so every candidate would have the same total.")
        yield Gap("technical_weight", message, page.at("technical_weight"))


def of_criteria(plan: Plan) -> Iterator[Gap]:
    """Points, marks that can be reached, and words for both ends of each scale."""
    criteria = list(plan.criteria.all())
    page = Place("criteria", (plan.vacancy_id,))
    if not criteria:
        yield Gap("criteria", _("Add at least one criterion with its points."), page)
    elif sum(criterion.points for criterion in criteria) <= 0:
        message = _("The criteria have no points, so nobody could have a technical score.")
        yield Gap("points", message, page)
    for criterion in criteria:
        yield from _of_criterion(criterion, Place("criterion", (plan.vacancy_id, criterion.pk)))
    yield from _of_pass_mark(plan, Place("plan", (plan.vacancy_id,), "pass_mark"))


def _of_criterion(criterion: Criterion, page: Place) -> Iterator[Gap]:
    names = {"code": criterion.code, "top": plain(criterion.scale)}
    minimum = criterion.minimum
    if minimum is not None and minimum > criterion.scale:
        message = _("Criterion %(code)s: nobody can reach the minimum mark, the scale ends at %(top)s.")
        yield Gap("minimum", message % names, page.at("minimum"))
    elif minimum == criterion.scale:
        message = _(
            "Criterion %(code)s: the minimum is the highest mark, so only who gets %(top)s from every member passes."
        )
        yield Gap("minimum", message % names, page.at("minimum"), excusable=True)
    if not {Decimal(0), criterion.scale} <= {anchor.step for anchor in criterion.anchors.all()}:
        message = _("Criterion %(code)s: say in words what 0 and %(top)s mean, so that members mark alike.")
        yield Gap("anchors", message % names, page, excusable=True)


def _of_pass_mark(plan: Plan, place: Place) -> Iterator[Gap]:
    """Full marks on everything make 100 per cent, whatever points and scales are (docs/selection.md section 2)."""
    if plan.pass_mark is None:
        return
    if plan.pass_mark > 100:
        yield Gap("pass_mark", _("Nobody can reach the pass mark: full marks make 100 per cent."), place)
    elif plan.pass_mark == 100:
        message = _(
            "Only full marks from every member on every criterion reach the pass mark of 100 per cent."
        )
        yield Gap("pass_mark", message, place, excusable=True)


def of_requirements(plan: Plan) -> Iterator[Gap]:
    """Requirements that nobody can meet, alone or together."""
    page = Place("requirements", (plan.vacancy_id,))
    requirements = list(plan.requirements.all())
    documents = {document.code for document in plan.documents.all()}
    for requirement in requirements:
        problem = _problem(requirement, documents)
        if problem:
            label = _("Requirement %(code)s") % {"code": requirement.code}
            yield Gap(requirement.kind, problem % {"label": label}, page)
    yield from _of_nationality(plan, requirements, page)


def _problem(requirement: Requirement, documents: set[str]) -> str:
    """Why nobody can meet the requirement, beginning with %(label)s; empty when somebody can."""
    said = requirement.parameters
    can_be_met, otherwise = {
        RequirementKind.NATIONALITY: (
            said.get("countries"),
            _("%(label)s names no country, so nobody can meet it."),
        ),
        RequirementKind.RESIDENCE: (
            said.get("countries"),
            _("%(label)s names no country, so nobody can meet it."),
        ),
        RequirementKind.EXPERIENCE: (
            _are_years(said.get("years")),
            _("%(label)s: the years of experience lie between 0 and 40."),
        ),
        RequirementKind.EDUCATION: (
            said.get("level") in EducationLevel.values,
            _("%(label)s names no level of education."),
        ),
        RequirementKind.LANGUAGE: (
            _is_language(said),
            _("%(label)s names no language and level that an applicant could state."),
        ),
        RequirementKind.DOCUMENT: (
            said.get("document") in documents,
            _("%(label)s needs a document that is no longer asked for."),
        ),
        RequirementKind.QUESTION: (
            said.get("answer") in ("yes", "no"),
            _("%(label)s does not say which answer meets it."),
        ),
    }[RequirementKind(requirement.kind)]
    return "" if can_be_met else otherwise


def _is_language(said: dict[str, Any]) -> bool:
    return said.get("language") in spoken.CODES and said.get("level") in LanguageLevel.values


def _are_years(value: Any) -> bool:
    try:
        return 0 <= Decimal(str(value)) <= LONGEST_CAREER
    except InvalidOperation:
        return False


def _of_nationality(plan: Plan, requirements: list[Requirement], page: Place) -> Iterator[Gap]:
    """The requirements on nationality together, against the countries whose nationals may apply."""
    lists = [
        row.parameters.get("countries") for row in requirements if row.kind == RequirementKind.NATIONALITY
    ]
    asked = [set(countries) for countries in lists if countries]
    if not asked:
        return
    left = set.intersection(*asked)
    eligible = set(plan.vacancy.eligible_countries)
    if not left:
        message = _("The requirements on nationality contradict each other: no country meets them all.")
        yield Gap("nationality", message, page)
    elif eligible and not left & eligible:
        message = _("The requirement on nationality leaves out every country whose nationals may apply.")
        yield Gap("nationality", message, page)
