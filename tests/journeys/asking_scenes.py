"""The pages of a written test and of references, for axe."""

from datetime import timedelta

from applications.intake.models import Application
from applications.invitations.models import Invitee
from applications.reference_checks.asking import hash_of
from tests.factories.invitations import InviteeFactory, SlotFactory
from tests.factories.portal import NOW
from tests.factories.reference_checks import ReferenceFactory
from tests.factories.scoring import chair_of, declared_panel, of, opened_round
from tests.factories.screening import officer_of
from tests.factories.written_tests import AnswerFileFactory, panel_of_a_test


def of_a_written_test():
    """Whose answers are there, a file added and set aside, a sheet with and without one, a candidate who sends."""
    panel = panel_of_a_test(candidates=2)
    officer = officer_of(panel.vacancy)
    one, other = Application.objects.filter(vacancy=panel.vacancy).order_by("pk")
    file = AnswerFileFactory(application=one)
    AnswerFileFactory(
        application=one, number=2, set_aside_at=NOW, set_aside_by=officer, set_aside_because="Of C2.",
        document__pages_of_text=("Of somebody else",),
    )  # fmt: skip
    invited = InviteeFactory(
        application=one, invitation__kind="test", invitation__takes_answers=True, invitation__grace_minutes=5
    )
    slot = SlotFactory(invitation=invited.invitation, begins_at=NOW, taken=1)
    Invitee.objects.update(slot=slot, chosen_at=NOW)
    sheet = of(opened_round(panel), 0)
    return [
        (officer, "written_tests:answers", [panel.vacancy.pk]),
        (officer, "written_tests:add", [other.key]),
        (officer, "written_tests:set-aside", [file.key]),
        (one.applicant, "written_tests:own", [invited.key]),
        (chair_of(panel), "scoring:candidate", [sheet.pk, one.code]),
        (chair_of(panel), "scoring:candidate", [sheet.pk, other.code]),
    ]


def of_references():
    """Asking, a talk by telephone, an answer, and the page of a referee while the link works and afterwards."""
    panel = declared_panel(candidates=2)
    officer = officer_of(panel.vacancy)
    one, other = Application.objects.filter(vacancy=panel.vacancy).order_by("pk")
    open_ = ReferenceFactory(application=one, status="asked", asked_at=NOW, secret_hash=hash_of("open"))
    done = ReferenceFactory(
        application=one, status="answered", asked_at=NOW, secret_hash=hash_of("done"), ended_at=NOW + timedelta(hours=1),
        answers=["Three years.", ""],
    )  # fmt: skip
    return [
        (officer, "references:references", [panel.vacancy.pk]),
        (officer, "references:ask", [other.key]),
        (officer, "references:note", [open_.key]),
        (officer, "references:reference", [done.key]),
        (officer, "references:call-off", [open_.key]),
        (officer, "references:release", [panel.vacancy.pk]),
        (None, "references:answer", ["open"]),
        (None, "references:decline", ["open"]),
        (None, "references:answer", ["done"]),
    ]
