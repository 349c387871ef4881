"""What a document would make, in a few lines."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.offices.models import Office
from portal.words.moments import moment_in
from vacancies.document.hydrate import hydrated


def summary_of(document: Mapping[str, Any], office: Office) -> list[tuple[str, Any]]:
    """(what, how much) of a document without faults."""
    vacancy = hydrated(document, office=office)
    closes = moment_in(vacancy.closes_at, office.zone) if vacancy.closes_at else "—"
    texts = [
        (_("Title"), vacancy.title),
        (_("Office"), office.name),
        (_("Type"), vacancy.get_kind_display()),
        (_("Closing date"), closes),
        (_("Method"), vacancy.plan.get_method_display()),
    ]
    numbers = [
        (_("Duty stations"), document["duty_stations"]),
        (pgettext("of a vacancy", "Lots"), document["lots"]),
        (_("Outputs"), document["outputs"]),
        (_("Languages"), document["languages"]),
        (_("Standard clauses"), document["clauses"]),
        (_("Requirements"), document["plan"]["requirements"]),
        (_("Criteria"), document["plan"]["criteria"]),
        (_("Documents"), document["plan"]["documents"]),
    ]
    return [*texts, *((words, len(rows)) for words, rows in numbers)]
