"""Having a report made and taking it away: the file, and the entry of the record that says who took it."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.ranking.evaluation import read_evaluation
from applications.ranking.models import Ranking
from applications.reports.models import Making, MakingQuerySet, Paper, State
from applications.reports.names import named
from applications.reports.register import register_csv
from applications.reports.tasks import make
from applications.reports.workbook import workbook
from applications.scoring.rules import require_part
from portal.record.actions import write
from portal.workbooks.writing import XLSX
from vacancies.models import Lot, Vacancy

KINDS = {Paper.REPORT: "application/pdf", Paper.PACK: "application/zip"}


@dataclass(frozen=True)
class File:
    """What is taken away."""

    name: str
    kind: str
    data: bytes


@transaction.atomic
def ask(
    *, vacancy: Vacancy, paper: str, language: str, by: Any, at: datetime, lot: Lot | None = None
) -> Making:
    """Have a report or a pack made, beside the requests; what one asked for before and is too old is deleted.

    A paper that the same person has waiting is given instead of a second one.
    """
    making = Making(
        vacancy=vacancy, paper=paper, language=language, lot=lot, asked_by=by, asked_at=at, told_at=at
    )
    require_part(making.permission, vacancy, by=by)
    clear(Making.objects.over(at=at).filter(asked_by=by))
    same = Making.objects.filter(vacancy=vacancy, paper=paper, language=language, lot=lot, asked_by=by)
    waiting = same.filter(state=State.WAITING).order_by("pk").last()
    if waiting and not waiting.has_failed(at=at):
        return waiting
    making.save()
    transaction.on_commit(partial(make.enqueue, str(making.key)))
    return making


def take(*, making: Making, by: Any, at: datetime) -> File:
    """The paper that was made, to whom it was made for; a report names the head of the record as it was before this."""
    require_part(making.permission, making.vacancy, by=by)
    with making.file.open("rb") as file:
        data = file.read()
    return _taken(making.vacancy, File(making.name, KINDS[making.paper], data), by=by, at=at)


def clear(makings: MakingQuerySet) -> int:
    """Delete papers with their files; how many they were."""
    rows = list(makings)
    for row in rows:
        row.file.delete(save=False)
    makings.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def take_evaluation(*, ranking: Ranking, by: Any, at: datetime) -> File:
    """The evaluation file of one version, for `manage.py evaluate`."""
    require_part("applications.view_report", ranking.vacancy, by=by)
    data = json.dumps(ranking.evaluation, ensure_ascii=False, indent=2).encode() + b"\n"
    name = named(ranking.vacancy, f"evaluation-{ranking.version}.json", ranking.lot)
    return _taken(ranking.vacancy, File(name, "application/json", data), by=by, at=at)


def take_workbook(*, ranking: Ranking, by: Any, at: datetime) -> File:
    """One version as a workbook that computes it again, in the active language."""
    require_part("applications.view_report", ranking.vacancy, by=by)
    said = ranking.evaluation
    about = [(_("Vacancy"), ranking.vacancy.reference), (_("Version of the ranking"), str(ranking.version))]
    if ranking.lot:
        about.insert(1, (_("Lot"), f"{ranking.lot.code} {ranking.lot.name}"))
    evaluation = read_evaluation(json.dumps(said).encode())
    data = workbook(said=said, result=ranking.result, evaluation=evaluation, about=about, at=ranking.made_at)
    name = named(ranking.vacancy, f"ranking-{ranking.version}-{get_language()}.xlsx", ranking.lot)
    return _taken(ranking.vacancy, File(name, XLSX, data), by=by, at=at)


def take_register(*, vacancy: Vacancy, by: Any, at: datetime) -> File:
    """The register of applications in the active language."""
    require_part("applications.view_register", vacancy, by=by)
    file = File(
        named(vacancy, f"register-{get_language()}.csv"), "text/csv; charset=utf-8", register_csv(vacancy)
    )
    return _taken(vacancy, file, by=by, at=at)


def _taken(vacancy: Vacancy, file: File, *, by: Any, at: datetime) -> File:
    write(
        stream=vacancy.stream, action="report.read", subject=vacancy.stream, by=by, at=at,
        data={"file": file.name},
    )  # fmt: skip
    return file
