"""Pages of the templates of an office, and a notice as a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.offices.models import Office
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.document.actions import delete_template, rename_template, save_template
from vacancies.document.form import document_of, with_document
from vacancies.document.forms import TemplateForm
from vacancies.document.models import NoticeTemplate
from vacancies.document.reading import file_of
from vacancies.vacancy.models import Vacancy

of_address = finder(with_document(Vacancy.objects.all()), pk="pk")
template_of_address = finder(NoticeTemplate.objects.select_related("office"), pk="pk")


@needs("vacancies.export_vacancy", of_address)
@require_safe
def export(_request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The notice as one file with everything in it."""
    response = HttpResponse(file_of(document_of(vacancy)), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{vacancy.slug}.json"'
    return response


@needs("vacancies.save_template")
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The templates of the offices in which the person may begin notices."""
    own = [
        office for office in Office.objects.all() if request.user.has_perm("vacancies.save_template", office)
    ]
    rows = NoticeTemplate.objects.filter(office__in=own).select_related("office", "saved_by")
    return render(
        request, "vacancies/document/templates.html", {"rows": rows.order_by("office__order", "name")}
    )


@needs("vacancies.save_template", of_address)
def save(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Save the notice as a template."""
    form = TemplateForm(posted(request), initial={"name": vacancy.title})
    if form.is_valid() and attempt(request, save_template, vacancy=vacancy, **form.cleaned_data):
        messages.success(request, _("The template is saved."))
        return redirect("document:templates")
    question = {
        "title": _("Save %(reference)s as a template") % {"reference": vacancy.reference},
        "consequences": [
            _("Texts, sections, lots, outputs and the selection plan are kept; dates are not."),
            _("A notice begun from it gets the standard clauses that are in force then."),
        ],
        "verb": _("Save the template"),
        "form": form,
        "back": reverse("publishing:approval", args=[vacancy.pk]),
    }
    return _ask(request, **question)


@needs("vacancies.save_template", template_of_address)
def rename(request: HttpRequest, template: NoticeTemplate) -> HttpResponse:
    form = TemplateForm(posted(request), initial={"name": template.name})
    if form.is_valid() and attempt(request, rename_template, template=template, **form.cleaned_data):
        messages.success(request, _("The template is renamed."))
        return redirect("document:templates")
    title = _("Rename the template “%(name)s”") % {"name": template.name}
    return _ask(request, title=title, verb=_("Rename"), form=form)


@needs("vacancies.save_template", template_of_address)
def delete(request: HttpRequest, template: NoticeTemplate) -> HttpResponse:
    """Delete the template, after asking."""
    if request.method == "POST":
        attempt(request, delete_template, template=template)
        messages.success(request, _("The template is deleted."))
        return redirect("document:templates")
    question = {
        "title": _("Delete the template “%(name)s”?") % {"name": template.name},
        "consequences": [_("Vacancies that were begun from it stay as they are.")],
        "verb": _("Delete the template"),
        "danger": True,
    }
    return _ask(request, **question)


def _ask(request: HttpRequest, **question: Any) -> HttpResponse:
    """A page that asks before a deed; back leads to the templates unless the question says otherwise."""
    frame = {"layout": "work.html", "back": reverse("document:templates"), "back_words": _("Cancel")}
    return render(request, "components/confirm.html", {**frame, **question})
