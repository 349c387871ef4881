"""What a CV offers, as a form: a tick for each field, a month where the CV names only a year."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from applications.profile.offers import Group, MonthAsked, Offer
from applications.profile.part_forms import MonthField


class YearsMonth(MonthField):
    """A month of the year that the CV names."""

    def __init__(self, *, year: int, **options: Any) -> None:
        super().__init__(**options)
        self.year = year

    def to_python(self, value: Any) -> Any:
        month = super().to_python(value)
        if month and month.year != self.year:
            raise ValidationError(_("Your CV says %(year)s") % {"year": self.year}, code="year")
        return month


class TakeForm(forms.Form):
    """Ticked beforehand is only what says something where the profile says nothing."""

    use_required_attribute = False

    def __init__(self, *args: Any, groups: list[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = groups
        for group in groups:
            for offer in group.offers:
                self.fields[offer.key] = _tick(offer)
            for month in group.months:
                self.fields[month.key] = _month(month)

    @property
    def rows(self) -> list[tuple[Group, list[forms.BoundField]]]:
        """Groups with their fields, in order."""
        return [(group, [self[one.key] for one in (*group.offers, *group.months)]) for group in self.groups]

    def taken(self) -> list[tuple[Group, dict[str, Any]]]:
        """What was ticked, with the months that were added to it; groups of which nothing was are left out."""
        chosen = []
        for group in self.groups:
            values: dict[str, Any] = {}
            for offer in group.offers:
                values |= offer.values if self.cleaned_data[offer.key] else {}
            if values:
                months = {
                    one.name: self.cleaned_data[one.key] for one in group.months if self.cleaned_data[one.key]
                }
                chosen.append((group, values | months))
        return chosen


def _tick(offer: Offer) -> forms.Field:
    now = _("Now in your profile: %(words)s") % {"words": offer.now} if offer.now else ""
    label = _("%(label)s: %(words)s") % {"label": offer.label, "words": offer.shown}
    return forms.BooleanField(label=label, help_text=now, required=False, initial=not offer.now)


def _month(month: MonthAsked) -> forms.Field:
    words = {
        "began": _("Month in which it began, if you like"),
        "ended": _("Month in which it ended, if you like"),
    }
    hint = _("Your CV says %(year)s. Write the month too, for example 09.%(year)s") % {"year": month.year}
    return YearsMonth(label=words[month.name], help_text=hint, required=False, year=month.year)
