"""A consultant who has no mouse: everything is reached by the tabulator and done by keys."""

from playwright.sync_api import expect

from tests.journeys.public import Consultant

MOST_STEPS = 200
HAS_FOCUS = "one => one === document.activeElement"
SHOWS_IT = "one => one.matches(':focus-visible') && getComputedStyle(one).outlineStyle !== 'none'"


class AtTheKeyboard(Consultant):
    """Does what a consultant does, by keys alone; wherever the keyboard stands, that is to be seen."""

    def reaches(self, target):
        for _step in range(MOST_STEPS):
            if target.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"The keyboard does not reach {target} on {self.page.url}")
        if not target.evaluate(SHOWS_IT):
            self.faults.append(f"The focus is not seen on {target} of {self.page.url}")

    def strikes(self, target, key):
        self.reaches(target)
        self.page.keyboard.press(key)

    def follows(self, text, /, context=None, *, inside=None, **values):
        target = self._one("link", self.word(text, context, **values), inside)
        self._go(lambda: self.strikes(target, "Enter"))

    def presses(self, text, /, context=None, plural=None, *, inside=None, **values):
        target = self._one("button", self.label(text, context, plural=plural, **values), inside)
        self._go(lambda: self.strikes(target, "Enter"))

    def unfolds(self, text, *, inside=None):
        self.strikes((inside or self.page).locator("summary", has_text=self.word(text)).first, "Enter")

    def fills(self, label, value, /, context=None, *, inside=None, **values):
        self.reaches(self.field(self.word(label, context, **values), inside=inside))
        self.page.keyboard.type(value)

    def chooses_from(self, label, words):
        """Of a list, by going down in it."""
        box = self.field(self.word(label))
        self.reaches(box)
        for _step in range(MOST_STEPS):
            if box.locator("option:checked").inner_text() == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{words!r} is not in the list")

    def ticks(self, label):
        self.strikes(self.field(self.word(label)), "Space")

    def attaches_first(self, *, name, data):
        with self.page.expect_file_chooser() as opened:
            self.strikes(self.page.locator("input[type=file]").first, "Enter")
        opened.value.set_files({"name": name, "mimeType": "application/pdf", "buffer": data})
        expect(self.page.get_by_role("link", name=name)).to_be_visible()
