"""Pages on which HR reads, downloads and changes the synonyms of the search."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.web.access import needs
from portal.web.deeds import attempt, posted
from vacancies.listing.actions import save_synonyms
from vacancies.listing.forms import SynonymsForm
from vacancies.listing.models import SynonymList
from vacancies.listing.synonyms import first_text, text_in_force

LATEST = 10


@needs("vacancies.edit_synonyms")
def synonyms(request: HttpRequest) -> HttpResponse:
    """The list in force; saving it makes a new one that every process uses at once."""
    saved = list(SynonymList.objects.select_related("saved_by").defer("text")[:LATEST])
    initial = {"text": text_in_force(), "based_on": saved[0].pk if saved else None}
    form = SynonymsForm(posted(request), request.FILES or None, initial=initial)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "based_on")}
        if attempt(request, save_synonyms, **said):
            messages.success(request, _("The synonyms are saved. The search uses them from now on."))
            return redirect("listing:synonyms")
    return render(request, "vacancies/listing/synonyms.html", {"form": form, "saved": saved})


@needs("vacancies.edit_synonyms")
@require_safe
def synonyms_file(request: HttpRequest) -> HttpResponse:
    """The list in force as a text file, or the one a portal begins with."""
    text = first_text() if "first" in request.GET else text_in_force()
    headers = {"Content-Disposition": 'attachment; filename="synonyms.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
