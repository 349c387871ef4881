"""What a consultant tells of themselves, once."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.profile.models import TOLD, Profile, Sex
from portal.kernel import countries
from portal.web.drafts import MayWait

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


def stored(profile: Profile | None) -> dict[str, Any]:
    """The profile as it would be typed."""
    return model_to_dict(profile, fields=ProfileForm.Meta.fields) if profile else {}
