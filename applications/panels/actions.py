"""What is done with a panel: convene it, add to it, declare one's interests to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.intake.taking_part import has_applied
from applications.panels.barred import why_barred
from applications.panels.composition import Rule, rules_for
from applications.panels.hints import of_candidates
from applications.panels.models import SCORING, Conflict, Declaration, Panel, Seat, SeatRole
from applications.panels.together import followed, people_of
from applications.screening import long_list
from portal.kernel.addresses import site
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue
from portal.offices.models import Office
from portal.record.actions import write
from vacancies.models import Vacancy
from vacancies.publishing.actions import begin_evaluation


class Place(NamedTuple):
    """A seat to be taken: who, as what, and what HR states for the rules of the office."""

    user: Any
    role: str
    sex: str = ""
    outside: str = ""
    expertise: str = ""

    @property
    def about(self) -> dict[str, str]:
        return {"sex": self.sex, "outside": self.outside, "expertise": self.expertise}


@transaction.atomic
def convene(*, vacancy: Vacancy, seats: Sequence[tuple[Any, ...]], by: Any, at: datetime) -> Panel:
    """Seat people on the panel of a vacancy whose long list is made, begin its evaluation, and write to each.

    `seats` are what a Place is made of: a person, a SeatRole, and what HR states of the person, if anything. A person not saved yet gets an account without a password and
    signs in by a code sent to the address. Raises Refused for a panel that the rules do not allow.
    """
    row = locked(vacancy)
    require("applications.convene_panel", row, by=by)
    for fault in filter(None, [obstacle(row), *composition_faults(row.office, seats)]):
        raise Refused(fault)
    begin_evaluation(vacancy=row, by=by, at=at)
    blind = row.plan.begins_blind
    panel = Panel.objects.create(vacancy=row, convened_by=by, convened_at=at, is_blind=blind)
    taken = [take_seat(panel, Place(*one)) for one in seats]
    record(panel, action="panel.convened", by=by, at=at, **_by_role(taken), **stated(taken))
    write_to(taken, at=at)
    return panel


@transaction.atomic
def add_member(*, panel: Panel, by: Any, at: datetime, **place: Any) -> Seat:
    """Seat one more person, who declares before seeing anything, as all do. Raises Refused once scoring has begun."""
    row = locked(panel)
    require("applications.convene_panel", row, by=by)
    if row.rounds.exists():
        raise Refused(_("Scoring has begun: all candidates are judged by the same people."))
    if place["role"] == SeatRole.CHAIR:
        raise Refused(_("The panel already has a chair."))
    seat = take_seat(row, Place(**place), joined_at=at)
    record(
        row, action="panel.joined", by=by, at=at, person=str(seat.user), seat=seat.pk, role=seat.role, **stated([seat])
    )  # fmt: skip
    write_to([seat], at=at)
    return seat


@transaction.atomic
def declare(*, seat: Seat, conflicts: Mapping[Application, str], by: Any, at: datetime) -> Declaration:
    """Declare no conflict of interest, or those in `conflicts`: candidates and what connects one with them.

    From this moment the files of those candidates are shut to the person. Raises Refused for a conflict without a reason
    or with somebody who is no candidate.
    """
    panel = locked(seat.panel)
    seat = Seat.objects.select_related("user", "panel").get(pk=seat.pk)
    if by != seat.user or not seat.sits:
        raise PermissionDenied("applications.declare_interest")
    if Declaration.objects.filter(seat=seat).exists():
        raise Refused(_("Your declaration was made before; it stands as it was made."))
    require_reasons(panel.vacancy, conflicts)
    conflicts = followed(people_of(long_list.candidates(panel.vacancy)), conflicts)
    declaration = Declaration.objects.create(seat=seat, made_at=at)
    Conflict.objects.bulk_create(
        Conflict(declaration=declaration, application=application, reason=reason)
        for application, reason in conflicts.items()
    )
    action = "panel.declared_conflict" if conflicts else "panel.declared_none"
    shown = {"hints": "shown"} if of_candidates(seat, long_list.candidates(panel.vacancy)) else {}
    record(panel, action=action, by=by, at=at, **said_of(conflicts), **shown)
    for follow in _followers:
        follow(declaration, by=by, at=at)
    return declaration


# What the rooms above do, in the same transaction, once somebody has declared.
_followers: list[Callable[..., None]] = []


def after_declaring(follow: Callable[..., None]) -> None:
    """Have `follow` called with each declaration, by whom and when."""
    _followers.append(follow)


def said_of(conflicts: Mapping[Application, str]) -> dict[str, Any]:
    """What the record says of conflicts: with whom, and the hash of the reasons, which are read on the panel's page."""
    reasons = {application.code: reason for application, reason in conflicts.items()}
    codes = sorted(reasons)
    return {"codes": ", ".join(codes), "conflicts": codes, "reasons_sha256": sha256_of(reasons)}


def obstacle(vacancy: Vacancy) -> str:
    """Why no panel can be convened now, in words; empty when one can."""
    if not long_list.is_made(vacancy):
        return _("The long list is made first: the members declare their interests by its names.")
    if not long_list.candidates(vacancy).exists():
        return _("There is no candidate on the long list.")
    if Panel.objects.filter(vacancy=vacancy).exists():
        return _("The panel has been convened.")
    return ""


def composition(office: Office, seats: Sequence[tuple[Any, ...]]) -> list[Rule]:
    """What the office asks of a panel, each with whether these seats meet it."""
    places = [Place(*one) for one in seats]
    chairs = sum(place.role == SeatRole.CHAIR for place in places)
    judges = [place for place in places if place.role in SCORING]
    return [
        Rule("chair", _("A panel has one chair."), chairs == 1),
        *rules_for(office, judges, least=office.panel_least),
    ]


def composition_faults(office: Office, seats: Sequence[tuple[Any, ...]]) -> list[str]:
    """What is wrong with these seats as a panel, in words; nothing when they make one."""
    faults = [rule.words for rule in composition(office, seats) if not rule.is_met]
    people = [Place(*one).user.email for one in seats]
    if len(set(people)) < len(people):
        faults.append(_("One person has one seat."))
    return faults


def require_reasons(vacancy: Vacancy, conflicts: Mapping[Application, str]) -> None:
    """Raise Refused for a conflict without a reason, or with somebody who is no candidate."""
    known = set(long_list.candidates(vacancy).values_list("pk", flat=True))
    if not {application.pk for application in conflicts} <= known:
        raise Refused(_("A conflict is declared with a candidate of this vacancy."))
    if not all(reason.strip() for reason in conflicts.values()):
        raise Refused(_("Say what connects you with the candidate."))


def take_seat(panel: Panel, person: Place, **joining: Any) -> Seat:
    """A place for somebody; one who has no account yet gets it here. Raises Refused for who applied, who is barred, and who sits or sat."""
    user = person.user
    if user.pk is None:
        user.set_unusable_password()
        user.save()
    if has_applied(user, panel.vacancy):
        raise Refused(
            _("%(person)s has applied for this vacancy and cannot sit on its panel.") % {"person": user}
        )
    if words := why_barred(user, panel.vacancy):
        raise Refused(words)
    before = Seat.objects.filter(panel=panel, user=user).first()
    if before and before.sits:
        raise Refused(_("%(person)s already sits on this panel.") % {"person": user})
    if before:
        raise Refused(
            _("%(person)s sat on this panel before. A seat that has ended is not given back.")
            % {"person": user}
        )
    return Seat.objects.create(panel=panel, user=user, role=person.role, **person.about, **joining)


def stated(seats: Sequence[Seat]) -> dict[str, Any]:
    """Who holds which seat, and what was stated of them, as hashes: the sex of a person does not belong into what is never erased."""
    said = {str(seat.pk): sha256_of(seat.stated) for seat in seats if seat.stated}
    holders = {str(seat.pk): seat.user_id for seat in seats}
    return {"holders": holders, **({"stated_sha256": said} if said else {})}


def write_to(seats: Sequence[Seat], *, at: datetime) -> None:
    """Invite those who were seated."""
    for seat in seats:
        vacancy = seat.panel.vacancy
        context = {"seat": seat, "vacancy": vacancy, "site": site()}
        context["by_code"] = not seat.user.has_usable_password()
        queue(kind="panel_invitation", to=seat.user, context=context, at=at, stream=vacancy.stream)


def record(panel: Panel, *, action: str, by: Any, at: datetime, **data: Any) -> None:
    """Write an entry on the panel into the record of its vacancy."""
    write(stream=panel.vacancy.stream, action=action, subject=f"panel:{panel.pk}", by=by, at=at, data=data)


def _by_role(seats: Sequence[Seat]) -> dict[str, str]:
    """Names by role, as the record says them."""
    names = {
        role: ", ".join(str(seat.user) for seat in seats if seat.role == role) for role in SeatRole.values
    }
    return {role: named or "–" for role, named in names.items()}
