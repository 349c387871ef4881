"""The desk's pages: whose they are, what they count, and what the record says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from portal.accounts.roles import Role
from portal.models import Entry
from tests.factories.decisions import ranked_selection, recommended
from tests.factories.intake import filled_application, submitted_application, withdraw
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, EntryFactory, OfficeFactory, UserFactory, person_with
from tests.factories.scoring import opened_round
from tests.factories.screening import decided, long_listed_vacancy, officer_of
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from vacancies.publishing.beginnings import copy_vacancy

pytestmark = pytest.mark.django_db
ROLES = [Role.OFFICER, Role.APPROVER, Role.AUDITOR]


def case(vacancy):
    return reverse("desk:vacancy", args=[vacancy.pk])


def case_shown(response):
    """The case around a page, as the frame's tag opened it."""
    return response.wsgi_request.case


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True)


@pytest.fixture
def officer(vacancy, client):
    user = officer_of(vacancy)
    client.force_login(user)
    return user


# Whose


@pytest.mark.parametrize("role", ROLES)
def test_the_office_opens_its_cases(client, vacancy, role):
    client.force_login(person_with(role, vacancy.office))
    for name in ("desk:vacancy", "desk:record"):
        assert client.get(reverse(name, args=[vacancy.pk])).status_code == 200
    for name in ("desk:home", "desk:vacancies"):
        assert client.get(reverse(name)).status_code == 200


def test_applicants_never_see_working_pages(client, vacancy):
    application = submitted_application(vacancy)
    client.force_login(application.applicant)
    assert [client.get(reverse(name)).status_code for name in ("desk:home", "desk:vacancies")] == [403, 403]
    assert [
        client.get(reverse(name, args=[vacancy.pk])).status_code for name in ("desk:vacancy", "desk:record")
    ] == [404, 404]
    assert client.get(reverse("desk:application", args=[application.key])).status_code == 404


def test_whoever_only_sits_has_the_desk_and_the_panel_and_no_case_of_the_office(client):
    panel = convened_panel(long_listed_vacancy()[0])
    client.force_login(panel.seats.last().user)
    assert client.get(reverse("desk:home")).status_code == 200
    assert client.get(reverse("desk:vacancies")).status_code == 403
    assert client.get(case(panel.vacancy)).status_code == 404
    shown = case_shown(client.get(reverse("panels:panel", args=[panel.pk])))
    assert ([tab.key for tab in shown.tabs], shown.pipe, shown.timeline) == (["panel"], [], [])


def test_nobody_signed_out_sees_anything(client, vacancy):
    assert client.get(case(vacancy)).url.startswith("/en/account/login/")


def test_the_old_address_of_an_application_leads_to_its_page(client, officer, vacancy):
    application = submitted_application(vacancy)
    response = client.get(reverse("desk:application", args=[application.key]))
    assert response.url == reverse("screening:application", args=[application.key])


# What waits


def test_an_empty_desk_says_so_and_offers_a_way_on(client, vacancy):
    client.force_login(person_with(Role.AUDITOR, vacancy.office))
    page = client.get(reverse("desk:home")).content.decode()
    assert "Nothing waits for you" in page
    assert reverse("desk:vacancies") in page


def test_the_desk_shows_tasks_under_their_vacancies_and_the_menu_their_number(client, officer, vacancy):
    submitted_application(vacancy)
    VacancyFactory(office=vacancy.office, written_by=officer)
    page = client.get(reverse("desk:home")).content.decode()
    assert "Check 1 application" in page
    assert '<span class="n">2</span>' in page


def test_what_is_due_today_is_marked_late_in_the_menu(client, officer, vacancy):
    VacancyFactory(office=vacancy.office, published=True, closes_at=NOW + timedelta(hours=5))
    assert '<span class="n hot">1' in client.get(reverse("desk:home")).content.decode()


# The list


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?order=reference", ["A/1", "A/2", "A/3", "A/4", "A/5", "A/6"]),
        ("?state=draft", ["A/1"]),
        ("?state=in_approval", ["A/2"]),
        ("?state=open", ["A/3"]),
        ("?state=closed", ["A/4"]),
        ("?state=under_evaluation", ["A/5"]),
        ("?state=decided", ["A/6"]),
        ("?q=юри", ["A/2"]),
        ("?q=a 3", ["A/3"]),
        ("?q=nothing", []),
        ("?order=-applications&state=closed", ["A/4"]),
    ],
)
def test_the_list_is_filtered_by_state_and_words(client, query, expected):
    office = OfficeFactory()
    fields = [
        {}, {"status": "in_approval", "title_ru": "Юрист"}, {"published": True}, {"closed": True},
        {"closed": True, "status": "under_evaluation"}, {"closed": True, "status": "decided"},
    ]  # fmt: skip
    for number, one in enumerate(fields, start=1):
        VacancyFactory(office=office, reference=f"A/{number}", **one)
    client.force_login(person_with(Role.OFFICER, office))
    rows = client.get(reverse("desk:vacancies") + query).context["rows"]
    assert [vacancy.reference for vacancy, *_rest in rows] == expected


def test_the_list_counts_what_was_handed_in_and_stands(client, officer, vacancy, now):
    submitted_application(vacancy)
    withdraw(submitted_application(vacancy), at=now)
    filled_application(vacancy)
    ((row, *_chip),) = client.get(reverse("desk:vacancies")).context["rows"]
    assert row.submitted == 1


def test_the_list_is_of_ones_own_offices_and_names_the_office_only_where_there_are_several(client):
    above = OfficeFactory()
    sub, other = OfficeFactory(parent=above), OfficeFactory()
    mine = [VacancyFactory(office=above, reference="A/1"), VacancyFactory(office=sub, reference="A/2")]
    VacancyFactory(office=other)
    client.force_login(person_with(Role.AUDITOR, above))
    context = client.get(reverse("desk:vacancies") + "?order=reference").context
    assert [vacancy for vacancy, *_chip in context["rows"]] == mine
    assert "office" in context["filter"].form.fields
    client.force_login(person_with(Role.AUDITOR, other))
    assert "office" not in client.get(reverse("desk:vacancies")).context["filter"].form.fields


def test_an_empty_list_says_what_comes_here(client):
    client.force_login(person_with(Role.OFFICER, OfficeFactory()))
    assert "The office has no vacancy yet" in client.get(reverse("desk:vacancies")).content.decode()
    assert "No vacancy fits" in client.get(reverse("desk:vacancies") + "?q=x").content.decode()


def test_pages_ask_as_often_for_three_as_for_one(client, officer, vacancy, count_queries):
    def grow(number):
        for _number in range(number):
            other = planned_vacancy(closed=True, office=vacancy.office)
            decided(submitted_application(other), by=officer)
            VacancyFactory(office=vacancy.office, written_by=officer)
            submitted_application(vacancy)
            EntryFactory(stream=vacancy.stream)

    pages = [
        reverse("desk:home"),
        reverse("desk:vacancies"),
        case(vacancy),
        reverse("desk:record", args=[vacancy.pk]),
    ]
    grow(1)
    asked = [count_queries(client, page) for page in pages]
    grow(2)
    assert [count_queries(client, page) for page in pages] == asked


def test_the_desk_of_a_member_asks_as_often_for_three_panels_as_for_one(client, count_queries):
    person = UserFactory()
    client.force_login(person)

    def grow(number):
        for _number in range(number):
            convened_panel(long_listed_vacancy()[0], members=2, declared=False, member=person)
            opened_round(convened_panel(long_listed_vacancy()[0], members=2, member=person))

    grow(1)
    asked = count_queries(client, reverse("desk:home"))
    grow(2)
    assert count_queries(client, reverse("desk:home")) == asked


# The case


def stages(client, vacancy):
    return [(stage.number, stage.current) for stage in case_shown(client.get(case(vacancy))).pipe]


def test_the_stages_count_and_say_where_the_selection_stands(client, officer, vacancy, now):
    assert stages(client, vacancy)[:4] == [(0, False), (0, False), (0, True), (0, False)]
    filled_application(vacancy)
    first, _second = submitted_application(vacancy), submitted_application(vacancy, R2="3")
    withdraw(submitted_application(vacancy), at=now)
    decided(first, by=officer)
    assert stages(client, vacancy)[:4] == [(1, False), (2, False), (1, True), (0, False)]


@pytest.mark.parametrize(
    ("fields", "here"),
    [({}, ""), ({"published": True}, "Submitted"), ({"closed": True}, "Eligible")],
)
def test_the_current_stage_follows_the_clock(client, fields, here):
    vacancy = planned_vacancy(**fields)
    client.force_login(officer_of(vacancy))
    shown = case_shown(client.get(case(vacancy))).pipe
    assert "".join(stage.label for stage in shown if stage.current) == here


def test_the_later_stages_are_the_panels_and_the_decisions(client):
    vacancy, _candidates = long_listed_vacancy(candidates=2)
    client.force_login(officer_of(vacancy))
    assert stages(client, vacancy)[3] == (2, True)
    vacancy, _candidates = long_listed_vacancy(candidates=2)
    convened_panel(vacancy)
    client.force_login(officer_of(vacancy))
    assert stages(client, vacancy)[4] == (0, True)
    selection = ranked_selection()
    client.force_login(selection.officer)
    shown = case_shown(client.get(case(selection.vacancy))).pipe
    assert (shown[4].number, shown[5].note, shown[5].current) == (1, "ranked", True)
    recommended(selection)
    assert case_shown(client.get(case(selection.vacancy))).pipe[5].note == "recommended"


def test_what_is_next_is_the_button_at_the_top_unless_one_is_there_already(client, officer, vacancy):
    submitted_application(vacancy)
    assert case_shown(client.get(case(vacancy))).act.label == "Check 1 application"
    assert case_shown(client.get(reverse("screening:applications", args=[vacancy.pk]))).act is None


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.OFFICER, ["overview", "notice", "plan", "record"]),
        (Role.APPROVER, ["overview", "notice", "record"]),
        (Role.AUDITOR, ["overview", "notice", "record"]),
    ],
)
def test_the_tabs_of_a_draft_follow_the_permissions(client, role, expected):
    vacancy = planned_vacancy()
    client.force_login(person_with(role, vacancy.office))
    assert [tab.key for tab in case_shown(client.get(case(vacancy))).tabs] == expected


def test_every_tab_of_a_ranked_selection_opens(client):
    selection = ranked_selection()
    client.force_login(selection.officer)
    tabs = case_shown(client.get(case(selection.vacancy))).tabs
    assert [(tab.key, client.get(tab.url).status_code) for tab in tabs] == [
        (key, 200)
        for key in (
            "overview",
            "applications",
            "messages",
            "receipts",
            "invitations",
            "questions",
            "changes",
            "notice",
            "panel",
            "scoring",
            "references",
            "results",
            "decision",
            "reports",
            "record",
        )
    ]
    assert [tab.key for tab in tabs if tab.current] == ["overview"]


def test_what_a_returned_notice_lacks_stands_on_its_case(client):
    vacancy = planned_vacancy(returned_comment="The duty station is missing.")
    client.force_login(officer_of(vacancy))
    assert "The duty station is missing." in client.get(case(vacancy)).content.decode()


def test_the_course_tells_done_from_to_come(client, officer, vacancy):
    course = client.get(case(vacancy)).context["course"]
    assert [(step.title, step.state) for step in course[:5]] == [
        ("Notice", "done"), ("Publication", "done"), ("Applications", "done"), ("Long list", "now"), ("Panel", ""),
    ]  # fmt: skip


# The record


def test_the_record_reads_as_sentences_in_the_offices_time(client, officer, vacancy):
    EntryFactory(stream=vacancy.stream, action="long_list.made", by=officer)
    page = client.get(reverse("desk:record", args=[vacancy.pk])).content.decode().replace("\xa0", " ")
    entry = Entry.objects.get()
    for words in (
        f"{officer} made the long list",
        "21 November 2026, 14:00:00",
        entry.hash[:8],
        "The chain is intact",
    ):
        assert words in page


def test_the_record_has_pages_latest_first(client, officer, vacancy):
    for _number in range(51):
        EntryFactory(stream=vacancy.stream)
    first, second = (
        client.get(reverse("desk:record", args=[vacancy.pk]) + query).context["rows"]
        for query in ("", "?page=2")
    )
    assert [[entry.number for entry, _words in rows][:2] for rows in (first, second)] == [[51, 50], [1]]


def test_a_record_changed_by_hand_says_where(client, officer, vacancy):
    for _number in range(2):
        EntryFactory(stream=vacancy.stream)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_entry SET actor_name = %s WHERE number = %s", ["Nobody", 1])
    page = client.get(reverse("desk:record", args=[vacancy.pk])).content.decode()
    assert "The chain of the record is broken" in page
    assert "Entry 1: was changed after it was written" in page


def test_the_case_of_a_notice_that_was_copied_opens_and_says_from_which(client):
    vacancy = planned_vacancy(published=True)
    officer = person_with(Role.OFFICER, vacancy.office)
    copy = copy_vacancy(vacancy=vacancy, by=officer, at=NOW)
    client.force_login(officer)
    assert f"as a copy of {vacancy.reference}" in client.get(reverse("desk:record", args=[copy.pk])).text
    assert client.get(reverse("desk:vacancy", args=[copy.pk])).status_code == 200
