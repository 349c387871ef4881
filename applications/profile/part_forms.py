"""The forms of the parts of a profile, one entry each; each keeps what is right of what was typed."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.profile.months import month_of
from applications.profile.parts import (
    SKILLS,
    Basis,
    Education,
    Employment,
    LanguageSkill,
    Part,
    Publication,
    Referee,
)
from portal.kernel import spoken
from portal.kernel.currencies import currency_choices
from portal.web.drafts import MayWait
from portal.web.forms import LimitedText

_OLDEST = 1940
# Languages of the region that have no code of two letters.
_OTHERS = ("kaa", "sgh", "dng")


class MonthField(forms.Field):
    """A month as it is typed, kept as its first day."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": "14"})
    default_error_messages = {"month": _("Write the month and the year, for example 03.2019")}

    def to_python(self, value: Any) -> Any:
        text = str(self.prepare_value(value) or "").strip()
        if not text:
            return ""
        month = month_of(text)
        if month is None or month.year < _OLDEST:
            raise ValidationError(self.error_messages["month"], code="month")
        return month

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%m.%Y}" if isinstance(value, date) else value


class SumField(forms.DecimalField):
    """A sum above zero, thousands apart by spaces or not, cents after a comma or a point; cents are shown where there are any."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".removesuffix(".00") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(
            re.sub(r"\s", "", value).replace(",", ".") if isinstance(value, str) else value
        )


class PartForm(MayWait, forms.ModelForm):
    """One entry; give `kept()` to the verbs. `today` is the day after whose month nothing can have begun."""

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        for name in self._meta.model.NEEDED:
            self.fields[name].required = True

    def _post_clean(self) -> None:
        """The verb saves, not the form: what is typed never touches the instance."""

    def clean(self) -> dict[str, Any]:
        """Two months out of order are both not kept: one of them is wrong, and nobody knows which."""
        if "began" in self.fields:
            began, ended = self._now("began"), self._now("ended")
            if began and began > self.today:
                self.add_error("began", ValidationError(_("This month is yet to come"), code="future"))
            elif began and ended and ended < began:
                self.add_error("ended", ValidationError(_("The end lies before the beginning"), code="order"))
                self.cleaned_data.pop("began", None)
        return self.cleaned_data

    def _now(self, name: str) -> date | None:
        """What the field says after this, be it typed or as it was."""
        return self.cleaned_data.get(name, getattr(self.instance, name)) or None

    def kept(self) -> dict[str, Any]:
        """By field, empty answers as the database keeps them."""
        model = self._meta.model
        return {
            name: _empty(model, name) if value in ("", None) else value
            for name, value in super().kept().items()
        }


def _empty(model: type[Part], name: str) -> Any:
    field = model._meta.get_field(name)  # noqa: SLF001 - Django's documented name
    return None if field.null else field.get_default()


class EducationForm(PartForm):
    began = MonthField(label=_("From, month and year"), help_text=_("For example 09.2010"))
    ended = MonthField(
        label=_("To, month and year"), required=False,
        help_text=_("Leave this empty while you are still studying"),
    )  # fmt: skip

    class Meta:
        model = Education
        fields = ("level", "institution", "place", "degree", "field", "began", "ended")
        help_texts = {"degree": _("In the language of the diploma, without translating it")}


class EmploymentForm(PartForm):
    began = MonthField(label=_("From, month and year"), help_text=_("For example 03.2019"))
    ended = MonthField(
        label=_("To, month and year"),
        required=False,
        help_text=_("Leave this empty while you still work there"),
    )
    basis = forms.ChoiceField(
        label=_("Basis of work"),
        choices=lambda: [(value, capfirst(words)) for value, words in Basis.choices],
        widget=forms.RadioSelect,
    )
    share = forms.IntegerField(
        label=_("Share of full time, per cent"), min_value=1, max_value=100, required=False, initial=100,
        help_text=_("100 for full time, 50 for half of it"),
    )  # fmt: skip
    rate = SumField(
        label=_("Daily rate or lump sum"), max_digits=12, decimal_places=2, min_value=0.01, required=False,
        help_text=_("Of consultancies. Those who score do not see it"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=lambda: [("", "—"), *currency_choices("")]
    )
    duties = LimitedText(
        label=_("Duties and results"), limit=3000, help_text=_("What you did, and what came of it")
    )

    class Meta:
        model = Employment
        fields = (
            "title", "employer", "business", "place", "began", "ended", "basis", "share", "rate", "currency", "duties",
            "supervisor", "reason_for_leaving", "may_contact",
        )  # fmt: skip

    def clean_share(self) -> int:
        """Of work of which nothing is said otherwise: full time."""
        return self.cleaned_data["share"] or Employment._meta.get_field("share").get_default()  # noqa: SLF001 - Django's documented name


def language_choices() -> list[Any]:
    """Those often asked for first, then every other with a code of two letters, and some of the region."""
    near = spoken.choices()
    known = Locale(get_language() or "en").languages
    codes = [code for code in known if len(code) == 2 and code not in spoken.CODES]
    far = sorted((known[code], code) for code in [*codes, *_OTHERS] if code in known)
    return [
        ("", _("Choose a language")),
        (_("Often asked for"), [(code, capfirst(name)) for code, name in near]),
        (_("All other languages"), [(code, capfirst(name)) for name, code in far]),
    ]


class LanguageSkillForm(PartForm):
    """Levels are needed of all but a mother tongue."""

    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    class Meta:
        model = LanguageSkill
        fields = ("language", "mother_tongue", "understand", "speak", "read", "write")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.cleaned_data.get("mother_tongue"):
            for skill in SKILLS:
                if self.cleaned_data.get(skill) == "":
                    self.add_error(skill, ValidationError(_("Choose a level"), code="required"))
        return self.cleaned_data


class PublicationForm(PartForm):
    year = forms.IntegerField(label=_("Year"), min_value=_OLDEST)
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = Publication
        fields = ("title", "published_in", "year", "link")

    def clean_year(self) -> Any:
        year = self.cleaned_data["year"]
        if year and year > self.today.year:
            raise ValidationError(_("This year is yet to come"), code="future")
        return year


class RefereeForm(PartForm):
    class Meta:
        model = Referee
        fields = ("name", "position", "organisation", "email", "phone", "relation", "not_related")
        help_texts = {
            "phone": _("With the code of the country, for example +7 701 123 45 67"),
            "relation": _("For example: my supervisor from 2018 to 2020"),
        }


def stored(row: Part | None, form: type[PartForm]) -> dict[str, Any]:
    """The entry as it would be typed; a new one as it begins."""
    if row is None:
        return {name: field.initial for name, field in form.base_fields.items() if field.initial is not None}
    return model_to_dict(row, fields=list(form.base_fields))
