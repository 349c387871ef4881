"""The parts of a report on the offers that followed from a decision, on its reserve list, and on complaints against it."""

from collections import Counter
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.decisions.models import Decision
from applications.decisions.offer import Offer
from applications.reports.blocks import Block, Column, note, table, text
from applications.reports.material import Material
from portal.words.moments import day


def offers(material: Material, decision: Decision) -> Iterator[Block | None]:
    """Each offer in the order in which it was made; nothing before the first."""
    if decision.reserve_until:
        yield text(_("The reserve list is valid until %(day)s.") % {"day": day(decision.reserve_until)})
    made = list(decision.offers.whole())
    if not made:
        return
    yield table(
        [Column(_("Offer to"), 1), Column(_("Made")), Column(_("To be answered by")), Column(_("What became of it"), 1)],
        [_row(material, one) for one in made],
    )  # fmt: skip
    for one in made:
        if one.departure:
            words = {"code": one.application.code, "reason": one.departure}
            yield note(_("The offer to %(code)s left the order of the list. The reason: %(reason)s") % words)


def _row(material: Material, offer: Offer) -> list[str]:
    when = offer.ended_at or offer.answered_at
    became = capfirst(offer.get_status_display())
    return [
        material.called(offer.application.code),
        material.when(offer.made_at),
        material.when(offer.answer_by),
        f"{became}, {material.when(when)}" if when else str(became),
    ]


def complaints(decision: Decision) -> Iterator[Block | None]:
    """How many there are and what was found, without names; nothing where there is none."""
    found = list(decision.complaints.all())
    if not found:
        return
    words = ngettext("%(n)s complaint was received.", "%(n)s complaints were received.", len(found))
    yield text(words % {"n": len(found)})
    counted = Counter(str(one.get_finding_display() or one.get_status_display()) for one in found)
    yield table(
        [Column(_("Complaints"), 1), Column(_("Number"), right=True)],
        [[capfirst(word), number] for word, number in counted.items()],
    )
