"""Saved vacancies and searches of an account; subscriptions of an address, opened by the key in its letters."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import needs, public, signed_in
from portal.web.deeds import attempt, posted
from vacancies.alerts import actions
from vacancies.alerts.forms import AddressForm, FrequencyForm
from vacancies.alerts.leaving import meant_by
from vacancies.alerts.models import OF_ONE, SavedVacancy, Subscription
from vacancies.alerts.sending import in_words
from vacancies.listing.filters import VacancyFilter, canonical
from vacancies.vacancy.models import Vacancy


def _public_vacancy(*, slug: str) -> Vacancy:
    return get_object_or_404(Vacancy.objects.public(at=clock.now()), slug=slug)


@needs("vacancies.keep_vacancy", _public_vacancy)
@require_POST
def save(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Keep the vacancy, and back to its notice."""
    if attempt(request, actions.keep, vacancy=vacancy):
        messages.success(
            request, _("The vacancy is saved. You hear of every change, and three days before it closes.")
        )
    return redirect(vacancy)


@needs("vacancies.keep_vacancy", _public_vacancy)
@require_POST
def let_go(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    attempt(request, actions.let_go, vacancy=vacancy)
    messages.success(request, _("The vacancy is no longer saved."))
    return redirect("alerts:saved") if "list" in request.POST else redirect(vacancy)


@signed_in
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """What the person keeps an eye on."""
    at = clock.now()
    kept = SavedVacancy.objects.filter(user=request.user).select_related("vacancy__office")
    searches = Subscription.objects.filter(user=request.user, ended_at=None).select_related("user")
    every = VacancyFilter(QueryDict(), at=at)
    context = {
        "at": at,
        "kept": [row.vacancy for row in kept],
        "searches": [(row, in_words(row.search, get_language(), at=at, like=every)) for row in searches],
    }
    return render(request, "vacancies/alerts/saved.html", context)


@csrf_exempt
@public
def new(request: HttpRequest) -> HttpResponse:
    """Ask for letters to an address; the page is the same for everybody, and nothing happens before it is confirmed.

    It takes a form without a token: sent from elsewhere, it asks the owner of an address for a confirmation, no more.
    """
    vacancy = _public_vacancy(slug=request.GET["vacancy"]) if "vacancy" in request.GET else None
    search = f"{OF_ONE}{vacancy.slug}" if vacancy else canonical(request.GET.urlencode())
    if request.user.is_authenticated:
        return redirect(vacancy or _with("alerts:add", search))
    form = AddressForm(posted(request), search=search)
    if form.is_valid():
        said = {**form.cleaned_data, "search": search, "language": get_language()}
        actions.ask_for_confirmation(**said, at=clock.now())
        return render(request, "vacancies/alerts/asked.html", {"email": form.cleaned_data["email"]})
    address = vacancy.get_absolute_url() if vacancy else ""
    return render(
        request, "vacancies/alerts/new.html", {"form": form, "notice_url": address, **_said(search)}
    )


@signed_in
def add(request: HttpRequest) -> HttpResponse:
    """Save a search of the account."""
    search = canonical(request.GET.urlencode())
    form = FrequencyForm(posted(request), search=search)
    if form.is_valid() and attempt(request, actions.subscribe, search=search, **form.cleaned_data):
        messages.success(request, _("The search is saved. New vacancies come by mail."))
        return redirect("alerts:saved")
    return render(request, "vacancies/alerts/new.html", {"form": form, **_said(search)})


@csrf_exempt
@public
@never_cache
def manage(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm, change and prolong: whoever has the key of a letter. Opening confirms nothing by itself: robots open too."""
    row = get_object_or_404(Subscription.objects.select_related("user"), key=key)
    form = FrequencyForm(posted(request), initial={"frequency": row.frequency}, search=row.search)
    if form.is_valid():
        at = clock.now()
        try:
            actions.confirm(subscription=row, at=at)
            actions.change(subscription=row, at=at, **form.cleaned_data)
        except Refused as refusal:
            return render(request, "vacancies/alerts/ended.html", {"refusal": str(refusal)})
        return redirect(f"{row.address('manage', get_language())}?kept=yes")
    context = {"form": form, "subscription": row, "kept": "kept" in request.GET, **_said(row.search)}
    return render(request, "vacancies/alerts/manage.html", context)


@csrf_exempt
@public
@never_cache
def end(request: HttpRequest, key: str) -> HttpResponse:
    """End the letters: at one press here, or by the mail program itself (RFC 8058), which sends no token either."""
    row = get_object_or_404(Subscription, key=key)
    if request.method == "POST":
        actions.end(subscription=row, at=clock.now())
        return render(request, "vacancies/alerts/ended.html", _said(row.search))
    return render(request, "vacancies/alerts/end.html", {"subscription": row, **_said(row.search)})


@csrf_exempt
@public
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """No longer save a vacancy, from a letter: at one press here, or by the mail program itself (RFC 8058)."""
    meant = meant_by(token)
    if meant is None:
        raise Http404
    kept = SavedVacancy.objects.filter(user=meant[0], vacancy=meant[1])
    said = _said(f"{OF_ONE}{get_object_or_404(Vacancy.objects, pk=meant[1]).slug}")
    if request.method == "POST":
        kept.delete()
        return render(request, "vacancies/alerts/ended.html", said)
    return render(request, "vacancies/alerts/end.html", said)


def _said(search: str) -> dict[str, Any]:
    """The search, and what it asks for in words."""
    return {
        "search": search,
        "words": in_words(search, get_language() or "", at=clock.now()),
        "is_of_one": search.startswith(OF_ONE),
    }


def _with(name: str, search: str) -> str:
    return reverse(name) + (f"?{search}" if search else "")
