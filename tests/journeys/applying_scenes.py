"""More pages that axe reads: those of an application that only some plans ask for, and what comes after handing in."""

from applications.intake.entering_again import came_again, enter_again
from applications.intake.on_behalf import Source
from portal.accounts.roles import Role
from portal.models import Erasure
from tests.factories.decisions import ranked_selection
from tests.factories.documents import DocumentFactory
from tests.factories.intake import (
    ApplicationFactory,
    AttachmentFactory,
    InfectionFactory,
    TakenOverFactory,
    filled_application,
    submitted_application,
    withdraw,
)
from tests.factories.invitations import InviteeFactory, SlotFactory
from tests.factories.messages import ThreadMessageFactory
from tests.factories.notices import full_notice
from tests.factories.on_behalf import entered_application, entered_draft
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.teams import TeamMemberFactory, team_application, team_vacancy
from tests.factories.uploads import IncomingFactory, PieceFactory
from tests.factories.vacancies import planned_vacancy

WRITTEN = ("experience", "methodology", "letter", "price")


def of_an_application_with_all_pages():
    """Pages begun and not begun; a file half sent, one with a virus; a price by the day; an earlier application as a start."""
    vacancy = full_notice(published=True)
    lot = vacancy.lots.first()
    whole, begun = filled_application(vacancy, lot=lot), ApplicationFactory(vacancy=vacancy, lot=lot)
    daily = filled_application(
        planned_vacancy(published=True, method="cumulative", asks={"price_basis": "daily_rate"})
    )
    sick = _with_a_virus()
    sending = IncomingFactory()
    PieceFactory(upload=sending.upload)
    again = _with_an_earlier_one()
    return [
        *((whole.applicant, "intake:page", [whole.key, page]) for page in WRITTEN),
        *((begun.applicant, "intake:page", [begun.key, page], "?check=1") for page in WRITTEN),
        (begun.applicant, "intake:review", [begun.key]),
        (begun.applicant, "intake:offline", [begun.key]),
        (whole.applicant, "intake:review", [whole.key]),
        (daily.applicant, "intake:page", [daily.key, "price"]),
        (sick.applicant, "intake:page", [sick.key, "documents"]),
        (sending.application.applicant, "intake:page", [sending.application.key, "documents"]),
        (again.applicant, "intake:earlier", [again.key]),
        (again.applicant, "intake:page", [again.key, "statements"]),
        (again.applicant, "intake:application", [again.key]),
    ]


def _with_a_virus():
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True))
    document = DocumentFactory(owner=draft.applicant, scan="infected")
    AttachmentFactory(application=draft, asked=draft.vacancy.plan.documents.get(code="cv"), document=document)
    return draft


def _with_an_earlier_one():
    """A draft whose statements were taken over from what was handed in before."""
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True))
    earlier = submitted_application(planned_vacancy(published=True), applicant=draft.applicant)
    TakenOverFactory(application=draft, source=earlier)
    return draft


def of_what_comes_after():
    """Status, messages, times to choose, a file to replace, withdrawing, the receipt; one's own data and erasing them."""
    vacancy = full_notice(published=True)
    one = submitted_application(vacancy, lot=vacancy.lots.first())
    ThreadMessageFactory(application=one)
    ThreadMessageFactory(application=one, answer=True)
    asked = InviteeFactory(application=one)
    for _time in range(2):
        SlotFactory(invitation=asked.invitation)
    has_time = InviteeFactory(chosen=True)
    gone = withdraw(submitted_application(planned_vacancy(published=True)), at=NOW)
    sick = submitted_application(planned_vacancy(published=True))
    kept = sick.attachments.get()
    InfectionFactory(application=sick, asked=kept.asked, document=kept.document)
    return [
        (one.applicant, "intake:application", [one.key]),
        (one.applicant, "messages:own", [one.key]),
        (one.applicant, "invitations:own", [asked.key]),
        (has_time.application.applicant, "invitations:own", [has_time.key]),
        (one.applicant, "intake:withdraw", [one.key]),
        (gone.applicant, "intake:application", [gone.key]),
        (gone.applicant, "intake:mine", []),
        (sick.applicant, "intake:application", [sick.key]),
        (sick.applicant, "intake:replace", [sick.key, kept.asked.code]),
        (one.applicant, "retention:data", []),
        (gone.applicant, "retention:erase", []),
        (None, "retention:proof", [Erasure.objects.create(at=NOW).key]),
        (None, "intake:check-receipt", []),
        (UserFactory(), "intake:claim", []),
    ]


def of_the_office_beside_applicants():
    """Writing to applicants, inviting them, entering what came on paper, comparing two who may be one."""
    vacancy = planned_vacancy(published=True)
    officer = person_with(Role.OFFICER, vacancy.office)
    one, other = (submitted_application(vacancy) for _ in range(2))
    ThreadMessageFactory(application=one)
    ThreadMessageFactory(application=one, answer=True)
    invitee = InviteeFactory(application=one, chosen=True)
    SlotFactory(invitation=invitee.invitation)
    selection = ranked_selection(method="cumulative")
    priced = planned_vacancy(published=True, method="cumulative", office=vacancy.office)
    entering, entered = entered_draft(priced, by=officer), entered_application(vacancy, by=officer)
    came = came_again(entered, source=Source.EMAIL, received_at=NOW)
    amending = enter_again(application=entered, came=came, by=officer, at=NOW)
    return [
        (officer, "messages:threads", [vacancy.pk]),
        (officer, "messages:write", [vacancy.pk]),
        (officer, "messages:thread", [one.key]),
        (officer, "invitations:invitations", [vacancy.pk]),
        (selection.officer, "invitations:invite", [selection.vacancy.pk]),
        (officer, "invitations:invitation", [invitee.invitation.key]),
        (officer, "invitations:move", [invitee.key]),
        (officer, "invitations:call-off", [invitee.key]),
        (officer, "invitations:call-off-all", [invitee.invitation.key]),
        (officer, "intake:enter", [vacancy.pk]),
        (officer, "intake:add-scan", [entering.key]),
        (officer, "intake:discard-amendment", [amending.key]),
        (officer, "intake:page", [entering.key, "envelope"]),
        (officer, "intake:application", [entering.key]),
        (officer, "screening:application", [entered.key]),
        (officer, "screening:compare", [one.key, other.key]),
    ]


def of_a_team():
    """The lead's page with somebody in each state, full and empty; one person's; what an invited person reads and answers."""
    vacancy = team_vacancy(most=5)
    lead, alone = filled_application(vacancy), filled_application(vacancy)
    waiting = TeamMemberFactory(application=lead, account=UserFactory(), email="rustam.karimov@example.org")
    confirmed = TeamMemberFactory(application=lead, confirmed=True)
    declined = TeamMemberFactory(application=lead, account=UserFactory(), declined_at=NOW)
    sick = TeamMemberFactory(application=lead, confirmed=True, document__scan="infected")
    done = team_application(vacancy)
    of_done = done.team.get()
    return [
        (lead.applicant, "intake:page", [lead.key, "team"]),
        (lead.applicant, "intake:page", [lead.key, "team"], "?check=1"),
        (alone.applicant, "intake:page", [alone.key, "team"]),
        (lead.applicant, "intake:review", [lead.key]),
        (lead.applicant, "intake:member", [lead.key, confirmed.key]),
        (lead.applicant, "intake:remove-member", [lead.key, confirmed.key]),
        (waiting.account, "intake:membership", [waiting.key]),
        (waiting.account, "intake:mine", []),
        (waiting.account, "intake:leave-team", [waiting.key]),
        (confirmed.account, "intake:membership", [confirmed.key]),
        (declined.account, "intake:membership", [declined.key]),
        (sick.account, "intake:membership", [sick.key]),
        (of_done.account, "intake:membership", [of_done.key]),
        (done.applicant, "intake:application", [done.key]),
    ]
