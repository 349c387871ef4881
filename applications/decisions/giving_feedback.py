"""Writing feedback for an applicant before the decision is announced, and sentences to begin with."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from applications.decisions.feedback import Feedback
from applications.decisions.models import UNTOLD, Decision
from applications.decisions.places import APART
from applications.intake.lots import said_of
from applications.intake.models import Application
from applications.ranking.exact import Exact
from applications.ranking.models import Ranking
from applications.ranking.results import named
from applications.scoring.rules import require_part
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked
from portal.record.actions import write

TOO_LATE = gettext_lazy("Feedback is written between the decision and its announcement.")
NOT_HERE = gettext_lazy("No letter of this decision goes to this applicant.")


@transaction.atomic
def write_feedback(
    *, decision: Decision, application: Application, text: str, by: Any, at: datetime
) -> Feedback:
    """Keep what the letter to the applicant of `application` says besides; an empty `text` takes it back.

    Raises Refused before the decision, after its announcement, and for who gets no letter of it.
    """
    row = locked(decision)
    require_part("applications.announce_decision", row, by=by)
    if row.status not in UNTOLD:
        raise Refused(TOO_LATE)
    told = Application.objects.submitted().filter(vacancy=row.vacancy_id, lot=row.lot_id)
    if not told.filter(pk=application.pk).exists():
        raise Refused(NOT_HERE)
    said = {"text": text.strip(), "written_by": by, "written_at": at}
    made, _new = Feedback.objects.update_or_create(decision=row, application=application, defaults=said)
    data = {"code": application.code, "text_sha256": sha256_of(made.text), **said_of(row.lot)}
    write(
        stream=row.stream, action="feedback.written", subject=f"feedback:{made.pk}", by=by, at=at, data=data
    )  # fmt: skip
    return made


def suggested(decision: Decision, application: Application) -> str:
    """Sentences on the strongest and the weakest criteria of the applicant's own marks, in the language of the letter.

    Empty where the office does not publish own scores to applicants, and for whom no panel scored.
    """
    vacancy = application.vacancy
    if not vacancy.office.shows_own_scores(published_at=vacancy.published_at):
        return ""
    with override(application.applicant.language):
        return _on_criteria(decision.ranking, application.code)


def _on_criteria(ranking: Ranking, code: str) -> str:
    line = next((one for one in ranking.result["results"] if one["code"] == code), None)
    if line is None or line["status"] in APART or "criteria" not in line:
        return ""
    marks = Exact(ranking.evaluation).judged[code].marks
    criteria = ranking.evaluation["plan"]["criteria"]
    shares = {one["code"]: marks[one["code"]] / Fraction(one["scale"]) for one in criteria}
    best, least = max(shares.values()), min(shares.values())
    if best == least:
        return ""
    names = {one["code"]: str(named(one)) for one in criteria}

    def at(share: Fraction) -> str:
        return "; ".join(names[code] for code, reached in shares.items() if reached == share)

    strongest = _(
        "Measured by the scale of each criterion, the panel gave you its highest marks on: %(names)s."
    )
    weakest = _("It gave you its lowest marks on: %(names)s.")
    return f"{strongest % {'names': at(best)}} {weakest % {'names': at(least)}}"
