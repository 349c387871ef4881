"""Words within applications: found by any form and spelling, and only by whom the place is open to."""

import pytest
from django.db import connection
from django.urls import reverse

from applications.documents.models import Document, Scan
from applications.intake.actions import submit
from applications.panels.models import Declaration
from applications.policies import erase_application
from applications.screening.indexing import index
from applications.screening.passages import Passage
from portal.accounts.roles import Role
from portal.kernel import clock
from tests.factories.intake import filled_application, submitted_application, withdraw
from tests.factories.panels import ConflictFactory, convened_panel
from tests.factories.portal import NOW, RoleGrantFactory
from tests.factories.screening import long_listed_vacancy, officer_of
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


def indexed(application):
    index(application)
    return application


def with_cv(application, text):
    Document.objects.filter(attachments__application=application).update(texts=[text], pages=1)
    return indexed(application)


def ask(client, text, vacancy=None, panel=None, page=1):
    address = reverse("desk:search")
    if vacancy:
        address = reverse("desk:search-vacancy", args=[vacancy.pk])
    if panel:
        address = reverse("desk:search-panel", args=[panel.pk])
    return client.get(address, {"q": text, "page": page})


def codes(response):
    return [row.application.code for row in response.context["results"].rows]


def places(response):
    return [
        (where.title, str(where.text)) for row in response.context["results"].rows for where in row.places
    ]


@pytest.mark.parametrize(
    "asked", ["интервьюер", "интервьюеры", "intervyuery", "Интервьюерами Худжанде", "Khujand", '"в Худжанде"']
)
@pytest.mark.usefixtures("officer")
def test_a_word_of_a_cv_is_found_by_any_form_and_spelling(client, vacancy, asked):
    with_cv(submitted_application(vacancy), "Руководил интервьюерами в Худжанде.")
    with_cv(submitted_application(vacancy), "Писал отчёты в Оше.")
    assert codes(ask(client, asked, vacancy)) == ["C1"]


@pytest.mark.usefixtures("officer")
def test_it_is_said_where_the_words_stand_and_they_are_marked(client, vacancy):
    one = submitted_application(vacancy, A="Since 2016 I train <b>interviewers</b>.")
    with_cv(one, "Опыт.\nРуководил интервьюерами в Худжанде.")
    response = ask(client, "interviewers", vacancy)
    assert (
        "Answers to criteria: A",
        "Since 2016 I train &lt;b&gt;<mark>interviewers</mark>&lt;/b&gt;.",
    ) in places(response)
    ((title, text),) = places(ask(client, "Худжанд", vacancy))
    assert "<mark>Худжанде</mark>" in text
    assert "page 1" in title
    document = one.attachments.get().document
    assert f"#page-{document.key}-1" in ask(client, "Худжанд", vacancy).content.decode()


@pytest.mark.usefixtures("officer")
def test_every_word_must_stand_somewhere_in_the_application_but_not_in_one_place(client, vacancy):
    with_cv(submitted_application(vacancy, A="Labour statistics."), "Худжанд")
    with_cv(submitted_application(vacancy, A="Labour law."), "Худжанд")
    assert codes(ask(client, "statistics Khujand", vacancy)) == ["C1"]
    assert codes(ask(client, "", vacancy)) == []


def test_words_of_every_page_of_an_application_are_found(client):
    vacancy = planned_vacancy(
        closed=True,
        method="cumulative",
        asks={"experience_asked": True, "methodology_limit": 60, "letter_asked": True},
    )
    client.force_login(officer_of(vacancy))
    indexed(submitted_application(vacancy))
    for asked in ("Аналитик", "опросы мигрантов", "ask those who know", "manuals since 2016"):
        assert codes(ask(client, asked, vacancy)) == ["C1"], asked


def test_a_price_is_never_found(client):
    vacancy = planned_vacancy(closed=True, method="cumulative", asks={"experience_asked": True})
    client.force_login(officer_of(vacancy))
    application = submitted_application(vacancy, price="48321")
    application.applicant.profile.employments.update(rate="48321", currency="USD")
    indexed(application)
    assert codes(ask(client, "48321", vacancy)) == []


@pytest.mark.parametrize(
    ("scan", "note", "is_found"),
    [
        (Scan.CLEAN, "", True),
        (Scan.UNSCANNED, "", True),
        (Scan.UNSCANNED, "over the limit", False),
        (Scan.PENDING, "", False),
        (Scan.INFECTED, "Eicar", False),
    ],
)
@pytest.mark.usefixtures("officer")
def test_words_of_a_file_are_found_only_once_the_scanner_has_let_it_pass(
    client, vacancy, scan, note, is_found
):
    application = with_cv(submitted_application(vacancy, A="Худжанд in the answer"), "Худжанд, Душанбе")
    Document.objects.update(scan=scan, scan_note=note)
    assert codes(ask(client, "Душанбе", vacancy)) == (["C1"] if is_found else [])
    shown = places(ask(client, "Худжанд", vacancy))
    assert len(shown) == (2 if is_found else 1)
    assert application.passages.count() == 3


def test_handing_in_writes_the_index(vacancy, django_capture_on_commit_callbacks):
    planned = planned_vacancy(published=True)
    draft = filled_application(planned, A="Интервьюеры Худжанда")
    with django_capture_on_commit_callbacks(execute=True):
        handed = submit(application=draft, by=draft.applicant, at=NOW)
    assert handed.passages.exists()


@pytest.mark.usefixtures("officer")
def test_what_was_amended_is_found_by_its_new_words_alone(client, vacancy):
    application = indexed(submitted_application(vacancy, A="Худжанд"))
    application.snapshot["statements"]["A"] = "Душанбе"
    application.save()
    indexed(application)
    assert codes(ask(client, "Худжанд", vacancy)) == []
    assert codes(ask(client, "Душанбе", vacancy)) == ["C1"]


def words_in_the_index():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM applications_words")
        return cursor.fetchone()[0]


def test_erasing_takes_the_words_out_of_the_index_for_good(vacancy):
    application = indexed(submitted_application(vacancy, A="Худжанд"))
    assert words_in_the_index() == Passage.objects.count() > 0
    erase_application(application, clock.now())
    assert (Passage.objects.count(), words_in_the_index()) == (0, 0)
    index(application)
    assert words_in_the_index() == 0


def test_a_draft_is_not_found(client, officer, vacancy):
    draft = filled_application(vacancy, A="Худжанд")
    indexed(draft)
    assert not draft.passages.exists()
    assert codes(ask(client, "Худжанд", vacancy)) == []


def test_who_has_withdrawn_is_found_by_the_office_and_said_to_have(client, officer, vacancy):
    withdraw(indexed(submitted_application(vacancy, A="Худжанд")), at=NOW)
    response = ask(client, "Худжанд", vacancy)
    assert codes(response) == ["C1"]
    assert "withdrawn" in response.content.decode()


def test_the_office_searches_all_its_vacancies_and_those_of_no_other(client, officer, vacancy):
    indexed(submitted_application(vacancy, A="Худжанд"))
    other = planned_vacancy(closed=True, office=vacancy.office)
    indexed(submitted_application(other, A="Худжанд"))
    elsewhere = planned_vacancy(closed=True)
    indexed(submitted_application(elsewhere, A="Худжанд"))
    assert {row.application.vacancy for row in ask(client, "Худжанд").context["results"].rows} == {
        vacancy,
        other,
    }
    assert ask(client, "Худжанд", elsewhere).status_code == 404


@pytest.fixture
def case():
    vacancy, people = long_listed_vacancy(candidates=2)
    for one in people:
        with_cv(one, f"Худжанд, {one.code}")
    return convened_panel(vacancy, declared=False), people


def sit(client, panel, *, conflict=None):
    seat = panel.seats.filter(role="member").first()
    declaration = Declaration.objects.create(seat=seat, made_at=NOW)
    if conflict:
        ConflictFactory(declaration=declaration, application=conflict)
    client.force_login(seat.user)
    return seat


def test_a_member_finds_the_candidates_once_declared(client, case):
    panel, _people = case
    sit(client, panel)
    assert codes(ask(client, "Khujand", panel=panel)) == ["C1", "C2"]
    assert (
        reverse("desk:search-panel", args=[panel.pk])
        in client.get(reverse("panels:panel", args=[panel.pk])).content.decode()
    )


def test_whoever_has_not_declared_finds_nothing_anywhere(client, case):
    panel, _people = case
    seat = panel.seats.filter(role="member").first()
    RoleGrantFactory(user=seat.user, role=Role.OFFICER, office=panel.vacancy.office)
    client.force_login(seat.user)
    assert ask(client, "Khujand", panel=panel).status_code == 404
    assert ask(client, "Khujand", panel.vacancy).status_code == 302
    assert codes(ask(client, "Khujand")) == []
    assert ask(client, "Khujand").context["page"].paginator.count == 0


def test_a_recusal_holds_in_every_search(client, case):
    panel, (first, _second) = case
    seat = sit(client, panel, conflict=first)
    assert codes(ask(client, "Khujand", panel=panel)) == ["C2"]
    RoleGrantFactory(user=seat.user, role=Role.OFFICER, office=panel.vacancy.office)
    for response in (ask(client, "Khujand", panel.vacancy), ask(client, "Khujand")):
        assert codes(response) == ["C2"]
        assert response.context["page"].paginator.count == 1


def test_the_panel_finds_no_candidate_who_withdrew_and_nobody_who_is_not_one(client, case):
    panel, (first, second) = case
    withdraw(first, at=NOW)
    second.screening.outcome = "ineligible"
    second.screening.save()
    sit(client, panel)
    assert codes(ask(client, "Khujand", panel=panel)) == []


def test_what_is_declared_in_the_letter_is_found_by_the_office_and_not_by_the_panel(client):
    vacancy, (one,) = long_listed_vacancy(candidates=1, asks={"letter_asked": True})
    one.snapshot["letter"] |= {"relatives": "yes", "relatives_words": "A sister in Khujand", "text": "Osh"}
    one.save()
    indexed(one)
    panel = convened_panel(vacancy)
    client.force_login(panel.seats.first().user)
    assert codes(ask(client, "Khujand", panel=panel)) == []
    assert codes(ask(client, "Osh", panel=panel)) == ["C1"]
    client.force_login(officer_of(vacancy))
    assert codes(ask(client, "Khujand", vacancy)) == ["C1"]


def test_a_search_asks_the_database_as_often_for_many_as_for_one(client, officer, vacancy, count_queries):
    with_cv(submitted_application(vacancy), "Худжанд")
    address = reverse("desk:search") + "?q=Khujand"
    asked = count_queries(client, address)
    for _number in range(4):
        with_cv(submitted_application(planned_vacancy(closed=True, office=vacancy.office)), "Худжанд")
    assert len(ask(client, "Khujand").context["results"].rows) == 5
    assert count_queries(client, address) == asked
    # More than a page with nothing on it: the number, the page, its panels, and where the words stand.
    assert asked - count_queries(client, reverse("desk:search")) <= 4


def test_it_is_said_how_many_are_not_indexed_yet(client, officer, vacancy):
    submitted_application(vacancy)
    assert "1 application is not indexed yet" in ask(client, "Khujand", vacancy).content.decode()
