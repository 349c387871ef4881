"""The page of an emergency opening: who finds it, what it asks, and that its answer says the price once and leaves nothing behind."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from applications.intake.models import Application
from applications.ranking.actions import open_prices
from applications.ranking.emergency import EmergencyOpening
from applications.ranking.opening_in_emergency import open_in_emergency
from portal.accounts.roles import Role
from portal.words.moments import moment_in
from tests.applications.ranking.test_envelopes import in_envelope
from tests.factories.portal import NOW, PASSWORD, UserFactory, person_with
from tests.factories.ranking import locked_vacancy, priced
from tests.factories.scoring import chair_of, declared_panel
from tests.factories.screening import officer_of

pytestmark = pytest.mark.django_db
REASON = "A court asks by tonight."
SHOWN = "13,579.24"


@pytest.fixture
def vacancy():
    return priced(declared_panel(candidates=2, method="cumulative").vacancy, "13579.24", "24681.35")


@pytest.fixture
def approver(vacancy):
    return person_with(Role.APPROVER, vacancy.office, name="Approver")


def address_of(vacancy, name="ranking:emergency", code="C1"):
    return reverse(name, args=[Application.objects.get(vacancy=vacancy, code=code).key])


def sent(client, vacancy, **what):
    data = {"reason": REASON, "password": PASSWORD, "number": 1, **what}
    return client.post(address_of(vacancy), data)


def test_the_page_says_what_it_means_and_its_answer_says_the_price_once(client, vacancy, approver):
    client.force_login(approver)
    page = client.get(address_of(vacancy))
    for words in (
        "The panel must not know it",
        "you cannot take any seat on the panel",
        "stay in the record for good",
        "are told at once, without the price",
    ):
        assert words in page.content.decode()
    assert SHOWN not in page.content.decode()

    answer = sent(client, vacancy)
    assert SHOWN in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert list(get_messages(answer.wsgi_request)) == []
    assert EmergencyOpening.objects.get().by == approver


def test_nothing_of_it_stays_in_the_session_or_on_any_page_afterwards(client, vacancy, approver):
    client.force_login(approver)
    sent(client, vacancy)
    assert "13579" not in str(dict(client.session))
    pages = [
        address_of(vacancy),
        address_of(vacancy, "screening:application"),
        reverse("desk:record", args=[vacancy.pk]),
        reverse("desk:home"),
    ]
    for page in pages:
        text = client.get(page).content.decode()
        assert SHOWN not in text
        assert "13579" not in text
    assert REASON in client.get(address_of(vacancy)).content.decode()


def test_the_answer_loaded_again_shows_nothing_and_records_nothing(client, vacancy, approver):
    client.force_login(approver)
    sent(client, vacancy)
    answer = client.post(
        address_of(vacancy), {"reason": REASON, "password": PASSWORD, "number": 1}, follow=True
    )
    assert SHOWN not in answer.content.decode()
    assert "its price was shown once" in answer.content.decode()
    assert EmergencyOpening.objects.count() == 1
    assert SHOWN in sent(client, vacancy, number=2, reason="Misread it.").content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "wrong"}, "This is not your password"),
        ({"password": ""}, "This field is required"),
        ({"reason": ""}, "This field is required"),
        ({"reason": " \n"}, "This field is required"),
        ({"reason": "x" * 2001}, "Shorten the text by 1 character"),
        ({"number": ""}, "This field is required"),
    ],
)
def test_without_reason_or_password_nothing_is_opened_and_what_was_typed_stays(
    client, vacancy, approver, wrong, words
):
    client.force_login(approver)
    text = sent(client, vacancy, **wrong).content.decode()
    assert words in text
    assert SHOWN not in text
    assert wrong.get("reason", REASON).strip() in text
    assert not EmergencyOpening.objects.exists()


def test_only_an_approver_apart_from_the_panel_finds_the_page(client, vacancy, approver):
    others = [
        officer_of(vacancy),
        person_with(Role.AUDITOR, vacancy.office),
        UserFactory(is_superuser=True, is_staff=True),
        chair_of(vacancy.panel),
        Application.objects.get(vacancy=vacancy, code="C1").applicant,
    ]
    for person in others:
        client.force_login(person)
        assert client.get(address_of(vacancy)).status_code == 404
        assert sent(client, vacancy).status_code == 404
    assert not EmergencyOpening.objects.exists()


def test_the_way_there_stands_beside_the_sealed_price_for_whom_it_is_open_only(client, vacancy, approver):
    page = address_of(vacancy, "screening:application")
    client.force_login(approver)
    assert address_of(vacancy) in client.get(page).content.decode()
    client.force_login(officer_of(vacancy))
    assert address_of(vacancy) not in client.get(page).content.decode()


def test_a_price_in_an_envelope_is_answered_in_plain_words_and_nothing_is_asked(client, vacancy, approver):
    in_envelope(vacancy, "C1")
    client.force_login(approver)
    text = client.get(address_of(vacancy)).content.decode()
    assert "Nobody has written down here what stands in it" in text
    assert 'name="reason"' not in text


def test_results_and_the_opening_of_prices_say_who_opened_what_when_and_why(client):
    vacancy = priced(locked_vacancy(method="cumulative", candidates=2), "13579.24", "24681.35")
    chair = chair_of(vacancy.panel)
    results = reverse("ranking:results", args=[vacancy.pk])
    pages = [results, reverse("ranking:open-prices", args=[vacancy.pk])]
    client.force_login(chair)
    for page in pages:
        assert "Opened in an emergency" not in client.get(page).content.decode()
    application = Application.objects.get(vacancy=vacancy, code="C2")
    approver = person_with(Role.APPROVER, vacancy.office, name="Approver")
    open_in_emergency(application=application, reason=REASON, number=1, by=approver, at=NOW)
    for page in pages:
        text = client.get(page).content.decode()
        assert f"The price of C2: read by Approver, {moment_in(NOW, vacancy.office.zone)}" in text
        assert REASON in text
        assert "24,681" not in text
    open_prices(vacancy=vacancy, by=chair, at=NOW)
    assert "read by Approver" in client.get(results).content.decode()
