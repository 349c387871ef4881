"""Asking, answering to all without naming anybody, declining."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.presenters import sentence
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.publishing import QuestionFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.corrigenda import audience
from vacancies.models import Answer, Question
from vacancies.questions.actions import WAITING_AT_MOST, answer, ask, decline
from vacancies.questions.models import Status

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
TEXTS = {
    "question_en": "May the work be done from home?",
    "question_ru": "Можно ли работать удалённо?",
    "answer_en": "Yes.",
    "answer_ru": "Да.",
}


@pytest.fixture
def vacancy():
    return VacancyFactory(published=True)


@pytest.fixture
def officer(vacancy):
    return person_with(Role.OFFICER, vacancy.office, language="ru")


def asked(vacancy, person, at=NOW):
    return ask(vacancy=vacancy, text="Можно ли из дома?", language="ru", by=person, at=at)


def test_a_question_reaches_the_office_without_the_name_of_who_asked(vacancy, officer):
    person = UserFactory(name="Зарина Каримова", email="zarina@example.org")
    asked(vacancy, person)
    (letter,) = Message.objects.all()
    assert (letter.to, letter.kind) == (officer.email, "question_asked")
    assert "Можно ли из дома?" in letter.text
    assert "Зарина" not in letter.text
    assert "zarina" not in letter.text
    (entry,) = Entry.objects.of(vacancy.stream)
    assert (entry.actor, sentence(entry)) == (None, "A question was asked")


@pytest.mark.parametrize("zone", ["Asia/Ashgabat", "Asia/Bishkek"])
@pytest.mark.parametrize(("late", "taken"), [(-SECOND, True), (timedelta(), True), (SECOND, False)])
def test_questions_are_taken_up_to_the_very_second_of_the_cut_off(zone, late, taken):
    office = OfficeFactory(time_zone=zone, questions_close_days=5)
    closes = NOW + timedelta(days=9)
    vacancy = VacancyFactory(published=True, office=office, closes_at=closes)
    moment = closes - timedelta(days=5) + late
    if taken:
        assert asked(vacancy, UserFactory(), at=moment).status == Status.WAITING
    else:
        with pytest.raises(Refused, match="no longer taken"):
            asked(vacancy, UserFactory(), at=moment)


def test_a_notice_may_set_a_cut_off_of_its_own_and_an_extension_moves_the_customary_one(vacancy):
    customary = vacancy.questions_end
    vacancy.closes_at += timedelta(days=3)
    assert vacancy.questions_end == customary + timedelta(days=3)
    vacancy.questions_until = NOW
    assert vacancy.questions_end == NOW


def test_nobody_asks_before_the_notice_is_public_or_after_it_is_cancelled(vacancy):
    for status in ("draft", "in_approval", "under_evaluation", "decided", "cancelled"):
        vacancy.status = status
        vacancy.save()
        with pytest.raises(Refused):
            asked(vacancy, UserFactory())
    assert Question.objects.count() == 0


def test_who_works_in_the_office_answers_and_does_not_ask(vacancy, officer):
    with pytest.raises(PermissionDenied):
        asked(vacancy, officer)


def test_one_person_cannot_bury_the_office_in_questions(vacancy):
    person = UserFactory()
    for _number in range(WAITING_AT_MOST):
        asked(vacancy, person)
    with pytest.raises(Refused, match="5 questions of yours wait"):
        asked(vacancy, person)
    assert asked(vacancy, UserFactory()).status == Status.WAITING


def test_one_answer_to_several_questions_goes_to_everybody_once_in_their_language(
    vacancy, officer, monkeypatch
):
    keeper = UserFactory(language="en")
    asker = UserFactory(language="ru", name="Зарина")
    monkeypatch.setattr(audience, "_tellers", [lambda _vacancy: [keeper, asker]])
    both = [QuestionFactory(vacancy=vacancy, asker=asker), QuestionFactory(vacancy=vacancy, asker=asker)]
    published = answer(vacancy=vacancy, questions=both, texts=TEXTS, by=officer, at=NOW)
    assert published.number == 1
    assert {question.status for question in Question.objects.all()} == {Status.ANSWERED}
    letters = {letter.to: letter for letter in Message.objects.filter(kind="answer_published")}
    assert letters.keys() == {keeper.email, asker.email}
    assert Message.objects.count() == 2
    assert "May the work be done from home?" in letters[keeper.email].text
    assert "Можно ли работать удалённо?" in letters[asker.email].text
    assert all("Зарина" not in letter.text for letter in letters.values())


@pytest.mark.parametrize("left_out", TEXTS)
def test_an_answer_is_published_in_both_languages_or_not_at_all(vacancy, officer, left_out):
    question = QuestionFactory(vacancy=vacancy)
    with pytest.raises(Refused, match="both languages"):
        answer(vacancy=vacancy, questions=[question], texts={**TEXTS, left_out: ""}, by=officer, at=NOW)
    assert Answer.objects.count() == 0


def test_a_question_is_dealt_with_once(vacancy, officer):
    question = QuestionFactory(vacancy=vacancy)
    decline(question=question, because="It is not about the vacancy.", by=officer, at=NOW)
    with pytest.raises(Refused, match="dealt with"):
        answer(vacancy=vacancy, questions=[question], texts=TEXTS, by=officer, at=NOW)
    assert Answer.objects.count() == 0
    with pytest.raises(Refused, match="dealt with"):
        decline(question=question, because="Again.", by=officer, at=NOW)


def test_a_declined_question_is_explained_to_who_asked_and_to_nobody_else(vacancy, officer, monkeypatch):
    monkeypatch.setattr(audience, "_tellers", [lambda _vacancy: [UserFactory()]])
    question = QuestionFactory(vacancy=vacancy)
    decline(question=question, because="It is not about the vacancy.", by=officer, at=NOW)
    (letter,) = Message.objects.all()
    assert letter.to == question.asker.email
    assert "It is not about the vacancy." in letter.text
    with pytest.raises(Refused, match="Say why"):
        decline(question=QuestionFactory(vacancy=vacancy), because=" ", by=officer, at=NOW)


def test_nobody_but_the_officers_of_the_office_answers(vacancy):
    question = QuestionFactory(vacancy=vacancy)
    people = [person_with(role, vacancy.office) for role in (Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR)]
    for person in [*people, UserFactory(), person_with(Role.OFFICER, OfficeFactory())]:
        with pytest.raises(PermissionDenied):
            answer(vacancy=vacancy, questions=[question], texts=TEXTS, by=person, at=NOW)
        with pytest.raises(PermissionDenied):
            decline(question=question, because="No.", by=person, at=NOW)
