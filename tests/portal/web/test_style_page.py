"""The style page shows every component in both languages, and axe finds nothing to mend."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.machine import need


@pytest.mark.parametrize(("language", "title"), [("en", "National Consultant"), ("ru", "Ведущий эксперт")])
def test_every_component_is_shown_in_the_language_of_the_page(client, language, title):
    answer = client.get(f"/{language}/style/")
    html = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 200
    assert title in html
    for part in (
        "deadline",
        "facts",
        "note warn",
        "chip soon half",
        "errs",
        "field bad",
        "count",
        "pager",
        "pipe",
    ):
        assert f'class="{part}' in html
    assert "style=" not in html


@pytest.fixture
def page(monkeypatch):
    """A page of a real browser; its loop would else forbid the ORM in this thread."""
    program = need("chromium")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(bypass_csp=True, timezone_id="Asia/Bishkek")
        browser.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ru", 320, "light"), ("ru", 360, "dark"), ("en", 1280, "light"), ("ru", 1280, "dark")],
)
def test_the_style_page_is_accessible_and_fits_every_screen(live_server, page, language, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/{language}/style/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    findings = Axe().run(page).response["violations"]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in findings] == []


def test_the_script_keeps_the_counter_and_the_reader_s_clock(live_server, page):
    page.goto(f"{live_server.url}/en/style/")
    page.fill("#id_statement", "x" * 210)
    assert page.inner_text("#id_statement_count") == "210 of 200 characters, 10 too many"
    page.fill("#id_statement", "x")
    assert page.inner_text("#id_statement_count") == "1 of 200 characters"
    assert page.inner_text(".yours").strip() == "On your clock: 19:00 (UTC+6)"
