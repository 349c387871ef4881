"""The style page: every component, in the language of the page."""

from datetime import UTC, datetime, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.web import samples
from portal.web.access import public

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@public
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """All components with made-up content; nothing of it is read from the database."""
    language = get_language() or "en"
    facts = [
        (_("Contract"), _("Consultant, international")),
        (_("Openings"), 1),
        (_("Languages"), "русский, English"),
    ]
    context = {
        "at": NOW,
        "closes": datetime(2026, 12, 11, 13, 0, tzinfo=UTC),
        "soon": NOW + timedelta(days=2),
        "city": {"en": "Astana", "ru": "Астана"}.get(language, "Astana"),
        "title": samples.TITLES.get(language, samples.TITLES["en"]),
        "lead": samples.LEADS.get(language, samples.LEADS["en"]),
        "other_title": samples.TITLES["en" if language == "ru" else "ru"],
        "other_language": "en" if language == "ru" else "ru",
        "criteria": samples.CRITERIA.get(language, samples.CRITERIA["en"]),
        "text": samples.MARKDOWN.get(language, samples.MARKDOWN["en"]),
        "faulty": samples.sample_form(language if language in samples.ANSWERS else "en"),
        "names": samples.NAMES,
        "hotlines": samples.HOTLINES,
        "facts": facts,
        "page": Paginator(range(41), 12).get_page(request.GET.get("page", 2)),
        **samples.working_samples(),
    }
    return render(request, "portal/web/style.html", context)
