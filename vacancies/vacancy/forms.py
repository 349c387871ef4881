"""The forms of the notice: what begins it, its texts and conditions, its duty stations."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.currencies import currency_choices
from portal.kernel.local_time import instant
from portal.offices.models import Office
from portal.web.forms import DayInput
from portal.web.numbers import Number
from portal.web.pairs import Line, Paired, Prose, columns
from portal.web.places import CountriesField, CountryField
from portal.web.rows import Quiet, Row, rows_of
from vacancies.vacancy.models import Kind, Scope, Vacancy
from vacancies.vacancy.pay import PAY

# Offices close at the end of the working day unless they say otherwise.
USUAL_HOUR = time(18, 0)
LONGEST_GRACE = 180
# The moments of a notice, each written as a date and a time: the field of the vacancy, then those of the form.
MOMENTS = {
    "closes_at": ("closes_on", "closes_time"),
    "questions_until": ("questions_until_on", "questions_until_time"),
}


class ClockInput(forms.TimeInput):
    """The browser's own clock; a plain text field where there is none."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class NewVacancyForm(forms.Form):
    """Office, type and scope: what the reference is made of, and who may be engaged."""

    office = forms.ModelChoiceField(label=gettext_lazy("Office"), queryset=None, empty_label=None)
    kind = forms.ChoiceField(
        label=gettext_lazy("Type"), choices=Kind, widget=forms.RadioSelect, initial=Kind.CONSULTANT
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Who may be engaged"),
        choices=Scope,
        widget=forms.RadioSelect,
        initial=Scope.NATIONAL,
    )

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class NoticeForm(Paired, Quiet, forms.ModelForm):
    """The notice. Nothing is required to save a draft: what is missing is listed before approval."""

    paired = ("title", "summary", "terms", "duration", "unit")
    sample = gettext_lazy(
        "## A heading\n\nA paragraph with **bold** words.\n\n- a list\n- of things\n\n"
        "1. a numbered\n2. list\n\n[a link](https://example.org)"
    )
    eligible_countries = CountriesField(
        label=gettext_lazy("Eligible countries"),
        required=False,
        help_text=gettext_lazy("Nationals of these countries may apply. With none chosen, everybody may."),
    )
    closes_on = forms.DateField(label=gettext_lazy("Closing date"), required=False, widget=DayInput)
    closes_time = forms.TimeField(label=gettext_lazy("Closing time"), required=False, widget=ClockInput)
    questions_until_on = forms.DateField(
        label=gettext_lazy("Questions until, date"), required=False, widget=DayInput
    )
    questions_until_time = forms.TimeField(
        label=gettext_lazy("Questions until, time"), required=False, widget=ClockInput
    )
    grace_minutes = forms.IntegerField(
        label=gettext_lazy("Grace, in minutes"),
        required=False,
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=gettext_lazy(
            "How long after the closing time an application begun before it is still taken. The notice says so."
        ),
    )

    class Meta:
        model = Vacancy
        fields = [
            *columns("title", "summary", "terms", "duration", "unit"),
            *("scope", "eligible_countries", "home_based", "openings"),
            *("project", "category", "level", "field", "working_days", "starts_on", "grace_minutes"),
            *PAY,
        ]
        field_classes = {
            **dict.fromkeys(columns("title", "duration", "unit"), Line),
            **dict.fromkeys(columns("summary", "terms"), Prose),
            **dict.fromkeys(("pay_least", "pay_most"), Number),
        }
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in columns("summary")},
            **{name: forms.Textarea(attrs={"rows": 16}) for name in columns("terms")},
            "scope": forms.RadioSelect,
            "starts_on": DayInput,
        }
        help_texts = {
            "home_based": gettext_lazy("Tick this as well when part of the work is done from home."),
            "pay_least": gettext_lazy("Leave empty where candidates offer a price."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pay_currency"] = forms.ChoiceField(
            label=_("Currency of pay"),
            required=False,
            choices=[("", "–"), *currency_choices(self.instance.pay_currency)],
        )
        self._ask_for_openings()
        self._keep_the_closing()
        for name, (day, hour) in MOMENTS.items():
            moment = getattr(self.instance, name)
            shown = self.instance.office.local(moment) if moment else None
            self.initial[day] = shown.date() if shown else None
            self.initial[hour] = shown.time() if shown else USUAL_HOUR

    def _ask_for_openings(self) -> None:
        """A vacancy with lots has as many openings as they have together."""
        openings = self.fields["openings"]
        openings.validators.append(MinValueValidator(1))
        if self.instance.lots.all():
            openings.disabled, openings.help_text = True, _("As many as the lots have together.")

    def _keep_the_closing(self) -> None:
        """A correction does not change when applications close: the copy shows it only."""
        for name in MOMENTS["closes_at"]:
            self.fields[name].disabled = self.instance.amends_id is not None

    def clean_grace_minutes(self) -> int:
        return self.cleaned_data["grace_minutes"] or 0

    def clean(self) -> Any:
        cleaned = super().clean()
        for name, fields in MOMENTS.items():
            if not self.errors.keys() & set(fields):
                self.cleaned_data[name] = self._moment(*fields)
        self._clean_questions(self.cleaned_data.get("questions_until"), self.cleaned_data.get("closes_at"))
        self._clean_pay()
        return cleaned

    def _moment(self, day_field: str, hour_field: str) -> datetime | None:
        """The instant that the two fields name on the clock of the office; none as long as there is no date."""
        day, hour = self.cleaned_data.get(day_field), self.cleaned_data.get(hour_field)
        if day is None:
            return None
        if hour is None:
            self.add_error(hour_field, _("Set the time as well: at that minute the portal closes."))
            return None
        try:
            return instant(datetime.combine(day, hour), self.instance.office.zone)
        except forms.ValidationError as error:
            self.add_error(hour_field, error)
            return None

    def _clean_questions(self, until: datetime | None, closes_at: datetime | None) -> None:
        if until and closes_at and until > closes_at:
            self.add_error("questions_until_on", _("Questions end before applications do."))

    def _clean_pay(self) -> None:
        """Pay is said whole or not at all, and the lower sum first."""
        said = {name: self.cleaned_data.get(name) for name in PAY}
        lacking = [name for name, value in said.items() if not value and name not in self.errors]
        if any(said.values()):
            for name in lacking:
                self.add_error(name, _("Fill in this as well, or leave everything about pay empty."))
        least, most = said["pay_least"], said["pay_most"]
        if least and most and least > most:
            self.add_error(
                "pay_most", _("The highest pay is below the lowest. One sum stands in both fields.")
            )

    @property
    def notice(self) -> dict[str, Any]:
        """The fields of the vacancy that the form sets."""
        return {name: self.cleaned_data[name] for name in (*self._meta.fields, *MOMENTS)}


class StationRow(Paired, Row):
    """One place of work."""

    caption_words = gettext_lazy("Duty station %(number)s")
    texts = {"city": Line(label=gettext_lazy("City"), max_length=80, required=False)}
    needed = ("city",)
    country = CountryField()


StationRows = rows_of(StationRow)
