"""Every text of a notice that is written in two languages: where it stands, what it says, how long it may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextField, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.kernel.bilingual import languages
from portal.words.figures import plain
from vacancies.plan.models import Plan
from vacancies.plan.published import decimal_text
from vacancies.terms.models import TermsOfReference
from vacancies.vacancy.models import Vacancy

WHOLE = (
    "sections", "duty_stations", "lots", "outputs",
    "plan__requirements", "plan__criteria__anchors", "plan__documents",
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One text of a notice.

    `path` names it as the document of a notice does (docs/notice-document.md), without the language: "terms.context",
    "plan.criteria.A.name". `limit` is the most characters it may have, None for as many as one likes; a `long` one is
    Markdown. `row` and `name` say where it is kept.
    """

    path: str
    label: str
    said: Mapping[str, str]
    limit: int | None
    long: bool
    row: Model
    name: str

    @property
    def is_empty(self) -> bool:
        return not any(self.said.values())

    @property
    def is_whole(self) -> bool:
        """Whether every language has it."""
        return all(self.said.values())


def texts_of(vacancy: Vacancy) -> list[Text]:
    """All texts of the notice, also those that nobody has written yet, in the order of the document.

    What is not fetched yet is fetched in as many queries as there are kinds of rows.
    """
    prefetch_related_objects([vacancy], *WHOLE)
    return [*_of_notice(vacancy), *_of_plan(getattr(vacancy, "plan", None))]


def tidy(text: str, *, long: bool) -> str:
    """`text` with lines that end in one character and no blanks around it; in one line when it is not a `long` one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return (lines if long else lines.replace("\n", " ")).strip(" \t\n")


def _of_notice(vacancy: Vacancy) -> Iterator[Text]:
    for name in ("unit", "title", "summary", "duration"):
        yield _text(vacancy, name, name)
    yield _text(vacancy, "terms", "terms.text")
    sections = getattr(vacancy, "sections", None) or TermsOfReference(vacancy_id=vacancy.pk)
    for name in TermsOfReference.bilingual:  # type: ignore[attr-defined]
        yield _text(sections, name, f"terms.{name}")
    for number, station in enumerate(vacancy.duty_stations.all(), start=1):
        label = _("Duty station %(number)s") % {"number": number}
        yield _text(station, "city", f"duty_stations.S{number}.city", label)
    for lot in vacancy.lots.all():
        yield _text(lot, "name", f"lots.{lot.code}.name", _("Lot %(code)s") % {"code": lot.code})
    for number, output in enumerate(vacancy.outputs.all(), start=1):
        label = _("Output %(number)s") % {"number": number}
        for name in ("title", "due"):
            yield _text(output, name, f"outputs.O{number}.{name}", label)


def _of_plan(plan: Plan | None) -> Iterator[Text]:
    if plan is None:
        return
    for requirement in plan.requirements.all():
        label = _("Requirement %(code)s") % {"code": requirement.code}
        yield _text(requirement, "text", f"plan.requirements.{requirement.code}.text", label)
    for criterion in plan.criteria.all():
        label, path = _("Criterion %(code)s") % {"code": criterion.code}, f"plan.criteria.{criterion.code}"
        for name in ("name", "description"):
            yield _text(criterion, name, f"{path}.{name}", label)
        for anchor in criterion.anchors.all():
            step = f"{path}.anchors.{decimal_text(anchor.step)}.text"
            yield _text(anchor, "text", step, f"{label}, {plain(anchor.step)}")
    for document in plan.documents.all():
        label = _("Document %(code)s") % {"code": document.code}
        yield _text(document, "name", f"plan.documents.{document.code}.name", label)


def _text(row: Any, name: str, path: str, of: str = "") -> Text:
    """The text `name` of `row`; `of` says which row that is."""
    what = str(getattr(type(row), name).verbose_name)
    field = row._meta.get_field(f"{name}_{languages()[0]}")  # noqa: SLF001 - Django's documented name
    long = isinstance(field, TextField)
    return Text(
        path=path,
        label=f"{of}, {what}" if of else capfirst(what),
        said={language: tidy(getattr(row, f"{name}_{language}"), long=long) for language in languages()},
        limit=field.max_length,
        long=long,
        row=row,
        name=name,
    )
