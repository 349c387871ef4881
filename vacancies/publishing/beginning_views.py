"""Pages on which a vacancy is begun from a file, from another vacancy, or from a template."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.canonical import canonical_json
from portal.offices.models import Office
from portal.web.access import needs
from portal.web.deeds import attempt, posted
from vacancies.document.forms import ConfirmedForm, UploadForm, not_here
from vacancies.document.models import NoticeTemplate
from vacancies.document.views import of_address, template_of_address
from vacancies.publishing.beginnings import begin_from, copy_vacancy, free_reference, import_notice
from vacancies.publishing.summary import summary_of
from vacancies.vacancy.models import Vacancy


@needs("vacancies.add_vacancy")
def import_(request: HttpRequest) -> HttpResponse:
    """Upload a file, read what would be made of it, and have it made; a faulty file makes nothing."""
    confirms = "content" in request.POST
    form: Any = (
        ConfirmedForm(request.POST) if confirms else UploadForm(posted(request), request.FILES or None)
    )
    if not form.is_valid():
        return _upload(request, form)
    document = form.cleaned_data["content" if confirms else "file"]
    office = Office.objects.get(code=document["office"])
    if not request.user.has_perm("vacancies.add_vacancy", office):
        form.faults = [not_here()]
        return _upload(request, form)
    made = attempt(request, import_notice, document=document) if confirms else None
    return _begun(request, made) if made else _confirm(request, document, office)


@needs("vacancies.add_vacancy", of_address)
def copy(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Begin a notice as a copy of another one, after asking."""
    made = attempt(request, copy_vacancy, vacancy=vacancy) if request.method == "POST" else None
    if made:
        return _begun(request, made)
    question = {
        "title": _("Copy %(reference)s into a new vacancy?") % {"reference": vacancy.reference},
        "verb": _("Make the copy"),
        "back": reverse("publishing:approval", args=[vacancy.pk]),
    }
    return _ask(request, **question)


@needs("vacancies.add_vacancy", template_of_address)
def begin(request: HttpRequest, template: NoticeTemplate) -> HttpResponse:
    """Begin a notice from a template, after asking."""
    made = attempt(request, begin_from, template=template) if request.method == "POST" else None
    if made:
        return _begun(request, made)
    question = {
        "title": _("Begin a vacancy from the template “%(name)s”?") % {"name": template.name},
        "verb": _("Begin the notice"),
        "back": reverse("document:templates"),
    }
    return _ask(request, **question)


def _begun(request: HttpRequest, made: Vacancy) -> HttpResponse:
    words = _("%(reference)s is begun as a draft. Look through it and set its dates.")
    messages.success(request, words % {"reference": made.reference})
    return redirect("publishing:edit", made.pk)


def _upload(request: HttpRequest, form: Any) -> HttpResponse:
    """The page to upload a file, with the faults of the one that was sent."""
    shown = form if isinstance(form, UploadForm) else UploadForm()
    context = {"form": shown, "faults": form.faults if form.is_bound else []}
    return render(request, "vacancies/document/import.html", context)


def _confirm(request: HttpRequest, document: dict[str, Any], office: Office) -> HttpResponse:
    free = free_reference(document["reference"])
    context = {
        "facts": summary_of(document, office),
        "reference": document["reference"],
        "is_free": bool(free),
        "form": ConfirmedForm(initial={"content": canonical_json(document).decode()}),
    }
    return render(request, "vacancies/document/confirm.html", context)


def _ask(request: HttpRequest, **question: Any) -> HttpResponse:
    frame = {
        "layout": "work.html",
        "consequences": [
            _("A draft with the next reference of the office is made."),
            _("Its dates are empty; its standard clauses are those in force now."),
        ],
        "back_words": _("Cancel"),
    }
    return render(request, "components/confirm.html", {**frame, **question})
