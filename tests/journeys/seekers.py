"""Those for whom notices are written: who looks for one, asks for letters, saves, asks, applies and amends."""

import re

from django.utils.translation import override

from portal.words.moments import moment_in
from tests.journeys.public import Consultant, Visitor


class Seeker(Visitor):
    """Looks through the list, with or without an account."""

    def searches(self, words, *, facet):
        """`facet` is the text of a box and its context; behind its label stands a number."""
        self.follows("Vacancies")
        if self.is_on_a_phone:
            self.unfolds("Filters")
        self.page.get_by_role("searchbox").fill(words)
        self.field(self.word(*facet)).check()
        self.presses("Show", "button")

    @property
    def marked(self):
        """The words that the list marks as found."""
        return self.page.locator("ul.rows mark").all_inner_texts()

    def subscribes(self):
        """Ask for letters to an address, which a letter confirms; `email` is that address."""
        self.follows("Letters about new vacancies")
        self.fills("E-mail address", self.email)
        self.presses("Send me letters")
        self.sees("Look into your mail")
        self.opens(self.path_in_letter("/alerts/"))
        self.presses("Confirm: send me letters")

    def path_in_letter(self, part):
        """The first address of the latest letter that has `part` in it, without the host."""
        return re.search(rf"^https?://[^/]+(/\S*{part}\S*)$", self.letter().body, re.MULTILINE).group(1)

    def opens(self, address):
        """An address that somebody sent, whole or without the host."""
        self._go(lambda: self.page.goto(self.home + address.removeprefix(self.home)))

    def opens_lists_of(self, title):
        self.comes()
        self.follows("Vacancies")
        self.follows(title)

    def sees_moment(self, moment, zone):
        with override(self.language):
            words = moment_in(moment, zone)
        self.sees(words)

    def opens_oldest_version(self):
        self._go(self.page.locator("main .prose ul a").last.click)

    def checks_whether_it_is_real(self):
        """By the link below the notice, which brings its reference along."""
        self.follows("Is this vacancy real?", inside=self.page.locator("main p.acts"))

    def answers_of(self, *texts):
        """(status, type) of what stands behind the links with these words on the page."""
        addresses = [self._one("link", self.word(text), None).get_attribute("href") for text in texts]
        found = [self.page.request.get(self.home + address) for address in addresses]
        return [(answer.status, answer.headers["content-type"].partition(";")[0]) for answer in found]


class Candidate(Seeker, Consultant):
    """With an account: saves, asks, applies for a lot, amends."""

    def asks(self, words):
        self.follows("Ask a question")
        self.fills("Your question", words)
        self.presses("Send the question")

    def subjects(self):
        """Of the letters that have come."""
        return [letter.subject for letter in self.letters if letter.to == [self.email]]

    def chooses_lot(self, name):
        self.page.get_by_label(re.compile(re.escape(name))).first.check()
        self.presses("Start the application")

    def opens_page(self, text):
        """A page of the application out of the list of its pages, which is folded on a phone."""
        self.page.locator(".side summary").first.click()
        self.follows(text)
