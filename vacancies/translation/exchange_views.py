"""Giving the texts of a notice out as a file, and taking them back: what would change is shown before it is done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import needs
from portal.web.deeds import attempt, posted
from portal.workbooks.writing import XLSX
from vacancies.plan.editor import edited
from vacancies.translation import as_json, sheet
from vacancies.translation.actions import save_texts
from vacancies.translation.forms import FileForm, TakeInForm, by_path, said_of
from vacancies.translation.merging import merged
from vacancies.translation.states import readings
from vacancies.translation.texts import texts_of
from vacancies.translation.views import framed
from vacancies.vacancy.models import Vacancy


@needs("vacancies.view_translation", edited)
@require_safe
def as_sheet(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The texts as a workbook."""
    return _file(request, vacancy, sheet.written, XLSX, "xlsx")


@needs("vacancies.view_translation", edited)
@require_safe
def as_file(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The texts as JSON."""
    return _file(request, vacancy, as_json.written, "application/json", "json")


@needs("vacancies.translate_vacancy", edited)
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Choose the file; see what it would change; have all of it changed, or nothing."""
    if "written" in request.POST:
        return _apply(request, vacancy)
    form = FileForm(posted(request), request.FILES or None, reference=vacancy.reference)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= _preview(vacancy, form)
    return render(request, "vacancies/translation/import.html", {**framed(request, vacancy), **context})


def _preview(vacancy: Vacancy, form: FileForm) -> dict[str, Any]:
    known = texts_of(vacancy)
    labels = {text.path: text.label for text in known}
    changes, faults = merged(known, form.incoming.written)
    remarks = [(labels.get(path, path), words) for path, words in form.incoming.remarks.items()]
    return {
        "is_read": True,
        "changes": changes,
        "faults": [(fault, said_of(fault)) for fault in faults],
        "remarks": remarks,
        "take_in": TakeInForm.of(form.incoming, changes) if changes and not faults else None,
    }


def _apply(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    form = TakeInForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The file could not be taken in. Choose it again."))
        return redirect("translation:import", vacancy.pk)
    changes, faults = merged(texts_of(vacancy), form.cleaned_data["written"])
    if faults:
        messages.error(
            request, _("The notice has changed meanwhile, so nothing was taken in. Choose the file again.")
        )
        return redirect("translation:import", vacancy.pk)
    if not attempt(request, save_texts, vacancy=vacancy, texts=by_path(changes)):
        return redirect("translation:import", vacancy.pk)
    sentence = ngettext("%(n)s text is taken in.", "%(n)s texts are taken in.", len(changes))
    messages.success(request, sentence % {"n": len(changes)})
    return redirect("translation:texts", vacancy.pk)


def _file(
    request: HttpRequest, vacancy: Vacancy, writer: Callable[..., bytes], kind: str, ending: str
) -> HttpResponse:
    try:
        content = writer(vacancy.reference, readings(vacancy), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("translation:texts", vacancy.pk)
    name = f"{vacancy.slug}-texts.{ending}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
