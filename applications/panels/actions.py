"""What is done with a panel: convene it, add to it, declare one's interests to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.intake.models import Application
from applications.intake.taking_part import has_applied
from applications.panels.models import SCORING, Conflict, Declaration, Panel, Seat, SeatRole
from applications.panels.together import followed, people_of
from applications.screening import long_list
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.models import Vacancy
from vacancies.publishing.actions import begin_evaluation

# Fewer cannot disagree and still come to a result.
LEAST = 3
Place = tuple[Any, str]


@transaction.atomic
def convene(*, vacancy: Vacancy, seats: Sequence[Place], by: Any, at: datetime) -> Panel:
    """Seat people on the panel of a vacancy whose long list is made, begin its evaluation, and write to each.

    `seats` are pairs of a person and a SeatRole. A person not saved yet gets an account without a password and
    signs in by a code sent to the address. Raises Refused for a panel that the rules do not allow.
    """
    row = locked(vacancy)
    require("applications.convene_panel", row, by=by)
    for fault in filter(None, [obstacle(row), *composition_faults(seats)]):
        raise Refused(fault)
    begin_evaluation(vacancy=row, by=by, at=at)
    panel = Panel.objects.create(vacancy=row, convened_by=by, convened_at=at)
    taken = [_seat(panel, user, role) for user, role in seats]
    _record(panel, action="panel.convened", by=by, at=at, **_by_role(taken))
    _write_to(taken, at=at)
    return panel


@transaction.atomic
def add_member(*, panel: Panel, user: Any, role: str, by: Any, at: datetime) -> Seat:
    """Seat one more person, who declares before seeing anything, as all do. Raises Refused once scoring has begun."""
    row = locked(panel)
    require("applications.convene_panel", row, by=by)
    if row.rounds.exists():
        raise Refused(_("Scoring has begun: all candidates are judged by the same people."))
    if role == SeatRole.CHAIR:
        raise Refused(_("The panel already has a chair."))
    seat = _seat(row, user, role)
    _record(row, action="panel.joined", by=by, at=at, person=str(seat.user), role=role)
    _write_to([seat], at=at)
    return seat


@transaction.atomic
def declare(*, seat: Seat, conflicts: Mapping[Application, str], by: Any, at: datetime) -> Declaration:
    """Declare no conflict of interest, or those in `conflicts`: candidates and what connects one with them.

    From this moment the files of those candidates are shut to the person. Raises Refused for a conflict without a reason
    or with somebody who is no candidate.
    """
    panel = locked(seat.panel)
    if by != seat.user:
        raise PermissionDenied("applications.declare_interest")
    if Declaration.objects.filter(seat=seat).exists():
        raise Refused(_("Your declaration was made before; it stands as it was made."))
    _require_reasons(panel.vacancy, conflicts)
    conflicts = followed(people_of(long_list.candidates(panel.vacancy)), conflicts)
    declaration = Declaration.objects.create(seat=seat, made_at=at)
    Conflict.objects.bulk_create(
        Conflict(declaration=declaration, application=application, reason=reason)
        for application, reason in conflicts.items()
    )
    reasons = {application.code: reason for application, reason in conflicts.items()}
    said = {"conflicts": sorted(reasons), "reasons_sha256": sha256_of(reasons)}
    action = "panel.declared_conflict" if conflicts else "panel.declared_none"
    _record(panel, action=action, by=by, at=at, codes=", ".join(sorted(reasons)), **said)
    return declaration


def obstacle(vacancy: Vacancy) -> str:
    """Why no panel can be convened now, in words; empty when one can."""
    if not long_list.is_made(vacancy):
        return _("The long list is made first: the members declare their interests by its names.")
    if not long_list.candidates(vacancy).exists():
        return _("There is no candidate on the long list.")
    if Panel.objects.filter(vacancy=vacancy).exists():
        return _("The panel has been convened.")
    return ""


def composition_faults(seats: Sequence[Place]) -> list[str]:
    """What is wrong with these seats as a panel, in words; nothing when they make one."""
    roles = [role for _user, role in seats]
    people = [user.email for user, _role in seats]
    faults = []
    if roles.count(SeatRole.CHAIR) != 1:
        faults.append(_("A panel has one chair."))
    if sum(role in SCORING for role in roles) < LEAST:
        least = ngettext(
            "At least %(n)s person scores, the chair included.",
            "At least %(n)s people score, the chair included.",
            LEAST,
        )
        faults.append(least % {"n": LEAST})
    if len(set(people)) < len(people):
        faults.append(_("One person has one seat."))
    return faults


def _require_reasons(vacancy: Vacancy, conflicts: Mapping[Application, str]) -> None:
    known = set(long_list.candidates(vacancy).values_list("pk", flat=True))
    if not {application.pk for application in conflicts} <= known:
        raise Refused(_("A conflict is declared with a candidate of this vacancy."))
    if not all(reason.strip() for reason in conflicts.values()):
        raise Refused(_("Say what connects you with the candidate."))


def _seat(panel: Panel, user: Any, role: str) -> Seat:
    """A place for `user`; one who has no account yet gets it here."""
    if user.pk is None:
        user.set_unusable_password()
        user.save()
    if has_applied(user, panel.vacancy):
        raise Refused(
            _("%(person)s has applied for this vacancy and cannot sit on its panel.") % {"person": user}
        )
    if Seat.objects.filter(panel=panel, user=user).exists():
        raise Refused(_("%(person)s already sits on this panel.") % {"person": user})
    return Seat.objects.create(panel=panel, user=user, role=role)


def _write_to(seats: Sequence[Seat], *, at: datetime) -> None:
    for seat in seats:
        vacancy = seat.panel.vacancy
        context = {"seat": seat, "vacancy": vacancy, "site": settings.SITE_URL.rstrip("/")}
        context["by_code"] = not seat.user.has_usable_password()
        queue(kind="panel_invitation", to=seat.user, context=context, at=at, stream=vacancy.stream)


def _record(panel: Panel, *, action: str, by: Any, at: datetime, **data: Any) -> None:
    write(stream=panel.vacancy.stream, action=action, subject=f"panel:{panel.pk}", by=by, at=at, data=data)


def _by_role(seats: Sequence[Seat]) -> dict[str, str]:
    """Names by role, as the record says them."""
    names = {
        role: ", ".join(str(seat.user) for seat in seats if seat.role == role) for role in SeatRole.values
    }
    return {role: named or "–" for role, named in names.items()}
