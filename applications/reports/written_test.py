"""The part of a report on the written test: who wrote it, when each file was received and from whom, with its hash."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake.models import Application
from applications.reports.blocks import Block, Column, codes, note, section, table, text
from applications.reports.material import Material
from applications.scoring.models import Round
from applications.written_tests.models import AnswerFile
from vacancies.plan.models import Stage


def written_test(material: Material) -> Block | None:
    """Nothing where no test was marked and no answers were kept."""
    of_lot = AnswerFile.objects.of_vacancy(material.vacancy).filter(application__lot=material.ranking.lot)
    files = list(of_lot.whole())
    round_ = next((one for one in material.rounds if one.stage == Stage.TEST), None)
    if not files and round_ is None:
        return None
    standing = [one for one in files if one.is_standing]
    return section(
        pgettext("stage", "Written test").capitalize(),
        text(_("The panel saw these files beside its score sheets under the codes of the candidates, and not as they were named.")),
        table(
            [Column(_("Candidate"), 1), Column(_("File"), 1), Column(pgettext("file", "Received")), Column(pgettext("file", "From"), 1)],
            [_row(material, one) for one in standing],
        ),
        *[note(words) for words in _without(material, round_, standing)],
        *[note(_aside(material, one)) for one in files if not one.is_standing],
        text(_("SHA-256 of each file, as recorded when it was received:"), small=True) if files else None,
        codes([(one.called, one.document.sha256) for one in files]) if files else None,
    )  # fmt: skip


def _row(material: Material, one: AnswerFile) -> list[Any]:
    sender = _("the candidate") if one.came_from_candidate else one.kept_by
    return [material.called(one.application.code), one.called, material.when(one.received_at), sender]


def _without(material: Material, round_: Round | None, files: list[AnswerFile]) -> list[str]:
    """Candidates of the round of whom the panel had no answers."""
    if round_ is None:
        return []
    judged = {pk for sheet in round_.sheets.all() for pk in sheet.order}
    there = {one.application_id for one in files}
    people: list[Application] = [one for one in material.people.values() if one.pk in judged - there]
    return [
        _("No answers of %(candidate)s were there.") % {"candidate": material.called(one.code)}
        for one in people
    ]


def _aside(material: Material, one: AnswerFile) -> str:
    words = _("%(file)s was set aside by %(name)s, %(moment)s. The reason: %(reason)s")
    said = {"file": one.called, "name": one.set_aside_by, "moment": material.when(one.set_aside_at)}
    return words % {**said, "reason": one.set_aside_because}
