"""From what a clock on the wall shows to an instant, the two hours a year when that is in doubt, and days some months on."""

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def instant(shown: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks of `zone` show `shown`, which is naive.

    Raises ValidationError when they never show it, because they go forward over it, or show it twice.
    """
    first, second = (shown.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    words = {"time": shown.strftime("%H:%M"), "day": shown.strftime("%d.%m.%Y")}
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != shown:
        raise ValidationError(
            _(
                "The clocks go forward on %(day)s and never show %(time)s. Choose a time an hour earlier or later."
            )
            % words,
            code="never",
        )
    raise ValidationError(
        _("The clocks go back on %(day)s and show %(time)s twice. Choose a time an hour earlier or later.")
        % words,
        code="twice",
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
