"""Seats of a panel, and the declaration of interest."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.intake.taking_part import has_applied
from applications.panels.actions import composition_faults
from applications.panels.models import SeatRole
from applications.panels.people import by_address
from portal.accounts.models import User
from vacancies.models import Vacancy

# What the empty form offers; rows left blank do not count.
OFFERED = (*[SeatRole.CHAIR], *[SeatRole.MEMBER] * 4, SeatRole.SECRETARY, SeatRole.OBSERVER)


class SeatForm(forms.Form):
    """One place: somebody with an account, or somebody who gets one by this."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"list": "known", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Name, if new here"), max_length=150, required=False)
    role = forms.ChoiceField(label=pgettext_lazy("panel", "Seat"), choices=SeatRole, initial=SeatRole.MEMBER)

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vacancy = vacancy

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        self.known = by_address(email)
        if self.known and has_applied(self.known, self.vacancy):
            raise ValidationError(_("This person has applied for the vacancy and cannot sit on its panel."))
        if self.known and not self.known.is_active:
            raise ValidationError(_("This person’s account is closed."))
        return email

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if "email" in self.cleaned_data and not self.known and not name:
            raise ValidationError(
                _("Nobody with this address has an account. Say the name, and the person is invited.")
            )
        return name

    @property
    def seat(self) -> tuple[User, str]:
        """The person, not saved yet when they are new, and the role; of a valid form."""
        said = self.cleaned_data
        newcomer = User(email=said["email"], name=said["name"], language=get_language() or "en")
        return self.known or newcomer, said["role"]


class NewSeatForm(SeatForm):
    """A place on a panel that has its chair."""

    role = forms.ChoiceField(
        label=pgettext_lazy("panel", "Seat"),
        choices=[choice for choice in SeatRole.choices if choice[0] != SeatRole.CHAIR],
        initial=SeatRole.MEMBER,
    )


class BaseSeats(BaseFormSet):
    """The places that are filled in make a panel."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        return kwargs if index is None else {**kwargs, "initial": {"role": OFFERED[index % len(OFFERED)]}}

    @property
    def seats(self) -> list[tuple[User, str]]:
        return [form.seat for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if not any(self.errors):
            raise_all(composition_faults(self.seats))


def raise_all(faults: Sequence[str]) -> None:
    if faults:
        raise ValidationError(list(faults))


SeatFormSet = forms.formset_factory(SeatForm, formset=BaseSeats, extra=len(OFFERED), max_num=len(OFFERED))


class DeclarationForm(forms.Form):
    """No conflict of interest, or those marked, each with what connects the person with the candidate."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your declaration"),
        widget=forms.RadioSelect,
        choices=[
            ("none", gettext_lazy("I have no conflict of interest with any of these candidates.")),
            ("some", gettext_lazy("I have a conflict of interest with the candidates marked below.")),
        ],
    )

    def __init__(self, *args: Any, candidates: Sequence[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            self.fields[f"with_{one.pk}"] = forms.BooleanField(label=one.names, required=False)
            self.fields[f"why_{one.pk}"] = forms.CharField(
                label=_("What connects you with %(name)s") % {"name": one.names},
                widget=forms.Textarea(attrs={"rows": 1, "class": "line"}),
                required=False,
            )

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"with_{one.pk}"], self[f"why_{one.pk}"]) for one in self.candidates]

    @property
    def conflicts(self) -> dict[Application, str]:
        said = self.cleaned_data
        return {one: said[f"why_{one.pk}"] for one in self.candidates if said[f"with_{one.pk}"]}

    def clean(self) -> None:
        answer, marked = self.cleaned_data.get("answer"), self.conflicts
        if answer == "none" and marked:
            self.add_error(
                "answer", _("Candidates are marked below. Choose the second answer, or clear the marks.")
            )
        if answer == "some" and not marked:
            self.add_error("answer", _("Mark the candidates with whom you have a conflict of interest."))
        for one in self.candidates:
            self._check_reason(one, marked)

    def _check_reason(self, one: Application, marked: dict[Application, str]) -> None:
        if one in marked and not marked[one]:
            self.add_error(f"why_{one.pk}", _("Say what connects you with the candidate."))
        if one not in marked and self.cleaned_data[f"why_{one.pk}"]:
            self.add_error(
                f"with_{one.pk}", _("You wrote what connects you. Mark the candidate, or clear the text.")
            )
