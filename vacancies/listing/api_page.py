"""What programs of others can ask the portal, told to people: examples, fields, and where they go at ReliefWeb."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kernel.addresses import absolute
from portal.web.access import public

_ROOT = "/api/v1"


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    context = {
        "addresses": [(absolute(f"{_ROOT}/{path}"), words) for path, words in _addresses()],
        "example": f"""curl -H 'If-None-Match: "…"' '{absolute(f"{_ROOT}/vacancies?type=consultant&page_size=50")}'""",
        "fields": _fields(),
        "specification": absolute(f"{_ROOT}/openapi.json"),
    }
    return render(request, "vacancies/listing/api.html", context)


def _addresses() -> list[tuple[str, str]]:
    return [
        ("vacancies", _("the open vacancies, twenty a page")),
        (
            "vacancies?state=closed&sort=newest",
            _("the closed ones, by the same filters as the list of the site"),
        ),
        ("vacancies/<slug>", _("one vacancy with everything that is published of it")),
        ("corrigenda", _("published changes of notices, the newest first")),
        ("offices", _("the offices with their hotlines")),
    ]


def _fields() -> list[tuple[str, str, str]]:
    """Field of ours, what it is, field of a ReliefWeb job."""
    return [
        ("title", _("title, by language"), "title"),
        ("summary, notice.terms", _("the text of the notice, in Markdown"), "body"),
        ("apply", _("where one applies, by language"), "how_to_apply"),
        ("pages", _("the page of the notice, by language"), "url"),
        ("office", _("code of the office"), "source"),
        ("duty_stations, home_based", _("where the work is"), "country, city"),
        ("kind", _("consultant, expert, staff or intern"), "type"),
        ("level", _("years of experience: 0-2, 3-4, 5-9, 10+"), "experience"),
        ("field", _("field of work"), "career_categories, theme"),
        ("published_at", _("when it was published, in UTC"), "date.created"),
        ("closes_at", _("the last instant for applications, in UTC"), "date.closing"),
        ("changed_at", _("when it changed last, in UTC"), "date.changed"),
    ]
