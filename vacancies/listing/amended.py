"""The changes of a published notice as its readers see them: numbered, with day, reason and who approved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from portal.kernel.bilingual import Text
from portal.offices.models import Office
from portal.words.moments import city_time, day_in, moment_in
from vacancies.corrigenda.models import Change, Corrigendum
from vacancies.corrigenda.words import Told, in_words, told
from vacancies.vacancy.models import Vacancy, VacancyQuerySet

# What a vacancy is loaded with; versions of the past and working copies have no changes of their own.
PUBLISHED = "published_changes"
WITH_CHANGES = Prefetch(
    "corrigenda", queryset=Corrigendum.objects.public().order_by("-number"), to_attr=PUBLISHED
)


SIGNS = {
    Change.EXTENSION: pgettext_lazy("a vacancy", "extended"),
    Change.SHORTENING: pgettext_lazy("a vacancy", "closes earlier"),
    Change.CORRECTION: pgettext_lazy("a vacancy", "corrected"),
    Change.CANCELLATION: pgettext_lazy("a vacancy", "cancelled"),
}


@dataclass(frozen=True)
class Amendment:
    """One corrigendum: fields with old and new, or sentences where that says it better."""

    number: int
    title: str
    when: str
    sentences: Sequence[str]
    fields: Sequence[Told]
    reason: Text
    approved: str


@dataclass(frozen=True)
class Amendments:
    """All of them, the latest first; what to say at the deadline; why the vacancy was cancelled."""

    changes: Sequence[Amendment]
    deadline: str
    cancelled_on: str
    cancelled_why: Text | None


def with_last_change(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    """Vacancies that know how they were changed last, without a query more."""
    published = Corrigendum.objects.public().filter(vacancy=OuterRef("pk")).order_by("-number")
    return vacancies.annotate(last_change=Subquery(published.values("change")[:1]))


def sign_of(vacancy: Vacancy) -> str:
    """One word on the last change of a vacancy loaded `with_last_change`, for a list; empty where there is none."""
    change = getattr(vacancy, "last_change", None)
    return str(SIGNS[Change(change)]) if change else ""


def amendments_of(vacancy: Vacancy) -> Amendments:
    """The changes of a vacancy loaded with WITH_CHANGES, in the active language."""
    found: list[Corrigendum] = getattr(vacancy, PUBLISHED, [])
    cancelled = next((one for one in found if one.change == Change.CANCELLATION), None)
    zone = vacancy.office.zone
    return Amendments(
        changes=[_amendment(one, vacancy) for one in found],
        deadline="" if cancelled else _deadline(found, vacancy.office),
        cancelled_on=moment_in(cancelled.published_at, zone) if cancelled else "",
        cancelled_why=cancelled.reason if cancelled else None,
    )


def _amendment(one: Corrigendum, vacancy: Vacancy) -> Amendment:
    office = vacancy.office
    one.vacancy = vacancy
    is_correction = one.change == Change.CORRECTION
    clock = city_time(one.published_at, office.zone, office.city, office.city_genitive_ru)
    return Amendment(
        number=one.number or 0,
        title=str(one.get_change_display()),
        when=f"{moment_in(one.published_at, office.zone)}, {clock}",
        sentences=[] if is_correction else told(one),
        fields=in_words(one.changes, office.zone) if is_correction else [],
        reason=one.reason,
        approved=_approved(one, office),
    )


def _approved(one: Corrigendum, office: Office) -> str:
    """Who answers for it, by the role: the name stands in the record."""
    if one.change == Change.EXTENSION:
        return _("Published by HR of the office: %(office)s.") % {"office": office}
    return _("Proposed by HR and approved by an approver of the office: %(office)s.") % {"office": office}


def _deadline(found: Sequence[Corrigendum], office: Office) -> str:
    """How the closing time was last moved."""
    moved = next((one for one in found if one.closes_after), None)
    if moved is None:
        return ""
    words = {
        "day": day_in(moved.published_at, office.zone),
        "before": moment_in(moved.closes_before, office.zone),
    }
    if moved.change == Change.EXTENSION:
        return _("Extended on %(day)s; before, it was %(before)s.") % words
    return _("Made earlier on %(day)s; before, it was %(before)s.") % words
