"""What an application is made of besides documents, in words: pages to write, the price, a team."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.words.figures import figure
from vacancies.plan.asks import PriceBasis
from vacancies.plan.models import Plan


def pages(asks: Mapping[str, Any]) -> list[str]:
    """What is written on the pages of an application, of what a plan asks for."""
    limit = asks.get("methodology_limit", 0)
    methodology = ngettext(
        "a methodology: how you would do the work, in up to %(limit)s character",
        "a methodology: how you would do the work, in up to %(limit)s characters",
        limit,
    ) % {"limit": figure(limit)}
    said = {
        "experience_asked": _("your experience, chosen from your profile"),
        "methodology_limit": methodology,
        "letter_asked": _("a letter of interest and availability"),
    }
    return [words for name, words in said.items() if name in asks]


def price(plan: Plan) -> str:
    """The price offer; empty where none is asked for."""
    if not plan.has_prices:
        return ""
    if plan.price_basis == PriceBasis.DAILY_RATE:
        words = _("a price offer in %(currency)s: the rate for a day of work")
    elif plan.price_breakdown:
        words = _("a price offer in %(currency)s: a lump sum, broken down by output")
    else:
        words = _("a price offer in %(currency)s")
    return words % {"currency": plan.currency}


def team(asks: Mapping[str, Any]) -> str:
    """Who may apply together; empty where everybody applies alone."""
    if "team_most" not in asks:
        return ""
    most = asks["team_most"]
    return ngettext(
        "A team of up to %(most)s person may apply, counting the one who leads it and applies for all of them.",
        "A team of up to %(most)s people may apply, counting the one who leads it and applies for all of them.",
        most,
    ) % {"most": figure(most)}
