"""What a consultant tells of themselves, once."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.profile.models import DECLARED, TOLD, Contact, Profile, Said, Sex
from portal.kernel import countries
from portal.web.drafts import MayWait
from portal.web.forms import LimitedText
from portal.web.places import CountriesField

_AUTOFILL = {
    "family_name": "family-name",
    "given_name": "given-name",
    "patronymic": "additional-name",
    "residence": "country",
    "phone": "tel",
}


def country_choices() -> list[Any]:
    """Countries of the world, those of the region first, after a line that chooses none."""
    return [("", _("Choose a country")), *countries.country_groups()]


def sex_choices() -> list[Any]:
    offered = [*Sex.choices, ("", pgettext_lazy("sex", "not stated"))]
    return [(value, capfirst(words)) for value, words in offered]


class ProfileForm(MayWait, forms.ModelForm):
    """Names, nationality, residence, telephone, sex; give `kept()` to `actions.save_profile`."""

    nationality = forms.ChoiceField(label=_("Nationality"), choices=country_choices)
    residence = forms.ChoiceField(label=_("Country of residence"), choices=country_choices)
    sex = forms.ChoiceField(
        label=_("Sex"),
        help_text=_("For statistics only: those who score do not see it"),
        choices=sex_choices,
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = Profile
        fields = TOLD
        help_texts = {
            "passport_name": _("As at the foot of the page with your photograph, for example KARIMOV RUSTAM"),
            "phone": _("With the code of the country, for example +7 701 123 45 67"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, purpose in _AUTOFILL.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose

    def _post_clean(self) -> None:
        """The verb saves, not the form: what is typed never touches the instance."""


class PersonForm(ProfileForm):
    """The same with what an application can do without: previous names, further nationalities, how to be reached."""

    field_order = (
        "family_name", "given_name", "patronymic", "passport_name", "previous_names", "nationality", "other_nationalities",
        "residence", "phone", "second_phone", "preferred_contact", "sex",
    )  # fmt: skip
    other_nationalities = CountriesField(label=_("Other nationalities"), required=False)
    preferred_contact = forms.ChoiceField(
        label=_("Preferred way to reach you"),
        choices=lambda: [(value, capfirst(words)) for value, words in Contact.choices],
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta(ProfileForm.Meta):
        fields = (*TOLD, "previous_names", "other_nationalities", "second_phone", "preferred_contact")
        help_texts = {
            **ProfileForm.Meta.help_texts,
            "family_name": _("In your own script, as you write it"),
            "previous_names": _("If diplomas or papers carry another name"),
        }


class DeclarationsForm(MayWait, forms.ModelForm):
    """What is declared: an answer each, and words where the answer is yes."""

    class Meta:
        model = Profile
        fields = [name for declared in DECLARED for name in (declared, f"{declared}_words")]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in DECLARED:
            words = self.fields[f"{name}_words"].label
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=[(value, capfirst(answer)) for value, answer in Said.choices],
                widget=forms.RadioSelect,
            )
            self.fields[f"{name}_words"] = LimitedText(
                label=_("If yes: %(what)s") % {"what": words[:1].lower() + words[1:]},
                limit=1000,
                rows=3,
                required=False,
            )

    def _post_clean(self) -> None:
        """The verb saves, not the form: what is typed never touches the instance."""

    def clean(self) -> dict[str, Any]:
        for name in DECLARED:
            told = f"{name}_words"
            if self.cleaned_data.get(name) == Said.YES and self.cleaned_data.get(told) == "":
                self.add_error(
                    told, forms.ValidationError(_("Say in a few words what it is"), code="required")
                )
        return self.cleaned_data


def stored(profile: Profile | None, form: type[forms.ModelForm] = ProfileForm) -> dict[str, Any]:
    """The profile as it would be typed in the form."""
    return model_to_dict(profile, fields=list(form.base_fields)) if profile else {}
