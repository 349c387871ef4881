"""How numbers, places and languages of a vacancy are said."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, override, pgettext
from django.utils.translation import gettext as _

from portal.kernel.bilingual import languages, text_in
from portal.kernel.countries import country, country_names
from portal.words.figures import figure, money
from vacancies.vacancy.models import Vacancy

MANY_PLACES = 3


def plain(number: Decimal) -> str:
    """A number with as many decimals as it needs, in the reader's spelling: 40, 12,5."""
    short = Decimal(number).normalize()
    return figure(short, max(-int(short.as_tuple().exponent), 0))


def contract(vacancy: Vacancy) -> str:
    """Consultant, national."""
    return capfirst(f"{vacancy.get_kind_display()}, {vacancy.get_scope_display()}")


def pay(vacancy: Vacancy) -> str:
    """200–250 USD a day; empty where the notice says nothing of pay."""
    if not vacancy.pay_per:
        return ""
    least, most = vacancy.pay_least, vacancy.pay_most
    lowest = f"{money(least)}–" if least != most else ""
    return f"{lowest}{money(most, vacancy.pay_currency)} {vacancy.get_pay_per_display()}"


def cities(vacancy: Vacancy) -> str:
    """Where the work is, short: the duty stations, or home, or how many places."""
    names = [str(station.city) for station in vacancy.duty_stations.all()]
    if len(names) > MANY_PLACES:
        names = [ngettext("%(n)s place", "%(n)s places", len(names)) % {"n": len(names)}]
    if vacancy.home_based:
        names.append(pgettext("duty station", "home-based"))
    return ", ".join(names)


def duty_stations(vacancy: Vacancy) -> str:
    """Every place of work with its country."""
    places = [f"{station.city} ({country(station.country)})" for station in vacancy.duty_stations.all()]
    if vacancy.home_based:
        places.append(pgettext("duty station", "home-based"))
    return capfirst("; ".join(places))


def eligible(vacancy: Vacancy) -> str:
    """Whose citizens may apply."""
    if not vacancy.eligible_countries:
        return _("Citizens of any country")
    return _("Citizens of: %(countries)s") % {
        "countries": ", ".join(country_names(vacancy.eligible_countries))
    }


def elsewhere(vacancy: Vacancy) -> Iterable[tuple[str, str]]:
    """The other languages the notice can be read in, each with words in that language."""
    for code in languages():
        if code != get_language() and not text_in(vacancy, "title", code).borrowed:
            with override(code):
                yield code, pgettext("in the language of these very words", "Read in English")
