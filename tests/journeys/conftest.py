"""Chromium, a clock that can be moved, and people, each in a browser of their own."""

from threading import Lock
from time import monotonic, sleep

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import expect, sync_playwright

from tests.factories.portal import NOW
from tests.journeys.person import Person
from tests.machine import need

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SCREENS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
# Milliseconds; a machine that does much else at once is slow.
PATIENCE = 30_000


@pytest.fixture(scope="module")
def browser():
    """Chromium as it is installed on the machine."""
    path = need("chromium")
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright runs a loop in this thread; what the tests ask the database is none the less in order.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Clock:
    """The present of the portal, which stands still until it is moved."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch, _present):
    clock = Clock()
    monkeypatch.setattr("portal.kernel.clock.now", clock)
    return clock


class Underway:
    """How many requests are being answered."""

    def __init__(self):
        self.number, self.lock = 0, Lock()

    def begin(self, **_said):
        with self.lock:
            self.number += 1

    def end(self, **_said):
        with self.lock:
            self.number -= 1


@pytest.fixture(autouse=True)
def _answered(transactional_db):
    """Tables are emptied when nothing reads them any more: a page that was left may still be answered, and block."""
    underway = Underway()
    request_started.connect(underway.begin)
    request_finished.connect(underway.end)
    yield
    patient_until = monotonic() + PATIENCE / 1000
    while underway.number > 0 and monotonic() < patient_until:
        sleep(0.05)
    request_started.disconnect(underway.begin)
    request_finished.disconnect(underway.end)


@pytest.fixture
def enter(browser, live_server, mailoutbox, request):
    """`enter(Kind, language, screen=…, scripts=…, **fields)`: a person of that kind sits down at a new browser.

    In the end nobody may have met a fault: an error in the console, a request to another host, a page wider than a phone.
    """
    people = request.node.people = []

    def enter(kind=Person, language="en", *, screen="desk", scripts=True, **fields):
        context = browser.new_context(
            viewport=SCREENS[screen], java_script_enabled=scripts, locale=language, timezone_id="Asia/Almaty"
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        people.append(kind(page, home=live_server.url, language=language, letters=mailoutbox, **fields))
        return people[-1]

    yield enter
    for person in people:
        person.page.context.close()
    assert {type(person).__name__: person.faults for person in people if person.faults} == {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Say of a journey that failed where everybody stood."""
    report = yield
    if report.when == "call" and report.failed:
        for person in getattr(item, "people", []):
            where = f"{type(person).__name__} {person.email} on {person.page.url}"
            report.sections.append((where, "\n".join([*person.visited[-8:], *person.faults, person.text])))
    return report
