"""Those who sit on the panel."""

import re

from playwright.sync_api import expect

from tests.factories.portal import PASSWORD
from tests.journeys import story
from tests.journeys.person import Person


class Member(Person):
    """Declares, reads, marks alone, hands in, signs."""

    password = PASSWORD

    def signs_in_by_code(self):
        self.comes()
        self.follows("Sign in")
        self.follows("Send me a code")
        self.fills("E-mail address", self.email)
        self.presses("Send me a code")
        self.fills("Code", self.code_from_letter())
        self.presses("Confirm")

    def declares_no_conflict(self):
        self.takes_up("Declare your interests")
        self.chooses("I have no conflict of interest with any of these candidates.")
        self.presses("Make the declaration")

    def opens_the_case(self):
        self.opens_menu("Working pages")
        self.follows("My panels")
        self.follows(story.TITLE[self.language])

    def opens_the_round(self):
        self.opens_the_case()
        self.turns_to("Scoring", "stage")

    def opens_the_sheet(self):
        self.takes_up("Fill in your score sheet and hand it in")

    def sees_the_pages(self):
        """The pages of the documents are pictures, and they have come."""
        pictures = self.page.locator("img.scan")
        for number in range(pictures.count()):
            pictures.nth(number).scroll_into_view_if_needed()
            expect(pictures.nth(number)).not_to_have_js_property("naturalWidth", 0)
        return pictures.count()

    @property
    def candidate(self):
        """The code of the candidate whose page is open."""
        return re.search(r"\bC\d+\b", self.page.get_by_role("heading", level=1).inner_text()).group()

    def marks(self, criterion, mark, reason):
        block = self.page.locator(f"#crit-{criterion.code}")
        if block.get_attribute("open") is None:
            block.locator("summary").first.click()
        if int(criterion.scale) <= 10:
            self.chooses_step(mark, inside=block)
        else:
            self.fills("Mark on criterion %(code)s", mark, code=criterion.code)
        self.fills("Reason for the mark on criterion %(code)s", reason, code=criterion.code)

    def chooses_step(self, mark, *, inside):
        """One of the steps of a short scale, each with its words."""
        inside.get_by_role("radio", name=re.compile(rf"^{mark}\b")).check()

    def opens_the_first_candidate(self):
        self._go(self.page.get_by_role("row").get_by_role("link").first.click)

    def marks_everybody(self, marks):
        """In one's own order, as the buttons lead; from the page of the first candidate to the list after the last."""
        for _candidate in marks:
            code = self.candidate
            for criterion, mark in zip(story.CRITERIA, marks[code], strict=True):
                if mark:
                    self.marks(criterion, mark, self.reason(code, criterion))
            self.goes_on()

    def reason(self, candidate, criterion):
        """What this person, and nobody else, writes about that mark."""
        return f"{self.email} / {candidate} / {criterion.code}"

    def goes_on(self):
        """The button that saves and leads to the next candidate, or to the list after the last."""
        self._go(self.page.locator(".sheet-bar button").last.click)

    def hands_in(self):
        self.follows("Hand in the score sheet")
        self.presses("Hand in the score sheet")

    def revises(self, criterion, mark, reason):
        """One's own mark, on the page that compares those of a candidate."""
        question = self.page.get_by_role("region", name=re.compile(rf"^{criterion.code} "))
        self.follows("Revise your mark", inside=question)
        self.chooses_step(mark, inside=self.page)
        self.fills("Reason for the revision", reason)
        self.presses("Put the revised mark beside it")

    def sets_a_password_and_signs(self):
        """Who came by a code has no password, and signing asks for one; then one is back."""
        self.takes_up("Sign your score sheet")
        self.sees("You have no password yet")
        self.follows("Set a password")
        self.fills("Password", self.password)
        self.fills("Password (again)", self.password)
        self.presses("Save the password")
        self._signs()

    def signs(self):
        self.takes_up("Sign your score sheet")
        self._signs()

    def _signs(self):
        self.fills("Your password", self.password)
        self.presses("Sign")


class Chair(Member):
    """Leads the panel."""

    def begins_the_round(self):
        self.takes_up("Open the round of scoring")
        self.presses("Open the round")

    def locks(self):
        self.takes_up("Discuss the marks and lock the round")
        self.follows("Lock the round")
        self.fills("Your password", self.password)
        self.presses("Lock the round")

    def opens_the_prices(self):
        self.follows("Open the prices")
        self.presses("Open the prices")

    def makes_the_ranking(self):
        self.follows("Make the ranking")
        self.presses("Make the ranking")

    def reads_the_ranking(self):
        """The figures behind the code of each ranked candidate, in the order of the ranks."""
        rows = [
            row.locator("th, td").all_inner_texts() for row in self.page.locator("table.rk tbody tr").all()
        ]
        return {name.split()[-1]: figures[:-1] for rank, name, *figures in rows if rank.isdecimal()}

    def recommends(self, text):
        self.takes_up("Recommend whom to select")
        self.fills("Recommendation of the panel", text)
        self.presses("Recommend", "button")
