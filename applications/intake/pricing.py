"""What a price names, and of which outputs it is made: what the plan and the notice ask when it is sealed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from applications.intake.line import Line
from applications.intake.models import Application, PriceOffer
from applications.intake.paper import Paper
from applications.intake.thing import Thing
from portal.kernel.canonical import sha256_of
from portal.words.figures import money
from vacancies.models import Output, Plan
from vacancies.plan.models import PriceBasis


def terms_of(plan: Plan, outputs: Sequence[Output]) -> str:
    """What a price was asked for as, in one hash; empty for a lump sum without parts, as it always was."""
    if plan.price_basis == PriceBasis.LUMP_SUM and not plan.price_breakdown:
        return ""
    return sha256_of({"basis": str(plan.price_basis), "outputs": [titles(row) for row in outputs]})


def titles(output: Output) -> dict[str, str]:
    return {"en": output.title_en, "ru": output.title_ru}


def label(plan: Plan) -> str:
    """What the figure is called."""
    if plan.price_basis == PriceBasis.DAILY_RATE:
        return _("Rate for a day of work in %(currency)s") % {"currency": plan.currency}
    return _("Price in %(currency)s") % {"currency": plan.currency}


def things(paper: Paper) -> Iterator[Thing]:
    """A price, sealed for what is asked now: another basis or other outputs make it the answer to another question."""
    if not paper.plan.has_prices:
        return
    if paper.application.being_entered:
        fault = "" if paper.price else _("Register the closed envelope")
        yield Thing("envelope", "id_number", _("Price offer"), bool(paper.price), fault)
        return
    fault = ""
    if paper.price is None:
        fault = _("Seal your price")
    elif paper.price.terms != terms_of(paper.plan, paper.outputs):
        fault = _("The notice has changed what a price names. Seal your price again")
    yield Thing("price", "id_amount", _("Price offer"), bool(paper.price), fault)


def snapshot(paper: Paper) -> dict[str, Any]:
    """The names of the outputs that a sealed price is broken down by; of the figures nothing."""
    if not (paper.plan.has_prices and paper.plan.price_breakdown):
        return {}
    return {"price_outputs": [titles(row) for row in paper.outputs]}


def offered(application: Application) -> list[Line]:
    """The price once it is opened, with its parts by output, or with its total for the days that the notice counts."""
    offer = PriceOffer.objects.filter(application=application).exclude(opened=None).first()
    return lines_of(application, offer.opened, offer.opened_parts) if offer else []


def lines_of(application: Application, price: Decimal, sums: Sequence[str]) -> list[Line]:
    """A price that was opened, with the `sums` it is made of, in words."""
    vacancy = application.vacancy
    plan = vacancy.plan
    names = (application.snapshot or {}).get("price_outputs", [])
    parts = [Line(_title(name), money(part, plan.currency)) for name, part in zip(names, sums, strict=False)]
    days = vacancy.working_days if plan.price_basis == PriceBasis.DAILY_RATE else None
    totals = [Line(_total_words(days), money(price * days, plan.currency))] if days else []
    return [Line(label(plan), money(price, plan.currency)), *parts, *totals]


def _title(name: dict[str, str]) -> str:
    return name.get(get_language() or "") or next(filter(None, name.values()), "")


def _total_words(days: int) -> str:
    return ngettext("For %(n)s working day", "For %(n)s working days", days) % {"n": days}
