"""Those who bring a notice before the public and change it there: officer, translator, approver."""

import re
from pathlib import Path

from django.conf import settings
from playwright.sync_api import expect

from portal.web.pairs import IN
from tests.journeys.office import Approver, Officer
from tests.journeys.person import Person


class Editor(Person):
    """Who writes texts on the pages of the editor."""

    def sees_state(self, path, language, state):
        """What the chip on a text says of one of its languages."""
        words = f"{self.word(str(IN[language]), 'a text')}: {self.word(state, 'state of a text')}"
        expect(self.text_of(path)).to_contain_text(words)

    def text_of(self, path):
        """The fields of one text on the page of both languages."""
        return self.page.locator(f'[id="t-{path}"]')

    def presses_beside(self, text, /, *, inside=None):
        """A button whose name goes on, for those who hear it, with what it is about."""
        name = re.compile(rf"^{re.escape(self.word(text))}")
        self._go((inside or self.page).get_by_role("button", name=name).first.click)


class Writer(Editor, Officer):
    """Writes, submits, answers, extends, corrects, proposes to cancel."""

    def has_clauses(self):
        """The suggested clauses become those of the office."""
        self.follows("Standard clauses")
        self.presses("Begin with the suggested ones")

    def imports(self, path):
        self.follows("New vacancy")
        self.follows("From a file")
        self.page.locator("input[type=file]").set_input_files(Path(settings.BASE_DIR, path))
        self.presses("Read the file")

    def writes(self, label, texts, *, page="Notice"):
        """Change one pair of texts on a page of the notice."""
        self.turns_to(page)
        self.fills_pair(label, texts)
        self.presses("Save")

    def writes_outputs(self, outputs):
        """The shares are too large at first: it is said, and what was typed stays."""
        self.turns_to("Outputs")
        for number, (texts, share) in enumerate(outputs, start=1):
            self.presses("Add an output")
            output = self.group("Output %(number)s", number=number)
            self.fills_pair("Output", texts, inside=output)
            self.fills("Share of the payment, per cent", share, inside=output)
        self.fills("Share of the payment, per cent", "70", inside=output)
        self.presses("Save and go on to lots")
        self.sees("The shares add up to %(total)s%%: %(rest)s%% too much.", total="110", rest="10")
        self.fills("Share of the payment, per cent", share, inside=output)
        self.presses("Save and go on to lots")

    def pastes_lots(self, lines):
        self.fills("Paste lots", lines)
        self.presses("Make rows of these lines")
        self.presses("Save and go on to the plan")

    def begins_clauses(self):
        """The first clauses of the office are those that are suggested; all of them are chosen."""
        self.turns_to("Standard clauses")
        editor = self.page.url
        self.follows("Clauses of the office")
        self.presses("Begin with the suggested ones")
        self.page.goto(editor)
        clauses = self.page.get_by_role("checkbox").all()
        for clause in clauses:
            clause.check()
        self.presses("Save and see what is missing")
        return len(clauses)

    def opens_changes(self, title):
        self.opens_menu("Working pages")
        self.follows("Vacancies")
        self.follows(title)
        self.turns_to("Changes")

    def extends(self, day, holiday, reason):
        """To a day off at first: the portal asks."""
        self.follows("Extend")
        self.fills("New closing date", holiday)
        self.fills_pair("Reason", reason)
        self.presses("Publish the extension")
        self.sees("That is a day off")
        self.fills("New closing date", day)
        self.presses("Publish the extension")
        self.sees("The vacancy is extended. Everybody concerned has a letter.")

    def corrects(self, label, texts, reason):
        self.follows("Correct")
        self.presses("Begin the correction")
        self.writes(label, texts)
        self.turns_to("Corrigendum")
        self.proposes(reason)

    def proposes(self, reason):
        self.fills_pair("Reason", reason)
        self.presses("Submit for approval")
        self.sees("The change is submitted. Its approvers have a letter.")

    def answers(self, question, answer):
        self.takes_up("Answer %(n)s question", plural="Answer %(n)s questions", n=1)
        self.page.get_by_role("checkbox").check()
        self.presses("Answer the chosen questions")
        self.fills_pair("Question", question)
        self.fills_pair("Answer", answer)
        self.presses("Publish the answer")


class Translator(Editor):
    """Writes and reviews texts, and nothing else."""

    def opens_texts(self, title):
        self.opens_menu("Working pages")
        self.follows(title)

    def translates(self, path, language, words):
        """Bring one language after the other, then state that both say the same."""
        self.text_of(path).locator(f"textarea[lang={language}]").fill(words)
        self.presses("Save")
        self.presses_beside("Both say the same", inside=self.text_of(path))


class Publisher(Approver):
    """Comments, returns, shows a preview, publishes now or later, approves changes."""

    def opens_notice(self):
        self.takes_up("Approve or return the notice")

    def comments(self, path, words):
        self.unfolds("Comment on a field")
        self.field(self.word("Field")).select_option(path)
        self.fills("Comment", words)
        self.presses("Keep the comment")

    def returns(self, words):
        self.fills("What is to be changed", words)
        self.presses("Return it to the writer")

    def makes_link(self):
        """A secret address of the preview."""
        self.unfolds("Links to the preview for people without an account")
        self.fills("Valid for, in days", "3")
        self.presses("Make a link")
        self.sees("The link is made. Copy it now: it is shown this once")
        return self.page.locator(".note p.code").inner_text().strip()

    def schedules(self, day, hour):
        self.chooses("At the moment set below")
        self.fills("Day", day)
        self.fills("Time", hour)
        self.presses("Publish the notice")

    def opens_change(self):
        self.takes_up("Approve or return a change of the published notice")

    def approves_change(self):
        self.presses("Approve and publish")
        self.sees("The change is published. Everybody concerned has a letter.")
