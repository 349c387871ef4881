"""Forms of the account."""

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.colleagues import colleagues_of
from portal.accounts.models import User
from portal.accounts.zones import zone_groups
from portal.offices.models import Office
from portal.web.forms import DayInput


class _Addressed:
    """Mixin of the library's forms: the address is called as everywhere, and its box is empty until it is filled in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        address = fields["login" if "login" in fields else "email"]
        address.label = _("E-mail address")
        address.widget.attrs.pop("placeholder", None)


class LoginForm(_Addressed, allauth.LoginForm):
    """By password."""


class CodeForm(_Addressed, allauth.RequestLoginCodeForm):
    """By a code that is sent to the address."""


class ForgottenForm(_Addressed, allauth.ResetPasswordForm):
    """A link with which to choose a new password."""


class AddressForm(_Addressed, allauth.AddEmailForm):
    """One more address of the account."""


class SignupForm(_Addressed, allauth.SignupForm):
    """An e-mail address and a name; the code that is sent to the address proves it."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, help_text=_("As you want to be addressed in letters.")
    )

    field_order = ["name", "email"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["password1"]

    def save(self, request: Any) -> Any:
        user = super().save(request)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        return user


class SettingsForm(forms.Form):
    """How a person wants to be addressed, in which language and on whose clock."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, help_text=_("As you want to be addressed in letters.")
    )
    language = forms.ChoiceField(
        label=_("Language of letters"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the pages is chosen at the top of each page."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_(
            "Closing dates are shown on the clock of the office and on yours. The office’s clock counts."
        ),
    )
    wants_reminders = forms.BooleanField(
        label=_("Remind me by mail of drafts before the closing time"), required=False
    )

    def __init__(self, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["time_zone"].choices = [("", _("That of my browser")), *zone_groups(at=at)]


class CoverForm(forms.Form):
    """Which role is lent, to whom, and the days of the leave on the calendar of the office."""

    grant = forms.ModelChoiceField(label=_("Your role"), queryset=None, empty_label=None)
    deputy = forms.ModelChoiceField(
        label=_("Colleague"),
        queryset=None,
        help_text=_(
            "Somebody who works on vacancies of the same office, or of the office above or below it."
        ),
    )
    first = forms.DateField(label=_("First day"), widget=DayInput)
    last = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, giver: User, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.at = at
        self.fields["grant"].queryset = giver.grants.lendable()
        self.fields["grant"].label_from_instance = lambda grant: f"{grant.get_role_display()}, {grant.office}"
        self.fields["deputy"].queryset = colleagues_of(giver)

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        office, first, last = (
            self.cleaned_data["grant"].office,
            self.cleaned_data["first"],
            self.cleaned_data["last"],
        )
        if last < max(first, office.local(self.at).date()):
            self.add_error(
                "last", forms.ValidationError(_("The last day is before the first, or has passed."))
            )
            return cleaned
        self.cleaned_data["begins_at"] = max(_midnight(first, office), self.at)
        self.cleaned_data["ends_at"] = _midnight(last + timedelta(days=1), office)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        grant = self.cleaned_data["grant"]
        names = ("deputy", "begins_at", "ends_at")
        return {
            "office": grant.office,
            "role": grant.role,
            **{name: self.cleaned_data[name] for name in names},
        }


def _midnight(day: date, office: Office) -> datetime:
    return datetime.combine(day, time(), tzinfo=office.zone)
