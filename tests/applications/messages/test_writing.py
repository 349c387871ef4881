"""The office writes to applicants, each in their own language; they answer; the panel reads nothing."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from applications.messages import actions
from applications.messages.models import ThreadMessage
from applications.messages.recipients import people_of
from applications.panels.models import SeatRole
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.intake import submitted_application
from tests.factories.messages import ThreadMessageFactory
from tests.factories.panels import PanelFactory, SeatFactory
from tests.factories.portal import NOW, RoleGrantFactory, UserFactory, person_with
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db
TEXTS = {"en": ("A question", "When can you begin?"), "ru": ("Вопрос", "Когда вы можете приступить?")}


@pytest.fixture
def vacancy():
    return planned_vacancy(published=True)


@pytest.fixture
def officer(vacancy):
    return person_with(Role.OFFICER, vacancy.office, name="Gulnora")


def applied(vacancy, language="en"):
    return submitted_application(vacancy, applicant=UserFactory(language=language))


def write(officer, *applications, texts=TEXTS, sending=None):
    vacancy = applications[0].vacancy
    return actions.write_to_applicants(
        vacancy=vacancy,
        applications=applications,
        texts=texts,
        sending=sending or uuid4(),
        by=officer,
        at=NOW,
    )


def answer(application, text="In March.", by=None, sending=None):
    return actions.write_to_office(
        application=application,
        text=text,
        language="en",
        sending=sending or uuid4(),
        by=by or application.applicant,
        at=NOW,
    )


def test_each_gets_a_copy_and_a_letter_in_the_language_they_read(vacancy, officer):
    english, russian = applied(vacancy), applied(vacancy, "ru")
    sent = write(officer, english, russian)
    assert [(one.application, one.subject) for one in sent] == [(english, "A question"), (russian, "Вопрос")]
    letters = {letter.user: letter for letter in Message.objects.filter(kind="message_to_applicant")}
    assert letters[russian.applicant].text.startswith("Когда вы можете приступить?\n\nОфис в Казахстане")
    assert f"/ru/applications/{russian.key}/messages/" in letters[russian.applicant].text
    assert letters[english.applicant].subject == f"A question ({vacancy.reference})"
    assert officer.name not in "".join(letter.text for letter in letters.values())


def test_a_language_that_somebody_reads_cannot_be_left_out(vacancy, officer):
    with pytest.raises(Refused, match="every language"):
        write(officer, applied(vacancy), applied(vacancy, "ru"), texts={"en": TEXTS["en"]})
    assert not ThreadMessage.objects.exists()


def test_the_record_says_that_something_was_written_and_not_what(vacancy, officer):
    application = applied(vacancy)
    write(officer, application)
    answer(application)
    sent, received = Entry.objects.filter(action__startswith="message.").order_by("number")
    assert (sent.subject, sent.actor, set(sent.data)) == (
        f"application:{application.pk}", officer.pk, {"code", "language", "sha256"},
    )  # fmt: skip
    assert received.actor == application.applicant_id
    assert len({sent.data["sha256"], received.data["sha256"]}) == 2


def test_a_button_pressed_twice_sends_once(vacancy, officer):
    application, sending = applied(vacancy), uuid4()
    assert write(officer, application, sending=sending) == write(officer, application, sending=sending)
    again = [answer(application, sending=sending_2) for sending_2 in [uuid4()] * 2]
    assert again[0] == again[1]
    assert ThreadMessage.objects.count() == 2


def test_the_officers_hear_of_an_answer_and_it_waits_until_it_is_answered(vacancy, officer):
    application = applied(vacancy)
    write(officer, application)
    answer(application)
    letter = Message.objects.get(kind="message_to_office")
    assert letter.user == officer
    assert "In March" not in letter.text
    assert ThreadMessage.objects.unanswered().count() == 1
    write(officer, application)
    assert ThreadMessage.objects.unanswered().count() == 0


def test_an_answer_can_be_put_aside(vacancy, officer):
    waiting = ThreadMessageFactory(application=applied(vacancy), answer=True)
    actions.put_aside(application=waiting.application, by=officer, at=NOW)
    assert not ThreadMessage.objects.unanswered().exists()
    assert Entry.objects.filter(action="message.put_aside").count() == 1
    actions.put_aside(application=waiting.application, by=officer, at=NOW)
    assert Entry.objects.filter(action="message.put_aside").count() == 1


def test_an_applicant_answers_and_does_not_begin(vacancy):
    with pytest.raises(Refused, match="has not written to you"):
        answer(applied(vacancy))


def test_one_person_does_not_flood_an_office(vacancy):
    application = ThreadMessageFactory(application=applied(vacancy)).application
    ThreadMessageFactory.create_batch(actions.WAITING_AT_MOST, application=application, answer=True)
    with pytest.raises(Refused, match="wait for an answer"):
        answer(application)


def test_nobody_answers_for_another(vacancy):
    application = ThreadMessageFactory(application=applied(vacancy)).application
    with pytest.raises(PermissionDenied):
        answer(application, by=applied(vacancy).applicant)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_only_officers_write(vacancy, role):
    with pytest.raises(PermissionDenied):
        write(person_with(role, vacancy.office), applied(vacancy))


@pytest.mark.parametrize(
    ("seat", "reads"),
    [
        (SeatRole.CHAIR, False),
        (SeatRole.MEMBER, False),
        (SeatRole.OBSERVER, False),
        (SeatRole.SECRETARY, True),
    ],
)
def test_whoever_judges_reads_no_messages_though_an_officer(vacancy, seat, reads):
    application = applied(vacancy)
    held = SeatFactory(panel=PanelFactory(vacancy=vacancy), role=seat, declared=True)
    RoleGrantFactory(user=held.user, office=vacancy.office, role=Role.OFFICER)
    application.vacancy.refresh_from_db()
    assert held.user.has_perm("applications.view_thread", application) is reads
    assert held.user.has_perm("applications.view_messages", application.vacancy) is reads


def test_the_office_hears_of_a_withdrawal(client, vacancy, officer):
    application = applied(vacancy)
    client.force_login(application.applicant)
    client.post(f"/en/applications/{application.key}/withdraw/", {"reason": "Another post"})
    letter = Message.objects.get(kind="withdrawal_to_office")
    assert letter.user == officer
    assert "Another post" not in letter.text


def test_who_has_no_account_here_is_not_written_to(vacancy, officer):
    application = applied(vacancy)
    application.applicant.is_active = False
    application.applicant.save()
    with pytest.raises(PermissionDenied):
        write(officer, application)
    assert list(people_of(vacancy, writer=officer)) == []
