"""A notice as it is read: plain data in the language of the page, so that its template neither thinks nor asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel.bilingual import Text
from portal.offices.models import Hotline, Office
from portal.web.language import in_language
from portal.words.languages import only_in
from portal.words.moments import day_in, moment_in, urgency
from vacancies.listing import wording
from vacancies.listing.amended import WITH_CHANGES, Amendments, amendments_of
from vacancies.listing.clarified import Clarifications, clarifications_of
from vacancies.listing.header import facts_of, grace_of
from vacancies.listing.sections import Sections, sections_of
from vacancies.listing.selection import Selection, selection_of
from vacancies.plan.models import Plan
from vacancies.vacancy.models import Status, Vacancy, VacancyQuerySet

EXPLAINED_ON = "how-selection-works"


@dataclass(frozen=True)
class CourseStep:
    """A step of the selection: done, now or (empty) to come."""

    title: str
    when: str
    state: str


@dataclass(frozen=True)
class Notice:
    """All that the public reads of one vacancy at one instant."""

    reference: str
    title: Text
    office: Office
    state: str
    state_kind: str
    closing: str
    facts: list[tuple[str, Any]]
    summary: Text
    terms: Text
    sections: Sections
    language_gap: str
    gap_reason: Text
    elsewhere: list[tuple[str, str, str]]
    selection: Selection | None
    hotlines: Sequence[Hotline]
    hotline_office: Office
    course: list[CourseStep]
    clarifications: Clarifications
    amendments: Amendments
    closes_at: datetime | None
    grace: str
    at: datetime
    apply_url: str
    explained: str

    @property
    def has_terms(self) -> bool:
        return bool(self.terms) or self.sections.says_something


def with_notice(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    """Vacancies with everything that `notice_of` reads, in a number of queries that does not grow."""
    return vacancies.select_related("office__parent", "plan", "sections").prefetch_related(
        "duty_stations",
        "answers",
        WITH_CHANGES,
        "office__hotlines",
        "office__parent__hotlines",
        "plan__requirements",
        "plan__criteria__anchors",
        "plan__documents",
        "outputs",
        "languages_asked",
        "lots",
        "clauses__clause",
    )


def notice_of(vacancy: Vacancy, *, at: datetime) -> Notice:
    """The notice of a vacancy, draft or published, in the active language, as it reads at the instant `at`."""
    state, kind = _state(vacancy, at)
    hotline_office = vacancy.office.hotline_office
    plan: Plan | None = getattr(vacancy, "plan", None)
    is_open = vacancy.is_open(at=at)
    sections = sections_of(vacancy)
    amendments = amendments_of(vacancy)
    return Notice(
        reference=vacancy.reference,
        title=vacancy.title,
        office=vacancy.office,
        state=state,
        state_kind=kind,
        closing=_closing(vacancy, amendments, at),
        facts=facts_of(vacancy),
        summary=vacancy.summary,
        terms=vacancy.terms,
        sections=sections,
        language_gap=_language_gap(vacancy, sections),
        gap_reason=vacancy.gap_words,
        elsewhere=_elsewhere(vacancy),
        selection=selection_of(plan) if plan else None,
        hotlines=hotline_office.hotlines.all(),
        hotline_office=hotline_office,
        course=_course(vacancy, plan, amendments, at),
        clarifications=clarifications_of(vacancy, at=at),
        amendments=amendments,
        closes_at=None if amendments.cancelled_on else vacancy.closes_at,
        grace="" if amendments.cancelled_on else grace_of(vacancy),
        at=at,
        apply_url=reverse("intake:start", args=[vacancy.slug]) if is_open else "",
        explained=reverse("content:page", args=[EXPLAINED_ON]),
    )


def _state(vacancy: Vacancy, at: datetime) -> tuple[str, str]:
    """The word of the status sign and its kind."""
    if vacancy.is_open(at=at):
        return pgettext("state of a vacancy", "Open for applications"), urgency(vacancy.closes_at, at)
    return {
        Status.PUBLISHED: (pgettext("state of a vacancy", "Closed for applications"), ""),
        Status.UNDER_EVALUATION: (pgettext("state of a vacancy", "Under evaluation"), "half"),
        Status.DECIDED: (pgettext("state of a vacancy", "Decided"), "ok on"),
        Status.CANCELLED: (pgettext("state of a vacancy", "Cancelled"), "no"),
    }.get(Status(vacancy.status), (pgettext("state of a vacancy", "Not published"), ""))


def _closing(vacancy: Vacancy, amendments: Amendments, at: datetime) -> str:
    """What a reader who is too late has to know first."""
    if amendments.cancelled_on:
        return _(
            "The vacancy was cancelled on %(when)s. No applications are taken, and nobody is selected. The notice stays here for reference."
        ) % {"when": amendments.cancelled_on}
    if not vacancy.is_closed(at=at):
        return ""
    return _(
        "Applications are no longer taken: the closing date was %(when)s. The notice stays here for reference."
    ) % {"when": moment_in(vacancy.closes_at, vacancy.office.zone)}


def _language_gap(vacancy: Vacancy, sections: Sections) -> str:
    """Which language the reader has to do with, where a text lacks theirs."""
    if vacancy.title.borrowed:
        return only_in(vacancy.title)
    texts = (vacancy.summary, vacancy.terms, vacancy.duration, vacancy.unit, *sections.texts)
    if any(text.borrowed for text in texts):
        return _("Some of the texts have no version in this language yet and stand here in the other")
    return ""


def _elsewhere(vacancy: Vacancy) -> list[tuple[str, str, str]]:
    address = vacancy.get_absolute_url()
    return [(code, words, in_language(address, code)) for code, words in wording.elsewhere(vacancy)]


def _course(vacancy: Vacancy, plan: Plan | None, amendments: Amendments, at: datetime) -> list[CourseStep]:
    """From the publication to the decision or the cancellation; the step the selection stands at is "now"."""
    zone = vacancy.office.zone
    if amendments.cancelled_on:
        published = day_in(vacancy.published_at, zone)
        return [
            CourseStep(pgettext("course of the selection", "Published"), published, "done"),
            CourseStep(pgettext("course of the selection", "Cancelled"), amendments.cancelled_on, "now"),
        ]
    stages = dict.fromkeys(criterion.get_stage_display() for criterion in plan.criteria.all()) if plan else {}
    steps = [
        (pgettext("course of the selection", "Published"), day_in(vacancy.published_at, zone)),
        (pgettext("course of the selection", "Applications"), _until(vacancy)),
        (pgettext("course of the selection", "Evaluation"), capfirst(", ".join(stages))),
        (pgettext("course of the selection", "Decision"), _("Everybody who applied is told")),
    ]
    now = _standing(vacancy, at)
    states = ["done" if index < now else "now" if index == now else "" for index in range(len(steps))]
    return [CourseStep(title, when, state) for (title, when), state in zip(steps, states, strict=True)]


def _until(vacancy: Vacancy) -> str:
    if vacancy.closes_at is None:
        return ""
    return _("until %(when)s") % {"when": moment_in(vacancy.closes_at, vacancy.office.zone)}


def _standing(vacancy: Vacancy, at: datetime) -> int:
    """The number of the step the selection stands at; one behind the last when all is done."""
    if vacancy.is_open(at=at):
        return 1
    return {Status.PUBLISHED: 2, Status.UNDER_EVALUATION: 2, Status.DECIDED: 4}.get(Status(vacancy.status), 0)
