"""The report as PDF/A, set by typst; everything goes in as data, nothing is ever read as markup."""

from datetime import datetime
from pathlib import Path

from applications.reports.data import report_data
from applications.reports.progress import Progress, in_silence
from portal.typesetting.setting import typeset
from vacancies.models import Lot, Vacancy

_TEMPLATE = Path(__file__).with_name("report.typ")


def report_pdf(
    vacancy: Vacancy,
    language: str,
    *,
    at: datetime,
    lot: Lot | None = None,
    progress: Progress = in_silence,
) -> bytes:
    """The evaluation report on the latest ranking of `vacancy`, or of one of its lots, in `language`, made at `at`."""
    return typeset(_TEMPLATE, report_data(vacancy, language, at=at, lot=lot, progress=progress), at=at)
