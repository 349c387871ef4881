"""The pages of messages: choosing many and confirming, one thread, and the applicant's side of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.intake.course import course
from applications.messages.models import ThreadMessage
from portal.accounts.roles import Role
from portal.models import Message
from tests.factories.desk import waiting_for
from tests.factories.intake import submitted_application, withdraw
from tests.factories.messages import ThreadMessageFactory
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(published=True)


@pytest.fixture
def officer(vacancy, client):
    officer = person_with(Role.OFFICER, vacancy.office)
    client.force_login(officer)
    return officer


def applied(vacancy, language="en"):
    return submitted_application(vacancy, applicant=UserFactory(language=language))


def sent_form(client, address, **what):
    page = client.get(address)
    return {"sending": page.context["form"]["sending"].value(), **what}


@pytest.mark.usefixtures("officer")
def test_many_are_written_to_after_a_look_at_what_and_to_how_many(client, vacancy):
    applications = [applied(vacancy), applied(vacancy, "ru")]
    address = reverse("messages:write", args=[vacancy.pk])
    data = sent_form(
        client, address, to=[one.pk for one in applications], subject_en="Hello", text_en="Words"
    )
    page = client.post(address, data)
    assert "1 of those chosen reads this language: write it here too." in page.text
    data |= {"subject_ru": "Здравствуйте", "text_ru": "Слова\r\nи слова"}
    page = client.post(address, data)
    assert "Send this to 2 applicants?" in page.text
    assert not ThreadMessage.objects.exists()
    again = client.post(address, {**dict(page.context["sent"]), "to": data["to"], "change": "1"})
    assert again.context["form"]["text_ru"].value() == "Слова\r\nи слова"
    assert client.post(address, {**data, "send": "1"}).status_code == 302
    assert set(ThreadMessage.objects.values_list("application", "text")) == {
        (applications[0].pk, "Words"), (applications[1].pk, "Слова\nи слова"),
    }  # fmt: skip
    assert Message.objects.filter(kind="message_to_applicant").count() == 2


@pytest.mark.usefixtures("officer")
def test_a_starter_fills_the_fields_in_both_languages(client, vacancy):
    address = reverse("messages:write", args=[vacancy.pk])
    chosen = [applied(vacancy).pk]
    page = client.post(address, {"to": chosen, "starter": "document", "insert": "1"})
    form = page.context["form"]
    assert vacancy.title_ru in form["text_ru"].value()
    assert form["subject_en"].value() == "Please send us a document"
    assert [int(key) for key in form["to"].value()] == chosen


@pytest.mark.usefixtures("officer")
def test_a_group_is_chosen_by_its_state_and_who_withdrew_is_not_written_to(client, vacancy):
    staying = applied(vacancy)
    withdraw(applied(vacancy), at=NOW)
    page = client.get(reverse("messages:write", args=[vacancy.pk]), {"state": "all"})
    assert page.context["form"]["to"].value() == [staying.pk]
    assert page.context["groups"][0].number == 1


def test_what_an_applicant_answers_waits_for_the_officer(client, vacancy, officer):
    application = ThreadMessageFactory(application=applied(vacancy), answer=True).application
    tasks = [task for task in waiting_for(officer, at=NOW) if "message" in task.label]
    assert [(task.label, task.address) for task in tasks] == [
        ("Answer 1 message", reverse("messages:threads", args=[vacancy.pk]))
    ]
    address = reverse("messages:thread", args=[application.key])
    client.post(address, sent_form(client, address, subject="Thank you", text="We have it."))
    assert [task for task in waiting_for(officer, at=NOW) if "message" in task.label] == []


@pytest.mark.usefixtures("officer")
def test_the_list_asks_as_much_for_three_threads_as_for_one(client, vacancy, count_queries):
    address = reverse("messages:threads", args=[vacancy.pk])
    ThreadMessageFactory(application=applied(vacancy), answer=True)
    one = count_queries(client, address)
    for _ in range(2):
        ThreadMessageFactory(application=applied(vacancy), answer=True)
    assert count_queries(client, address) == one


def test_a_message_is_new_until_it_is_opened(client, vacancy):
    message = ThreadMessageFactory(application=applied(vacancy), subject="Please send us a document")
    application = message.application
    client.force_login(application.applicant)
    listed = client.get(reverse("intake:mine")).text
    assert "1 new message from the office." in listed
    assert 'My applications <b class="n">1</b>' in listed
    assert "1 new message from the office." in client.get(application.get_absolute_url()).text
    page = client.get(reverse("messages:own", args=[application.key])).text
    assert "Please send us a document" in page
    assert str(message.by) not in page
    after = client.get(application.get_absolute_url()).text
    assert "new message" not in after
    assert "Messages with the office" in after


def test_the_applicant_answers_on_the_page(client, vacancy):
    application = ThreadMessageFactory(application=applied(vacancy)).application
    client.force_login(application.applicant)
    address = reverse("messages:own", args=[application.key])
    assert client.post(address, sent_form(client, address, text="In March.")).status_code == 302
    assert "In March." in client.get(address).text


def test_more_applications_with_messages_need_no_more_queries(client, vacancy, count_queries):
    person = UserFactory()
    client.force_login(person)
    ThreadMessageFactory(application=submitted_application(vacancy, applicant=person))
    one = count_queries(client, reverse("intake:mine"))
    for _ in range(2):
        other = planned_vacancy(published=True)
        ThreadMessageFactory(application=submitted_application(other, applicant=person))
    assert count_queries(client, reverse("intake:mine")) == one


def test_messages_stand_in_the_history_at_their_time(vacancy):
    application = applied(vacancy)
    ThreadMessageFactory(application=application, subject="A question")
    ThreadMessageFactory(application=application, answer=True, written_at=NOW + timedelta(hours=1))
    titles = [event.title for event in course(application, at=NOW + timedelta(hours=2))]
    assert titles[2:4] == ["The office wrote to you: A question", "You wrote to the office"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", ["threads", "write", "thread"])
@pytest.mark.usefixtures("officer")
def test_the_pages_of_the_office_open_in_both_languages(client, vacancy, language, name):
    message = ThreadMessageFactory(application=applied(vacancy))
    part = message.application.key if name == "thread" else vacancy.pk
    assert (
        client.get(reverse(f"messages:{name}", args=[part]).replace("/en/", f"/{language}/")).status_code
        == 200
    )
