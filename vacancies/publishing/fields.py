"""Every field of a notice by its path in the document of the notice, with its name and the place where it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.bilingual import languages
from portal.web.pairs import labelled
from vacancies.plan.gaps import Place
from vacancies.translation.texts import Text, texts_of
from vacancies.vacancy.models import Vacancy

# The page of the editor on which a field stands, by the beginning of its path; the first that fits counts.
PAGES = (
    ("terms.text", "edit"),
    ("terms", "terms"),
    ("outputs", "outputs"),
    ("lots", "lots"),
    ("plan.requirements", "requirements"),
    ("plan.criteria", "criteria"),
    ("plan.documents", "documents"),
    ("plan", "plan"),
    ("", "edit"),
)
ON_THE_NOTICE = (
    ("closes_at", "closes_on"),
    ("questions_until", "questions_until_on"),
    ("starts_on", "starts_on"),
    ("working_days", "working_days"),
    ("openings", "openings"),
    ("eligible_countries", "eligible_countries"),
)

# What is commented on as a whole.
WHOLE = {
    "duty_stations": gettext_lazy("Duty stations"),
    "outputs": gettext_lazy("Outputs and payment shares"),
    "lots": gettext_lazy("Lots"),
    "plan": gettext_lazy("How it is computed"),
}


@dataclass(frozen=True)
class FieldOfNotice:
    """`path` is that of the document, a text with its language: "title.en", "plan.criteria.A.name.ru", "closes_at"."""

    path: str
    label: str
    place: Place


def page_of(path: str) -> str:
    """The page of the editor on which the field stands."""
    return next(page for beginning, page in PAGES if path.startswith(beginning))


def fields_of(vacancy: Vacancy) -> list[FieldOfNotice]:
    """What can be commented on, in the order of the notice: its dates and numbers, every text in both languages, its plan."""
    written = [text for text in texts_of(vacancy) if not text.is_empty]
    in_plan = [text for text in written if text.path.startswith("plan.")]
    return [
        *_of_notice(vacancy),
        *(field for text in written if text not in in_plan for field in _of_text(vacancy, text)),
        *(
            FieldOfNotice(name, str(WHOLE[name]), Place(name, (vacancy.pk,)))
            for name in ("outputs", "lots", "plan")
        ),
        *(field for text in in_plan for field in _of_text(vacancy, text)),
    ]


def grouped(fields: list[FieldOfNotice]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a form, the fields of each page of the editor together."""
    titles = {
        "edit": _("Notice"),
        "terms": _("Terms of reference"),
        "outputs": _("Outputs"),
        "lots": _("Lots"),
        "plan": _("How it is computed"),
        "requirements": _("Requirements"),
        "criteria": _("Criteria"),
        "documents": _("Documents"),
    }
    order = list(titles)
    ordered = sorted(fields, key=lambda field: order.index(page_of(field.path)))
    return [
        (titles[page], [(field.path, field.label) for field in group])
        for page, group in groupby(ordered, key=lambda field: page_of(field.path))
    ]


def place_of(vacancy: Vacancy, text: Text, language: str) -> Place:
    """Where the text is written; pages that hold one row each lead to the field, the others to the page."""
    page, anchor = page_of(text.path), f"{text.name}_{language}"
    if page == "criteria":
        criterion: Any = text.row
        pk = getattr(criterion, "criterion_id", None) or criterion.pk
        return Place("criterion", (vacancy.pk, pk), anchor if text.name in ("name", "description") else "")
    return Place(page, (vacancy.pk,), anchor if page == "terms" or text.row is vacancy else "")


def _of_notice(vacancy: Vacancy) -> Iterator[FieldOfNotice]:
    page = Place("edit", (vacancy.pk,))
    for name, anchor in ON_THE_NOTICE:
        label = Vacancy._meta.get_field(name).verbose_name  # noqa: SLF001 - Django's documented name
        yield FieldOfNotice(name, capfirst(str(label)), page.at(anchor))
    yield FieldOfNotice("duty_stations", str(WHOLE["duty_stations"]), page)


def _of_text(vacancy: Vacancy, text: Text) -> Iterator[FieldOfNotice]:
    for language in languages():
        label = str(labelled(text.label, language))
        yield FieldOfNotice(f"{text.path}.{language}", label, place_of(vacancy, text, language))
