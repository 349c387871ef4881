"""What is to be known of an office, as terms and values."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import spoken
from portal.kernel.countries import country
from portal.offices.models import Office
from portal.words.moments import city_time


def facts_of(office: Office, *, at: datetime) -> list[tuple[str, Any]]:
    """Terms and values; what is not known is left out. `at` decides between summer and winter time."""
    facts = [
        (_("Country"), country(office.country)),
        (_("City"), office.city),
        (_("Address"), office.address),
        (_("E-mail"), office.email and format_html('<a href="mailto:{0}">{0}</a>', office.email)),
        (_("Clock"), city_time(at, office.zone, office.city, office.city_genitive_ru)),
        (_("Working languages"), ", ".join(map(spoken.name, office.languages))),
        (pgettext("office", "Belongs to"), office.parent and _links([office.parent])),
        (_("Sub-offices"), _links(office.sub_offices.all())),
    ]
    return [(term, value) for term, value in facts if value]


def _links(offices: Any) -> str:
    return format_html_join(
        ", ", '<a href="{}">{}</a>', ((one.get_absolute_url(), one.name) for one in offices)
    )
