"""Pages on which the texts of a notice are written in both languages, given out to a translator and taken back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.web.access import needs
from portal.web.deeds import attempt
from vacancies.plan.editor import CHIPS, edited, frame
from vacancies.translation.actions import review, review_drafts, save_texts
from vacancies.translation.forms import TextsForm
from vacancies.translation.rules import offices_translated_by
from vacancies.translation.shown import shown, summary, tabs, to_review
from vacancies.translation.states import Reading, State, readings
from vacancies.translation.texts import WHOLE
from vacancies.vacancy.models import Status, Vacancy

TEXTS_ON_A_PAGE = 20


@needs("vacancies.translate_vacancy")
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Notices of the reader's offices that are being written and have texts to write, to mend or to review."""
    drafts = (
        Vacancy.with_amendments.filter(status=Status.DRAFT)
        .of_offices(offices_translated_by(request.user))
        .select_related("office", "plan")
        .prefetch_related(*WHOLE, "pairings")
        .order_by("closes_at", "pk")
    )
    rows = [(vacancy, chips) for vacancy in drafts if (chips := summary(readings(vacancy)))]
    return render(request, "vacancies/translation/notices.html", {"rows": rows})


@needs("vacancies.view_translation", edited)
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The texts side by side, a page of them at a time; every button saves what is written on the page first."""
    found = readings(vacancy)
    chosen = request.GET.get("state", "")
    wanted = [one for one in found if chosen not in State.values or chosen in one.all_states]
    page = Paginator(wanted, TEXTS_ON_A_PAGE).get_page(request.GET.get("page"))
    may_write = request.user.has_perm("vacancies.translate_vacancy", vacancy)
    form = None
    if request.method == "POST":
        form = TextsForm(request.POST, shown=found)
        if form.is_valid() and _done(request, vacancy, form):
            return redirect(_onward(request, page))
    elif may_write:
        form = TextsForm(shown=page.object_list)
    context = {
        **framed(request, vacancy),
        "form": form,
        "rows": [shown(one, form) for one in (form.shown if form else page.object_list)],
        "page": page,
        "states": tabs(reverse("translation:texts", args=[vacancy.pk]), found, chosen),
        "review_all": to_review(found) if may_write else "",
        "may_write": may_write,
    }
    return render(request, "vacancies/translation/texts.html", context)


def framed(request: HttpRequest, vacancy: Vacancy) -> dict[str, Any]:
    """The head of the page: the editor's for who writes the notice; for others no way to where they may not go."""
    if request.user.has_perm("vacancies.edit_vacancy", vacancy):
        return frame(request, vacancy, "translation:texts")
    return {
        "vacancy": vacancy,
        "office": vacancy.office,
        "state": vacancy.get_status_display(),
        "state_kind": CHIPS[Status(vacancy.status)],
        "reads_case": request.user.has_perm("vacancies.view_vacancy", vacancy),
    }


def _done(request: HttpRequest, vacancy: Vacancy, form: TextsForm) -> bool:
    """Save what was written, then review what the button says; every deed is told."""
    if not attempt(request, save_texts, vacancy=vacancy, texts=form.texts):
        return False
    if form.changes:
        sentence = ngettext("%(n)s text is saved.", "%(n)s texts are saved.", len(form.changes))
        messages.success(request, sentence % {"n": len(form.changes)})
    path = request.POST.get("review")
    read = next((one.text for one in form.shown if one.text.path == path), None)
    if read and attempt(request, review, vacancy=vacancy, path=read.path, said=form.said(read)):
        messages.success(request, _("%(text)s is marked as reviewed.") % {"text": read.label})
    if "review_all" in request.POST and attempt(request, review_drafts, vacancy=vacancy):
        messages.success(request, _("All drafts are marked as reviewed."))
    return True


def _onward(request: HttpRequest, page: "Page[Reading]") -> str:
    """The same page, or the next one when the button said so."""
    query = request.GET.copy()
    if "next" in request.POST and page.has_next():
        query["page"] = str(page.next_page_number())
    return f"{request.path}?{query.urlencode()}".rstrip("?")
