"""The forms of the notice: what begins it, its texts and conditions, its duty stations."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.local_time import instant
from portal.offices.models import Office
from portal.web.forms import DayInput
from portal.web.pairs import Line, Paired, Prose, columns
from portal.web.places import CountriesField, CountryField
from portal.web.rows import Quiet, Row, rows_of
from vacancies.vacancy.models import Kind, Scope, Vacancy

# Offices close at the end of the working day unless they say otherwise.
USUAL_HOUR = time(18, 0)


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

    paired = ("title", "summary", "terms", "duration")
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
    closes_time = forms.TimeField(
        label=gettext_lazy("Closing time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    class Meta:
        model = Vacancy
        fields = [
            *columns("title", "summary", "terms", "duration"),
            *("scope", "eligible_countries", "home_based", "openings"),
        ]
        field_classes = {
            **dict.fromkeys(columns("title", "duration"), Line),
            **dict.fromkeys(columns("summary", "terms"), Prose),
        }
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in columns("summary")},
            **{name: forms.Textarea(attrs={"rows": 16}) for name in columns("terms")},
            "scope": forms.RadioSelect,
        }
        help_texts = {
            "home_based": gettext_lazy("Tick this as well when part of the work is done from home.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openings"].validators.append(MinValueValidator(1))
        moment = self.instance.closes_at
        shown = self.instance.office.local(moment) if moment else None
        self.initial["closes_on"] = shown.date() if shown else None
        self.initial["closes_time"] = shown.time() if shown else USUAL_HOUR

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.errors.keys() & {"closes_on", "closes_time"}:
            self._set_closing(self.cleaned_data.get("closes_on"), self.cleaned_data.get("closes_time"))
        return cleaned

    def _set_closing(self, day: date | None, hour: time | None) -> None:
        """The instant that the two fields name on the clock of the office; none as long as there is no date."""
        self.cleaned_data["closes_at"] = None
        if day is None:
            return
        if hour is None:
            self.add_error("closes_time", _("Set the time as well: at that minute the portal closes."))
            return
        try:
            self.cleaned_data["closes_at"] = instant(datetime.combine(day, hour), self.instance.office.zone)
        except forms.ValidationError as error:
            self.add_error("closes_time", error)

    @property
    def notice(self) -> dict[str, Any]:
        """The fields of the vacancy that the form sets."""
        return {name: self.cleaned_data[name] for name in (*self._meta.fields, "closes_at")}


class StationRow(Paired, Row):
    """One place of work."""

    caption_words = gettext_lazy("Duty station %(number)s")
    texts = {"city": Line(label=gettext_lazy("City"), max_length=80, required=False)}
    needed = ("city",)
    country = CountryField()


StationRows = rows_of(StationRow)
