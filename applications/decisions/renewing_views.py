"""The page on which the office advertises anew what a selection left unfilled, and says whether the notices tell of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.decisions.forms import RenewalForm
from applications.decisions.renewing import advertise_anew, course_of
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Renewal, Vacancy
from vacancies.publishing.renewing import show

_vacancy = finder(Vacancy.objects.select_related("office").prefetch_related("lots"), pk="pk")
_renewal = finder(Renewal.objects.select_related("vacancy__office", "earlier"), vacancy="pk")


@needs("applications.advertise_anew", _vacancy)
@require_http_methods(["GET", "HEAD", "POST"])
def anew(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What is left and why, then the draft; what was begun before, with a button that shows or hides the link."""
    course = course_of(vacancy, at=clock.now())
    form = RenewalForm(posted(request)) if course.left else None
    if request.method == "POST":
        sent = RenewalForm(request.POST)
        made = attempt(request, advertise_anew, vacancy=vacancy, **sent.said) if sent.is_valid() else None
        if made:
            words = _("%(reference)s is begun as a draft. Look through it and set its dates.")
            messages.success(request, words % {"reference": made.vacancy.reference})
            return redirect("publishing:edit", made.vacancy_id)
    context = {"vacancy": vacancy, "course": course, "form": form}
    return render(request, "applications/decisions/anew.html", context)


@needs("applications.advertise_anew", _renewal)
@require_POST
def show_link(request: HttpRequest, renewal: Renewal) -> HttpResponse:
    """Let the two notices lead to each other, or not."""
    shown = request.POST.get("shown") == "yes"
    if attempt(request, show, renewal=renewal, shown=shown):
        done = (
            _("The two notices lead to each other now.")
            if shown
            else _("The two notices do not lead to each other any more.")
        )
        messages.success(request, done)
    return redirect("decisions:anew", renewal.earlier_id)
