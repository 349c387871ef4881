"""The main job, from the notice to the letters, driven by all of its people in real browsers, in either language."""

import json
from datetime import timedelta
from io import StringIO

import pypdfium2
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.translation import override

from portal.models import Entry
from portal.words.figures import figure, money
from tests.factories import files
from tests.journeys import cast, story
from tests.journeys.office import Approver, Officer
from tests.journeys.panel import Chair, Member
from tests.journeys.public import Consultant, Visitor
from tests.journeys.words import other, say
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db(transaction=True)

AIGUL = {"family name": "Нурланова", "given name": "Айгуль"}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("language", "method"), [("ru", "cumulative"), ("en", "technical")])
def test_one_vacancy_from_the_notice_to_the_letters(language, method, enter, clock, tmp_path):
    journey = Journey(language, method, enter, clock)
    journey.a_notice_is_written_and_published()
    journey.visitors_find_it()
    journey.consultants_apply()
    journey.nobody_is_late()
    journey.the_office_screens()
    journey.a_panel_is_convened()
    journey.members_mark_alone()
    journey.all_is_shown_and_locked()
    journey.the_ranking_is_made()
    journey.it_is_decided()
    journey.report_and_command_agree_with_the_page(tmp_path)
    journey.the_record_holds()


class Journey:
    """The acts, in order; who has sat down stays at the browser."""

    def __init__(self, language, method, enter, clock):
        self.language, self.method, self.enter, self.clock = language, method, enter, clock
        self.has_prices = method == "cumulative"
        self.office = cast.office()
        staff = cast.staff(self.office, language)
        self.officer = enter(Officer, language, email=staff["officer"].email)
        self.approver = enter(Approver, language, email=staff["approver"].email)

    def word(self, text, /, *args, **values):
        return say(self.language, text, *args, **values)

    def a_notice_is_written_and_published(self):
        officer = self.officer
        officer.signs_in()
        officer.begins_a_notice()
        officer.writes_the_notice()
        officer.chooses_the_method(self.method)
        officer.writes_the_requirements()
        officer.writes_the_criteria()
        officer.names_the_documents()
        officer.fills_the_gap(other(self.language))
        officer.submits()
        self.fingerprint = officer.fingerprint()
        self.approver.signs_in()
        self.approver.publishes()
        self.vacancy = Vacancy.objects.get()

    def visitors_find_it(self):
        visitor = self.enter(Visitor, self.language)
        visitor.comes()
        visitor.finds(story.SOUGHT[self.language])
        for criterion in story.CRITERIA:
            visitor.sees(criterion.name[self.language])
        for words in (story.SUMMARY, story.NATIONALITY, story.EXPERIENCE, story.CV):
            visitor.sees(words[self.language])
        visitor.sees("We take no fee")
        visitor.sees(cast.HOTLINE)
        assert self.fingerprint in visitor.text.replace(" ", "")
        visitor.changes_language({"en": "Русский", "ru": "English"}[self.language])
        visitor.sees(story.TITLE[other(self.language)])
        visitor.comes()
        visitor.follows("Site map")
        visitor.sees(story.TITLE[self.language])
        assert self.vacancy.slug in visitor.reads_feed()
        assert self.vacancy.slug in visitor.reads_the_map_for_machines()

    def consultants_apply(self):
        self.aigul = self.aigul_applies()
        self.rustam = self.rustam_applies_without_scripts()
        at = self.clock.now
        timur = cast.applicant("timur", "Сатаров Тимур", other(self.language))
        cast.applies(self.vacancy, timur, at=at, price=story.PRICES["C3"], R2="6")
        dana = cast.applicant("dana", "Оспанова Дана", self.language)
        cast.applies(self.vacancy, dana, at=at)
        self.late = cast.applicant("late", "Поздняков Пётр", self.language)
        cast.drafts(self.vacancy, self.late)
        consultant = self.enter(Consultant, self.language, screen="phone", email=dana.email)
        consultant.signs_in()
        consultant.opens_the_application()
        consultant.withdraws("Другая работа")
        consultant.sees("Your application is withdrawn")

    def aigul_applies(self):
        """From the notice on a phone to the receipt, page by page."""
        aigul = self.enter(Consultant, self.language, screen="phone", email="aigul@example.org")
        aigul.comes()
        aigul.finds(story.SOUGHT[self.language])
        aigul.follows("Apply", "button")
        aigul.signs_up("Айгуль Нурланова")
        aigul.presses("Start the application")
        aigul.tells_about_themselves(AIGUL)
        aigul.answers_the_requirements("14")
        aigul.makes_statements(story.STATEMENT)
        aigul.attaches(story.CV, name="Нурланова.pdf", data=files.pdf("Айгуль Нурланова", "Публикации"))
        aigul.unfolds("Replace by another file")
        aigul.attaches(story.CV, name="page.pdf", data=files.HTML_PAGE)
        aigul.sees("“%(name)s” cannot be used. Save it as PDF and choose it again", name="page.pdf")
        # Where scripts run the refusal is an answer to the file alone, which browsers note in the console.
        aigul.faults = [fault for fault in aigul.faults if "422" not in fault]
        aigul.attaches(story.PUBLICATIONS, name="список.docx", data=files.cv_docx())
        aigul.sees("Нурланова.pdf")
        aigul.sees("список.docx")
        aigul.follows("Continue")
        if self.has_prices:
            aigul.seals_a_price(story.PRICES["C1"])
        aigul.presses("Save and continue")
        aigul.sees("%(n)s thing is missing", plural="%(n)s things are missing", n=1)
        aigul.follows("Declaration")
        aigul.declares()
        for text in story.STATEMENT.values():
            aigul.sees(text)
        aigul.hands_in()
        self.has_receipt(aigul)
        return aigul

    def rustam_applies_without_scripts(self):
        """He comes back to a draft that lacks its document."""
        user = cast.applicant("rustam", "Каримов Рустам", self.language)
        draft = cast.drafts(self.vacancy, user, price=story.PRICES["C2"])
        draft.attachments.all().delete()
        rustam = self.enter(Consultant, self.language, screen="phone", scripts=False, email=user.email)
        rustam.signs_in()
        rustam.opens_the_application()
        rustam.follows("Go on with the application")
        rustam.attaches(story.CV, name="Каримов.docx", data=files.cv_docx("Рустам Каримов"))
        rustam.hands_in_from_the_review()
        self.has_receipt(rustam)
        return rustam

    def has_receipt(self, consultant):
        """Number, time and checksums stand on the page and in the letter."""
        consultant.sees("Receipt")
        letter = consultant.letter()
        application = self.vacancy.applications.get(applicant__email=consultant.email)
        for words in (
            application.receipt_number,
            application.receipt_hash,
            *(document["sha256"] for document in application.snapshot["documents"]),
        ):
            consultant.sees(words)
            assert words in letter.body

    def nobody_is_late(self):
        """Who presses the button a second after the deadline is told so, and keeps the draft."""
        late = self.enter(Consultant, self.language, screen="phone", email=self.late.email)
        late.signs_in()
        late.opens_the_application()
        late.follows("Go on with the application")
        self.clock.now = story.CLOSES + SECOND
        late.hands_in()
        late.sees("The application was not handed in")
        late.sees("It came after the closing time, so it was not accepted. Your draft is kept")
        late.opens_the_application()
        late.sees("Your draft is kept and you can read it, but it can no longer be handed in.")

    def the_office_screens(self):
        officer = self.officer
        officer.screens(
            meet_all=2, against="Сатаров Тимур", reason="Диплом и справка с места работы: восемь лет"
        )
        if self.has_prices:
            officer.sees("A price was offered. It is sealed until the marks are locked.")
            self.reads_no_price(officer)
        officer.makes_the_long_list()

    def a_panel_is_convened(self):
        chair = cast.account("chair", "Алия Жумабаева", self.language)
        quiet = cast.account("quiet", "Тихон Ким", self.language)
        people = [(chair.email, ""), (quiet.email, ""), ("guest@example.org", "Лейла Гостева")]
        self.officer.convenes(people)
        self.chair = self.enter(Chair, self.language, email=chair.email)
        self.quiet = self.enter(Member, self.language, scripts=False, email=quiet.email)
        self.guest = self.enter(Member, self.language, email="guest@example.org")
        self.chair.signs_in()
        self.quiet.signs_in()
        self.guest.signs_in_by_code()
        for member in (self.chair, self.quiet, self.guest):
            member.declares_no_conflict()
        self.chair.begins_the_round()

    def reads_no_price(self, person):
        for price in self.prices():
            person.does_not_see(price)

    def prices(self):
        """As they would stand on a page."""
        with override(self.language):
            return [money(price) for price in story.PRICES.values()]

    def members_mark_alone(self):
        """None sees anything of another's; what cannot be is refused in words, and nothing is lost."""
        self.chair_marks_out_of_scale()
        self.chair.marks_everybody(story.MARKS["chair"])
        self.chair.hands_in()
        self.quiet_forgets_a_mark()
        self.quiet.hands_in()
        self.guest.opens_the_sheet()
        sheet = self.guest.page.url
        self.guest.opens_the_first_candidate()
        assert self.guest.sees_the_pages()
        self.guest.marks_everybody(story.MARKS["guest"])
        for member in (self.chair, self.quiet, self.guest):
            member.opens_the_round()
            member.sees("The members mark alone")
            for one in {self.chair, self.quiet, self.guest} - {member}:
                member.does_not_see(one.email)
        assert self.chair.is_refused(sheet)
        assert self.quiet.is_refused(sheet)
        self.guest.opens_the_sheet()
        self.guest.hands_in()

    def chair_marks_out_of_scale(self):
        first, second = story.CRITERIA
        self.chair.opens_the_sheet()
        self.chair.opens_the_first_candidate()
        assert self.chair.sees_the_pages()
        self.reads_no_price(self.chair)
        self.chair.marks(first, "4", "Первое обоснование")
        self.chair.marks(second, "61", "Второе обоснование")
        self.chair.goes_on()
        self.chair.sees("Give a mark between 0 and %(scale)s", scale="60")
        self.chair.finds_filled("Mark on criterion %(code)s", "61", code="B")
        self.chair.finds_filled("Reason for the mark on criterion %(code)s", "Второе обоснование", code="B")
        self.chair.finds_filled("Reason for the mark on criterion %(code)s", "Первое обоснование", code="A")

    def quiet_forgets_a_mark(self):
        """Without scripts; the gap is named and leads to its place."""
        quiet, (_first, second) = self.quiet, story.CRITERIA
        given = story.MARKS["quiet"]
        quiet.opens_the_sheet()
        quiet.opens_the_first_candidate()
        assert quiet.sees_the_pages()
        quiet.marks_everybody({**given, "C3": (given["C3"][0], "")})
        quiet.follows("Hand in the score sheet")
        quiet.sees("The sheet cannot be handed in yet")
        quiet.follows(f"B {second.name[self.language]}")
        quiet.marks(second, given["C3"][1], quiet.reason("C3", second))
        quiet.presses("Save", "button")
        quiet.opens_the_sheet()

    def all_is_shown_and_locked(self):
        first, _second = story.CRITERIA
        members = (self.chair, self.quiet, self.guest)
        for member in members:
            member.opens_the_round()
            member.follows("C1 Нурланова")
            for one in members:
                member.sees(one.reason("C1", first))
        self.guest.revises(first, "4", "Вторая публикация учтена")
        self.chair.locks()
        self.chair.signs()
        self.quiet.signs()
        self.guest.sets_a_password_and_signs()

    def the_ranking_is_made(self):
        chair = self.chair
        chair.takes_up("Make the ranking")
        self.reads_no_price(chair)
        if self.has_prices:
            chair.opens_the_prices()
        chair.makes_the_ranking()
        for price in self.prices() if self.has_prices else ():
            chair.sees(price)
        self.rows = chair.reads_the_ranking()
        assert list(self.rows) == story.RANKS[self.method]

    def it_is_decided(self):
        self.chair.recommends("Автор действующего учебника.")
        self.approver.approves()
        self.officer.announces()
        first = next(iter(self.rows))
        people = {"C1": self.aigul.email, "C2": self.rustam.email, "C3": "timur@example.org"}
        languages = {"C1": self.language, "C2": self.language, "C3": other(self.language)}
        words = {
            True: "%(reference)s: you have been selected",
            False: "%(reference)s: you are on the reserve list",
        }
        for code, email in people.items():
            subject = say(languages[code], words[code == first], reference=self.vacancy.reference)
            assert self.officer.letter(email).subject == subject
        winner = {"C1": self.aigul, "C2": self.rustam}[first]
        winner.opens_the_application()
        winner.sees("You have been selected. The office writes to you about the contract.")

    def report_and_command_agree_with_the_page(self, folder):
        """The page, the PDF in both languages, and the command on the file: the same to the last digit."""
        officer = self.officer
        officer.turns_to("Report and files")
        reports = {"en": officer.takes_the_report("English"), "ru": officer.takes_the_report("Русский")}
        path = folder / "evaluation.json"
        path.write_bytes(officer.takes("Ranking, version %(version)s", version=1))
        out = StringIO()
        call_command("evaluate", str(path), stdout=out)
        results = [one for one in json.loads(out.getvalue())["results"] if one["status"] == "ranked"]
        with override(self.language):
            assert self.rows == {one["code"]: self.figures_of(one) for one in results}
        for language, report in reports.items():
            text = words_of(report)
            with override(language):
                for one in results:
                    assert f"{figure(one['total'], 2)} {one['total_exact']}" in text

    def figures_of(self, one):
        """A line of the page as it follows from the result of the command."""
        if not self.has_prices:
            return [figure(one[name], 2) for name in ("technical_percent", "total")]
        parts = [figure(one[name], 2) for name in ("technical_part", "financial_part", "total")]
        return [figure(one["technical_percent"], 2), money(story.PRICES[one["code"]]), *parts]

    def the_record_holds(self):
        call_command("verify", stdout=StringIO())
        entry = Entry.objects.get(action="decision.recommended")
        change = "UPDATE portal_entry SET actor_name = %s WHERE id = %s"
        with connection.cursor() as cursor:
            cursor.execute(change, ["Somebody else", entry.pk])
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("verify", stdout=out)
        assert f"{entry.stream}, entry {entry.number}: was changed after it was written" in out.getvalue()
        self.officer.turns_to("Record", "audit")
        self.officer.sees("The chain of the record is broken")
        self.officer.sees(f"{entry.number}: {self.word('was changed after it was written')}")


def words_of(report):
    """The text of a PDF."""
    document = pypdfium2.PdfDocument(report)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()
