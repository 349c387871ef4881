"""What a notice and its plan lack before they can be approved: by field and language, with the place to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.kernel import spoken
from portal.kernel.bilingual import languages, missing
from portal.words.figures import plain
from vacancies.plan.models import BY_CRITERION, Method, Plan, RequirementKind
from vacancies.vacancy.models import Vacancy

REQUIRED_TEXTS = {"title", "summary", "terms", "name", "text", "city"}


@dataclass(frozen=True)
class Place:
    """A page of the editor (a name of publishing's addresses, and what it is about) and a field on it."""

    page: str
    args: tuple[int, ...]
    anchor: str = ""

    @property
    def address(self) -> str:
        page = reverse(f"publishing:{self.page}", args=self.args)
        return f"{page}#id_{self.anchor}" if self.anchor else page

    def at(self, anchor: str) -> "Place":
        return replace(self, anchor=anchor)


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. With a `language` only that one lacks the text; without, nobody could publish."""

    field: str
    message: str
    place: Place = field(compare=False)
    language: str | None = None


def gaps(vacancy: Vacancy, *, at: datetime) -> list[Gap]:
    """Everything missing at the instant `at`, in the order of the editor's pages."""
    return [*_of_notice(vacancy, at), *_of_plan(vacancy.plan)]


def blocking(found: Iterable[Gap]) -> list[Gap]:
    """Those that no reason excuses: all but a missing translation."""
    return [gap for gap in found if gap.language is None]


def _of_notice(vacancy: Vacancy, at: datetime) -> Iterator[Gap]:
    page = Place("edit", (vacancy.pk,))
    stations = list(vacancy.duty_stations.all())
    yield from _texts(vacancy, "", page, by_field=True)
    for station in stations:
        yield from _texts(station, _("Duty station “%(city)s”") % {"city": station.city}, page)
    if not stations and not vacancy.home_based:
        message = _("Add a duty station, or say that the work is home-based.")
        yield Gap("duty_stations", message, page.at("home_based"))
    if vacancy.closes_at is None:
        yield Gap("closes_at", _("Set the closing date and time."), page.at("closes_on"))
    elif vacancy.closes_at <= at:
        yield Gap("closes_at", _("The closing date has passed. Set a later one."), page.at("closes_on"))


def _of_plan(plan: Plan) -> Iterator[Gap]:
    yield from _of_method(plan)
    yield from _of_requirements(plan)
    yield from _of_criteria(plan)
    page = Place("documents", (plan.vacancy_id,))
    documents = list(plan.documents.all())
    if not documents:
        yield Gap("documents", _("Name at least one document to hand in."), page)
    for document in documents:
        yield from _texts(document, _("Document “%(name)s”") % {"name": document.name}, page)


def _of_method(plan: Plan) -> Iterator[Gap]:
    page = Place("plan", (plan.vacancy_id,))
    codes = {BY_CRITERION + criterion.code for criterion in plan.criteria.all()}
    known = {"technical", *codes} | ({"price"} if plan.has_prices else set())
    if plan.method == Method.CUMULATIVE and plan.technical_weight is None:
        message = _("Give the technical score a weight.")
        yield Gap("technical_weight", message, page.at("technical_weight"))
    if plan.method == Method.CUMULATIVE and plan.financial_weight is None:
        yield Gap("financial_weight", _("Give the price a weight."), page.at("financial_weight"))
    if not set(plan.tie_break) <= known:
        message = _("The order in case of a tie names what the plan does not have.")
        yield Gap("tie_break", message, page.at("tie_break_1"))


def _of_requirements(plan: Plan) -> Iterator[Gap]:
    page = Place("requirements", (plan.vacancy_id,))
    documents = {document.code for document in plan.documents.all()}
    for requirement in plan.requirements.all():
        label = _("Requirement %(code)s") % {"code": requirement.code}
        yield from _texts(requirement, label, page)
        asked = requirement.parameters.get("document")
        if requirement.kind == RequirementKind.DOCUMENT and asked not in documents:
            message = _("%(label)s needs a document that is no longer asked for.") % {"label": label}
            yield Gap("document", message, page)


def _of_criteria(plan: Plan) -> Iterator[Gap]:
    criteria = list(plan.criteria.all())
    if not criteria:
        page = Place("criteria", (plan.vacancy_id,))
        yield Gap("criteria", _("Add at least one criterion with its points."), page)
    for criterion in criteria:
        page = Place("criterion", (plan.vacancy_id, criterion.pk))
        label = _("Criterion %(code)s") % {"code": criterion.code}
        yield from _texts(criterion, label, page, by_field=True)
        for anchor in criterion.anchors.all():
            yield from _texts(anchor, f"{label}, {plain(anchor.step)}", page)


def _texts(row: Any, label: str, page: Place, *, by_field: bool = False) -> Iterator[Gap]:
    """Texts of `row` that no language has though one must, then those that only some languages have.

    `label` names the row before its text; links lead to the field where the page has one `by_field`.
    """

    def words(name: str) -> str:
        text = getattr(type(row), name).verbose_name
        return f"{label}, {text}" if label else capfirst(text)

    def place(name: str, language: str) -> Place:
        return page.at(f"{name}_{language}") if by_field else page

    for name in row.bilingual:
        if name in REQUIRED_TEXTS and not getattr(row, name):
            message = _("%(text)s: write it in one language at least.") % {"text": words(name)}
            yield Gap(name, message, place(name, languages()[0]))
    for name, language in missing(row):
        names = {"text": words(name), "language": spoken.name(language)}
        yield Gap(name, _("%(text)s: missing in %(language)s.") % names, place(name, language), language)
