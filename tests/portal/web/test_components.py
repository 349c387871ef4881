"""Components escape what they are given, and say in words what they show."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from portal.templatetags.components import ICONS, chip, icon, with_query
from portal.web.menu import Badge, MenuLine

WICKED = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def shown(source, address="/", **context):
    return Template(source).render(Context({"request": RequestFactory().get(address), **context}))


@pytest.mark.parametrize(
    "source",
    [
        "{% chip wicked wicked %}",
        "{% note 'warn' wicked %}{{ wicked }}{% endnote %}",
        "{% blank wicked %}{{ wicked }}{% endblank %}",
        "{% table wicked wicked %}{{ wicked }}{% endtable %}",
        "{% crumbs '/' wicked '' wicked %}",
        "{% sorted_th wicked wicked wicked %}",
        "{% include 'components/button.html' with label=wicked kind=wicked url=wicked %}",
        "{% include 'components/button.html' with label=wicked name=wicked value=wicked busy=wicked %}",
        "{% include 'components/facts.html' with facts=pairs %}",
        "{% include 'components/steps.html' with steps=pairs %}",
        "{% include 'components/file.html' with name=wicked about=wicked url=wicked state='bad' %}",
        "{% include 'components/progress.html' with id=wicked label=wicked words=wicked max=wicked value=wicked %}",
        "{% include 'components/page_head.html' with title=wicked lead=wicked over=wicked %}",
        "{% include 'components/pipe.html' with label=wicked stages=things %}",
        "{% include 'components/tabs.html' with label=wicked tabs=things %}",
        "{% include 'components/path.html' with label=wicked summary=wicked steps=things %}",
        "{% include 'components/timeline.html' with steps=things %}",
        "{% include 'components/tels.html' with hotlines=things %}",
        "{% include 'components/no_fee.html' with office=wicked hotlines=things %}",
        "{% include 'components/rail.html' with sections=sections %}",
    ],
)
def test_what_people_wrote_never_becomes_markup(source):
    names = ("url", "label", "title", "word", "kind", "number", "note", "when", "state", "phone", "dialled")
    thing = dict.fromkeys(names, WICKED)
    line = MenuLine(WICKED, WICKED, current=False, badge=Badge(1, late=True))
    html = shown(source, wicked=WICKED, pairs=[(WICKED, WICKED)], things=[thing], sections=[(WICKED, [line])])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_hidden_from_those_who_listen(name):
    assert 'aria-hidden="true"' in icon(name)


def test_there_are_eight_icons():
    assert len(ICONS) == 8


def test_a_state_has_its_word_beside_its_shape():
    assert chip("Admitted", "ok on") == '<span class="chip ok on">Admitted</span>'
    assert chip("Draft") == '<span class="chip">Draft</span>'


@pytest.mark.parametrize(
    ("changes", "query"),
    [({"page": 2}, "?q=a&page=2"), ({"q": None}, "?"), ({"q": "b&c"}, "?q=b%26c"), ({"page": None}, "?q=a")],
)
def test_one_thing_of_the_address_changes_and_the_rest_stays(changes, query):
    assert with_query(RequestFactory().get("/?q=a"), **changes) == query


def pages(number, address="/?office=kz&page=9"):
    return shown("{% pager page %}", address, page=Paginator(range(41), 12).get_page(number))


def test_the_pager_keeps_the_filters_and_names_the_page():
    html = pages(2)
    assert '<a href="?office=kz" rel="prev">Previous</a>' in html
    assert '<a href="?office=kz&amp;page=3" rel="next">Next 12</a>' in html
    assert '<a href="?office=kz&amp;page=2" aria-current="page" aria-label="Page 2">2</a>' in html


def test_the_last_step_says_how_many_are_left():
    assert "Next 5" in pages(3)
    assert 'rel="next"' not in pages(4)
    assert 'rel="prev"' not in pages(1)


def test_a_list_of_one_page_has_no_pager():
    assert shown("{% pager page %}", page=Paginator(range(3), 12).get_page(1)).strip() == ""


def test_a_sorted_column_says_so_and_turns_round():
    html = shown("{% sorted_th 'name' 'Applicant' %}", "/?order=name&page=2")
    assert html.strip().startswith('<th scope="col" aria-sort="ascending"><a href="?order=-name">')
    assert 'aria-sort="descending"' in shown("{% sorted_th 'name' 'Applicant' %}", "/?order=-name")
    assert "aria-sort" not in shown("{% sorted_th 'name' 'Applicant' %}", "/?order=years")


def test_a_bar_is_as_wide_as_its_share():
    assert 'width="83.3" height="6"' in shown("{% points_bar 25 30 %}")
    assert 'width="0.0" height="6"' in shown("{% points_bar 0 0 %}")


def test_crumbs_lead_to_what_is_there_and_name_what_is_not():
    html = shown("{% crumbs 'account_login' 'Sign in' 'no:such' 'Later' '/x/' 'X' '' 'Here' %}")
    assert '<a href="/en/account/login/">Sign in</a>' in html
    assert "<span>Later</span>" in html
    assert '<a href="/x/">X</a>' in html
    assert "<span>Here</span>" in html


def test_a_late_badge_says_so_in_a_word():
    late = MenuLine("Waiting", "/desk/", current=True, badge=Badge(7, late=True))
    html = render_to_string("components/rail.html", {"sections": [("Mine", [late])]})
    assert '<a href="/desk/" aria-current="page">Waiting' in html
    assert '7<span class="vh"> late</span>' in html


def test_a_confirmation_says_the_consequences_before_the_button(rf):
    request = rf.get("/en/x/")
    request.user = AnonymousUser()
    context = {
        "title": "Withdraw?",
        "consequences": ["It cannot be undone."],
        "verb": "Withdraw",
        "danger": True,
    }
    html = render_to_string(
        "components/confirm.html", {**context, "back": "/", "back_words": "Keep"}, request
    )
    assert html.index("It cannot be undone.") < html.index('<button class="btn bad">Withdraw</button>')
    assert "csrfmiddlewaretoken" in html
