"""A report as plain data in one language: what the typesetter gets, and nothing it would have to think about."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from applications.ranking.models import Ranking
from applications.reports import (
    applicants,
    blind,
    figures,
    interview,
    marks,
    notice,
    outcome,
    panel,
    references,
    short_list,
    standings,
    written_test,
)
from applications.reports.blocks import Block
from applications.reports.material import Material
from applications.reports.progress import Progress, in_silence
from portal.words.moments import city_time
from vacancies.models import Lot, Vacancy

SECTIONS = (
    notice.notice,
    notice.plan,
    applicants.register,
    applicants.eligibility,
    panel.panel,
    panel.sheets,
    blind.blind_rounds,
    short_list.short_list,
    written_test.written_test,
    interview.interview,
    marks.marks,
    figures.figures,
    standings.ranking,
    standings.advice,
    references.references,
    outcome.decision,
    outcome.verification,
)


def report_data(
    vacancy: Vacancy,
    language: str,
    *,
    at: datetime,
    lot: Lot | None = None,
    progress: Progress = in_silence,
) -> dict[str, Any]:
    """The evaluation report on the latest ranking of `vacancy`, or of one of its lots, made at `at`.

    `progress` hears of every section; setting them into pages is the last part, and not heard of. Raises Ranking.DoesNotExist where there is no ranking. Every figure is that of the frozen ranking.
    """
    ranking = Ranking.objects.of(vacancy, lot).select_related("made_by", "lot").latest("version")
    ranking.vacancy = vacancy
    material = Material(vacancy, ranking, at)
    with override(language):
        return {
            "language": language,
            "title": _("Evaluation report"),
            "subject": f"{vacancy.title}: {lot}" if lot else str(vacancy.title),
            "reference": vacancy.reference,
            "office": str(vacancy.office),
            "fingerprint": material.fingerprint,
            "made": _made(material),
            "words": _words(),
            "sections": list(_sections(material, progress)),
        }


def _sections(material: Material, progress: Progress) -> Iterator[Block]:
    for done, build in enumerate(SECTIONS):
        progress(done, len(SECTIONS) + 1)
        if section := build(material):
            yield section
    progress(len(SECTIONS), len(SECTIONS) + 1)


def _made(material: Material) -> list[str]:
    """What the reader must know before reading."""
    office = material.vacancy.office
    zone = city_time(material.at, office.zone, office.city, office.city_genitive_ru)
    return [
        _("Made %(moment)s, on the ranking, version %(version)s.")
        % {"moment": material.when(material.at), "version": material.ranking.version},
        _("All times: %(zone)s.") % {"zone": zone},
        _("For the file of the selection: names, marks and reasons in it are confidential."),
    ]


def _words() -> dict[str, str]:
    """What stands in the frame of every page."""
    return {
        "contents": _("Contents"),
        "plan": pgettext("before a fingerprint", "plan"),
        "page": _("Page %(number)s of %(total)s") % {"number": "{n}", "total": "{m}"},
    }
