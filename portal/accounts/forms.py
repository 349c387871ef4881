"""Forms of the account."""

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignupForm(AllauthSignupForm):
    """An e-mail address and a name; the code that is sent to the address proves it."""

    name = forms.CharField(label=_("Your name"), max_length=150, help_text=_("As you want to be addressed in letters."))

    def save(self, request: Any) -> Any:
        user = super().save(request)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        return user
