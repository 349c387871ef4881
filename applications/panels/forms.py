"""Seats of a panel, and the declaration of interest."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.intake.taking_part import has_applied
from applications.panels.actions import Place, composition, composition_faults
from applications.panels.barred import why_barred
from applications.panels.composition import Rule
from applications.panels.models import SeatRole
from applications.panels.people import by_address
from applications.profile.models import Sex
from portal.accounts.models import User
from portal.offices.models import Office
from portal.web.forms import DayInput, LimitedText
from vacancies.models import Vacancy

# What the empty form offers; rows left blank do not count.
OFFERED = (*[SeatRole.CHAIR], *[SeatRole.MEMBER] * 4, SeatRole.SECRETARY, SeatRole.OBSERVER)

# What is stated of a person, and the rule of the office that asks for it: nothing is asked that no rule needs.
ABOUT = {"sex": "panel_both_sexes", "outside": "panel_outsider", "expertise": "panel_expert"}


def asked_by(office: Office) -> set[str]:
    """What of ABOUT the office asks."""
    return {name for name, rule in ABOUT.items() if getattr(office, rule)}


class SeatForm(forms.Form):
    """One place: somebody with an account, or somebody who gets one by this."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"list": "known", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Name, if new here"), max_length=150, required=False)
    role = forms.ChoiceField(label=pgettext_lazy("panel", "Seat"), choices=SeatRole, initial=SeatRole.MEMBER)

    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=[("", gettext_lazy("not stated")), *Sex.choices], required=False
    )
    outside = forms.CharField(
        label=gettext_lazy("Unit or organisation, if from outside the unit"), max_length=120, required=False
    )
    expertise = forms.CharField(
        label=gettext_lazy("Expert on the subject: on what"), max_length=200, required=False
    )

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vacancy = vacancy
        for name in ABOUT.keys() - asked_by(vacancy.office):
            del self.fields[name]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        self.known = by_address(email)
        if self.known and has_applied(self.known, self.vacancy):
            raise ValidationError(_("This person has applied for the vacancy and cannot sit on its panel."))
        if self.known and (words := why_barred(self.known, self.vacancy)):
            raise ValidationError(words)
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
    def seat(self) -> Place:
        """The person, not saved yet when they are new, the role and what is stated; of a valid form."""
        said = self.cleaned_data
        newcomer = User(email=said["email"], name=said["name"], language=get_language() or "en")
        about = {name: said[name] for name in ABOUT if name in said}
        return Place(self.known or newcomer, said["role"], **about)

    @property
    def about(self) -> list[BoundField]:
        """What is stated of the person, as far as the office asks for it."""
        return [self[name] for name in ABOUT if name in self.fields]


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
    def seats(self) -> list[Place]:
        return [form.seat for form in self.forms if form.has_changed()]

    def rules(self) -> list[Rule]:
        """What the office asks of a panel, each with whether the rows that are right so far meet it."""
        right = [form.seat for form in self.forms if form.is_bound and form.has_changed() and form.is_valid()]
        return composition(self.form_kwargs["vacancy"].office, right)

    def clean(self) -> None:
        if not any(self.errors):
            raise_all(composition_faults(self.form_kwargs["vacancy"].office, self.seats))


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

    def __init__(
        self,
        *args: Any,
        candidates: Sequence[Application],
        hints: Mapping[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for one in candidates:
            self.fields[f"with_{one.pk}"] = forms.BooleanField(
                label=one.names, required=False, help_text=(hints or {}).get(one.pk, "")
            )
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


class ProlongForm(forms.Form):
    """Until when somebody without a role reaches the panel, and why so long."""

    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    reason = LimitedText(label=gettext_lazy("Reason"), limit=2000, rows=3)


class LaterConflictForm(forms.Form):
    """One candidate whom the person has recognised since the declaration, and what connects them."""

    candidate = forms.ChoiceField(label=gettext_lazy("Candidate"))
    reason = LimitedText(label=gettext_lazy("What connects you with the candidate"), limit=2000, rows=3)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidate"].choices = [("", "–"), *sorted(choices, key=lambda one: one[1])]
