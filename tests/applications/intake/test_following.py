"""Following an application: the list, the status in words, the history, withdrawing."""

import pytest
from django.urls import reverse

from applications.intake import actions, news
from applications.intake.course import course
from applications.intake.models import Status
from applications.intake.standing import standing
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def received():
    return submitted_application(planned_vacancy(published=True))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_without_applications_the_list_leads_to_the_vacancies(client, language):
    client.force_login(UserFactory())
    response = client.get(reverse("intake:mine").replace("/en/", f"/{language}/"))
    assert f"/{language}/vacancies/" in response.text


def test_the_list_asks_as_much_for_three_as_for_one(client, django_assert_max_num_queries):
    person = UserFactory()
    client.force_login(person)
    client.get(reverse("intake:mine"))
    counted = []
    for more in (1, 2):
        for _ in range(more):
            ApplicationFactory(applicant=person, submitted=True)
        with django_assert_max_num_queries(20) as queries:
            assert client.get(reverse("intake:mine")).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_list_shows_ones_own_applications_only(client, received):
    own = ApplicationFactory(vacancy=planned_vacancy(published=True, title_en="Another vacancy"))
    client.force_login(own.applicant)
    text = client.get(reverse("intake:mine")).text
    assert own.get_absolute_url() in text
    assert received.get_absolute_url() not in text


def test_no_days_are_counted_for_who_has_withdrawn(client):
    counted = {}
    for fate in ("submitted", "withdrawn"):
        application = ApplicationFactory(vacancy=planned_vacancy(published=True), **{fate: True})
        client.force_login(application.applicant)
        counted[fate] = 'class="due"' in client.get(reverse("intake:mine")).text
    assert counted == {"submitted": True, "withdrawn": False}


@pytest.mark.parametrize(
    ("status", "closed", "words"),
    [
        ("published", False, "Your application has been received."),
        ("published", True, "Applications are closed; the office checks the requirements."),
        ("under_evaluation", True, "The applications are being evaluated."),
        ("decided", True, "The decision on this vacancy has been made."),
    ],
)
def test_the_status_is_said_in_plain_words(received, status, closed, words):
    received.vacancy.status = status
    if closed:
        received.vacancy.closes_at = NOW
    assert standing(received, at=NOW.replace(hour=10)).now == words


def test_the_history_tells_what_was_and_what_comes(received):
    assert [(event.title, event.state) for event in course(received, at=NOW)] == [
        ("Draft begun", "done"),
        ("Handed in", "done"),
        ("Closing time", "now"),
        ("The office checks the requirements", ""),
        ("The panel scores", ""),
        ("Decision", ""),
    ]


def test_rooms_above_tell_the_applicant_what_became_of_it(client, received, monkeypatch):
    monkeypatch.setattr(news, "_tellers", [])
    news.register(lambda application: [f"{application.code} is on the reserve list"])
    client.force_login(received.applicant)
    assert "C1 is on the reserve list" in client.get(received.get_absolute_url()).text


def test_withdrawing_says_what_it_means_and_is_recorded(client, received):
    client.force_login(received.applicant)
    address = reverse("intake:withdraw", args=[received.key])
    assert "This cannot be undone" in client.get(address).text
    client.post(address, {"reason": "Another post"})
    received.refresh_from_db()
    assert (received.status, received.withdrawn_at, received.withdrawal_reason) == (
        Status.WITHDRAWN,
        NOW,
        "Another post",
    )
    assert received.snapshot["person"]["given_name"] == "Динара"
    entry = Entry.objects.of(received.stream).get(action="application.withdrawn")
    assert entry.data == {"code": "C1"}
    assert Message.objects.get().kind == "application_withdrawn"
    assert "Withdrawn" in client.get(received.get_absolute_url()).text


def test_a_reason_for_withdrawing_is_not_needed(client, received):
    client.force_login(received.applicant)
    client.post(reverse("intake:withdraw", args=[received.key]))
    received.refresh_from_db()
    assert received.status == Status.WITHDRAWN


def test_after_the_decision_an_application_stays(received):
    Vacancy.objects.filter(pk=received.vacancy_id).update(status="decided")
    with pytest.raises(Refused, match="decision"):
        actions.withdraw(application=received, reason="", by=received.applicant, at=NOW)


def test_who_withdrew_does_not_apply_again(client, received):
    actions.withdraw(application=received, reason="", by=received.applicant, at=NOW)
    client.force_login(received.applicant)
    assert (
        client.get(reverse("intake:start", args=[received.vacancy.slug])).headers["Location"]
        == received.get_absolute_url()
    )


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", ["application", "withdraw"])
def test_the_pages_open_in_both_languages(client, received, language, name):
    client.force_login(received.applicant)
    address = reverse(f"intake:{name}", args=[received.key]).replace("/en/", f"/{language}/")
    assert client.get(address).status_code == 200
