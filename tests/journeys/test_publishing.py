"""A notice from an idea to its last change, driven in real browsers: in Russian with scripts, in English without any."""

from datetime import timedelta

import pytest

from portal.accounts.roles import Role
from tests.factories import files
from tests.factories.portal import HotlineFactory, OfficeFactory, PageFactory
from tests.journeys import cast, story
from tests.journeys import notice_story as told
from tests.journeys.seekers import Candidate, Seeker
from tests.journeys.writers import Publisher, Translator, Writer
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db(transaction=True)

AN_HOUR = timedelta(hours=1)


def test_a_notice_from_a_file_to_its_second_corrigendum_in_russian(enter, clock):
    journey = InRussian(enter, clock)
    journey.a_notice_is_begun_from_a_file()
    journey.the_other_language_is_brought_after()
    journey.it_is_returned_with_a_comment()
    journey.it_is_settled_and_submitted_again()
    journey.a_stranger_reads_the_preview()
    journey.a_stranger_finds_it_and_asks_for_letters()
    journey.a_consultant_saves_it_and_asks()
    journey.the_office_answers_everybody()
    journey.it_is_extended()
    journey.it_is_corrected_by_two_people()
    journey.readers_see_what_changed()
    journey.the_consultant_has_letters()


def test_a_notice_with_lots_to_its_cancellation_in_english_without_scripts(enter, clock):
    journey = InEnglish(enter, clock)
    journey.a_notice_is_written()
    journey.it_is_submitted_for_a_short_time_with_a_reason()
    journey.it_is_scheduled_and_taken_back_and_published()
    journey.a_consultant_applies_for_a_lot()
    journey.it_is_corrected()
    journey.the_consultant_amends()
    journey.it_is_cancelled_by_two_people()
    journey.readers_see_it_is_cancelled()
    journey.what_can_be_taken_along_answers()


class Journey:
    """The people of an office, and a stranger; each act an hour after the one before."""

    language: str
    scripts: bool
    code: str

    def __init__(self, enter, clock):
        self.clock = clock
        self._enter = enter
        self.office = OfficeFactory(code=self.code)
        HotlineFactory(office=self.office, phone=cast.HOTLINE)
        PageFactory(slug="how-selection-works")
        self.staff = cast.staff(self.office, self.language)
        self.officer = self.enter(Writer, email=self.staff["officer"].email)
        self.approver = self.enter(Publisher, email=self.staff["approver"].email)

    def enter(self, kind, **fields):
        return self._enter(kind, self.language, scripts=self.scripts, **fields)

    def later(self, by=AN_HOUR):
        self.clock.now += by


class InRussian(Journey):
    language, scripts, code = "ru", True, "ALA"

    @property
    def title(self):
        return told.TITLE[self.language]

    def a_notice_is_begun_from_a_file(self):
        officer = self.officer
        officer.signs_in()
        officer.has_clauses()
        officer.imports(told.FILE)
        officer.sees("A draft with the reference %(reference)s would be made.", reference=told.REFERENCE)
        officer.presses("Import the notice")
        self.vacancy = Vacancy.objects.get()

    def the_other_language_is_brought_after(self):
        """The officer changes one language; the other is stale until the translator has brought it after."""
        officer = self.officer
        officer.writes("summary", {"ru": told.SUMMARY["ru"]})
        officer.turns_to("Both languages")
        officer.sees_state("summary", "en", "stale")
        user = cast.employee(self.office, Role.TRANSLATOR, "Асель Жанова", self.language)
        translator = self.enter(Translator, email=user.email)
        translator.signs_in()
        translator.opens_texts(self.title)
        translator.sees_state("summary", "en", "stale")
        translator.translates("summary", "en", told.SUMMARY["en"])
        for language in told.SUMMARY:
            translator.sees_state("summary", language, "reviewed")

    def it_is_returned_with_a_comment(self):
        self.later()
        self.officer.turns_to("Before approval")
        self.officer.presses("Submit for approval")
        self.approver.signs_in()
        self.approver.opens_notice()
        self.approver.comments("duration.ru", told.REMARK)
        self.approver.sees(told.REMARK)
        self.approver.returns(told.RETURNED)

    def it_is_settled_and_submitted_again(self):
        self.later()
        officer = self.officer
        officer.takes_up("Revise the notice that was returned")
        for words in ("Comments of the approver on this page", told.REMARK, told.RETURNED):
            officer.sees(words)
        officer.writes("duration", told.DURATION)
        officer.turns_to("Before approval")
        officer.presses_beside("It is dealt with")
        officer.sees("No comment is open.")
        officer.presses("Submit for approval")

    def a_stranger_reads_the_preview(self):
        """By the secret link alone, before the notice is published and not by any other address."""
        self.later()
        self.approver.opens_notice()
        secret = self.approver.makes_link()
        self.stranger = self.enter(Seeker, email="stranger@example.org")
        self.stranger.opens(secret)
        self.stranger.sees(self.title)
        self.stranger.sees(told.DURATION[self.language])
        assert self.stranger.is_refused(f"{self.stranger.home}{self.vacancy.get_absolute_url()}")
        self.approver.presses("Publish the notice")
        self.approver.sees("The notice is published.")

    def a_stranger_finds_it_and_asks_for_letters(self):
        """In Latin letters, in another form of the word, with a facet chosen."""
        self.later()
        stranger = self.stranger
        stranger.comes()
        stranger.searches(told.SOUGHT, facet=("intern", "type of vacancy"))
        assert told.FOUND in stranger.marked
        stranger.subscribes()
        stranger.sees("Save and prolong for a year")

    def a_consultant_saves_it_and_asks(self):
        user = cast.applicant("dana", "Оспанова Дана", self.language)
        self.consultant = self.enter(Candidate, screen="phone", email=user.email)
        self.consultant.signs_in()
        self.consultant.opens_lists_of(self.title)
        self.consultant.presses("Save the vacancy")
        self.consultant.sees(
            "The vacancy is saved. You hear of every change, and three days before it closes."
        )
        self.consultant.asks(told.ASKED)
        self.consultant.sees(
            "The office has your question. The answer comes by mail and stands on the notice."
        )

    def the_office_answers_everybody(self):
        self.later()
        self.officer.answers(told.QUESTION, told.ANSWER)
        self.stranger.opens_lists_of(self.title)
        self.stranger.unfolds(told.QUESTION[self.language])
        self.stranger.sees(told.ANSWER[self.language])
        self.stranger.does_not_see("Оспанова")

    def it_is_extended(self):
        self.later()
        self.officer.opens_changes(self.title)
        self.officer.extends(told.FRIDAY, told.HOLIDAY, told.REASONS["extension"])

    def it_is_corrected_by_two_people(self):
        self.later()
        self.officer.corrects("duration", told.LONGER, told.REASONS["correction"])
        self.approver.opens_change()
        for texts in (told.DURATION, told.LONGER, told.REASONS["correction"]):
            self.approver.sees(texts[self.language])
        self.approver.approves_change()

    def readers_see_what_changed(self):
        """Both changes with old and new; the version before them at its own address.

        A browser keeps a public page for a minute, so this is another reader.
        """
        stranger = self.enter(Seeker)
        stranger.opens_lists_of(self.title)
        stranger.sees("Changes to this notice")
        for number in (1, 2):
            stranger.sees("Corrigendum %(number)s", number=number)
        for texts in (told.DURATION, told.LONGER, *list(told.REASONS.values())[:2]):
            stranger.sees(texts[self.language])
        for moment in (told.CLOSES, told.EXTENDED):
            stranger.sees_moment(moment, self.office.zone)
        stranger.follows("Earlier versions of the notice")
        stranger.opens_oldest_version()
        stranger.sees(told.DURATION[self.language])
        stranger.does_not_see(told.LONGER[self.language])

    def the_consultant_has_letters(self):
        """One for the answer, one for each change."""
        letters = [letter for letter in self.consultant.letters if letter.to == [self.consultant.email]]
        assert len(letters) == 3
        answer, extension, correction = (letter.body for letter in letters)
        assert told.ANSWER[self.language] in answer
        assert told.REASONS["extension"][self.language] in extension
        assert told.LONGER[self.language] in correction


class InEnglish(Journey):
    language, scripts, code = "en", False, "KAZ"

    @property
    def title(self):
        return story.TITLE[self.language]

    def a_notice_is_written(self):
        """The plan is there; outputs, lots and clauses are written."""
        officer = self.officer
        self.vacancy = cast.notice(self.office, self.staff["officer"])
        officer.signs_in()
        officer.takes_up("Finish the notice and submit it")
        officer.fills("Closing date", told.SHORT_DAY)
        officer.presses("Save")
        officer.writes_outputs(told.OUTPUTS)
        officer.pastes_lots(told.LOTS)
        assert officer.begins_clauses() == 6

    def it_is_submitted_for_a_short_time_with_a_reason(self):
        officer = self.officer
        officer.sees("This needs a reason")
        officer.presses("Submit for approval")
        officer.sees("Say why the notice is to be published all the same.")
        officer.fills("Why it is to be published all the same", told.OVERRULED)
        officer.presses("Submit for approval")

    def it_is_scheduled_and_taken_back_and_published(self):
        self.later()
        approver = self.approver
        approver.signs_in()
        approver.opens_notice()
        approver.sees(told.OVERRULED)
        approver.schedules(told.SCHEDULED_DAY, told.SCHEDULED_HOUR)
        self.visitor = self.enter(Seeker, screen="phone")
        assert self.visitor.is_refused(f"{self.visitor.home}{self.vacancy.get_absolute_url()}")
        approver.presses("Take it back into approval")
        approver.sees("The notice is not going to be published. It is in approval again.")
        approver.presses("Publish the notice")
        approver.sees("The notice is published.")

    def a_consultant_applies_for_a_lot(self):
        self.later()
        user = cast.applicant("aigul", "Нурланова Айгуль", self.language)
        consultant = self.consultant = self.enter(Candidate, screen="phone", email=user.email)
        consultant.signs_in()
        consultant.finds(story.SOUGHT[self.language])
        for texts in (*(texts for texts, _share in told.OUTPUTS), told.LOT):
            consultant.sees(texts[self.language])
        consultant.follows("Apply", "button")
        consultant.chooses_lot(told.LOT[self.language])
        consultant.presses("Save and continue")
        consultant.answers_the_requirements("14")
        consultant.makes_statements(told.STATEMENT)
        consultant.attaches(story.CV, name="cv.pdf", data=files.pdf("Aigul Nurlanova"))
        consultant.follows("Continue")
        consultant.declares()
        consultant.hands_in()
        consultant.sees("Receipt")

    def it_is_corrected(self):
        self.later()
        self.officer.opens_changes(self.title)
        self.officer.corrects("duration", told.DURATIONS["after"], told.REASONS["correction"])
        self.approver.opens_change()
        self.approver.approves_change()

    def the_consultant_amends(self):
        """All is there but the declaration, which is made anew."""
        self.later()
        consultant = self.consultant
        consultant.opens_the_application()
        consultant.sees("The notice has changed since you handed the application in")
        consultant.follows("Amend my application")
        consultant.presses("Amend my application")
        consultant.opens_page("Selection criteria")
        consultant.makes_statements(told.AMENDED)
        consultant.opens_page("Declaration")
        consultant.declares()
        consultant.hands_in()
        consultant.sees(told.AMENDED["B"])

    def it_is_cancelled_by_two_people(self):
        self.later()
        self.officer.opens_changes(self.title)
        self.officer.follows("Cancel the vacancy")
        self.officer.proposes(told.REASONS["cancellation"])
        self.approver.opens_change()
        self.approver.approves_change()
        assert told.REASONS["cancellation"][self.language] in self.consultant.letter().body
        self.consultant.opens_the_application()
        self.consultant.sees("The vacancy has been cancelled")

    def readers_see_it_is_cancelled(self):
        visitor = self.visitor
        visitor.opens(self.vacancy.get_absolute_url())
        visitor.sees(told.REASONS["cancellation"][self.language])
        visitor.checks_whether_it_is_real()
        visitor.sees("This vacancy was real, and is cancelled")

    def what_can_be_taken_along_answers(self):
        visitor = self.visitor
        visitor.follows(self.title)
        kept = ("The notice as PDF", "Closing date for your calendar")
        assert visitor.answers_of(*kept) == [(200, "application/pdf"), (200, "text/calendar")]
        visitor.follows("Vacancies")
        followed = ("Atom", "RSS", "Closing dates for your calendar")
        assert visitor.answers_of(*followed) == [
            (200, "application/atom+xml"),
            (200, "application/rss+xml"),
            (200, "text/calendar"),
        ]
