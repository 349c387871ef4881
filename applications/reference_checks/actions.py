"""What the office does: states who is asked, writes down what was said by telephone, calls off, shows answers to the panel."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from applications.intake.models import Application
from applications.reference_checks import telling
from applications.reference_checks.models import Reference, ReferenceStatus, referee_said, words_said
from applications.reference_checks.questions import questions_in
from applications.reference_checks.workflow import CALL_OFF, NOTE
from applications.scoring.rules import require_part
from applications.scoring.stages import all_locked
from applications.screening.long_list import candidates
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, take
from portal.record.actions import write
from vacancies.models import Vacancy

# So long the candidate knows before a referee is written to.
NOTICE = timedelta(hours=24)
NO_CANDIDATE = _(
    "References are asked for of candidates only: somebody who is on the long list, goes on and has not withdrawn"
)
NOBODY = _("Choose who is asked, or name somebody else")
ALREADY = _("Somebody with this address is asked already")
WORDS = _("Write what was said: at least one answer")
TO_COME = _("The talk cannot lie in the future, nor before the candidate was told")
UNLOCKED = _("The panel may read references only once all its rounds are locked")
NOTHING = _("There is no answer yet that the panel has not been shown")


@dataclass(frozen=True)
class Referee:
    """Somebody to be asked, as the application or the office names them."""

    name: str
    position: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    relation: str = ""


@transaction.atomic
def state(
    *, application: Application, referees: Sequence[Referee], language: str, added: list[str], days: int, by: Any, at: datetime
) -> list[Reference]:  # fmt: skip
    """State who is asked and what. The candidate is told now; letters to the referees go out a day later (`asking.ask_due`).

    Raises Refused for who is no candidate, without anybody to ask, and for somebody who is asked already.
    """
    row = locked(application)
    require_part("applications.arrange_references", row, by=by)
    if not candidates(row.vacancy).filter(pk=row.pk).exists():
        raise Refused(NO_CANDIDATE)
    if not referees:
        raise Refused(NOBODY)
    number = row.references.aggregate(last=Max("number"))["last"] or 0
    made = []
    for one in referees:
        if (
            one.email
            and row.references.exclude(status=ReferenceStatus.CALLED_OFF)
            .filter(email=one.email.lower())
            .exists()
        ):
            raise Refused(ALREADY)
        number += 1
        fields = {**asdict(one), "email": one.email.lower()}
        reference = Reference.objects.create(
            application=row, number=number, language=language, questions=questions_in(language, added), asked_by=by,
            told_at=at, ask_at=at + NOTICE, answer_by=at + NOTICE + timedelta(days=days), **fields,
        )  # fmt: skip
        record(reference, "reference.told", by, at, **_stated(reference))
        made.append(reference)
    telling.tell_candidate(made, at)
    return made


def _stated(row: Reference) -> dict[str, str]:
    return {
        "referee_sha256": sha256_of(referee_said(row)),
        "questions_sha256": sha256_of(words_said(row, row.questions)),
    }


@transaction.atomic
def note(
    *, reference: Reference, answers: list[str], spoken_at: datetime, by: Any, at: datetime
) -> Reference:
    """Write down what a referee said by telephone at `spoken_at`; the link, where one was sent, ends."""
    require_part("applications.arrange_references", reference, by=by)
    answers = tidy(answers)
    if not reference.told_at <= spoken_at <= at:
        raise Refused(TO_COME)
    row = take(NOTE, reference, by=by, answers=answers, noted_by=by, spoken_at=spoken_at, ended_at=at)
    said = {"spoken_at": spoken_at.isoformat(), "answers_sha256": sha256_of(words_said(row, answers))}
    record(row, "reference.noted", by, at, **said)
    return row


@transaction.atomic
def call_off(*, reference: Reference, by: Any, at: datetime) -> Reference:
    """Ask no more: a letter that has not gone out does not, a link that has been sent ends."""
    require_part("applications.arrange_references", reference, by=by)
    row = take(CALL_OFF, reference, by=by, ended_at=at)
    record(row, "reference.called_off", by, at)
    return row


@transaction.atomic
def release(*, vacancy: Vacancy, quoted: bool, by: Any, at: datetime) -> int:
    """Show the panel all that was answered so far, and let the report quote it where `quoted`; how many there were.

    Raises Refused while a round is not locked: what referees say must change no mark.
    """
    row = locked(vacancy)
    require_part("applications.arrange_references", row, by=by)
    if not all_locked(row):
        raise Refused(UNLOCKED)
    found = Reference.objects.of_vacancy(row).filter(status=ReferenceStatus.ANSWERED, released_at=None)
    rows = list(found.select_for_update(of=("self",)))
    if not rows:
        raise Refused(NOTHING)
    for one in rows:
        one.released_by, one.released_at, one.quoted = by, at, quoted
        one.save(update_fields=["released_by", "released_at", "quoted"])
        record(one, "reference.released", by, at, quoted=quoted)
    return len(rows)


def tidy(answers: list[str]) -> list[str]:
    """Answers without white space around them. Raises Refused where all are empty."""
    said = [one.strip() for one in answers]
    if not any(said):
        raise Refused(WORDS)
    return said


def record(row: Reference, action: str, by: Any, at: datetime, **data: Any) -> None:
    """An entry on a reference; neither names nor words stand in it but as hashes."""
    said = {"code": row.application.code, "number": row.number, **data}
    write(
        stream=row.application.stream, action=action, subject=f"reference:{row.pk}", by=by, at=at, data=said
    )
