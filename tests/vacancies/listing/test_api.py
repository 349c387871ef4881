"""The API for aggregators: what is published and nothing else, by the filters of the list, in every language."""

import json
from datetime import timedelta

import pytest

from tests.factories.portal import NOW, HotlineFactory, OfficeFactory
from tests.factories.publishing import (
    AnswerFactory,
    CorrigendumFactory,
    LotFactory,
    OutputFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from tests.vacancies.listing.reading import closing, on_the_list, queries_of
from vacancies.corrigenda.models import Status

pytestmark = pytest.mark.django_db

LIST = "/api/v1/vacancies"


def got(client, address, **query):
    answer = client.get(address, query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    return answer.json()


def slugs(client, **query):
    return [item["slug"] for item in got(client, LIST, **query)["items"]]


def problem(client, address, **query):
    """Status of the answer, which its body repeats, and the fields at fault."""
    answer = client.get(address, query)
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["title"]
    return answer.status_code, [fault["field"] for fault in said["errors"]]


def secrets():
    """Everything that is not public, with a title to look for."""
    VacancyFactory(title_en="secret draft", reference="SECRET/1", slug="secret-1")
    on_the_list(
        title_en="secret schedule", reference="SECRET/2", slug="secret-2", published_at=closing(seconds=1)
    )
    original = on_the_list(reference="PUBLIC/3", slug="public-3")
    VacancyFactory(title_en="secret change", reference="SECRET/3", slug="secret-3", amends=original)
    CorrigendumFactory(vacancy=original, reason_en="secret reason")


def test_a_vacancy_is_told_in_short(client):
    vacancy = on_the_list(title_en="Lead expert", title_ru="Ведущий эксперт", kind="expert")
    answer = got(client, LIST)
    (item,) = answer.pop("items")
    assert answer == {"count": 1, "page": 1, "pages": 1, "next": None, "previous": None}
    page = f"vacancies/{vacancy.slug}/"
    assert item == {
        "reference": vacancy.reference,
        "slug": vacancy.slug,
        "state": "open",
        "office": vacancy.office.code,
        "kind": "expert",
        "scope": "national",
        "category": "",
        "level": "",
        "field": "",
        "title": {"en": "Lead expert", "ru": "Ведущий эксперт"},
        "summary": {"en": vacancy.summary_en, "ru": vacancy.summary_ru},
        "duration": {"en": "Five months", "ru": "Пять месяцев"},
        "duty_stations": [{"city": {"en": "Astana", "ru": "Астана"}, "country": "KZ"}],
        "home_based": False,
        "eligible_countries": ["KZ", "KG", "TJ", "TM", "UZ"],
        "openings": 1,
        "starts_on": None,
        "published_at": "2026-11-12T09:00:00Z",
        "closes_at": "2026-12-11T09:00:00Z",
        "time_zone": "Asia/Almaty",
        "changed_at": "2026-11-12T09:00:00Z",
        "languages": ["en", "ru"],
        "pages": {code: f"http://localhost:8000/{code}/{page}" for code in ("en", "ru")},
        "detail": f"http://localhost:8000/api/v1/vacancies/{vacancy.slug}",
    }


def test_the_list_obeys_the_filters_of_the_site(client):
    law = on_the_list(title_en="Law", kind="expert", office=OfficeFactory(code="KGZ"))
    budget = on_the_list(title_en="Budget", kind="expert", closes_at=closing(days=1))
    over = on_the_list(title_en="Over", closes_at=closing(days=-1))
    assert slugs(client) == [budget.slug, law.slug]
    assert slugs(client, office="KGZ") == [law.slug]
    assert slugs(client, type=["expert", "staff"], q="budgets") == [budget.slug]
    assert slugs(client, state="closed") == [over.slug]


def test_a_page_leads_to_the_next_and_keeps_the_filters(client):
    for _number in range(5):
        on_the_list(kind="expert")
    first = got(client, LIST, type="expert", page_size=2)
    assert (first["count"], first["pages"], len(first["items"]), first["previous"]) == (5, 3, 2, None)
    assert first["next"] == "http://localhost:8000/api/v1/vacancies?type=expert&page_size=2&page=2"
    second = got(client, first["next"])
    third = got(client, second["next"])
    assert (len(third["items"]), third["next"]) == (1, None)
    seen = [item["slug"] for page in (first, second, third) for item in page["items"]]
    assert len(set(seen)) == 5


def test_the_whole_vacancy_has_every_text_and_all_that_followed(client):
    vacancy = planned_vacancy(published=True, method="cumulative")
    TermsOfReferenceFactory(vacancy=vacancy)
    OutputFactory(vacancy=vacancy)
    LotFactory(vacancy=vacancy, code="L1")
    AnswerFactory(vacancy=vacancy, number=1)
    CorrigendumFactory(vacancy=vacancy, number=1, status=Status.PUBLISHED, published_at=NOW)
    told = got(client, f"{LIST}/{vacancy.slug}")
    notice = told["notice"]
    assert notice["format"] == "notice/1"
    assert notice["terms"]["context"]["ru"] == "Миграционное право преподают в четырёх вузах."
    assert notice["outputs"][0]["share"] == "100"
    assert notice["lots"][0]["name"] == {"en": "District L1", "ru": "Район L1"}
    assert [row["code"] for row in notice["plan"]["criteria"]] == ["A", "B"]
    assert told["answers"] == [
        {
            "number": 1,
            "question": {"en": "May the work be done from home?", "ru": "Можно ли работать удалённо?"},
            "answer": {"en": "Yes, except for the field visits.", "ru": "Да, кроме выездов на места."},
            "published_at": "2026-11-21T08:00:00Z",
        }
    ]
    (change,) = told["corrigenda"]
    assert (change["number"], change["change"], change["closes_after"]) == (
        1,
        "extension",
        "2026-12-16T09:00:00Z",
    )
    assert len(told["fingerprint"]) == 64
    assert told["pay"] is None
    assert told["pdf"]["ru"] == f"http://localhost:8000/ru/vacancies/{vacancy.slug}/notice.pdf"


def test_pay_is_told_where_the_notice_says_it(client):
    vacancy = planned_vacancy(
        published=True, pay_least="200", pay_most="250.5", pay_currency="USD", pay_per="day"
    )
    told = got(client, f"{LIST}/{vacancy.slug}")["pay"]
    assert told == {"least": "200", "most": "250.5", "currency": "USD", "per": "day"}


def test_who_asked_and_who_wrote_is_not_told(client):
    vacancy = planned_vacancy(published=True)
    answer = AnswerFactory(vacancy=vacancy)
    told = client.get(f"{LIST}/{vacancy.slug}").content.decode()
    for person in (answer.by, vacancy.written_by, vacancy.approved_by):
        assert person.email not in told
        assert person.name not in told


def test_what_is_not_public_is_nowhere(client):
    secrets()
    for address in (
        LIST,
        f"{LIST}?state=closed",
        f"{LIST}?sort=newest",
        "/api/v1/corrigenda",
        f"{LIST}/public-3",
    ):
        assert "secret" not in client.get(address).content.decode().lower()
    for number in (1, 2, 3):
        assert problem(client, f"{LIST}/secret-{number}") == (404, [])
        assert got(client, "/api/v1/corrigenda", vacancy=f"secret-{number}")["count"] == 0


def test_a_scheduled_vacancy_is_there_from_its_second_on(client, monkeypatch):
    on_the_list(slug="soon", published_at=closing(seconds=1))
    assert slugs(client) == []
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(seconds=1))
    assert slugs(client) == ["soon"]
    assert got(client, f"{LIST}/soon")["state"] == "open"


def test_a_cancelled_vacancy_says_so(client):
    vacancy = planned_vacancy(published=True, status="cancelled")
    assert got(client, f"{LIST}/{vacancy.slug}")["state"] == "cancelled"


def test_corrigenda_come_the_newest_first(client):
    vacancy = on_the_list()
    for number in (1, 2):
        CorrigendumFactory(
            vacancy=vacancy, number=number, status=Status.PUBLISHED, published_at=closing(days=number - 3)
        )
    found = got(client, "/api/v1/corrigenda", vacancy=vacancy.slug)
    assert [row["number"] for row in found["items"]] == [2, 1]
    assert got(client, "/api/v1/corrigenda", page_size=1)["pages"] == 2


def test_offices_are_told_with_their_hotlines(client):
    country = OfficeFactory(code="TKM", name_en="Office in Turkmenistan", order=1)
    HotlineFactory(office=country, phone="+(993 12) 463514", note_en="free")
    OfficeFactory(code="TKM-M", parent=country, order=2)
    first, second = got(client, "/api/v1/offices")["items"]
    assert (first["code"], first["parent"], second["parent"]) == ("TKM", None, "TKM")
    assert first["name"]["en"] == "Office in Turkmenistan"
    assert first["hotlines"] == [{"phone": "+(993 12) 463514", "note": {"en": "free", "ru": ""}}]
    assert first["pages"]["ru"] == "http://localhost:8000/ru/offices/TKM/"


@pytest.mark.parametrize(
    ("address", "query", "expected"),
    [
        (LIST, {"offce": "KGZ"}, (400, ["offce"])),
        (f"{LIST}/some", {"q": "x"}, (400, ["q"])),
        ("/api/v1/offices", {"page": "1"}, (400, ["page"])),
        (LIST, {"office": "NOWHERE"}, (422, ["office"])),
        (LIST, {"type": "king"}, (422, ["type"])),
        (LIST, {"page": "0"}, (422, ["page"])),
        (LIST, {"page_size": "1000"}, (422, ["page_size"])),
        (LIST, {"q": "x\0"}, (422, ["q"])),
        (LIST, {"page": "2"}, (404, [])),
        (f"{LIST}/nothing", {}, (404, [])),
        ("/api/v1/anything/else", {}, (404, [])),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong(client, address, query, expected):
    assert problem(client, address, **query) == expected


@pytest.mark.parametrize("address", [LIST, f"{LIST}/one", "/api/v1/corrigenda", "/api/v1/offices"])
def test_what_did_not_change_is_not_sent_again(client, address):
    vacancy = planned_vacancy(published=True, slug="one")
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    HotlineFactory(office=vacancy.office)
    vacancy.title_en, vacancy.changed_at = "Another", NOW
    vacancy.save()
    CorrigendumFactory(vacancy=vacancy, number=1, status=Status.PUBLISHED, published_at=NOW)
    asked = {"if-none-match": first["ETag"], "if-modified-since": first.get("Last-Modified", "")}
    assert client.get(address, headers=asked).status_code == 200


def test_the_list_says_when_it_changed(client):
    on_the_list(changed_at=closing(hours=-3))
    assert client.get(LIST)["Last-Modified"] == "Sat, 21 Nov 2026 06:00:00 GMT"
    since = {"if-modified-since": "Sat, 21 Nov 2026 06:00:00 GMT"}
    assert client.get(LIST, headers=since).status_code == 304


def test_scripts_of_any_site_may_read_and_nobody_may_write(client):
    answer = client.get(LIST, headers={"origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.cookies == {}
    for send in (client.post, client.put, client.patch, client.delete):
        refused = send(LIST)
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert client.head(LIST).status_code == 200


def test_the_answer_is_the_same_whatever_the_language_of_the_reader(client):
    on_the_list()
    english = client.get(LIST, headers={"accept-language": "en"}).content
    assert client.get(LIST, headers={"accept-language": "ru"}).content == english
    wrong = [
        client.get(LIST, {"office": "X"}, headers={"accept-language": code}).content for code in ("en", "ru")
    ]
    assert wrong[0] == wrong[1]


def test_the_description_names_every_filter_and_the_version_of_the_standard(client):
    described = got_description(client)
    assert described["openapi"] == "3.1.0"
    names = {row["name"] for row in described["paths"]["/api/v1/vacancies"]["get"]["parameters"]}
    assert {"q", "office", "type", "state", "sort", "page", "page_size"} <= names
    assert set(described["paths"]) == {
        "/api/v1/vacancies",
        "/api/v1/vacancies/{slug}",
        "/api/v1/corrigenda",
        "/api/v1/offices",
    }


def got_description(client):
    return json.loads(client.get("/api/v1/openapi.json").content)


@pytest.mark.parametrize("address", [LIST, "/api/v1/corrigenda", "/api/v1/offices"])
def test_more_of_everything_needs_no_more_queries(client, address):
    def one(number):
        vacancy = on_the_list(office=OfficeFactory(order=number))
        HotlineFactory(office=vacancy.office)
        CorrigendumFactory(vacancy=vacancy, number=1, status=Status.PUBLISHED, published_at=NOW)

    one(1)
    needed = queries_of(client, address)
    one(2)
    one(3)
    assert queries_of(client, address) == needed


def test_the_page_for_people_explains_it_in_both_languages(client):
    for language in ("en", "ru"):
        page = client.get(f"/{language}/api/").content.decode()
        for words in ("/api/v1/vacancies", "openapi.json", "ReliefWeb", "date.closing"):
            assert words in page
    assert client.get("/api/v1/").url == "/en/api/"
