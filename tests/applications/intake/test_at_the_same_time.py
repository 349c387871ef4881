"""Several requests in the same instant: codes without gaps or doubles, one application however many buttons are pressed."""

import pytest

from applications.intake import actions
from applications.intake.models import Application
from portal.models import Message
from portal.record.verify import breaks
from tests.applications.intake.together import at_once
from tests.factories.intake import filled_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db(transaction=True)


def handing_in(application):
    return lambda: actions.submit(application=application, by=application.applicant, at=NOW)


def test_applications_of_one_instant_get_codes_without_gaps():
    vacancy = planned_vacancy(published=True)
    drafts = [filled_application(vacancy) for _ in range(6)]
    received = at_once([handing_in(draft) for draft in drafts])
    assert sorted(application.code for application in received) == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert list(breaks([vacancy.stream])) == []


def test_a_button_pressed_in_several_tabs_hands_in_once():
    draft = filled_application(planned_vacancy(published=True))
    copies = [Application.objects.select_related("applicant", "vacancy").get(pk=draft.pk) for _ in range(4)]
    assert {application.code for application in at_once([handing_in(copy) for copy in copies])} == {"C1"}
    assert Message.objects.filter(kind="application_receipt").count() == 1


def test_a_draft_begun_twice_is_one_draft():
    vacancy = planned_vacancy(published=True)
    person = UserFactory()
    begun = at_once([lambda: actions.start(vacancy=vacancy, by=person, at=NOW)] * 4)
    assert {application.pk for application in begun} == {Application.objects.get().pk}
