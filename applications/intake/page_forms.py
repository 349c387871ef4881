"""The forms of the pages, made of what is kept where nothing was typed; and keeping what needs more than one step."""

from collections.abc import Mapping
from typing import Any

from applications.intake import actions, entering, forms, inviting, pricing, written_forms
from applications.intake.entering_forms import EnvelopeForm
from applications.intake.models import Application
from applications.intake.paper import Paper
from applications.intake.price_form import PriceForm
from applications.intake.team_forms import NewMemberForm
from applications.profile import forms as profile_forms
from portal.kernel.workflow import Refused

Typed = Mapping[str, Any] | None


def person(paper: Paper, typed: Typed, strict: bool) -> Any:
    told = profile_forms.stored(paper.profile) if typed is None else typed
    return profile_forms.ProfileForm(told, strict=strict)


def requirements(paper: Paper, typed: Typed, strict: bool) -> Any:
    given = forms.stored_answers(paper) if typed is None else typed
    return forms.RequirementsForm(given, paper=paper, strict=strict)


def statements(paper: Paper, typed: Typed, strict: bool) -> Any:
    written = forms.stored_statements(paper) if typed is None else typed
    return forms.StatementsForm(written, paper=paper, strict=strict)


def price(paper: Paper, typed: Typed, strict: bool) -> Any:
    # A sealed price is never typed back; where it stands, nothing is missing.
    lacking = strict and any(thing.fault for thing in pricing.things(paper))
    return PriceForm({} if typed is None and lacking else typed, paper=paper, strict=lacking)


def experience(paper: Paper, typed: Typed, strict: bool) -> Any:
    chosen = written_forms.stored_experience(paper) if typed is None else typed
    return written_forms.ExperienceForm(chosen, paper=paper, strict=strict)


def methodology(paper: Paper, typed: Typed, strict: bool) -> Any:
    written = {"methodology": paper.methodology} if typed is None else typed
    return written_forms.MethodologyForm(written, paper=paper, strict=strict)


def letter(paper: Paper, typed: Typed, strict: bool) -> Any:
    written = written_forms.stored_letter(paper) if typed is None else typed
    return written_forms.LetterForm(written, paper=paper, strict=strict)


def declaration(paper: Paper, typed: Typed, strict: bool) -> Any:
    told = {"declared": paper.application.declared} if typed is None else typed
    return forms.DeclarationForm(told, strict=strict)


def keep_price(application: Application, form: Any, by: Any, at: Any) -> None:
    if form.offer:
        amount, parts = form.offer
        actions.save_price(application=application, amount=amount, parts=parts, by=by, at=at)


def envelope(paper: Paper, typed: Typed, strict: bool) -> Any:
    number = paper.price.envelope if paper.price else ""
    return EnvelopeForm({"number": number} if typed is None else typed, strict=strict)


def keep_envelope(application: Application, form: Any, by: Any, at: Any) -> None:
    number = form.kept().get("number")
    if number:
        entering.keep_envelope(application=application, number=number, by=by, at=at)


def team(paper: Paper, typed: Typed, _strict: bool) -> Any:
    # Who is named already stands above the form.
    return NewMemberForm(typed, paper=paper)


def keep_team(application: Application, form: Any, by: Any, at: Any) -> None:
    if form.newcomer:
        try:
            inviting.add(application=application, said=form.newcomer, by=by, at=at)
        except Refused as refused:
            form.add_error(None, str(refused))
