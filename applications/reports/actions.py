"""Taking a report away: the file, and the entry of the record that says who took it."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from applications.ranking.models import Ranking
from applications.reports.pdf import report_pdf
from applications.reports.register import register_csv
from applications.scoring.rules import require_part
from portal.record.actions import write
from vacancies.models import Lot, Vacancy


@dataclass(frozen=True)
class File:
    """What is taken away."""

    name: str
    kind: str
    data: bytes


def take_report(*, vacancy: Vacancy, language: str, by: Any, at: datetime, lot: Lot | None = None) -> File:
    """The evaluation report in `language`. It names the head of the record as it was before this reading."""
    require_part("applications.view_report", vacancy, by=by)
    data = report_pdf(vacancy, language, at=at, lot=lot)
    return _taken(
        vacancy,
        File(_name(vacancy, f"{_of(lot)}report-{language}.pdf"), "application/pdf", data),
        by=by,
        at=at,
    )


def take_evaluation(*, ranking: Ranking, by: Any, at: datetime) -> File:
    """The evaluation file of one version, for `manage.py evaluate`."""
    require_part("applications.view_report", ranking.vacancy, by=by)
    data = json.dumps(ranking.evaluation, ensure_ascii=False, indent=2).encode() + b"\n"
    name = _name(ranking.vacancy, f"{_of(ranking.lot)}evaluation-{ranking.version}.json")
    return _taken(ranking.vacancy, File(name, "application/json", data), by=by, at=at)


def take_register(*, vacancy: Vacancy, by: Any, at: datetime) -> File:
    """The register of applications in the active language."""
    require_part("applications.view_register", vacancy, by=by)
    file = File(
        _name(vacancy, f"register-{get_language()}.csv"), "text/csv; charset=utf-8", register_csv(vacancy)
    )
    return _taken(vacancy, file, by=by, at=at)


def _of(lot: Lot | None) -> str:
    return f"{lot.code}-" if lot else ""


def _name(vacancy: Vacancy, ending: str) -> str:
    """IOMKAZ-2026-11-C-report-ru.pdf for IOMKAZ/2026/11(C)."""
    reference = re.sub(r"\W+", "-", vacancy.reference).strip("-")
    return f"{reference}-{ending}"


def _taken(vacancy: Vacancy, file: File, *, by: Any, at: datetime) -> File:
    write(
        stream=vacancy.stream, action="report.read", subject=vacancy.stream, by=by, at=at,
        data={"file": file.name},
    )  # fmt: skip
    return file
