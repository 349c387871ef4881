"""Is this vacancy real? Whatever was sent to somebody, in whatever spelling, is answered truly."""

import pytest

from tests.factories.portal import HotlineFactory, OfficeFactory
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.listing.reading import closing, on_the_list, queries_of, words_of
from vacancies.listing.checking import Verdict, check
from vacancies.listing.look_alikes import letters, readable, resembles

pytestmark = pytest.mark.django_db

REFERENCE, SLUG = "IOMKAZ/2026/007(C)", "iomkaz-2026-007-c"


@pytest.fixture(autouse=True)
def _ours(settings):
    settings.SITE_URL = "https://vacancies.iom.int"
    settings.OFFICIAL_MAIL_DOMAINS = ["iom.int"]


def verdict(what, now):
    return check(what, at=now).verdict


@pytest.mark.parametrize(
    "typed",
    [
        REFERENCE,
        "iomkaz/2026/007(c)",
        " IOMKAZ 2026 007 C ",
        "IOMKAZ-2026-007-C",
        "ІОМКАZ/2026/007(С)",
        "iomkaz∕2026∕007（C）",
        "№ IOMKAZ/2026/007 (С).".removeprefix("№ "),
    ],
)
def test_a_reference_is_known_by_any_spelling(typed, now):
    vacancy = on_the_list(reference=REFERENCE, slug=SLUG)
    found = check(typed, at=now)
    assert (found.verdict, found.vacancy) == (Verdict.OPEN, vacancy)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Verdict.OPEN),
        ({"closes_at": closing(seconds=0)}, Verdict.OPEN),
        ({"closes_at": closing(seconds=-1)}, Verdict.CLOSED),
        ({"status": "under_evaluation"}, Verdict.CLOSED),
        ({"status": "cancelled"}, Verdict.CANCELLED),
        ({"published_at": closing(seconds=1)}, Verdict.UNKNOWN),
    ],
)
def test_a_reference_is_told_by_the_state_of_its_vacancy(fields, expected, now):
    on_the_list(reference=REFERENCE, slug=SLUG, **fields)
    assert verdict(REFERENCE, now) == expected
    assert verdict(f"https://vacancies.iom.int/en/vacancies/{SLUG}/", now) == expected


def test_a_draft_and_what_never_was_are_unknown_alike(now):
    VacancyFactory(reference=REFERENCE, slug=SLUG)
    assert verdict(REFERENCE, now) == verdict("IOMKAZ/2026/999(C)", now) == Verdict.UNKNOWN
    assert verdict(f"https://vacancies.iom.int/ru/vacancies/{SLUG}/", now) == Verdict.UNKNOWN
    assert verdict("()", now) == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"https://vacancies.iom.int/ru/vacancies/{SLUG}/?page=2#terms", Verdict.OPEN),
        (f"vacancies.iom.int/en/vacancies/{SLUG}/notice.pdf", Verdict.OPEN),
        ("https://vacancies.iom.int/en/offices/", Verdict.OUR_PAGE),
        ("https://jobs.example.org/iom", Verdict.OTHER_SITE),
        (f"https://vacancies.iom.int.example.com/en/vacancies/{SLUG}/", Verdict.SITE_LIKE_OURS),
        ("https://vacancies.1om.int/", Verdict.SITE_LIKE_OURS),
        ("http://vacancies.iоm.int/", Verdict.SITE_LIKE_OURS),
        ("http://vacancies.iom.int@example.com/", Verdict.OTHER_SITE),
        ("http://[::1", Verdict.OTHER_SITE),
    ],
)
def test_an_address_of_a_page_is_ours_or_not(typed, expected, now):
    on_the_list(reference=REFERENCE, slug=SLUG)
    assert verdict(typed, now) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hr@iom.int", Verdict.OURS),
        ("IOM Kazakhstan <HR@IOM.INT>", Verdict.OURS),
        ("iom.astana@gmail.com", Verdict.OURS),
        ("other@gmail.com", Verdict.OTHER_SENDER),
        ("somebody@example.org", Verdict.OTHER_SENDER),
        ("hr@iom.int.example.com", Verdict.SENDER_LIKE_OURS),
        ("hr@1om.int", Verdict.SENDER_LIKE_OURS),
        ("hr@iоm.int", Verdict.SENDER_LIKE_OURS),
        ("hr@xn--im-fmc.int", Verdict.SENDER_LIKE_OURS),
        ("hr@ioom.int", Verdict.SENDER_LIKE_OURS),
        ("hr@iom-int.com", Verdict.SENDER_LIKE_OURS),
        ("hr@iom-kazakhstan.org", Verdict.SENDER_LIKE_OURS),
        ("i0m.astana@gmail.com", Verdict.SENDER_LIKE_OURS),
        ("hr@", Verdict.OTHER_SENDER),
    ],
)
def test_a_sender_is_ours_or_somebody_else_or_imitates_us(typed, expected, now):
    OfficeFactory(email="iom.astana@gmail.com")
    assert verdict(typed, now) == expected


def test_the_domain_of_an_office_is_ours_as_well(now):
    OfficeFactory(email="office@migration.example")
    assert verdict("other@migration.example", now) == Verdict.OURS


def test_punycode_is_written_out_and_broken_punycode_is_left():
    assert readable("xn--im-fmc.INT.") == "iоm.int"
    assert readable("xn--\xff.int").startswith("xn--")


@pytest.mark.parametrize("name", ["example.org", "un.org", "ion.example", "kazakhstan.int"])
def test_what_does_not_look_like_ours_is_not_called_an_imitation(name):
    assert not resembles(name, "iom.int")


def test_letters_of_a_reference_do_not_become_digits():
    assert letters("OI-01") == "oi01"


def test_the_page_says_what_it_found_and_leads_to_the_notice(client):
    vacancy = on_the_list(reference=REFERENCE, slug=SLUG, title_en="Lead expert")
    answer = client.get("/en/check/", {"what": "iomkaz 2026 007 c"})
    assert "This vacancy is real and open" in words_of(answer)
    assert f'href="{vacancy.get_absolute_url()}"' in answer.content.decode()
    assert "What to do now" not in words_of(answer)


@pytest.mark.parametrize("what", ["IOMKAZ/2026/999(C)", "hr@1om.int", "https://example.org/"])
def test_a_warning_says_what_to_do_and_whom_to_call(client, what):
    HotlineFactory(office=OfficeFactory(name_en="Office in Turkmenistan"), phone="+(993 12) 463514")
    HotlineFactory(office=OfficeFactory(name_en="Office in Tajikistan"), phone="+992 900 000")
    said = words_of(client.get("/en/check/", {"what": what}))
    assert "Send no money, no bank details and no copy of your passport." in said
    assert "+(993 12) 463514" in said
    assert "+992 900 000" in said


def test_the_look_alike_is_named_beside_the_real_one(client):
    said = words_of(client.get("/en/check/", {"what": "hr@xn--im-fmc.int"}))
    assert "hr@iоm.int looks like iom.int, but is not our address" in said


def test_the_empty_page_checks_nothing_and_a_long_text_is_refused_by_name(client):
    assert client.get("/en/check/").context["said"] is None
    assert "at most 300 characters" in words_of(client.get("/en/check/", {"what": "x" * 301}))


def test_what_was_typed_stays_and_cannot_do_harm(client):
    page = client.get("/en/check/", {"what": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_the_form_is_a_question_in_the_address_and_everybody_gets_the_same(client):
    page = client.get("/ru/check/", {"what": REFERENCE}).content
    assert b'<form class="form"' in page
    assert b'method="post"' not in page.lower()
    assert client.get("/ru/check/", {"what": REFERENCE}, headers={"user-agent": "x"}).content == page


def test_the_check_needs_no_more_queries_with_more_vacancies(client):
    on_the_list(reference=REFERENCE, slug=SLUG)
    needed = queries_of(client, "/en/check/", what=REFERENCE)
    on_the_list()
    on_the_list()
    assert queries_of(client, "/en/check/", what=REFERENCE) == needed


@pytest.mark.parametrize("fields", [{}, {"closes_at": closing(days=-1)}, {"status": "cancelled"}])
def test_every_notice_warns_of_fees_gives_the_hotline_and_leads_to_the_check(client, fields):
    vacancy = on_the_list(**fields)
    HotlineFactory(office=vacancy.office)
    answer = client.get(f"/en/vacancies/{vacancy.slug}/")
    said = words_of(answer)
    assert "We take no fee" in said
    assert "+(993 12) 463514" in said
    assert answer.content.decode().count('href="/en/check/') == 3
