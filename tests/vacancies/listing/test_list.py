"""The public list: what is on it, in which order, and how it is narrowed."""

import pytest

from tests.factories.portal import NOW, OfficeFactory
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.listing.reading import closing, on_the_list, words_of
from vacancies.vacancy.models import Status, Vacancy

pytestmark = pytest.mark.django_db

LIST = "/en/vacancies/"


def shown(client, address=LIST, **query):
    """References on the list, in their order."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    return [row.meta[-1] for row in answer.context["rows"]]


def facet(client, name, **query):
    """The choices of a question: value, number, chosen."""
    facets = {one.name: one for one in client.get(LIST, query).context["facets"]}
    return [(choice.value, choice.number, choice.chosen) for choice in facets[name].choices]


def test_open_vacancies_are_listed_those_closing_soonest_first(client):
    late, soon = on_the_list(closes_at=closing(days=9)), on_the_list(closes_at=closing(days=2))
    assert shown(client) == [soon.reference, late.reference]


def test_the_newest_come_first_where_that_is_asked(client):
    old = on_the_list(published_at=closing(days=-5), closes_at=closing(days=1))
    new = on_the_list(published_at=closing(days=-1), closes_at=closing(days=5))
    assert shown(client, sort="newest") == [new.reference, old.reference]


@pytest.mark.parametrize(("left", "state"), [(1, "open"), (0, "open"), (-1, "closed")])
def test_a_vacancy_is_open_until_its_closing_date_has_passed_to_the_second(client, left, state):
    vacancy = on_the_list(closes_at=closing(seconds=left))
    other = {"open": "closed", "closed": "open"}[state]
    assert (shown(client, state=state), shown(client, state=other)) == ([vacancy.reference], [])


def test_the_closed_ones_are_found_those_closed_last_first(client):
    long_ago, lately = on_the_list(closes_at=closing(days=-9)), on_the_list(closes_at=closing(days=-1))
    judged = on_the_list(status=Status.UNDER_EVALUATION, closes_at=closing(days=-2))
    assert shown(client, state="closed") == [lately.reference, judged.reference, long_ago.reference]
    assert shown(client) == []


def test_what_is_not_published_is_not_there(client):
    VacancyFactory()
    VacancyFactory(status=Status.IN_APPROVAL)
    assert (shown(client), shown(client, state="closed")) == ([], [])


def test_an_office_brings_its_sub_offices_and_several_can_be_chosen(client):
    astana = OfficeFactory(code="KAZ")
    almaty, bishkek = OfficeFactory(code="ALA", parent=astana), OfficeFactory(code="KGZ")
    first, second, third = (on_the_list(office=office).reference for office in (astana, almaty, bishkek))
    assert set(shown(client, office="KAZ")) == {first, second}
    assert shown(client, office="ALA") == [second]
    assert set(shown(client, office=["ALA", "KGZ"])) == {second, third}


def test_types_narrow_the_list(client):
    expert, _staff = on_the_list(kind="expert"), on_the_list(kind="staff")
    assert shown(client, type="expert") == [expert.reference]


def test_words_are_found_in_any_form_and_script(client):
    vacancy = on_the_list(title_ru="Эксперт по миграционному праву в Алматы")
    on_the_list(title_ru="Водитель", title_en="Driver")
    for words in ("ПРАВО", "Almaty", "алматы право", vacancy.reference):
        assert shown(client, q=words) == [vacancy.reference], words


def test_filters_work_together(client):
    office = OfficeFactory(code="KGZ")
    wanted = on_the_list(office=office, kind="expert", title_en="Law")
    on_the_list(office=office, kind="staff", title_en="Law")
    on_the_list(kind="expert", title_en="Law")
    assert shown(client, office="KGZ", type="expert", q="laws") == [wanted.reference]


def test_each_question_counts_under_the_answers_to_the_others(client):
    astana, bishkek = OfficeFactory(code="KAZ", order=1), OfficeFactory(code="KGZ", order=2)
    almaty = OfficeFactory(code="ALA", parent=astana, order=3)
    on_the_list(office=astana, kind="expert")
    on_the_list(office=almaty, kind="staff")
    on_the_list(office=bishkek, kind="expert")
    on_the_list(office=bishkek, kind="expert", closes_at=closing(days=-1))
    assert facet(client, "office", type="expert", office="KGZ") == [
        ("KAZ", 1, False),
        ("ALA", 0, False),
        ("KGZ", 1, True),
    ]
    assert facet(client, "type", office="KAZ") == [
        ("consultant", 0, False),
        ("expert", 1, False),
        ("staff", 1, False),
        ("intern", 0, False),
    ]
    assert facet(client, "state", type="expert") == [("open", 2, True), ("closed", 1, False)]


def test_every_chosen_filter_can_be_taken_away_by_itself(client):
    OfficeFactory(code="KGZ", name_en="Office in Kyrgyzstan")
    query = {"q": "law", "office": "KGZ", "type": ["expert", "staff"], "state": "closed", "sort": "newest"}
    chosen = client.get(LIST, query).context["chosen"]
    assert [(one.label, one.address) for one in chosen] == [
        ("“law”", "?office=KGZ&type=expert&type=staff&state=closed&sort=newest"),
        ("Office in Kyrgyzstan", "?q=law&type=expert&type=staff&state=closed&sort=newest"),
        ("Expert", "?q=law&office=KGZ&type=staff&state=closed&sort=newest"),
        ("Staff member", "?q=law&office=KGZ&type=expert&state=closed&sort=newest"),
        ("Closed for applications", "?q=law&office=KGZ&type=expert&type=staff&sort=newest"),
    ]


def test_an_empty_field_is_no_filter(client):
    vacancy = on_the_list()
    query = {"q": "", "office": "", "type": "", "state": "", "sort": ""}
    assert shown(client, **query) == [vacancy.reference]
    assert client.get(LIST, query).context["chosen"] == []


def test_the_two_forms_of_the_page_keep_each_other_s_answers(client):
    page = client.get(LIST, {"q": "law", "sort": "newest", "page": "1"})
    assert page.context["kept_by_sort"] == [("q", "law")]
    assert page.context["kept_by_filter"] == [("sort", "newest")]
    assert 'name="q" type="search" value="law"' in page.content.decode()


def test_a_value_nobody_knows_is_named_and_passed_over(client):
    vacancy = on_the_list()
    answer = client.get(LIST, {"office": "NOWHERE", "state": "ajar", "sort": "sideways"})
    assert [row.meta[-1] for row in answer.context["rows"]] == [vacancy.reference]
    assert 'href="#id_office"' in answer.content.decode()
    assert "NOWHERE" in words_of(answer)


def test_a_long_list_has_pages_that_keep_the_filters(client):
    references = [on_the_list(kind="expert", closes_at=closing(days=n)).reference for n in range(1, 24)]
    assert shown(client, type="expert") == references[:20]
    assert shown(client, type="expert", page=2) == references[20:]
    assert (
        '<a href="?type=expert&amp;page=2" rel="next">'
        in client.get(LIST, {"type": "expert"}).content.decode()
    )


@pytest.mark.parametrize("page", ["0", "99", "x", "-1"])
def test_a_page_that_is_not_there_shows_one_that_is(client, page):
    vacancy = on_the_list()
    assert shown(client, page=page) == [vacancy.reference]


def test_nothing_found_says_why_and_leads_on(client):
    on_the_list(title_en="Law", closes_at=closing(days=-1))
    answer = client.get(LIST, {"q": "law"})
    assert "No vacancy fits all that was chosen" in words_of(answer)
    assert [way.label for way in answer.context["ways_on"]] == ["1 closed vacancy fits"]
    assert shown(client, LIST + answer.context["ways_on"][0].address) != []
    nowhere = client.get(LIST, {"q": "law ballet"})
    assert "No notice has the word “ballet”." in words_of(nowhere)
    assert nowhere.context["ways_on"] == []


def test_where_one_answer_too_many_was_given_the_list_without_it_is_a_way_on(client):
    office = OfficeFactory(code="KGZ", name_en="Office in Kyrgyzstan")
    on_the_list(office=office, kind="expert")
    other = on_the_list(kind="staff")
    ways = client.get(LIST, {"office": "KGZ", "type": "staff"}).context["ways_on"]
    assert [(way.label, way.address) for way in ways] == [
        ("Without Office in Kyrgyzstan: 1 vacancy", "?type=staff"),
        ("Without Staff member: 1 vacancy", "?office=KGZ"),
    ]
    assert shown(client, LIST + ways[0].address) == [other.reference]


def test_words_that_hold_no_word_find_nothing(client):
    on_the_list()
    assert shown(client, q="?!") == []


def test_a_row_says_place_contract_duration_openings_and_reference(client):
    vacancy = on_the_list(openings=5, home_based=True, scope="international")
    row = client.get(LIST).context["rows"][0]
    assert (row.country, row.cities) == ("Kazakhstan", "Astana, home-based")
    assert row.meta == ["Consultant, international", "Five months", "5 openings", vacancy.reference]


def test_the_closing_date_of_a_row_is_on_the_clock_of_its_office(client):
    on_the_list(office=OfficeFactory(time_zone="Asia/Bishkek"), closes_at=NOW.replace(day=23, hour=12))
    assert "until 23 November, 18:00" in words_of(client.get(LIST))


def test_a_title_in_the_other_language_says_so_in_its_mark_and_in_words(client):
    on_the_list(title_en="", summary_en="", duration_en="", title_ru="Переводчик")
    page = client.get(LIST).content.decode()
    assert '<h2 lang="ru"><a href=' in page
    assert '<span lang="ru">Пять месяцев</span>' in page
    assert "<span>In Russian only</span>" in page
    assert "In Russian only" not in client.get("/ru/vacancies/").content.decode()


def test_a_title_cannot_write_into_the_page(client):
    on_the_list(title_en="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(LIST).content.decode()
    assert "<script>alert" not in client.get(LIST, {"q": "<script>alert(1)</script>"}).content.decode()


@pytest.mark.parametrize(
    ("query", "queries"),
    [({}, 4), ({"office": "KAZ", "type": "consultant", "q": "manual", "sort": "newest"}, 7)],
)
def test_more_vacancies_need_no_more_queries(client, django_assert_num_queries, query, queries):
    """Stamps, offices, vacancies, duty stations; with words also their synonyms, the index and the outputs."""
    office = OfficeFactory(code="KAZ")
    for n in (1, 3):
        while Vacancy.objects.count() < n:
            on_the_list(office=office)
        shown(client)
        with django_assert_num_queries(queries):
            assert len(shown(client, **query)) == n


def test_after_a_change_the_list_is_read_once_again_in_four_queries(client, django_assert_num_queries):
    on_the_list()
    with django_assert_num_queries(8):
        shown(client)
    with django_assert_num_queries(4):
        shown(client)
