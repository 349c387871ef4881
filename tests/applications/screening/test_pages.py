"""HR's pages of screening: who sees them, what they show, how decisions are given on them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.screening.actions import find, make_long_list
from portal.accounts.roles import Role
from portal.models import Entry
from tests.factories.intake import filled_application, submitted_application, withdraw
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.profile import ProfileFactory
from tests.factories.screening import decided, officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True)


@pytest.fixture
def officer(vacancy, client):
    user = officer_of(vacancy)
    client.force_login(user)
    return user


def table(vacancy, query=""):
    return reverse("screening:applications", args=[vacancy.pk]) + query


def applicant(family_name, nationality="KZ"):
    user = UserFactory()
    ProfileFactory(user=user, family_name=family_name, given_name="А", patronymic="", nationality=nationality)
    return user


def names(response):
    return [row.application.full_name for row in response.context["rows"]]


def test_the_table_shows_findings_as_signs_with_words(client, officer, vacancy):
    submitted_application(vacancy, R2="3", applicant=applicant("Ким"))
    response = client.get(table(vacancy))
    (row,) = response.context["rows"]
    assert [(sign.mark, sign.words) for sign in row.signs] == [
        ("✓", "A citizen of the five countries: met"),
        ("✕", "At least seven years of experience: not met"),
    ]
    assert (row.country, row.experience, row.word) == ("Kazakhstan", "3", "to check")
    assert "1 of 1" in response.content.decode()


def test_years_stand_in_the_table_as_the_reader_writes_numbers(client, officer, vacancy):
    submitted_application(vacancy, R2="2.5")
    (row,) = client.get(f"/ru/desk/vacancies/{vacancy.pk}/applications/").context["rows"]
    assert row.experience == "2,5"


def test_drafts_are_a_number_and_nothing_else(client, officer, vacancy):
    filled_application(vacancy, applicant=applicant("Тайный"))
    page = client.get(table(vacancy)).content.decode()
    assert "1 draft is being written" in page
    assert "Тайный" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Алиев А", "Ким А", "Юлдашев А"]),
        ("?order=-name", ["Юлдашев А", "Ким А", "Алиев А"]),
        ("?q=юлд", ["Юлдашев А"]),
        ("?q=yuldashev", ["Юлдашев А"]),
        ("?q=kim", ["Ким А"]),
        ("?q=никто", []),
        ("?nationality=UZ", ["Юлдашев А"]),
        ("?state=check", ["Ким А"]),
        ("?state=withdrawn", ["Алиев А"]),
        ("?state=nonsense&order=nonsense", ["Алиев А", "Ким А", "Юлдашев А"]),
    ],
)
@pytest.mark.usefixtures("officer")
def test_the_table_is_filtered_and_sorted(client, vacancy, query, expected):
    withdraw(submitted_application(vacancy, applicant=applicant("Алиев")), at=NOW)
    submitted_application(vacancy, applicant=applicant("Ким"), R2="3")
    submitted_application(vacancy, applicant=applicant("Юлдашев", "UZ"))
    assert names(client.get(table(vacancy, query))) == expected


def test_the_table_has_pages(client, officer, vacancy, now):
    for _number in range(26):
        submitted_application(vacancy)
    assert len(client.get(table(vacancy)).context["rows"]) == 25
    assert len(client.get(table(vacancy, "?page=2")).context["rows"]) == 1


def test_the_table_asks_the_database_as_often_for_three_as_for_one(client, officer, vacancy, count_queries):
    submitted_application(vacancy)
    asked = count_queries(client, table(vacancy))
    for _number in range(2):
        submitted_application(vacancy)
    assert count_queries(client, table(vacancy)) == asked


def test_confirming_in_bulk_works_by_choice_and_says_what_was_left(client, officer, vacancy):
    fitting, other, failing = (submitted_application(vacancy, R2=years) for years in ("9", "9", "3"))
    client.get(table(vacancy))
    address = reverse("screening:confirm", args=[vacancy.pk]) + "?order=name"
    response = client.post(address, {"applications": [fitting.pk, failing.pk]}, follow=True)
    assert response.redirect_chain == [(table(vacancy, "?order=name"), 302)]
    assert "1 application was confirmed. 1 was left as it is" in response.content.decode()
    states = {row.application.code: row.application.state for row in response.context["rows"]}
    assert states == {fitting.code: "eligible", other.code: "new", failing.code: "check"}


def test_confirming_everything_takes_all_that_meet_everything(client, officer, vacancy):
    for years in ("9", "9", "3"):
        submitted_application(vacancy, R2=years)
    client.get(table(vacancy))
    response = client.post(reverse("screening:confirm", args=[vacancy.pk]), {"everything": "on"}, follow=True)
    assert sorted(row.application.state for row in response.context["rows"]) == [
        "check",
        "eligible",
        "eligible",
    ]


def test_confirming_nothing_says_so(client, officer, vacancy):
    submitted_application(vacancy)
    response = client.post(reverse("screening:confirm", args=[vacancy.pk]), {}, follow=True)
    assert "Choose at least one application." in response.content.decode()


def page_of(application):
    return reverse("screening:application", args=[application.key])


def test_the_page_shows_what_was_stated_and_the_papers(client, officer, vacancy):
    application = submitted_application(vacancy, R2="3", A="Since 2016 I teach.")
    page = client.get(page_of(application)).content.decode()
    for words in ("3 years", "Since 2016 I teach.", "резюме.pdf", "Text of page 1", "Confirm: not met"):
        assert words in page


def test_a_decision_without_its_reason_comes_back_with_the_field_named(client, officer, vacancy, now):
    application = submitted_application(vacancy, R2="3")
    finding = find(application=application, at=now)[1]
    prefix = f"f{finding.pk}"
    address = reverse("screening:decide", args=[finding.pk])
    response = client.post(address, {f"{prefix}-decision": "met", f"{prefix}-reason": ""})
    assert response.status_code == 200
    assert response.context["form"].errors == {"reason": ["A decision against the finding needs a reason."]}
    assert f'href="#id_{prefix}-reason"' in response.content.decode()
    client.post(address, {f"{prefix}-decision": "met", f"{prefix}-reason": "Work book."})
    finding.refresh_from_db()
    assert (finding.decision, finding.reason, finding.decided_by) == ("met", "Work book.", officer)


def test_the_page_tells_the_history_of_the_application_alone(client, officer, vacancy, now):
    application = decided(submitted_application(vacancy), by=officer)
    decided(submitted_application(vacancy), by=officer)
    history = client.get(page_of(application)).context["history"]
    assert [entry.words for entry in history] == [
        f"{officer} confirmed the finding on requirement R2 of application C1",
        f"{officer} confirmed the finding on requirement R1 of application C1",
        "The requirements of application C1 were checked by rule",
    ]


def test_the_page_leads_to_its_neighbours_by_name(client, officer, vacancy):
    first, second, third = (submitted_application(vacancy, applicant=applicant(name)) for name in "АБВ")
    context = client.get(page_of(second)).context
    assert (context["before"], context["after"]) == (first, third)
    assert client.get(page_of(first)).context["before"] is None


def test_a_sealed_price_is_mentioned_and_not_shown(client, officer, now):
    vacancy = planned_vacancy(closed=True, method="cumulative", office=officer.grants.get().office)
    page = client.get(page_of(submitted_application(vacancy, price="9731"))).content.decode()
    assert "It is sealed until the marks are locked" in page
    assert "9731" not in page


def test_the_long_list_page_says_what_is_open_then_what_follows_then_what_was_made(
    client, officer, vacancy, now
):
    application = submitted_application(vacancy, applicant=applicant("Ким"), R2="3")
    address = reverse("screening:long-list", args=[vacancy.pk])
    page = client.get(address).content.decode()
    assert "cannot be made yet" in page
    assert page_of(application) in page
    decided(application, by=officer)
    page = client.get(address).content.decode()
    assert "not met: At least seven years of experience" in page
    response = client.post(reverse("screening:make-long-list", args=[vacancy.pk]), follow=True)
    assert "The long list is made: 0 candidates." in response.content.decode()
    assert f"Made by {officer}" in response.content.decode()


def test_making_it_too_early_is_answered_in_words(client, officer):
    vacancy = planned_vacancy(published=True, office=officer.grants.get().office)
    response = client.post(reverse("screening:make-long-list", args=[vacancy.pk]), follow=True)
    assert "made after the closing date" in response.content.decode()


def test_decisions_are_not_offered_once_the_list_is_made(client, officer, vacancy, now):
    application = decided(submitted_application(vacancy), by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=now)
    assert not client.get(page_of(application)).context["may_decide"]
    assert client.get(table(vacancy)).context["to_confirm"] is None


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_the_office_reads_and_only_the_officer_decides(client, vacancy, now, role):
    application = submitted_application(vacancy)
    finding = find(application=application, at=now)[0]
    client.force_login(person_with(role, vacancy.office))
    assert client.get(table(vacancy)).context["to_confirm"] is None
    page = client.get(page_of(application))
    assert (page.status_code, page.context["may_decide"]) == (200, False)
    assert client.post(reverse("screening:decide", args=[finding.pk]), {}).status_code == 404
    assert client.post(reverse("screening:confirm", args=[vacancy.pk]), {}).status_code == 404
    assert client.post(reverse("screening:make-long-list", args=[vacancy.pk])).status_code == 404


def test_nobody_else_learns_that_the_pages_exist(client, vacancy, now):
    application = submitted_application(vacancy)
    finding = find(application=application, at=now)[0]
    pages = [table(vacancy), page_of(application), reverse("screening:long-list", args=[vacancy.pk])]
    deeds = [reverse("screening:decide", args=[finding.pk]), reverse("screening:confirm", args=[vacancy.pk])]
    for person in (application.applicant, UserFactory(), officer_of(planned_vacancy())):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [404, 404, 404]
        assert [client.post(deed).status_code for deed in deeds] == [404, 404]


def test_a_draft_has_no_page_for_the_office(client, officer, vacancy):
    assert client.get(page_of(filled_application(vacancy))).status_code == 404


def test_reading_a_file_is_recorded_as_the_offices(client, officer, vacancy):
    application = submitted_application(vacancy)
    document = application.attachments.get().document
    assert client.get(reverse("documents:page", args=[document.key, 1])).status_code == 200
    entry = Entry.objects.of(vacancy.stream).get(action="document.read")
    assert (entry.actor, entry.data["as"], entry.data["way"]) == (officer.pk, "office", "pages")


def test_the_file_of_a_draft_is_shut_to_the_office(client, officer, vacancy):
    document = filled_application(vacancy).attachments.get().document
    assert client.get(reverse("documents:download", args=[document.key])).status_code == 404


def test_times_are_those_of_the_office(client, officer, vacancy, now):
    submitted_application(vacancy, at=now - timedelta(days=2))
    assert "19.11 14:00" in client.get(table(vacancy)).content.decode().replace("\xa0", " ")
