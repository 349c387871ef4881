"""The page on which an earlier application becomes the start of a draft, and the button that a page was checked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.intake import pages, taking
from applications.intake.models import Application
from applications.intake.own import own_draft, reading_and_posting
from applications.intake.paper import lay_open
from applications.intake.taken import PAGES
from applications.intake.taking_form import EarlierForm
from portal.kernel.workflow import Refused


@own_draft
@reading_and_posting
def earlier(request: HttpRequest, application: Application) -> HttpResponse:
    """Choose one, see what would be taken over, take it over."""
    if application.amends_id or application.being_entered:
        return redirect(application)
    data: Any = request.POST if request.method == "POST" else request.GET if "source" in request.GET else None
    form = EarlierForm(data, earlier=taking.earlier_of(application))
    source = form.cleaned_data["source"] if form.is_valid() else None
    if source and request.method == "POST":
        try:
            taking.take_over(application=application, source=source, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Taken over. Check each page that is marked before you hand in"))
            return redirect(pages.resume(lay_open(application)))
    preview = taking.taking(application, source).pages if source else {}
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "form": form,
        "source": source,
        "preview": [(PAGES[key], names) for key, names in preview.items()],
    }
    return render(request, "applications/intake/earlier.html", context)


@own_draft
@require_POST
def checked(request: HttpRequest, application: Application) -> HttpResponse:
    """One press: the page is as it should be. On to the next one that lacks something."""
    key = request.resolver_match.kwargs["page"]  # type: ignore[union-attr]
    if key not in PAGES:
        raise Http404
    taking.check(application=application, page=key, by=request.user)
    messages.success(request, _("Checked: %(page)s") % {"page": PAGES[key]})
    return redirect(pages.resume(lay_open(application)))
