"""Those who come from outside: who reads, and who applies."""

import re

from playwright.sync_api import expect

from tests.journeys import story
from tests.journeys.person import Person


class Visitor(Person):
    """Reads without an account."""

    def finds(self, words):
        self.follows("Vacancies")
        if self.is_on_a_phone:
            self.unfolds("Filters")
        self.page.get_by_role("searchbox").fill(words)
        self.presses("Show", "button")
        self.follows(story.TITLE[self.language])

    def changes_language(self, name):
        self._go(self._one("link", name, None).click)

    def reads_feed(self):
        """What a feed reader gets."""
        self.comes()
        return self._reads(self._one("link", self.word("Feed of vacancies"), None).get_attribute("href"))

    def reads_the_map_for_machines(self):
        """From robots.txt on, as search engines do."""
        address = re.search(r"Sitemap: \S+?//[^/]+(\S+)", self._reads("/robots.txt")).group(1)
        return self._reads(address)

    def _reads(self, path):
        answer = self.page.request.get(self.home + path)
        assert answer.ok
        return answer.text()


class Consultant(Visitor):
    """Signs up, applies, follows the application."""

    def signs_up(self, name):
        self.follows("Create an account")
        self.fills("Your name", name)
        self.fills("E-mail address", self.email)
        self.presses("Create the account")
        self.fills("Code", self.code_from_letter())
        self.presses("Confirm")

    def tells_about_themselves(self, person):
        for label, value in person.items():
            self.fills(label, value)
        for label in ("nationality", "country of residence"):
            self.field(self.word(label)).select_option("KZ")
        self.presses("Save and continue")

    def answers_the_requirements(self, years):
        self.fills(story.EXPERIENCE[self.language], years)
        self.presses("Save and continue")

    def makes_statements(self, texts):
        for criterion in story.CRITERIA:
            label = f"{criterion.code}. {criterion.name[self.language]}"
            self.fills(label, texts[criterion.code])
        self.presses("Save and continue")

    def attaches(self, document, *, name, data):
        row = self.page.get_by_role("region", name=re.compile(re.escape(document[self.language])))
        kind = "application/octet-stream"
        row.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
        button = row.get_by_role("button", name=self.word("Attach the file"), exact=True)
        if button.locator("visible=true").count():
            self.presses("Attach the file", inside=row)
        else:
            # Where scripts run a file goes up as soon as it is chosen.
            expect(row).to_contain_text(name)
            expect(row.locator(".file:not(.bad) progress")).to_have_count(0)

    def brings_back(self, form):
        """Upload a form that was filled in offline."""
        upload = {"name": "form.xlsx", "mimeType": "application/octet-stream", "buffer": form.content}
        self.field(self.word("The form that you have filled in")).set_input_files(upload)
        self.presses("Upload the form")

    def seals_a_price(self, price):
        self.fills("Price in %(currency)s", price, currency="USD")
        self.presses("Seal the price and continue")

    def declares(self):
        self.ticks("What I state in this application is true and complete, and the documents are mine")
        self.presses("Save and continue")

    def hands_in(self):
        self.presses("Hand in the application")

    def opens_the_application(self):
        self.opens_menu("My applications")
        self.follows(story.TITLE[self.language])

    def withdraws(self, reason):
        self.follows("Withdraw the application")
        self.fills("Reason, if you want to give one", reason)
        self.presses("Withdraw the application")

    def hands_in_from_the_review(self):
        self.page.locator(".side summary").first.click()
        self.follows("Check and hand in")
        self.hands_in()
