"""HR's pages of screening: the table, one application, the long list."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from applications.intake.deadline import all_are_in
from applications.intake.models import Application
from applications.intake.pricing import offered
from applications.intake.told import parts_of
from applications.screening import actions, long_list, paper
from applications.screening.entered import entered_for
from applications.screening.filters import ApplicationFilter, received_of
from applications.screening.forms import BulkForm, DecisionForm
from applications.screening.infected import beside, infected_of
from applications.screening.material import documents_of, earlier_of, statements_of, written_of
from applications.screening.models import Finding, Screening
from applications.screening.standing import standing_of
from applications.screening.states import STATES, with_state
from applications.screening.table import rows_of, with_findings
from applications.screening.twins import twins_for
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from vacancies.models import Vacancy

ON_A_PAGE = 25
_vacancies = Vacancy.objects.select_related("office", "plan", "panel").prefetch_related(
    "panel__seats__declaration__conflicts"
)
_vacancy = finder(_vacancies, pk="pk")
_received = Application.objects.received().select_related(
    "vacancy__office", "vacancy__plan", "screening", "lot"
)
_application = finder(with_state(_received), key="key")
_finding = finder(Finding.objects.select_related("application__vacancy__office", "requirement"), pk="pk")


@needs("vacancies.view_vacancy", _vacancy)
@require_safe
def applications(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The table. Whoever sits on the panel declares first, also as staff."""
    if request.user.has_perm("applications.declare_interest", vacancy):
        return redirect("panels:declare", vacancy.panel.pk)
    if not request.user.has_perm("applications.view_names", vacancy):
        return redirect("panels:panel", vacancy.panel.pk)
    all_of_them = Application.objects.filter(vacancy=vacancy)
    actions.find_all(applications=all_of_them, at=clock.now())
    chosen = ApplicationFilter(request.GET, queryset=received_of(vacancy))
    page = Paginator(with_findings(chosen.qs), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "vacancy": vacancy,
        "tab": "applications",
        "filter": chosen,
        "page": page,
        "rows": rows_of(page.object_list, vacancy=vacancy, reader=request.user),
        "has_lots": "lot" in chosen.filters,
        "asked": vacancy.plan.documents.count(),
        "drafts": all_of_them.drafts().count(),
        "to_confirm": _to_confirm(request, vacancy),
        "may_enter": request.user.has_perm("applications.enter_on_behalf", vacancy),
        "is_filtered": any(request.GET.get(name) for name in ("q", "nationality", "state", "lot")),
    }
    return render(request, "applications/screening/applications.html", context)


def _to_confirm(request: HttpRequest, vacancy: Vacancy) -> int | None:
    """How many applications wait for nothing but a confirmation; None where the reader may not give it now."""
    if not request.user.has_perm("applications.screen_applications", vacancy) or long_list.is_made(vacancy):
        return None
    return received_of(vacancy).filter(state="new").count()


@needs("applications.screen_applications", _vacancy)
@require_POST
def confirm(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Confirm the findings of many applications at once; leads back to the table as it was filtered."""
    submitted = Application.objects.submitted().filter(vacancy=vacancy)
    form = BulkForm(request.POST, applications=submitted)
    if form.is_valid():
        chosen = form.chosen
        confirmed = attempt(request, actions.confirm_all, applications=chosen)
        if confirmed is not None:
            _say_confirmed(request, len(confirmed), len(chosen) - len(confirmed))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    query = request.GET.urlencode()
    address = reverse("screening:applications", args=[vacancy.pk])
    return redirect(f"{address}?{query}" if query else address)


def _say_confirmed(request: HttpRequest, confirmed: int, left: int) -> None:
    said = ngettext("%(n)s application was confirmed.", "%(n)s applications were confirmed.", confirmed)
    sentence = said % {"n": confirmed}
    if left:
        said = ngettext(
            "%(n)s was left as it is: decided before, or to be looked at by itself.",
            "%(n)s were left as they are: decided before, or to be looked at one by one.",
            left,
        )
        sentence = f"{sentence} {said % {'n': left}}"
    messages.success(request, sentence)


@needs("applications.view_application", _application)
@require_safe
def application(request: HttpRequest, application: Application) -> HttpResponse:
    """One application: person, requirements with their decisions, statements, documents, history."""
    actions.find(application=application, at=clock.now())
    return _page(request, _application(key=application.key))


@needs("applications.screen_application", _finding)
@require_POST
def decide(request: HttpRequest, finding: Finding) -> HttpResponse:
    """One decision; the page comes back with what was typed where it is refused."""
    form = DecisionForm(request.POST, finding=finding)
    if form.is_valid():
        if attempt(request, actions.decide, finding=finding, **form.cleaned_data):
            said = _("The decision on requirement %(code)s is kept.")
            messages.success(request, said % {"code": finding.requirement.code})
        address = reverse("screening:application", args=[finding.application.key])
        return redirect(f"{address}#f{finding.pk}")
    return _page(request, _application(key=finding.application.key), form)


def _page(request: HttpRequest, application: Application, form: DecisionForm | None = None) -> HttpResponse:
    before, after = paper.neighbours_of(application)
    word, chip = STATES[application.state]
    infected = infected_of(application, request.user, at=clock.now())
    decides = request.user.has_perm("applications.screen_application", application)
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "word": word,
        "chip": chip,
        "facts": paper.facts_of(application),
        "lines": paper.lines_of(application, form),
        "form": form,
        "may_decide": decides and application.withdrawn_at is None and not hasattr(application, "screening"),
        "statements": statements_of(application),
        "written": written_of(application),
        "documents": documents_of(application, beside=beside(infected)),
        "told": parts_of(application.snapshot),
        "offer": offered(application),
        "has_price": bool(application.snapshot["price_sealed_sha256"]),
        "may_open_price": request.user.has_perm("applications.open_in_emergency", application),
        "earlier": earlier_of(application),
        **entered_for(application, request.user),
        "infected": infected,
        "twins": twins_for(application, request.user),
        "history": paper.history_of(application),
        "may_correspond": request.user.has_perm("applications.view_thread", application),
        "may_hide": _is_read_blind(application)
        and request.user.has_perm("applications.hide_passages", application),
        "before": before,
        "after": after,
    }
    return render(request, "applications/screening/application.html", context)


def _is_read_blind(application: Application) -> bool:
    """Whether the plan lets a panel that is convened read it without names."""
    return bool(application.vacancy.plan.blind_stages) and hasattr(application.vacancy, "panel")


@needs("vacancies.view_vacancy", _vacancy)
@require_safe
def list_page(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The long list as it was made, or what making it now would mean."""
    if request.user.has_perm("applications.declare_interest", vacancy):
        return redirect("panels:declare", vacancy.panel.pk)
    if not request.user.has_perm("applications.view_names", vacancy):
        return redirect("panels:panel", vacancy.panel.pk)
    submitted = Application.objects.submitted().filter(vacancy=vacancy)
    actions.find_all(applications=submitted, at=clock.now())
    standing, is_closed = standing_of(vacancy, reader=request.user), all_are_in(vacancy, at=clock.now())
    made = Screening.objects.of(vacancy).select_related("by").first()
    ready = is_closed and not made and not standing.undecided and (standing.listed or standing.refused)
    context = {
        "vacancy": vacancy,
        "tab": "applications",
        "standing": standing,
        "made": made,
        "is_closed": is_closed,
        "can_make": ready and request.user.has_perm("applications.make_long_list", vacancy),
    }
    return render(request, "applications/screening/long_list.html", context)


@needs("applications.make_long_list", _vacancy)
@require_POST
def make_list(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Make it."""
    made = attempt(request, actions.make_long_list, vacancy=vacancy)
    if made:
        listed = sum(one.is_listed for one in made)
        said = ngettext(
            "The long list is made: %(n)s candidate.", "The long list is made: %(n)s candidates.", listed
        )
        messages.success(request, said % {"n": listed})
    return redirect("screening:long-list", vacancy.pk)
