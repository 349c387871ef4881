"""The report as PDF/A, set by typst; everything goes in as data, nothing is ever read as markup."""

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

from applications.reports.data import report_data
from vacancies.models import Lot, Vacancy

_TEMPLATE = Path(__file__).with_name("report.typ")
# Tagged for readers who listen, and whole in itself for the archive.
_STANDARD: Literal["a-2a"] = "a-2a"


def report_pdf(vacancy: Vacancy, language: str, *, at: datetime, lot: Lot | None = None) -> bytes:
    """The evaluation report on the latest ranking of `vacancy`, or of one of its lots, in `language`, made at `at`."""
    data = json.dumps(report_data(vacancy, language, at=at, lot=lot), ensure_ascii=False)
    return typst.compile(
        str(_TEMPLATE),
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        pdf_standards=_STANDARD,
        timestamp=int(at.timestamp()),
    )
