"""Where one asks, where the office answers, and what the notice shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.publishing import AnswerFactory, QuestionFactory
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from vacancies.models import Answer, Question

pytestmark = pytest.mark.django_db

TEXTS = {
    "question_en": "From home?",
    "question_ru": "Из дома?",
    "answer_en": "Yes.",
    "answer_ru": "Да.",
}


@pytest.fixture
def vacancy():
    return VacancyFactory(published=True)


@pytest.fixture
def office(client, vacancy):
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    return client


def test_a_stranger_is_asked_to_sign_in_before_asking(client, vacancy):
    answer = client.get(f"/ru/vacancies/{vacancy.slug}/questions/")
    assert answer.status_code == 302
    assert answer.url == f"/ru/account/login/?next=/ru/vacancies/{vacancy.slug}/questions/"


def test_a_question_is_sent_in_the_language_of_the_page_and_seen_by_who_asked_alone(client, vacancy):
    person = UserFactory()
    client.force_login(person)
    address = f"/ru/vacancies/{vacancy.slug}/questions/"
    assert client.post(address, {"text": "Можно ли удалённо?"}).url == address
    question = Question.objects.get()
    assert (question.asker, question.language, question.text) == (person, "ru", "Можно ли удалённо?")
    assert list(client.get(address).context["own"]) == [question]
    client.force_login(UserFactory())
    assert list(client.get(address).context["own"]) == []


def test_a_question_too_long_comes_back_whole(client, vacancy):
    client.force_login(UserFactory())
    text = "я" * 1501
    page = client.post(f"/ru/vacancies/{vacancy.slug}/questions/", {"text": text})
    assert page.context["form"]["text"].value() == text
    assert "text" in page.context["form"].errors
    assert Question.objects.count() == 0


def test_after_the_cut_off_the_page_says_so(client, vacancy):
    vacancy.questions_until = NOW - timedelta(seconds=1)
    vacancy.save()
    client.force_login(UserFactory())
    page = client.get(f"/en/vacancies/{vacancy.slug}/questions/")
    assert "Questions are no longer taken" in page.content.decode()
    assert "<textarea" not in page.content.decode()


def test_the_office_answers_the_chosen_questions_together(office, vacancy):
    chosen = [
        QuestionFactory(vacancy=vacancy, text="Из дома?"),
        QuestionFactory(vacancy=vacancy, text="Удалённо?"),
    ]
    left = QuestionFactory(vacancy=vacancy)
    address = reverse("questions:answer", args=[vacancy.pk])
    address += "?" + "&".join(f"question={question.pk}" for question in chosen)
    form = office.get(address).context["form"]
    assert form["question_ru"].value() == "Из дома?\n\nУдалённо?"
    assert not form["question_en"].value()
    assert office.post(address, TEXTS).status_code == 302
    assert set(Answer.objects.get().questions.all()) == set(chosen)
    left.refresh_from_db()
    assert left.answer is None


def test_questions_about_another_vacancy_cannot_be_slipped_in(office, vacancy):
    foreign = QuestionFactory()
    address = f"{reverse('questions:answer', args=[vacancy.pk])}?question={foreign.pk}&question=x&question=9999999999999999999"
    assert office.get(address).context["chosen"] == []


def test_an_answer_with_a_language_missing_comes_back_filled_in(office, vacancy):
    page = office.post(reverse("questions:answer", args=[vacancy.pk]), {**TEXTS, "answer_en": ""})
    assert page.context["form"]["answer_ru"].value() == "Да."
    assert list(page.context["form"].errors) == ["answer_en"]


def test_the_office_never_reads_who_asked(office, vacancy):
    asker = UserFactory(name="Зарина Каримова", email="zarina@example.org")
    question = QuestionFactory(vacancy=vacancy, asker=asker)
    for address in (
        reverse("questions:questions", args=[vacancy.pk]),
        f"{reverse('questions:answer', args=[vacancy.pk])}?question={question.pk}",
        reverse("questions:decline", args=[question.pk]),
        reverse("desk:record", args=[vacancy.pk]),
    ):
        page = office.get(address).content.decode()
        assert "Зарина" not in page
        assert "zarina" not in page


def test_the_list_of_questions_needs_the_same_queries_for_one_and_for_many(
    office, vacancy, django_assert_num_queries
):
    def fill(number):
        QuestionFactory.create_batch(number, vacancy=vacancy)
        AnswerFactory.create_batch(number, vacancy=vacancy)

    address = reverse("questions:questions", args=[vacancy.pk])
    fill(1)
    office.get(address)
    with CaptureQueriesContext(connection) as one:
        office.get(address)
    fill(2)
    with django_assert_num_queries(len(one)):
        office.get(address)


def test_the_notice_shows_answers_under_their_numbers_in_the_reader_s_language(client):
    vacancy = planned_vacancy(published=True)
    AnswerFactory(vacancy=vacancy, number=1)
    page = client.get(f"/ru/vacancies/{vacancy.slug}/").content.decode()
    assert 'id="answer-1"' in page
    assert "Можно ли работать удалённо?" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "May the work be done" not in page
    assert f'href="/ru/vacancies/{vacancy.slug}/questions/"' in page


def test_a_closed_notice_keeps_its_answers_and_takes_no_questions(client):
    vacancy = planned_vacancy(closed=True)
    AnswerFactory(vacancy=vacancy, number=1)
    page = client.get(f"/en/vacancies/{vacancy.slug}/").content.decode()
    assert 'id="answer-1"' in page
    assert f"/en/vacancies/{vacancy.slug}/questions/" not in page
