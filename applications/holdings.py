"""What the rooms hold about a person, told to that person: the profile, documents, applications with all their versions."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from applications.autosave.models import Typing
from applications.decisions.complaint import Complaint
from applications.decisions.feedback import Feedback
from applications.decisions.models import TOLD
from applications.decisions.offer import Offer
from applications.documents.actions import withheld
from applications.documents.models import Document, Reading
from applications.intake.incoming import Incoming
from applications.intake.incoming_cv import IncomingCv
from applications.intake.infection import Infection
from applications.intake.models import (
    Application,
    Attachment,
    EarlierDocument,
    EarlierSubmission,
    PriceOffer,
    RequirementAnswer,
    Statement,
)
from applications.intake.on_behalf import OnBehalf, PaperScan
from applications.intake.receipt import subject
from applications.intake.receipt_paper import receipt_pdf
from applications.intake.taken import TakenOver
from applications.intake.team import TeamMember
from applications.intake.written import ExperienceLeftOut, Letter, Methodology
from applications.invitations.models import Invitee
from applications.messages.models import ThreadMessage
from applications.profile.begun import BegunEntry
from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill, Publication, Referee
from applications.reference_checks.models import Reference
from applications.uploads.models import Piece, Upload
from applications.written_tests.models import AnswerFile
from portal.models import Entry
from portal.record.presenters import sentence
from portal.retention.holdings import HeldFile, Holding, Told, plain, register

PARTS = {
    "education": Education,
    "employment": Employment,
    "languages": LanguageSkill,
    "publications": Publication,
    "referees": Referee,
}
# Of an application the office entered: who did, and the code with which it is claimed.
UNTOLD = ("application", "entered_by", "refused_claim_by", "claim_hash", "claim_expires_at")
OFFICE_OF_OFFER = ("made_by", "answered_by", "ended_by", "opening", "openings")
UNTOLD_OF_INFECTION = ("application", "asked", "member")
UNTOLD_OF_REFERENCE = (
    *("application", "key", "secret_hash", "questions", "answers"),
    *("asked_by", "noted_by", "released_by", "released_at", "quoted"),
)
WRITTEN = {
    "methodology": Methodology,
    "letter": Letter,
    "experience_left_out": ExperienceLeftOut,
    "taken_over": TakenOver,
}


def _profile(person: Any) -> Told:
    profile = Profile.objects.filter(user=person).first()
    if profile:
        parts = {
            name: [plain(row, "profile") for row in part.with_removed.filter(profile=profile).order_by("pk")]
            for name, part in PARTS.items()
        }
        begun = [plain(row, "profile") for row in profile.begun.waiting()]
        yield {**plain(profile, "user"), **parts, "begun": begun}


def _documents(person: Any) -> Told:
    """With who has read them: in what way and on which day."""
    for row in Document.objects.of(person).prefetch_related("readings").iterator(50):
        read = [{"on": one.on, "way": one.way} for one in row.readings.all()]
        yield {**plain(row, "owner", "file", "rendition"), "read_by_others": read}


def _files(person: Any) -> Iterator[HeldFile]:
    for row in Document.objects.of(person).defer("texts").iterator(50):
        facts = {"key": str(row.key), "sha256": row.sha256, "size": row.size}
        why = withheld(row) if row.is_infected else ""
        yield HeldFile("documents", row.original_name, partial(row.file.open, "rb"), facts, why)


def _uploads(person: Any) -> Told:
    rows = Upload.objects.of(person).select_related(
        "incoming__application__vacancy", "incoming__asked", "incoming_cv__member__vacancy"
    )
    for row in rows.iterator(50):
        meant, cv = getattr(row, "incoming", None), getattr(row, "incoming_cv", None)
        wanted = {"vacancy": meant.application.vacancy.reference, "asked": meant.asked.code} if meant else {}
        if cv:
            wanted = {"vacancy": cv.member.vacancy.reference, "asked": "cv"}
        yield {**plain(row, "owner", "key", "noted"), **wanted}


def _messages(person: Any) -> Told:
    """Those of the office are signed by the office, whoever wrote them."""
    rows = ThreadMessage.objects.filter(application__applicant=person).select_related("application__vacancy")
    for row in rows.iterator(50):
        yield {"vacancy": row.application.vacancy.reference, **plain(row, "application", "by", "sending")}


def _invitations(person: Any) -> Told:
    """To what, when and where, the time chosen, and what the person wrote where none suited."""
    for row in Invitee.objects.whole().filter(application__applicant=person).iterator(50):
        asked = plain(row.invitation, "vacancy", "made_by", "sending", "key")
        begins = row.slot.begins_at if row.slot else None
        told = plain(row, "application", "invitation", "slot", "key")
        yield {"vacancy": row.vacancy.reference, **told, "begins_at": begins, "invitation": asked}


def _answers(person: Any) -> Told:
    """The files themselves are among the documents; why the office set one aside is said."""
    for row in AnswerFile.objects.whole().filter(application__applicant=person).iterator(50):
        told = plain(row, "application", "document", "key", "kept_by", "set_aside_by")
        yield {"vacancy": row.vacancy.reference, "document": str(row.document.key), **told}


def _references(person: Any) -> Told:
    """Who was asked, when, and how it ended; what referees said in confidence is theirs."""
    for row in Reference.objects.whole().filter(application__applicant=person).iterator(50):
        yield {"vacancy": row.vacancy.reference, **plain(row, *UNTOLD_OF_REFERENCE)}


def _offers(person: Any) -> Told:
    """What was offered and what the person answered; who of the office acted is the office's."""
    rows = Offer.objects.whole().filter(application__applicant=person)
    for row in rows.iterator(50):
        told = plain(row, "application", "decision", "key", "departure", *OFFICE_OF_OFFER)
        yield {"vacancy": row.vacancy.reference, **told}


def _complaints(person: Any) -> Told:
    """What the person contested, and the answer of the office."""
    for row in Complaint.objects.whole().filter(application__applicant=person).iterator(50):
        yield {"vacancy": row.vacancy.reference, **plain(row, "application", "decision", "key", "handler")}


def _feedback(person: Any) -> Told:
    """What the office wrote with the letters; nothing of a decision that is not announced yet."""
    rows = Feedback.objects.filter(application__applicant=person, decision__status__in=TOLD)
    for row in rows.select_related("decision__vacancy").iterator(50):
        told = plain(row, "application", "decision", "written_by")
        yield {"vacancy": row.decision.vacancy.reference, **told}


def _teams(person: Any) -> Told:
    """What teams that others lead say of the person, and what the person answered."""
    rows = TeamMember.objects.of(person) | TeamMember.objects.waiting_for(person)
    for row in rows.select_related("vacancy", "lot", "document").prefetch_related("infections__document"):
        infected = [plain(one, *UNTOLD_OF_INFECTION) for one in row.infections.all()]
        told = plain(row, "application", "vacancy", "account", "code_hash", "key", "binds", "document")
        cv = str(row.document.key) if row.document else None
        yield {"vacancy": row.vacancy.reference, **told, "document": cv, "infected_files": infected}


def _of_team(row: TeamMember) -> dict[str, Any]:
    """Of somebody in the person's own team: what the person wrote of them, and whether they confirmed."""
    said = plain(row, "application", "vacancy", "lot", "account", "code_hash", "key", "binds", "document")
    return {**said, "cv": row.document.sha256 if row.document else None}


def _applications(person: Any) -> Told:
    found = Application.objects.of(person).select_related("vacancy", "lot", "amends")
    rows = found.select_related("price_offer", "on_behalf").prefetch_related(
        "answers__requirement", "statements__criterion", "attachments__asked", "attachments__document", "earlier", "infections__document"
    )  # fmt: skip
    return map(_application, rows.iterator(20))


def _application(row: Application) -> dict[str, Any]:
    price, entered = getattr(row, "price_offer", None), getattr(row, "on_behalf", None)
    return {
        **plain(row, "applicant", "vacancy", "amends"),
        "vacancy": row.vacancy.reference,
        "title": str(row.vacancy.title),
        "receipt_number": row.receipt_number,
        "amends": row.amends.receipt_number if row.amends else None,
        "answers": [
            {"requirement": one.requirement.code, "value": one.value, "note": one.note}
            for one in row.answers.all()
        ],
        "statements": [{"criterion": one.criterion.code, "text": one.text} for one in row.statements.all()],
        "documents": [
            {"asked": one.asked.code, "document": str(one.document.key)} for one in row.attachments.all()
        ],
        **_written(row),
        "team": [_of_team(one) for one in row.team.select_related("document")],
        "infected_files": [plain(one, *UNTOLD_OF_INFECTION) for one in row.infections.all() if one.asked_id],
        "entered_on_behalf": plain(entered, *UNTOLD) if entered else None,
        "price": {"sealed_at": price.sealed_at, "opened": price.opened} if price else None,
        "earlier_versions": [plain(one, "application") for one in row.earlier.all()],
        "record": [
            {"at": entry.at, "action": entry.action, "sentence": sentence(entry), "data": entry.data}
            for entry in Entry.objects.of(row.stream).filter(subject=subject(row), actor=row.applicant_id)
        ],
    }


def _written(application: Application) -> dict[str, Any]:
    """What only some plans ask for, and the pages taken over that are still to be checked."""
    return {
        name: [plain(one, "application") for one in model.objects.filter(application=application)]
        for name, model in WRITTEN.items()
    }


def _papers(person: Any) -> Iterator[HeldFile]:
    """Receipts, and scans that the office keeps of what came on paper."""
    yield from _receipts(person)
    scans = Document.objects.filter(scans__on_behalf__application__applicant=person).exclude(owner=person)
    for row in scans.defer("texts").distinct():
        facts = {"key": str(row.key), "sha256": row.sha256, "size": row.size}
        yield HeldFile("scans", row.original_name, partial(row.file.open, "rb"), facts)


def _receipts(person: Any) -> Iterator[HeldFile]:
    handed_in = Application.objects.of(person).received().select_related("vacancy__office", "lot")
    for row in handed_in.iterator(20):
        yield HeldFile("receipts", f"{row.receipt_number}.pdf", partial(_receipt, row))


def _receipt(application: Application) -> BytesIO:
    with override(application.applicant.language):
        return BytesIO(receipt_pdf(application))


register(
    Holding(
        "profile",
        _("your profile, with what you removed from it and what you began"),
        (Profile, BegunEntry, *PARTS.values()),
        _profile,
    )
)
register(
    Holding("documents", _("your documents, as data and as files"), (Document, Reading), _documents, _files)
)
register(Holding("uploads", _("files you began to send"), (Upload, Piece, Incoming, IncomingCv), _uploads))
register(
    Holding(
        "invitations",
        _("invitations to tests and interviews, with the times you chose"),
        (Invitee,),
        _invitations,
    )
)
register(Holding("written_tests", _("your answers in written tests"), (AnswerFile,), _answers))
register(Holding("references", _("who was asked for a reference on you"), (Reference,), _references))
register(Holding("complaints", _("your complaints, and their answers"), (Complaint,), _complaints))
register(Holding("feedback", _("feedback on your applications"), (Feedback,), _feedback))
register(Holding("offers", _("offers made to you, and what you answered"), (Offer,), _offers))
register(
    Holding(
        "typed",
        _("texts as you typed them last, and those set aside"),
        (Typing,),
        lambda person: (plain(row, "user", "window", "turn") for row in Typing.objects.filter(user=person)),
    )
)
register(
    Holding("teams", _("teams that you take part in or are asked into, led by others"), (TeamMember,), _teams)
)
register(Holding("messages", _("messages between you and the office"), (ThreadMessage,), _messages))
register(
    Holding(
        "applications",
        _("your applications: drafts, what you handed in with every earlier version, receipts"),
        (
            *(Application, Attachment, EarlierDocument, EarlierSubmission),
            *(PriceOffer, RequirementAnswer, Statement),
            *(OnBehalf, PaperScan, Infection, *WRITTEN.values()),
        ),
        _applications,
        _papers,
    )
)
