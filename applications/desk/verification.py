"""What `manage.py verify` checks: the chains of the record, and all that was frozen against it (docs/selection.md section 5)."""

from collections.abc import Callable, Iterator
from typing import Any

from applications.decisions.complaint import Complaint
from applications.decisions.feedback import Feedback
from applications.decisions.models import Decision
from applications.decisions.offer import Offer
from applications.desk import verification_of_moments as moments
from applications.desk import verification_of_panels as panels
from applications.desk import verification_of_steps as steps
from applications.desk import verification_of_versions as versions
from applications.desk.verification_of_answers import answer_faults
from applications.desk.verification_of_blind_rounds import blind_round_faults, hidden_passage_faults
from applications.desk.verification_of_decisions import decision_faults, feedback_faults, renewal_faults
from applications.desk.verification_of_discussions import discussion_faults
from applications.desk.verification_of_emergencies import emergency_faults
from applications.desk.verification_of_guides import guide_faults
from applications.desk.verification_of_letters import letter_faults
from applications.desk.verification_of_meetings import meeting_faults
from applications.desk.verification_of_offers import complaint_faults, offer_faults
from applications.desk.verification_of_references import reference_faults
from applications.desk.verification_of_short_lists import short_list_faults
from applications.intake.models import Application, EarlierSubmission, PriceOffer
from applications.intake.receipt import RECEIPTS
from applications.meetings.models import Meeting
from applications.panels.models import Declaration, Panel, Seat
from applications.ranking.actions import result_of
from applications.ranking.emergency import EmergencyOpening
from applications.ranking.evidence import evaluation_of
from applications.ranking.models import Ranking
from applications.reference_checks.models import Reference
from applications.scoring.content import SHEETS, content_hash
from applications.scoring.discussing import Discussion
from applications.scoring.guide import GuideVersion
from applications.scoring.hidden_passages import HiddenPassage
from applications.scoring.models import Round, Sheet
from applications.scoring.versions import Allowance, Reopening
from applications.screening.models import Finding, Screening
from applications.screening.short_list import ShortListRule
from applications.written_tests.models import AnswerFile
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from portal.mailing.models import Message
from portal.record.models import Chain, Entry
from portal.record.verify import breaks
from vacancies.document.form import document_of, with_document
from vacancies.models import NoticeVersion, Renewal, Vacancy
from vacancies.vacancy.models import PUBLIC

Faults = Iterator[str]


def chain_faults() -> Faults:
    """Entries changed, removed or slipped in."""
    for found in breaks():
        yield f"{found.stream}, entry {found.number}: {found.reason}"


def receipt_faults() -> Faults:
    """Applications that no longer say what was handed in."""
    for application in Application.objects.received().select_related("vacancy").iterator():
        receipt = _erased(application) or sha256_of(application.snapshot)
        subject = f"application:{application.pk}"
        # An entry that is gone altogether is found in its chain.
        recorded = Entry.objects.filter(subject=subject, action__in=RECEIPTS).said_last().get("receipt")
        if receipt != application.receipt_hash or recorded not in (None, receipt):
            yield f"application {application.receipt_number}: was changed after it was handed in"
    for earlier in EarlierSubmission.objects.select_related("application__vacancy").iterator():
        if sha256_of(earlier.snapshot) != earlier.receipt_hash or not _was_received(earlier):
            number = earlier.application.receipt_number
            yield f"application {number}, handed in first as number {earlier.number}: was changed afterwards"


def _erased(application: Application) -> str:
    """The receipt's hash that the record of the erasure names, for what was handed in and has been erased since."""
    snapshot: Any = application.snapshot
    if "erased_at" not in snapshot:
        return ""
    erasures = Entry.objects.of(application.stream).filter(action="data.erased")
    named = {hash_ for entry in erasures for hash_ in entry.data["hashes"]}
    return application.receipt_hash if application.receipt_hash in named else ""


def _was_received(earlier: EarlierSubmission) -> bool:
    """Whether the record knows its receipt; an entry that is gone altogether is found in its chain."""
    entries = Entry.objects.filter(subject=f"application:{earlier.application_id}", action__in=RECEIPTS)
    known = [hash_ for entry in entries for hash_ in (entry.data["receipt"], entry.data.get("before"))]
    return not known or earlier.receipt_hash in known


def sheet_faults() -> Faults:
    """Score sheets that no longer say what their members handed in, revised and signed."""
    for sheet in Sheet.objects.exclude(handed_in_at=None).with_panel().iterator(chunk_size=100):
        recorded = Entry.objects.filter(subject=f"sheet:{sheet.pk}", action__in=SHEETS).said_last()
        if recorded.get("sha256") != content_hash(sheet):
            yield f"sheet of {sheet.member} for {sheet.vacancy}, {sheet.round.stage}: was changed after it was handed in"


def ranking_faults() -> Faults:
    """Rankings that do not follow from their evaluation file, or whose file does not follow from the sheets."""
    for ranking in Ranking.objects.select_related("vacancy__office", "lot").iterator():
        for reason in _wrong_with(ranking):
            of = f"{ranking.vacancy}, lot {ranking.lot.code}" if ranking.lot else f"{ranking.vacancy}"
            yield f"ranking {ranking.version} of {of}: {reason}"


def notice_faults() -> Faults:
    """Versions of notices that no longer say what was published, and notices that say something else by now."""
    for version in NoticeVersion.objects.select_related("vacancy").iterator():
        recorded = Entry.objects.of(version.vacancy.stream).filter(
            action="notice.kept", data__number=version.number, data__sha256=version.content_hash
        )
        if sha256_of(version.content) != version.content_hash or not recorded.exists():
            yield f"version {version.number} of the notice {version.vacancy}: was changed after it was published"
    kept = Vacancy.objects.filter(status__in=PUBLIC).exclude(versions=None).order_by("pk")
    for vacancy in with_document(kept).iterator(chunk_size=100):
        if document_of(vacancy) != vacancy.versions.latest("number").content:
            yield f"notice {vacancy}: does not say what was published last"


CHECKS: dict[str, tuple[Any, Callable[[], Faults]]] = {
    "chains": (Chain, chain_faults),
    "notices": (NoticeVersion, notice_faults),
    "applications": (Application, receipt_faults),
    "decisions on requirements": (Finding, steps.finding_faults),
    "long lists": (Screening, steps.long_list_faults),
    "seats": (Seat, panels.seat_faults),
    "seats that changed": (Seat, panels.change_faults),
    "meetings": (Meeting, meeting_faults),
    "panels": (Panel, panels.shortfall_faults),
    "short lists": (ShortListRule, short_list_faults),
    "declarations": (Declaration, steps.declaration_faults),
    "sealed prices": (PriceOffer, steps.seal_faults),
    "prices opened in an emergency": (EmergencyOpening, emergency_faults),
    "answers of written tests": (AnswerFile, answer_faults),
    "question guides": (GuideVersion, guide_faults),
    "blind rounds": (Round, blind_round_faults),
    "passages hidden by hand": (HiddenPassage, hidden_passage_faults),
    "score sheets": (Sheet, sheet_faults),
    "discussions of marks": (Discussion, discussion_faults),
    "sheets that do not count": (Sheet, steps.left_out_faults),
    "marks opened again": (Reopening, versions.reopening_faults),
    "openings allowed": (Allowance, versions.allowance_faults),
    "rankings": (Ranking, ranking_faults),
    "decisions": (Decision, decision_faults),
    "offers": (Offer, offer_faults),
    "complaints": (Complaint, complaint_faults),
    "feedback": (Feedback, feedback_faults),
    "letters": (Message, letter_faults),
    "steps by whom and when": (Entry, moments.moment_faults),
    "vacancies advertised anew": (Renewal, renewal_faults),
    "references": (Reference, reference_faults),
}


def _wrong_with(ranking: Ranking) -> Faults:
    recorded = Entry.objects.filter(subject=f"ranking:{ranking.pk}", action="ranking.made").said_last()
    if recorded.get("evaluation_sha256") != sha256_of(ranking.evaluation):
        yield "its evaluation file is not the one that was recorded"
    told = (recorded.get("reason"), recorded.get("plan_fingerprint"))
    if recorded and told != (ranking.reason, ranking.plan_fingerprint):
        yield "its reason or the fingerprint of its plan is not the one that was recorded"
    if recorded.get("rounds", {}) != ranking.rounds:
        yield "the versions of the marks it was made of are not those that were recorded"
        # Nothing can be made anew of marks that nobody named.
        return
    if recorded.get("result_sha256") != sha256_of(ranking.result):
        yield "its result is not the one that was recorded"
    try:
        if result_of(ranking.evaluation) != ranking.result:
            yield "its result does not follow from its evaluation file"
        yield from _unlike_the_sheets(ranking)
    except Refused as refused:
        yield str(refused)


def _unlike_the_sheets(ranking: Ranking) -> Faults:
    rebuilt = _as_of(ranking)
    frozen = dict(ranking.evaluation)
    then, now = (
        {one["code"]: one for one in evaluation.pop("candidates", [])} for evaluation in (frozen, rebuilt)
    )
    if frozen != rebuilt:
        yield "its plan, seed or members are not those of the database"
    for code in sorted(then.keys() | now.keys()):
        if then.get(code) != now.get(code):
            yield f"what it says of {code} does not follow from the sheets in the database"


def _as_of(ranking: Ranking) -> dict[str, Any]:
    """The evaluation file made anew from the database; who withdrew after the ranking still stood in it."""
    rebuilt = evaluation_of(ranking.vacancy, seed=ranking.seed, lot=ranking.lot, versions=ranking.versions)
    later = Application.objects.filter(vacancy=ranking.vacancy, withdrawn_at__gt=ranking.made_at)
    codes = set(later.values_list("code", flat=True))
    for candidate in rebuilt["candidates"]:
        candidate["withdrawn"] = candidate["withdrawn"] and candidate["code"] not in codes
    return rebuilt
