"""Somebody at a browser: follows links, presses buttons and fills in fields by the words that stand on them."""

import re

from playwright.sync_api import expect

from portal.kernel import spoken
from tests.factories.portal import PASSWORD
from tests.journeys.words import say

WIDER_THAN_THE_SCREEN = "() => document.documentElement.scrollWidth > window.innerWidth"
NARROW = 400


class Person:
    """One person in a browser of their own; `faults` collects what no page may do."""

    def __init__(self, page, *, home, language, letters, email=""):
        self.page, self.home, self.language, self.letters, self.email = page, home, language, letters, email
        self.faults = []
        self.visited = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._watch)
        page.on("response", self._check)

    # What every page must keep to.

    def _hear(self, message):
        if message.type in {"error", "warning"}:
            self.faults.append(f"console on {self.page.url}: {message.text}")

    def _watch(self, request):
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.faults.append(f"request to another host: {request.url}")

    def _check(self, response):
        if response.status >= 400:
            self.faults.append(f"{response.status} for {response.request.method} {response.url}")

    def _arrived(self):
        self.visited.append(self.page.url.removeprefix(self.home))
        # The document is there before its style sheet; without that every page is wide.
        self.page.wait_for_load_state("load")
        if self.is_on_a_phone and self.page.evaluate(WIDER_THAN_THE_SCREEN):
            self.faults.append(f"wider than the screen: {self.page.url}")

    def _go(self, act):
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            act()
        self._arrived()

    @property
    def is_on_a_phone(self):
        return self.page.viewport_size["width"] < NARROW

    def spoken(self, language):
        """The name of a language in that of the person."""
        return spoken.name(language, self.language)

    # What a person does.

    def word(self, text, /, context=None, plural=None, **values):
        return say(self.language, text, context, plural, **values)

    def comes(self):
        """Open the front page, the only address that anybody types in."""
        self._go(lambda: self.page.goto(f"{self.home}/{self.language}/"))

    def _one(self, role, words, inside):
        return (inside or self.page).get_by_role(role, name=words, exact=True).locator("visible=true").first

    def follows(self, text, /, context=None, *, inside=None, **values):
        self._go(self._one("link", self.word(text, context, **values), inside).click)

    def presses(self, text, /, context=None, plural=None, *, inside=None, **values):
        """A button that sends something."""
        self._go(self._one("button", self.label(text, context, plural=plural, **values), inside).click)

    def turns_to(self, label, context=None):
        """A tab; behind its name there may be a number."""
        name = re.compile(rf"^{re.escape(self.word(label, context))}( \d+)?$")
        tabs = self.page.locator("nav.tabs")
        self._go(tabs.get_by_role("link", name=name).click)

    def opens_menu(self, text):
        """The menu behind one's own name."""
        self.page.locator("details.me summary").click()
        self.follows(text, inside=self.page.locator("details.me"))

    def unfolds(self, text, *, inside=None):
        (inside or self.page).locator("summary", has_text=self.word(text)).first.click()

    def label(self, text, /, context=None, plural=None, **values):
        """Labels begin with a capital letter, whatever the field is called elsewhere."""
        words = self.word(text, context, plural, **values)
        return words[:1].upper() + words[1:]

    def field(self, label, *, inside=None):
        """The control with that label, which may say that it is optional."""
        words = label[:1].upper() + label[1:]
        optional = self.word("optional", "form field")
        name = re.compile(rf"^\s*{re.escape(words)}(\s+{optional})?\s*$")
        return (inside or self.page).get_by_label(name).first

    def fills(self, label, value, /, context=None, *, inside=None, **values):
        self.field(self.word(label, context, **values), inside=inside).fill(value)

    def chooses(self, label, /, context=None, *, inside=None):
        (inside or self.page).get_by_label(self.word(label, context), exact=True).first.check()

    def ticks(self, label):
        self.field(self.word(label)).check()

    def group(self, label, **values):
        """The fields that stand together under `label`."""
        return self.page.get_by_role("group", name=self.word(label, **values))

    def takes_up(self, task, /, plural=None, **values):
        """A task out of what waits for this person."""
        self.opens_menu("Working pages")
        self._go(
            self.page.locator("ul.todo")
            .get_by_role("link", name=self.word(task, plural=plural, **values), exact=True)
            .first.click
        )

    def signs_in(self):
        self.comes()
        self.follows("Sign in")
        self.fills("E-mail address", self.email)
        self.fills("Password", PASSWORD)
        self.presses("Sign in")

    # What a person sees.

    @property
    def text(self):
        """All that can be read on the page; spaces of any width are spaces."""
        return " ".join(self.page.locator("body").inner_text().split())

    def sees(self, text, /, context=None, plural=None, **values):
        words = " ".join(self.word(text, context, plural, **values).split())
        assert words in self.text, f"{words!r} is not on {self.page.url}:\n{self.text}"

    def does_not_see(self, text):
        assert " ".join(text.split()) not in self.text, f"{text!r} is on {self.page.url}"

    def sees_error_at(self, label, /, **values):
        """The field that is at fault is marked, and its message can be read."""
        field = self.field(self.word(label, **values))
        expect(field).to_have_attribute("aria-invalid", "true")

    def finds_filled(self, label, value, /, **values):
        """What was typed is still there."""
        expect(self.field(self.word(label, **values))).to_have_value(value)

    def letter(self, email=""):
        """The latest letter to this person, or to `email`."""
        return next(letter for letter in reversed(self.letters) if letter.to == [email or self.email])

    def code_from_letter(self):
        return re.search(r"^([A-Z0-9-]{6,})$", self.letter().body, re.MULTILINE).group(1)

    def takes(self, text, /, *, inside=None, **values):
        """The bytes of the file behind a link."""
        words = self.word(text, **values) if values else text
        with self.page.expect_download() as found:
            self._one("link", words, inside).click()
        return found.value.path().read_bytes()

    def is_refused(self, address):
        """Whether the portal says that there is nothing at `address`, asked with this person's cookies."""
        return self.page.request.get(address).status == 404
