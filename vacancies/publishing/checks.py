"""Checks before approval that look at the whole notice: its terms, its calendar, its dates, its two languages."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel import spoken
from portal.words.figures import figure, plain
from portal.words.moments import day as in_words
from portal.words.moments import day_in
from vacancies.plan.completeness import Gap, Place, register
from vacancies.publishing.dates_said import closing_dates
from vacancies.publishing.days_off import day_off
from vacancies.publishing.fields import page_of, place_of
from vacancies.translation.states import State, open_texts
from vacancies.translation.texts import Text, texts_of
from vacancies.vacancy.models import Vacancy

# Of these rows the checks of the editor's own pages name missing texts by themselves.
NAMED_BY_THE_EDITOR = ("title", "summary", "duration", "unit", "terms.text", "duty_stations", "plan")


def of_terms(vacancy: Vacancy, _at: datetime) -> Iterator[Gap]:
    """Some terms of reference there must be; shares of the payment and openings of lots add up."""
    texts = texts_of(vacancy)
    if all(text.is_empty for text in texts if text.path.startswith("terms.")):
        message = _("Terms of reference: write at least one section.")
        yield Gap("terms", message, Place("terms", (vacancy.pk,)))
    for text in texts:
        if text.name in {"title", "name"} and page_of(text.path) in {"outputs", "lots"} and text.is_empty:
            message = _("%(text)s: write it in one language at least.") % {"text": text.label}
            yield Gap(text.path, message, Place(page_of(text.path), (vacancy.pk,)))
    yield from _of_shares(vacancy)
    yield from _of_lots(vacancy)


def _of_shares(vacancy: Vacancy) -> Iterator[Gap]:
    outputs = list(vacancy.outputs.all())
    shares = [output.share for output in outputs if output.share is not None]
    if shares and sum(shares) != 100:
        message = _("The shares of the payment add up to %(sum)s per cent, not to 100.")
        yield Gap("outputs", message % {"sum": plain(sum(shares))}, Place("outputs", (vacancy.pk,)))


def _of_lots(vacancy: Vacancy) -> Iterator[Gap]:
    lots = list(vacancy.lots.all())
    total = sum(lot.openings for lot in lots)
    if lots and total != vacancy.openings:
        numbers = {"lots": figure(total), "notice": figure(vacancy.openings)}
        message = _("The lots have %(lots)s openings together, the notice says %(notice)s.") % numbers
        yield Gap("openings", message, Place("lots", (vacancy.pk,)))


def of_calendar(vacancy: Vacancy, at: datetime) -> Iterator[Gap]:
    """How long the notice is advertised, and whether the office works on the day it closes; on the office's calendar.

    A working copy corrects what has been public for long, so its period is not counted again.
    """
    if vacancy.closes_at is None or vacancy.closes_at <= at or vacancy.amends_id:
        return
    office = vacancy.office
    place = Place("edit", (vacancy.pk,), "closes_on")
    closes_on = office.local(vacancy.closes_at).date()
    days = (closes_on - office.local(at).date()).days
    if days < office.minimum_days:
        message = ngettext(
            "The notice would be advertised for %(n)s day; the office asks for at least %(least)s.",
            "The notice would be advertised for %(n)s days; the office asks for at least %(least)s.",
            days,
        ) % {"n": figure(days), "least": figure(office.minimum_days)}
        yield Gap("period", message, place, excusable=True)
    reason = day_off(closes_on, office.country)
    if reason:
        message = _("Applications close on a day off. %(reason)s") % {"reason": reason}
        yield Gap("closing_day", message, place, excusable=True)


def of_dates(vacancy: Vacancy, _at: datetime) -> Iterator[Gap]:
    """Dates of the fields that contradict each other, and dates in texts that contradict the closing date."""
    page = Place("edit", (vacancy.pk,))
    closes_at, starts_on = vacancy.closes_at, vacancy.starts_on
    if closes_at and vacancy.questions_until and vacancy.questions_until > closes_at:
        message = _("Questions are taken longer than applications. Let them end before the closing date.")
        yield Gap("questions_until", message, page.at("questions_until_on"))
    if closes_at and starts_on and starts_on <= vacancy.office.local(closes_at).date():
        message = _("The work would start before applications close.")
        yield Gap("starts_on", message, page.at("starts_on"), excusable=True)
    yield from _of_outputs(vacancy)
    if closes_at:
        yield from _of_texts(vacancy, closes_at)


def _of_outputs(vacancy: Vacancy) -> Iterator[Gap]:
    starts_on = vacancy.starts_on
    for number, output in enumerate(vacancy.outputs.all(), start=1):
        if starts_on and output.due_on and output.due_on < starts_on:
            words = {"number": figure(number), "due": in_words(output.due_on), "start": in_words(starts_on)}
            message = _("Output %(number)s is due on %(due)s, before the work starts on %(start)s.") % words
            yield Gap("due_on", message, Place("outputs", (vacancy.pk,)))


def _of_texts(vacancy: Vacancy, closes_at: datetime) -> Iterator[Gap]:
    """Each text in each language that names another closing date; other dates of the notice may stand there too."""
    office = vacancy.office
    known = {office.local(closes_at).date(), *_other_dates(vacancy)}
    for text in texts_of(vacancy):
        for language, said in text.said.items():
            strange = [one for one in closing_dates(said) if not any(one.is_on(day) for day in known)]
            if strange:
                words = {
                    "text": text.label,
                    "language": spoken.name(language),
                    "said": ", ".join(one.words for one in strange),
                    "closes": day_in(closes_at, office.zone),
                }
                message = _("%(text)s (%(language)s) says “%(said)s”; applications close on %(closes)s.")
                yield Gap(
                    f"{text.path}.{language}",
                    message % words,
                    place_of(vacancy, text, language),
                    excusable=True,
                )


def _other_dates(vacancy: Vacancy) -> Iterator[date]:
    yield from (output.due_on for output in vacancy.outputs.all() if output.due_on)
    if vacancy.starts_on:
        yield vacancy.starts_on
    if vacancy.questions_until:
        yield vacancy.office.local(vacancy.questions_until).date()


def of_languages(vacancy: Vacancy, _at: datetime) -> Iterator[Gap]:
    """Texts that are stale since the other language changed, and those of terms, outputs and lots that lack one."""
    texts = {text.path: text for text in texts_of(vacancy)}
    for one in open_texts(vacancy):
        message = _lacking(one.state, texts[one.path])
        if message:
            words = {"text": one.label, "language": spoken.name(one.language)}
            place = place_of(vacancy, texts[one.path], one.language)
            yield Gap(one.path, message % words, place, one.language)


def _lacking(state: State, text: Text) -> str:
    if state == State.STALE:
        return _("%(text)s: stale in %(language)s, the other language has changed since.")
    if state == State.MISSING and not text.path.startswith(NAMED_BY_THE_EDITOR):
        return _("%(text)s: missing in %(language)s.")
    return ""


for _check in (of_terms, of_calendar, of_dates, of_languages):
    register(_check)
