"""The parts of a report on how it ended, and on how all of it can be checked."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.decisions.models import Decision
from applications.ranking.actions import result_of
from applications.reports.blocks import Block, Column, codes, heading, note, section, table, text
from applications.reports.material import Material
from applications.reports.offers import complaints, offers
from portal.kernel.canonical import sha256_of
from portal.record.models import Chain
from portal.record.verify import breaks


def decision(material: Material) -> Block:
    """The recommendations, the latest first, each with what became of it."""
    blocks = [block for one in material.decisions for block in _decision(material, one)]
    return section(_("The decision"), *(blocks or [text(_("The panel has not recommended anybody yet."))]))


def _decision(material: Material, one: Decision) -> Iterator[Block | None]:
    yield heading(capfirst(one.get_status_display()))
    yield text(
        _("Recommended by %(name)s, %(moment)s, by the ranking, version %(version)s.")
        % {
            "name": one.recommended_by,
            "moment": material.when(one.recommended_at),
            "version": one.ranking.version,
        }
    )
    yield text(one.text)
    if one.departure:
        yield note(_("Why not in the order of the ranking: %(reason)s") % {"reason": one.departure})
    yield table(
        [Column(_("Rank"), right=True), Column(_("Candidate"), 1), Column(_("Place in the decision"))],
        [
            [
                outcome.rank or "–",
                material.called(outcome.application.code),
                capfirst(outcome.get_place_display()),
            ]
            for outcome in one.outcomes.all()
        ],
    )
    yield text("\n".join(_became(material, one)))
    yield from offers(material, one)
    yield from complaints(one)


def _became(material: Material, one: Decision) -> Iterator[str]:
    """What the approver and the office did with it."""
    words = {"name": one.decided_by, "moment": material.when(one.decided_at), "reason": one.reason}
    if one.is_open:
        yield _("It waits for the approver.")
    elif one.is_returned:
        yield _("Returned by %(name)s, %(moment)s. The reason: %(reason)s") % words
    elif one.is_refused:
        yield (
            _(
                "Refused by %(name)s, %(moment)s: the selection ended without an appointment. The reason: %(reason)s"
            )
            % words
        )
    else:
        yield _("Approved by %(name)s, %(moment)s.") % words
    if one.announced_at:
        words = {"name": one.announced_by, "moment": material.when(one.announced_at)}
        yield _("Announced by %(name)s, %(moment)s.") % words


def verification(material: Material) -> Block:
    """Hashes, and what was checked when the report was made."""
    ranking = material.ranking
    return section(
        _("How to check this report"),
        text(
            _(
                "The evaluation file of this selection is kept with the report. “manage.py evaluate FILE” computes all figures "
                "again from it, without the portal's database."
            )
        ),
        _recomputed(material),
        _chain(material),
        codes(
            [
                (_("Fingerprint of the plan"), material.fingerprint),
                (_("Evaluation file"), sha256_of(ranking.evaluation)),
                (_("Result"), sha256_of(ranking.result)),
                (_("Head of the record"), Chain.objects.get(stream=material.vacancy.stream).head),
            ]
        ),
        text(
            _("SHA-256 in hexadecimal; of data, that of its canonical JSON (docs/selection.md section 1)."),
            small=True,
        ),
    )


def _recomputed(material: Material) -> Block:
    if result_of(material.ranking.evaluation) == material.ranking.result:
        return text(
            _("When this report was made, the figures were computed again from the file and were the same.")
        )
    return note(
        _("Computed again from the file, the figures are not those that were frozen. Do not rely on them.")
    )


def _chain(material: Material) -> Block:
    chain = Chain.objects.get(stream=material.vacancy.stream)
    if any(breaks([chain.stream])):
        return note(
            _(
                "The record of this vacancy was changed after it was written. Ask an auditor before relying on it."
            )
        )
    words = ngettext(
        "The record of this vacancy had %(n)s entry, and each followed from the one before.",
        "The record of this vacancy had %(n)s entries, and each followed from the one before.",
        chain.length,
    )
    return text(words % {"n": chain.length})
