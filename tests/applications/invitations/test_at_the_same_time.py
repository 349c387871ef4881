"""Two people want the last place in the same instant: one gets it, the other is told."""

import pytest

from applications.invitations import actions
from applications.invitations.models import Invitee, Slot
from portal.kernel.workflow import Refused
from portal.models import Message
from portal.record.verify import breaks
from tests.applications.intake.test_at_the_same_time import at_once
from tests.factories.intake import ApplicationFactory
from tests.factories.invitations import InvitationFactory, InviteeFactory, SlotFactory
from tests.factories.portal import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def choosing(invitee, slot):
    def deed():
        try:
            return actions.choose(invitee=invitee, slot=slot, by=invitee.application.applicant, at=NOW)
        except Refused as refused:
            return str(refused)

    return deed


def test_the_last_places_go_to_as_many_people_as_there_are_places():
    invitation = InvitationFactory()
    slot = SlotFactory(invitation=invitation, places=2)
    people = [
        InviteeFactory(
            invitation=invitation,
            application=ApplicationFactory(vacancy=invitation.vacancy, submitted=True),
        )
        for _ in range(5)
    ]
    answers = at_once([choosing(one, slot) for one in people])
    refused = [answer for answer in answers if isinstance(answer, str)]
    assert len(refused) == 3
    assert all("just been taken" in words for words in refused)
    assert Invitee.objects.filter(slot=slot).count() == Slot.objects.get().taken == 2
    assert Message.objects.filter(kind="slot_chosen").count() == 2
    assert list(breaks([invitation.vacancy.stream])) == []
