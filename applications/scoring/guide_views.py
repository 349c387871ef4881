"""The pages of the question guide: to read and print it, and to write it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.panels.models import Panel
from applications.scoring import guide_writing
from applications.scoring.guide import Guide, criteria_asked, guide_of, interview_of
from applications.scoring.guide_forms import FirstRows, FreeRows, GuideForm, NumberedRows, rows_from
from applications.scoring.rules import takes_part
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from portal.web.rows import with_one_more

_panel = finder(
    Panel.objects.with_seats()
    .select_related("vacancy__plan")
    .prefetch_related("rounds", "vacancy__plan__criteria"),
    pk="pk",
)


@needs("applications.view_guide", _panel)
@require_safe
def guide_page(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The questions for the interviews, to be printed; what a good answer contains for those who judge."""
    guide = guide_of(panel)
    context = {
        "panel": panel,
        "vacancy": panel.vacancy,
        "guide": guide,
        "interview": interview_of(panel),
        "changes": guide.versions[1:],
        "shows_expected": takes_part(request.user, "applications.view_good_answers", panel),
        "may_write": takes_part(request.user, "applications.write_guide", panel)
        and not guide_writing.obstacle(panel),
    }
    return render(request, "applications/scoring/guide.html", context)


@needs("applications.write_guide", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The questions as rows; once the interviews are opened, with the reason for the change."""
    if words := guide_writing.obstacle(panel):
        messages.error(request, words)
        return redirect("scoring:guide", panel.pk)
    guide, is_opened = guide_of(panel), interview_of(panel) is not None
    form, rows = _forms(request, panel, guide, is_opened=is_opened)
    # Both are asked, so that all faults show.
    if request.method == "POST" and "add" not in request.POST and all([form.is_valid(), rows.is_valid()]):
        said = {"questions": rows.questions, **form.cleaned_data}
        if version := attempt(request, guide_writing.write_guide, panel=panel, **said):
            messages.success(
                request, _("Version %(number)s of the guide is saved") % {"number": version.number}
            )
            return redirect("scoring:guide", panel.pk)
    context = {
        "panel": panel,
        "vacancy": panel.vacancy,
        "form": form,
        "rows": rows,
        "is_opened": is_opened,
    }
    return render(request, "applications/scoring/write_guide.html", context)


def _forms(request: HttpRequest, panel: Panel, guide: Guide, *, is_opened: bool) -> tuple[GuideForm, Any]:
    adds = request.method == "POST" and "add" in request.POST
    data = with_one_more(request.POST, "rows") if adds else posted(request)
    asks_why = is_opened and bool(guide.versions)
    begun = rows_from(guide)
    make = NumberedRows if asks_why else FreeRows if begun else FirstRows
    rows = make(
        data, prefix="rows", quiet=adds, initial=begun, form_kwargs={"criteria": criteria_asked(panel)}
    )
    seen = {"seen": guide.hash_of(guide.latest)}
    if adds:
        said = {name: request.POST.get(name, "") for name in ("seen", "reason")}
        return GuideForm(initial=said, asks_why=asks_why), rows
    return GuideForm(data, initial=seen, asks_why=asks_why), rows
