"""The frame of every page: the same for all visitors, in their language, with what is there."""

import re
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from portal.web.frame import nav_link
from portal.web.language import in_language

PAGE = "/en/style/"


def test_an_anonymous_page_is_the_same_bytes_for_everybody_and_sets_no_cookie(client):
    """No database is at hand here: the frame asks for nothing."""
    first, second = client.get(PAGE), client.get(PAGE, headers={"user-agent": "another"})
    assert first.content == second.content
    assert (dict(first.cookies), dict(second.cookies)) == ({}, {})
    assert b"csrf" not in first.content


@pytest.mark.parametrize(("language", "other", "named"), [("en", "ru", "Русский"), ("ru", "en", "English")])
def test_the_switch_names_the_other_language_in_itself_and_leads_to_the_same_page(
    client, language, other, named
):
    html = client.get(f"/{language}/style/?page=3&q=a%20b").content.decode()
    assert f'<html lang="{language}">' in html
    link = f'<a href="/{other}/style/?page=3&amp;q=a%20b" lang="{other}" hreflang="{other}">{named}</a>'
    assert link in html


@pytest.mark.parametrize(
    ("address", "language", "shown"),
    [
        ("/en/style/?page=2", "ru", "/ru/style/?page=2"),
        ("/en/no/such/page/?a=1", "ru", "/ru/no/such/page/?a=1"),
        ("/administration/", "ru", "/administration/"),
    ],
)
def test_an_address_is_said_in_the_other_language(address, language, shown):
    with override("en"):
        assert in_language(address, language) == shown


HEAD = Template(
    '{% kept "page_title" %}Law & <b>order</b>{% endkept %}{% kept "page_description" %} A notice. {% endkept %}'
    "{% alternates said_in %}"
)


def head_of(address, *said_in):
    """What the head says at `address`, in its language, of a page that is there in the languages `said_in`."""
    with override(address[1:3]):
        return HEAD.render(Context({"request": RequestFactory().get(address), "said_in": said_in}))


def links(html):
    return re.findall(r'rel="(\w+)"(?: hreflang="([\w-]+)")? href="([^"]+)"', html)


def test_search_engines_are_told_of_both_languages_and_of_one_address(settings):
    settings.SITE_URL = "https://konkurs.example/"
    assert links(head_of("/en/style/?page=2&office=kz")) == [
        ("canonical", "", "https://konkurs.example/en/style/?page=2"),
        ("alternate", "en", "https://konkurs.example/en/style/?page=2"),
        ("alternate", "ru", "https://konkurs.example/ru/style/?page=2"),
        ("alternate", "x-default", "https://konkurs.example/style/?page=2"),
    ]


def test_the_address_without_a_language_leads_to_the_one_of_the_reader(client):
    answer = client.get("/style/", headers={"accept-language": "ru"})
    assert (answer.status_code, answer.url) == (302, "/ru/style/")


@pytest.mark.parametrize("here", ["en", "ru"])
def test_a_page_that_only_one_language_has_claims_no_other(here, settings):
    settings.SITE_URL = "https://konkurs.example"
    assert links(head_of(f"/{here}/style/", "ru")) == [("canonical", "", "https://konkurs.example/ru/style/")]


def test_a_link_that_is_shared_shows_title_and_description(settings):
    settings.SITE_URL = "https://konkurs.example"
    said = dict(re.findall(r'property="(og:[\w:]+)" content="([^"]*)"', head_of("/ru/style/")))
    assert said == {
        "og:type": "website",
        "og:site_name": "Конкурс",
        "og:title": "Law & <b>order</b>",
        "og:description": "A notice.",
        "og:url": "https://konkurs.example/ru/style/",
        "og:locale": "ru_RU",
        "og:locale:alternate": "en_US",
    }


def link(path):
    with override("en"):
        return nav_link({"request": RequestFactory().get(path)}, "account_login", "Sign in")


def test_the_section_of_the_page_is_marked_in_the_navigation():
    assert (
        link("/en/account/login/") == '<li><a href="/en/account/login/" aria-current="page">Sign in</a></li>'
    )
    assert 'aria-current="true"' in link("/en/account/login/code/")
    assert "aria-current" not in link("/en/style/")


def test_a_room_that_is_not_there_yet_has_no_link():
    assert nav_link({"request": RequestFactory().get("/")}, "no:such-room", "Nowhere") == ""


def test_a_page_starts_with_the_way_past_the_frame_and_has_one_heading(client):
    html = client.get(PAGE).content.decode()
    assert html.index('class="skip" href="#main"') < html.index("<header")
    assert html.count("<h1") == 1
    assert '<main id="main"' in html


def test_the_title_says_that_something_is_wrong():
    context = {"form": SimpleNamespace(errors={"name": ["Required"]}), "request": RequestFactory().get(PAGE)}
    with override("en"):
        assert "<title>Error: " in " ".join(render_to_string("base.html", context).split())


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_page_that_does_not_exist_says_so_and_leads_on(client, language):
    answer = client.get(f"/{language}/no/such/page/")
    assert answer.status_code == 404
    assert b'class="num-big" aria-hidden="true">404<' in answer.content


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_pages_need_neither_request_nor_database_and_speak_both_languages(name):
    html = render_to_string(name)
    assert 'lang="ru"' in html
    assert "/static/portal/konkurs.css" in html


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html"])
def test_a_refusal_stands_in_the_frame(name):
    html = render_to_string(name, {"request": RequestFactory().get(PAGE)})
    assert 'aria-hidden="true">403<' in html
    assert "<header" in html
