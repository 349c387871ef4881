"""What the rooms erase when a person asks, what stays and until when; and what becomes due when its time is over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.autosave.models import Typing
from applications.decisions.models import Decision
from applications.decisions.offer import OfferStatus
from applications.decisions.panel_accounts import erase_guest, guests_due, is_on_file
from applications.documents.models import Document
from applications.intake.entering import NOBODY
from applications.intake.finality import is_final
from applications.intake.infection import Infection
from applications.intake.joining import tell_of_dissolving, tell_of_erasing
from applications.intake.lapsing import lapse
from applications.intake.models import Application, PriceOffer, Status
from applications.intake.on_behalf import OnBehalf, PaperScan
from applications.intake.team import TeamMember
from applications.messages.models import ThreadMessage
from applications.profile.models import Profile
from applications.reference_checks.forgetting import forget
from applications.screening.models import Finding, Screening
from applications.uploads.actions import clear
from applications.uploads.models import Upload
from portal.kernel import clock
from portal.kernel.local_time import months_after
from portal.kernel.workflow import locked
from portal.models import User
from portal.retention.policies import Gone, Kept, Policy, Term, register, register_term
from vacancies.vacancy.models import Status as VacancyStatus

# What says nothing of the person in what was handed in.
STAYS = {"plan_fingerprint", "notice", "price_sealed_sha256", "language", "submitted_at", "lot", "version"}
# Rows beside an application from which the selection is recomputed, or that say how it came; all others go with its content.
FIGURES = (Finding, OnBehalf, PriceOffer, Screening)
WHY = gettext_lazy(
    "The office must be able to show how it selected; afterwards everything but the code and the figures is erased."
)


def kept_until(application: Application) -> date:
    """The day after which nothing holds an application that was handed in: so many years after the last that happened to it."""
    vacancy = application.vacancy
    decided = Decision.objects.on(vacancy, application.lot).final().values_list("decided_at", flat=True)
    last = max(filter(None, [vacancy.closes_at, application.withdrawn_at, *decided]))
    return months_after(vacancy.office.local(last).date(), 12 * vacancy.office.retention_years)


def _drafts(person: Any) -> Any:
    return Application.objects.of(person).filter(status=Status.DRAFT)


def _handed_in(person: Any) -> Any:
    """With the person as applicant, or as one of the team."""
    theirs = Q(applicant=person) | Q(pk__in=TeamMember.objects.of(person).confirmed().values("application"))
    received = Application.objects.received().filter(theirs).exclude(snapshot__has_key="erased_at")
    return received.select_related("vacancy__office", "lot")


def _running(person: Any) -> str:
    for one in _handed_in(person).filter(status=Status.SUBMITTED):
        if one.vacancy.status != VacancyStatus.CANCELLED and not is_final(one.vacancy, one.lot):
            own = _(
                "Your application for %(reference)s is still in the selection. Withdraw it first, or wait for the decision."
            )
            led = _(
                "The application of your team for %(reference)s is still in the selection. Who leads the team can withdraw it, or wait for the decision."
            )
            words = own if one.applicant_id == person.pk else led
            return words % {"reference": one.vacancy.reference}
    return ""


def _sits(person: Any) -> str:
    """Until no file of a panel is kept any more on which the person sat: then names are kept for nothing."""
    if is_on_file(person, clock.now()):
        return _("You sit on a panel: what its members signed stays with their names.")
    return ""


def _kept(person: Any) -> Iterator[Kept]:
    for one in _handed_in(person):
        what = _("Application %(number)s with its documents and messages") % {"number": one.receipt_number}
        yield Kept(what, kept_until(one), WHY)


def _erase_drafts(person: Any) -> Gone:
    drafts = list(_drafts(person))
    Infection.objects.filter(application__in=drafts).delete()
    Typing.objects.filter(user=person).delete()
    for draft in drafts:
        draft.delete()
    return Gone(len(drafts))


def _loose(person: Any) -> Any:
    """Documents that no application holds which was handed in."""
    held = Application.objects.received().values("pk")
    rows = Document.objects.of(person).exclude(attachments__application__in=held)
    rows = rows.exclude(team_members__application__in=held)
    return rows.filter(earlier=None, scans=None, infections=None, answer_files=None)


def _places(person: Any) -> Any:
    """What teams that others lead say of the person, as far as it is not handed in."""
    rows = TeamMember.objects.of(person) | TeamMember.objects.waiting_for(person)
    return rows.filter(application__status=Status.DRAFT)


def _tell_teams(person: Any, at: datetime) -> None:
    for draft in _drafts(person).select_related("applicant__profile", "vacancy__office"):
        tell_of_dissolving("team_dissolved", draft, at)
        lapse(draft, at)


def _tell_leads(person: Any, at: datetime) -> None:
    for place in _places(person).select_related("application__applicant", "application__vacancy"):
        tell_of_erasing(place, at)


def _erase_places(person: Any) -> Gone:
    """Out of the teams: who leads one sees that the person is not there any more."""
    places = list(_places(person))
    for place in places:
        place.delete()
    return Gone(len(places))


def _erase_documents(person: Any) -> Gone:
    uploads = list(Upload.objects.of(person))
    transaction.on_commit(partial(clear, uploads))
    return _gone(_loose(person))


def _gone(documents: Any) -> Gone:
    gone = Gone()
    for document in list(documents):
        gone.hashes.append(document.sha256)
        gone.files += [(file.storage, file.name) for file in (document.file, document.rendition) if file]
        document.delete()
        gone.number += 1
    return gone


def _erase_profile(person: Any) -> Gone:
    return Gone(Profile.objects.filter(user=person).delete()[0])


def _due(at: datetime) -> Iterator[Application]:
    rows = Application.objects.received().exclude(snapshot__has_key="erased_at")
    for one in rows.filter(vacancy__closes_at__lt=at).select_related("vacancy__office", "lot").iterator():
        if one.vacancy.office.local(at).date() > kept_until(one):
            yield one


def erase_application(application: Application, at: datetime) -> Gone:
    """Empty what was handed in; the code, the receipt's hash and the figures of the selection stay. Done twice it is done once."""
    row = locked(application)
    snapshot: Any = row.snapshot
    if "erased_at" in snapshot:
        return Gone()
    hashes = [row.receipt_hash, *row.earlier.values_list("receipt_hash", flat=True)]
    versions = list(Application.objects.filter(Q(pk=row.pk) | Q(amends=row)).values_list("pk", flat=True))
    came_with = Q(attachments__application__in=versions) | Q(earlier__submission__application=row)
    came_with |= Q(scans__on_behalf__application__in=versions) | Q(infections__application__in=versions)
    came_with |= Q(team_members__application__in=versions) | Q(answer_files__application__in=versions)
    papers = set(Document.objects.filter(came_with).values_list("pk", flat=True))
    nobodies = _stand_ins(versions, papers)
    Infection.objects.filter(application__in=versions).delete()
    ThreadMessage.objects.filter(application=row).delete()
    row.earlier.all().delete()
    for link in Application._meta.related_objects:  # noqa: SLF001 - Django's documented name
        if link.on_delete is models.CASCADE and link.related_model not in FIGURES:
            link.related_model._base_manager.filter(**{link.field.name: row}).delete()  # noqa: SLF001
    PaperScan.objects.filter(on_behalf__application=row).delete()
    blank = {"email": "", "phone": "", "claim_hash": "", "claim_expires_at": None}
    OnBehalf.objects.filter(application=row).update(**blank)
    _forget_stand_in(row)
    nobodies.update(name="")
    row.findings.update(evidence={})
    row.invitations.update(none_suits="", ended_because="")
    row.complaints.update(text="", answer="")
    forget(row)
    row.feedback.update(text="")
    # Why the office withdrew an offer is part of what it decided.
    row.offers.exclude(status=OfferStatus.WITHDRAWN).update(reason="")
    row.snapshot, row.withdrawal_reason = _emptied(snapshot, at), ""
    row.save(update_fields=["snapshot", "withdrawal_reason"])
    gone = _gone(
        Document.objects.filter(
            pk__in=papers,
            attachments=None,
            earlier=None,
            scans=None,
            infections=None,
            team_members=None,
            answer_files=None,
        )
    )
    return Gone(1, [*hashes, *gone.hashes], gone.files)


def _stand_ins(versions: list[int], papers: set[int]) -> Any:
    """Those who applied or signed on paper and have no account of their own, also of a version that was amended."""
    theirs = Q(team_places__application__in=versions) | Q(documents__in=papers)
    nobodies = User.objects.filter(theirs, is_active=False, email__endswith=f"@{NOBODY}")
    return User.objects.filter(pk__in=list(nobodies.values_list("pk", flat=True)))


def _forget_stand_in(application: Application) -> None:
    """The name and profile of somebody for whom the office entered the application and who never claimed it."""
    unclaimed = OnBehalf.objects.filter(application=application, claimed_at=None)
    nobody = User.objects.filter(pk__in=unclaimed.values("application__applicant"))
    Profile.objects.filter(user__in=nobody).delete()
    nobody.update(name="")


def _emptied(snapshot: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What pages still read of it, with nothing in it."""
    emptied = {key: value if key in STAYS else type(value)() for key, value in snapshot.items()}
    person = {key: type(value)() for key, value in snapshot["person"].items()}
    return {**emptied, "person": person, "erased_at": at.astimezone(UTC).isoformat(timespec="seconds")}


register(
    Policy(
        "profile",
        gettext_lazy("profile"),
        lambda person: Profile.objects.filter(user=person).count(),
        _erase_profile,
        order=30,
    )
)
register(
    Policy(
        "documents",
        gettext_lazy("documents that were not handed in"),
        lambda person: _loose(person).count(),
        _erase_documents,
        hinders=_sits,
        order=20,
    )
)
register(
    Policy(
        "drafts",
        gettext_lazy("drafts of applications"),
        lambda person: _drafts(person).count(),
        _erase_drafts,
        _kept,
        _running,
        tell=_tell_teams,
        order=10,
    )
)
register(
    Policy(
        "teams",
        gettext_lazy("places in teams whose application is not handed in"),
        lambda person: _places(person).count(),
        _erase_places,
        tell=_tell_leads,
        order=15,
    )
)
register_term(Term("applications", _due, erase_application))
register_term(Term("panel_accounts", guests_due, erase_guest))
