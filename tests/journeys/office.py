"""Those who work in the office: who writes, screens and announces, and who approves."""

import re

from django.utils.translation import override
from playwright.sync_api import expect

from portal.web.pairs import labelled
from tests.journeys import story
from tests.journeys.person import Person


class Officer(Person):
    """Writes the notice, screens the applications, convenes the panel, announces the decision."""

    def fills_pair(self, label, texts, context=None, *, inside=None):
        for language, words in texts.items():
            self.field(self.in_a_language(label, language, context), inside=inside).fill(words)

    def in_a_language(self, label, language, context=None):
        """The label of a text that is written once in each language."""
        with override(self.language):
            return str(labelled(self.word(label, context), language))

    def begins_a_notice(self):
        self.follows("New vacancy")
        self.presses("Begin the notice")

    def writes_the_notice(self):
        """Both languages side by side; the summary in the other language is forgotten for now."""
        self.fills_pair("title", story.TITLE)
        self.fills_pair("summary", {self.language: story.SUMMARY[self.language]})
        self.fills_pair("terms of reference", story.TERMS)
        self.fills_pair("duration", story.DURATION)
        self.fills("Closing date", story.CLOSING_DAY)
        self.fills("Closing time", story.CLOSING_HOUR)
        self.presses("Add a duty station")
        station = self.group("Duty station %(number)s", number=1)
        self.fills_pair("city", story.CITY, inside=station)
        self.field(self.word("Country"), inside=station).select_option("KZ")
        for name in story.COUNTRIES[self.language]:
            self.ticks(name)
        for page in ("the terms of reference", "outputs", "lots", "the plan"):
            self.presses(f"Save and go on to {page}")

    def chooses_the_method(self, method):
        """With prices the weight of the price is forgotten at first: it is asked for, and nothing else is lost."""
        self.fills("Technical pass mark, per cent", "50")
        self.fills("Divergence from which the panel discusses", "0.4")
        if method == "cumulative":
            self.chooses("technical score and price together", "method")
            self.fills("technical weight", "70")
            self.presses("Save and go on to requirements")
            self.sees("Give a weight: this method adds the technical score and the price.")
            self.finds_filled("technical weight", "70")
            self.fills("financial weight", "30")
        self.presses("Save and go on to requirements")

    def writes_the_requirements(self):
        self.presses("nationality", "requirement")
        self.fills_pair("As applicants read it", story.NATIONALITY, inside=self.requirement(1))
        self.presses("years of experience", "requirement")
        self.fills_pair("As applicants read it", story.EXPERIENCE, inside=self.requirement(2))
        self.fills("Years, at least", "7", inside=self.requirement(2))
        self.presses("Save and go on to criteria")

    def requirement(self, number):
        return self.page.get_by_role("group", name=re.compile(rf"^R{number} "))

    def writes_the_criteria(self):
        """The points of the first are forgotten at first."""
        for criterion in story.CRITERIA:
            self.follows("Add a criterion")
            self.fills_pair("name", criterion.name, "criterion")
            self.fills("scale", criterion.scale)
            self.fills("minimum mark", criterion.minimum)
            for number, (step, words) in enumerate(criterion.anchors.items(), start=1):
                anchor = self.group("Described mark %(number)s", number=number)
                self.fills("Mark", step, inside=anchor)
                self.fills_pair("What it means", words, inside=anchor)
            if criterion is story.CRITERIA[0]:
                self.presses("Save the criterion")
                self.sees_error_at("points")
                self.finds_filled(self.in_a_language("name", "en", "criterion"), criterion.name["en"])
            self.fills("points", criterion.points)
            self.presses("Save the criterion")
        self.follows("Go on to documents")

    def names_the_documents(self):
        for language, words in story.CV.items():
            name = self.field(self.in_a_language("Document", language), inside=self.document(1))
            expect(name).to_have_value(words)
        self.presses("Add a document")
        self.fills_pair("Document", story.PUBLICATIONS, inside=self.document(2))
        self.field(self.word("Nobody can apply without it"), inside=self.document(2)).uncheck()
        self.presses("Save and go on to standard clauses")
        self.presses("Save and see what is missing")

    def document(self, number):
        return self.group("Document %(number)s", number=number)

    def fills_the_gap(self, other):
        """What lacks the other language stands in a list, and leads to its field."""
        gap = self.word(
            "%(text)s: missing in %(language)s.", text=self.label("summary"), language=self.spoken(other)
        )
        self.follows(gap)
        self.fills_pair("summary", {other: story.SUMMARY[other]})
        self.presses("Save and go on to the terms of reference")
        self.turns_to("Before approval")
        self.sees("Nothing is amiss. Both languages are complete.")

    def submits(self):
        self.presses("Submit for approval")

    def fingerprint(self):
        return re.search(r"\b[0-9a-f]{64}\b", self.text).group()

    def screens(self, *, meet_all, against, reason):
        """Confirm in bulk what is met, and decide on one application against the rule, which needs a reason."""
        self.takes_up("Check %(n)s application", plural="Check %(n)s applications", n=meet_all + 1)
        self.presses(
            "Confirm %(n)s that meets everything", plural="Confirm all %(n)s that meet everything", n=meet_all
        )
        self.follows(against)
        self.presses("Confirm: %(result)s", result=self.word("met", "finding"))
        self.unfolds("Decide otherwise", inside=self.finding("R2"))
        self.chooses("met", "finding", inside=self.finding("R2"))
        self.presses("Keep the decision", inside=self.finding("R2"))
        self.sees("A decision against the finding needs a reason.")
        self.fills("Reason", reason, inside=self.finding("R2"))
        self.presses("Keep the decision", inside=self.finding("R2"))
        self.sees(reason)

    def finding(self, code):
        return self.page.get_by_role("article").filter(has_text=re.compile(rf"{code}\. "))

    def makes_the_long_list(self):
        self.takes_up("Make the long list")
        self.presses("Make the long list")

    def convenes(self, people):
        """Seat `people`, given as (address, name); who has no account yet gets one by this."""
        self.takes_up("Convene the panel")
        for number, (email, name) in enumerate(people, start=1):
            seat = self.group("Seat %(n)s", n=number)
            self.fills("E-mail address", email, inside=seat)
            self.fills("Name, if new here", name, inside=seat)
        self.presses("Convene the panel")

    def announces(self):
        self.takes_up("Announce the decision")
        self.follows("Announce the decision", "button")
        self.presses("Announce and send the letters", "button")

    def takes_the_report(self, language):
        """The PDF in a language: asked for, and fetched once it is made."""
        self.turns_to("Report and files")
        place = self.page.get_by_role("region", name=self.word("Evaluation report"))
        self._go(place.get_by_role("button", name=language).click)
        with self.page.expect_download() as found:
            self.page.locator("#paper a[href$='/file']").click()
        self.follows("Report and files", inside=self.page.locator("#paper"))
        return found.value.path().read_bytes()


class Approver(Person):
    """Publishes what another wrote, approves what a panel recommends."""

    def publishes(self):
        self.takes_up("Approve or return the notice")
        self.presses("Publish the notice")

    def approves(self):
        self.takes_up("Decide on the recommendation")
        self.follows("Approve", "button")
        self.presses("Approve", "button")
