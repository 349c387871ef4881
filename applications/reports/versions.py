"""The part of a report on marks that were opened again after their lock: what was kept, why, and who had seen prices."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.reports.blocks import Block, Column, note, table, text
from applications.reports.material import Material
from applications.scoring.versions import Reopening, Version


def reopenings(material: Material, versions: Sequence[Version], ranked: int) -> Iterator[Block | None]:
    """Nothing for a round that was locked once; `ranked` is the version that the report's figures come from."""
    ended = [version.ended for version in versions if version.ended]
    if not ended:
        return
    words = _(
        "The marks were opened again after their lock. The figures of this report are of version %(number)s."
    )
    yield text(words % {"number": ranked})
    yield table(
        [
            Column(pgettext("of marks", "Version")),
            Column(pgettext("round", "Locked"), 1),
            Column(pgettext("round", "Opened again"), 1),
            Column(_("Reason"), 2),
        ],
        [
            [
                one.version,
                f"{one.locked_by}, {material.when(one.locked_at)}",
                f"{one.by}, {material.when(one.at)}",
                _reasons(one),
            ]
            for one in ended
        ],
    )
    yield from (note(_after_prices(material, one)) for one in ended if one.allowance)


def _reasons(one: Reopening) -> str:
    if not one.instead:
        return one.reason
    instead = _("Why the office and not the chair: %(reason)s") % {"reason": one.instead}
    return f"{one.reason}\n{instead}"


def _after_prices(material: Material, one: Reopening) -> str:
    words = _(
        "Version %(next)s of the marks was made after the prices had been seen. %(name)s allowed it, %(moment)s. The reason: %(reason)s"
    )
    allowed = one.allowance
    return words % {
        "next": one.version + 1,
        "name": allowed and allowed.by,
        "moment": material.when(allowed and allowed.at),
        "reason": allowed and allowed.reason,
    }
