"""Looking for what is new to each subscription, reminding of what was kept, announcing what ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import override

from portal.kernel.addresses import site
from portal.kernel.bilingual import text_in
from portal.kernel.workflow import locked
from portal.mailing.actions import queue
from vacancies.alerts import reminders
from vacancies.alerts.actions import tell
from vacancies.alerts.appliers import have_applied
from vacancies.alerts.leaving import one_click, way_out
from vacancies.alerts.models import OF_ONE, Frequency, SavedVacancy, Subscription
from vacancies.listing.chosen import chosen
from vacancies.listing.filters import OPEN, VacancyFilter
from vacancies.vacancy.models import Vacancy

EVERY = {
    Frequency.AT_ONCE: timedelta(),
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(days=7),
}
# So long before a subscription ends its reader is told, and can prolong it.
ANNOUNCED = timedelta(days=30)
# So long before the closing time of a vacancy that was kept its keeper is reminded, once.
REMINDED = timedelta(days=3)
# A letter that lists more than this is read by nobody; it leads to the list.
LISTED_AT_MOST = 30


@dataclass(frozen=True)
class Sent:
    """How many letters were written: of new vacancies, of ends to come, of closing times."""

    alerts: int = 0
    announcements: int = 0
    reminders: int = 0

    @property
    def total(self) -> int:
        return self.alerts + self.announcements + self.reminders


def send_due(*, at: datetime) -> Sent:
    """Write every letter that is due at `at`; run again at once, it writes none."""
    running = list(Subscription.objects.running(at=at).select_related("user").order_by("pk"))
    return Sent(
        alerts=sum(_look(row, at) for row in running if _is_due(row, at)),
        announcements=sum(_announce(row, at) for row in running if _ends_soon(row, at)),
        reminders=sum(_remind(row, at) for row in _to_remind(at)) + reminders.sent(at=at),
    )


def fitting(search: str, *, since: datetime, at: datetime) -> list[Vacancy]:
    """The open vacancies that `search` finds and that became public after `since` and by `at`, the oldest first."""
    wish = VacancyFilter(QueryDict(search), at=at)
    found = wish.narrowed(wish.queryset, state=OPEN, sort=None)
    fresh = found.filter(published_at__gt=since, published_at__lte=at)
    return list(fresh.with_office().order_by("published_at", "pk"))


def in_words(search: str, language: str, *, at: datetime, like: VacancyFilter | None = None) -> str:
    """What a search asks for, in words of `language`; nothing where it asks for every vacancy."""
    if search.startswith(OF_ONE):
        vacancy = Vacancy.objects.filter(slug=search.removeprefix(OF_ONE)).first()
        return f"{vacancy.reference}, {text_in(vacancy, 'title', language)}" if vacancy else ""
    wish = VacancyFilter(QueryDict(search), at=at, like=like)
    with override(language):
        return ", ".join(one.label for one in chosen(wish))


def _is_due(subscription: Subscription, at: datetime) -> bool:
    if subscription.is_of_one:
        return False
    return at - subscription.seen_until >= EVERY[Frequency(subscription.frequency)]


@transaction.atomic
def _look(subscription: Subscription, at: datetime) -> int:
    """Mail what is new since the last look, and remember this one; the row's lock keeps two runs apart."""
    row = locked(subscription)
    if row.ended_at is not None or not _is_due(row, at):
        return 0
    found = fitting(row.search, since=row.seen_until, at=at)
    row.seen_until = at
    row.save(update_fields=["seen_until"])
    if found:
        words = in_words(row.search, row.reader_language, at=at)
        tell(row, "alert_new", at=at, vacancies=found[:LISTED_AT_MOST], number=len(found), words=words)
    return len(found[:1])


def _ends_soon(subscription: Subscription, at: datetime) -> bool:
    return subscription.expiry_announced_at is None and subscription.expires_at - at <= ANNOUNCED


@transaction.atomic
def _announce(subscription: Subscription, at: datetime) -> int:
    row = locked(subscription)
    if not _ends_soon(row, at):
        return 0
    row.expiry_announced_at = at
    row.save(update_fields=["expiry_announced_at"])
    words = in_words(row.search, row.reader_language, at=at)
    tell(row, "alert_expiring", at=at, words=words)
    return 1


def _to_remind(at: datetime) -> list[SavedVacancy]:
    soon = Vacancy.objects.open(at=at).filter(closes_at__lte=at + REMINDED)
    kept = SavedVacancy.objects.filter(reminded_at=None, vacancy__in=soon, user__is_active=True)
    return list(kept.select_related("user", "vacancy__office").order_by("pk"))


@transaction.atomic
def _remind(saved: SavedVacancy, at: datetime) -> int:
    """Remind the keeper once; who has applied needs no reminder, and none later either."""
    row = locked(saved)
    if row.reminded_at is not None:
        return 0
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    if have_applied(row.vacancy, row.user):
        return 0
    context = {"vacancy": row.vacancy, "site": site()}
    headers = one_click(way_out(row.user, row.vacancy))
    queue(kind="saved_reminder", to=row.user, context=context, at=at, headers=headers, once=reminder_of(row))
    return 1


def reminder_of(saved: SavedVacancy) -> str:
    """What the reminder of it is written for: this closing time."""
    return f"saved_reminder:{saved.pk}:{saved.vacancy.closes_at.isoformat()}"
