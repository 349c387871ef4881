"""What the files that are taken away are called."""

import re

from applications.reports.models import Making, Paper
from vacancies.models import Lot, Vacancy


def file_name(making: Making) -> str:
    """IOMKAZ-2026-11-C-report-ru.pdf for the report on IOMKAZ/2026/11(C)."""
    if making.paper == Paper.PACK:
        return named(making.vacancy, "pack.zip")
    return named(making.vacancy, f"report-{making.language}.pdf", making.lot)


def named(vacancy: Vacancy, ending: str, lot: Lot | None = None) -> str:
    """A name that tells the vacancy, the lot and what it is."""
    reference = re.sub(r"\W+", "-", vacancy.reference).strip("-")
    return "-".join(filter(None, [reference, lot.code if lot else "", ending]))
