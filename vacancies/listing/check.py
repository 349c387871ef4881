"""The page that tells whether a vacancy, a page or a sender is real: a form that is sent by its address."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel import clock
from portal.offices.models import Office
from portal.web.access import public
from portal.words.moments import moment_in
from vacancies.listing.checking import Finding, Verdict
from vacancies.listing.checking import check as checked

GOOD = {Verdict.OPEN, Verdict.OURS, Verdict.OUR_PAGE}
NEUTRAL = {Verdict.CLOSED, Verdict.CANCELLED}


class CheckForm(forms.Form):
    """What somebody was sent, as they were sent it."""

    what = forms.CharField(
        label=gettext_lazy("Reference, address of the page, or the sender’s e-mail address"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Copy it from the letter, message or advertisement."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.GET)
    what = form.cleaned_data["what"].strip() if form.is_valid() else ""
    found = checked(what, at=clock.now()) if what else None
    context = {"form": form, "said": _said(found) if found else None, "offices": _with_hotlines()}
    return render(request, "vacancies/listing/check.html", context)


def _with_hotlines() -> list[tuple[Office, object]]:
    offices = Office.objects.by_name().prefetch_related("hotlines")
    return [(office, numbers) for office in offices if (numbers := office.hotlines.all())]


def _said(found: Finding) -> dict[str, object]:
    """The finding in words: heading, sentences, its kind, and where the notice is."""
    heading, sentences = _WORDS[found.verdict](found)
    kind = "good" if found.verdict in GOOD else "" if found.verdict in NEUTRAL else "bad"
    return {
        "kind": kind,
        "heading": heading,
        "sentences": sentences,
        "vacancy": found.vacancy,
        "warns": kind == "bad",
    }


def _names(found: Finding) -> dict[str, str]:
    names = {"name": found.name, "like": found.like}
    if found.vacancy:
        names["title"] = str(found.vacancy.title)
        names["when"] = moment_in(found.vacancy.closes_at, found.vacancy.office.zone)
    return names


def _open(found: Finding) -> tuple[str, list[str]]:
    return _("This vacancy is real and open"), [
        _("%(name)s is published here; applications are taken until %(when)s.") % _names(found),
        _("Apply only here, on this portal. Applying is free."),
    ]


def _closed(found: Finding) -> tuple[str, list[str]]:
    return _("This vacancy is real, but closed"), [
        _("%(name)s took applications until %(when)s. Nobody can still get you in.") % _names(found)
    ]


def _cancelled(found: Finding) -> tuple[str, list[str]]:
    return _("This vacancy was real, and is cancelled"), [
        _("%(name)s was published here and then cancelled. Nobody is engaged by it.") % _names(found)
    ]


def _unknown(found: Finding) -> tuple[str, list[str]]:
    return _("There is no such vacancy"), [
        _("“%(name)s” is no vacancy of ours. Every vacancy of ours is published on this portal.")
        % _names(found)
    ]


def _our_page(found: Finding) -> tuple[str, list[str]]:
    return _("This is an address of our portal"), [
        _("%(name)s is our site. Look the vacancy up in the list, or enter its reference.") % _names(found)
    ]


def _other_site(found: Finding) -> tuple[str, list[str]]:
    return _("This is not our site"), [
        _("Our vacancies are published at %(like)s; %(name)s does not belong to us.") % _names(found),
        _("A notice copied from our portal has a reference: enter it here to see whether it is real."),
    ]


def _site_like_ours(found: Finding) -> tuple[str, list[str]]:
    return _("Suspicious: this address imitates ours"), [
        _("%(name)s looks like %(like)s, but is not our site. Enter nothing there.") % _names(found)
    ]


def _ours(found: Finding) -> tuple[str, list[str]]:
    return _("We do write from this address"), [
        _(
            "%(name)s is an official address. A sender can still be forged: we never ask for money or bank details."
        )
        % _names(found)
    ]


def _other_sender(found: Finding) -> tuple[str, list[str]]:
    return _("This is not an address of ours"), [
        _("We never write from %(name)s. Do not answer with documents, money or bank details.")
        % _names(found)
    ]


def _sender_like_ours(found: Finding) -> tuple[str, list[str]]:
    return _("Suspicious: this sender imitates us"), [
        _("%(name)s looks like %(like)s, but is not our address. Do not answer.") % _names(found)
    ]


_WORDS = {
    Verdict.OPEN: _open,
    Verdict.CLOSED: _closed,
    Verdict.CANCELLED: _cancelled,
    Verdict.UNKNOWN: _unknown,
    Verdict.OUR_PAGE: _our_page,
    Verdict.OTHER_SITE: _other_site,
    Verdict.SITE_LIKE_OURS: _site_like_ours,
    Verdict.OURS: _ours,
    Verdict.OTHER_SENDER: _other_sender,
    Verdict.SENDER_LIKE_OURS: _sender_like_ours,
}
