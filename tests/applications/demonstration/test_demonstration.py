"""What the demonstration holds: each vacancy at the point its story stops at, and a record that bears it out."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from applications.decisions.models import Decision, Outcome
from applications.demonstration.data_files import FOLDER, read
from applications.demonstration.people import PASSWORD, accounts, person
from applications.documents.models import Document
from applications.documents.render import page_picture, page_texts
from applications.intake.amending import changes_since
from applications.intake.missing import things
from applications.intake.models import Application
from applications.intake.on_behalf import OnBehalf
from applications.intake.paper import lay_open
from applications.panels.models import Declaration, Panel
from applications.ranking.models import Ranking
from applications.scoring.gaps import progress_of
from applications.scoring.models import Revision, Round, Sheet
from applications.screening.models import Finding, Screening
from portal.models import Chain, Delegation, Download, Entry, Hotline, Message, News, Office, Page
from tests.factories import portal as factories
from tests.factories.portal import NOW
from tests.factories.reports import fetched
from tests.house.tree import APPS
from vacancies.alerts.sending import send_due
from vacancies.listing.filters import canonical
from vacancies.models import (
    Answer,
    Corrigendum,
    FieldComment,
    NoticeTemplate,
    Question,
    SavedVacancy,
    StandardClause,
    Subscription,
    Vacancy,
)
from vacancies.plan.completeness import blocking, gaps
from vacancies.translation.states import State, readings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
ADDRESS = "http://localhost:8123"


def vacancy(office: str, letter: str, number: int = 1) -> Vacancy:
    return Vacancy.objects.get(reference=f"IOM{office}/2026/{number:02}({letter})")


def of_person(key: str, found: Vacancy) -> Application:
    return Application.objects.get(applicant=person(key), vacancy=found)


def states(found: Vacancy) -> Counter:
    return Counter(found.applications.values_list("status", flat=True))


# The whole


def test_the_offices_are_those_of_the_region_with_their_hotlines():
    assert set(Office.objects.values_list("code", flat=True)) == {"KAZ", "ALA", "KGZ", "TJK", "TKM", "UZB"}
    assert Office.objects.get(code="ALA").parent == Office.objects.get(code="KAZ")
    assert [line.phone for line in Hotline.objects.all()] == ["+(993 12) 463514", "+(993 422) 32229"]
    assert {line.office.code for line in Hotline.objects.all()} == {"TKM"}


def test_offices_keep_the_suggested_clauses_and_the_notices_written_with_them_have_all():
    begun = StandardClause.objects.in_force().values_list("office__code", flat=True)
    assert Counter(begun) == {"KAZ": 6, "KGZ": 6, "TJK": 6, "TKM": 6, "UZB": 6}
    imported = Entry.objects.filter(action="vacancy.imported").values("subject")
    written = Vacancy.objects.exclude(reference__in=imported)
    assert {found.clauses.count() for found in written} == {6}


def test_one_notice_has_sections_languages_and_outputs_that_pay_the_whole():
    found = vacancy("KAZ", "E")
    assert (found.sections.travel_en, found.category) == ("Two trips to Astana, paid by the office.", "B")
    assert found.languages_asked.count() == 2
    assert sum(output.share for output in found.outputs.all()) == 100


def test_every_check_of_the_record_passes(capsys):
    call_command("verify")
    assert "Nothing was changed after it was written." in capsys.readouterr().out


def test_every_record_is_in_the_order_of_time_and_of_the_past():
    for chain in Chain.objects.all():
        moments = [entry.at for entry in Entry.objects.of(chain.stream)]
        assert all(before <= after for before, after in pairwise(moments)), chain
        assert moments[-1] < NOW


def test_letters_of_the_past_count_as_sent_when_they_were_written_and_went_nowhere():
    assert Message.objects.count() > 50
    assert [letter for letter in Message.objects.all() if letter.sent_at != letter.created_at] == []
    assert mail.outbox == []


def test_contents_are_there_and_the_leaflet_is_one_sheet_with_the_hotlines(client):
    assert (News.objects.count(), Page.objects.count(), Download.objects.count()) == (4, 4, 1)
    leaflet = Download.objects.get()
    with leaflet.file.open() as file:
        content = file.read()
    given = client.get(leaflet.get_absolute_url())
    assert b"".join(given.streaming_content) == content
    (text,) = page_texts(content)
    assert [line.phone for line in Hotline.objects.all() if line.phone not in text] == []


def test_every_document_opens_as_pages_and_was_received_before_it_was_handed_in():
    for document in Document.objects.all():
        with document.shown.open("rb") as file:
            assert page_picture(file.read(), 1, width=200)
    for application in Application.objects.received().filter(on_behalf=None):
        for attachment in application.attachments.select_related("document"):
            assert attachment.document.received_at < application.submitted_at


# Each vacancy


def test_vacancies_stand_at_every_point_of_the_way():
    found = {row.reference: row.status for row in Vacancy.objects.all()}
    assert found == {
        "IOMTKM/2026/01(C)": "decided",
        "IOMKAZ/2026/01(E)": "under_evaluation",
        "IOMKGZ/2026/01(C)": "under_evaluation",
        "IOMKAZ/2026/02(E)": "published",
        "IOMTJK/2026/01(C)": "published",
        "IOMKGZ/2026/02(I)": "in_approval",
        "IOMALA/2026/01(S)": "draft",
        "IOMKAZ/2026/41(C)": "published",
        "IOMKAZ/2026/42(C)": "published",
        "IOMALA/2026/05(I)": "published",
        "IOMKGZ/2026/61(C)": "published",
        "IOMKGZ/2026/62(C)": "published",
        "IOMTJK/2026/18(S)": "cancelled",
        "IOMTJK/2026/19(C)": "published",
        "IOMTKM/2026/09(C)": "published",
        "IOMUZB/2026/33(C)": "published",
        "IOMUZB/2026/34(E)": "published",
        "IOMUZB/2026/01(C)": "decided",
        "IOMUZB/2026/02(C)": "under_evaluation",
    }


def test_eight_vacancies_take_applications_two_have_closed_without_any_and_one_is_scheduled():
    assert {row.reference for row in Vacancy.objects.open(at=NOW)} == {
        "IOMTJK/2026/01(C)",
        "IOMKAZ/2026/02(E)",
        "IOMKAZ/2026/41(C)",
        "IOMKGZ/2026/61(C)",
        "IOMTKM/2026/09(C)",
        "IOMTJK/2026/19(C)",
        "IOMKGZ/2026/62(C)",
        "IOMALA/2026/05(I)",
    }
    published = Vacancy.objects.filter(status="published")
    assert {row.reference for row in published if row.is_scheduled(at=NOW)} == {"IOMKAZ/2026/42(C)"}
    assert {row.reference for row in published if row.closes_at < NOW} == {
        "IOMUZB/2026/33(C)",
        "IOMUZB/2026/34(E)",
    }


def test_every_ready_notice_was_imported_by_one_person_and_published_by_another():
    made = Entry.objects.filter(action="vacancy.imported").values_list("subject", flat=True)
    documents = [read(f"notices/{file.stem}") for file in (FOLDER / "notices").glob("*.json")]
    assert len(documents) == 10
    assert set(made) == {document["reference"] for document in documents}
    hands = {(row.written_by, row.approved_by) for row in Vacancy.objects.filter(reference__in=made)}
    assert hands == {(person("officer"), person("approver"))}


def test_two_applied_for_a_lot_before_the_correction_one_has_amended_and_one_may():
    found = vacancy("KGZ", "C", 61)
    applied = {row.applicant: (row.lot.code, row.version) for row in found.applications.all()}
    assert applied == {person("beknazarov"): ("L57", 2), person("consultant"): ("L59", 1)}
    assert changes_since(of_person("beknazarov", found)) == []
    assert [one.number for one in changes_since(of_person("consultant", found))] == [1]


def test_two_questions_have_one_answer_and_a_third_waits():
    asked = Question.objects.filter(vacancy=vacancy("TJK", "C", 19))
    assert [(row.asker, row.status) for row in asked] == [
        (person("kholov"), "answered"),
        (person("davlatov"), "answered"),
        (person("sharifova"), "waiting"),
    ]
    assert [row.number for row in Answer.objects.all()] == [1]


def test_readers_keep_vacancies_and_searches_and_one_has_no_account():
    kept = SavedVacancy.objects.filter(user=person("consultant"))
    assert {row.vacancy.reference for row in kept} == {"IOMKAZ/2026/41(C)", "IOMTJK/2026/19(C)"}
    running = Subscription.objects.running(at=NOW)
    assert {(row.email, row.user, row.search) for row in running} == {
        ("consultant@example.org", person("consultant"), canonical("home=1")),
        ("reader@example.org", None, canonical("type=consultant&language=ru")),
    }


def test_no_letter_to_a_reader_is_due_as_soon_as_the_demonstration_is_loaded():
    before = Message.objects.count()
    send_due(at=NOW + timedelta(minutes=1))
    assert Message.objects.count() == before


def test_the_draft_has_a_title_that_is_stale_in_english_for_the_translator():
    found = {one.text.path: one.all_states for one in readings(vacancy("ALA", "S"))}
    assert [path for path, states in found.items() if State.STALE in states] == ["title"]


def test_an_office_has_a_template_an_approver_a_remark_and_a_deputy():
    assert [(row.office.code, row.saved_by) for row in NoticeTemplate.objects.all()] == [
        ("KGZ", person("officer"))
    ]
    assert [(row.path, row.by) for row in FieldComment.objects.all()] == [("duration.ru", person("approver"))]
    assert [(row.office.code, row.deputy) for row in Delegation.objects.all()] == [("TKM", person("officer"))]


def test_one_notice_was_extended_twice_one_corrected_and_one_cancelled():
    told = {
        (row.vacancy.reference, row.number): row.change
        for row in Corrigendum.objects.public().select_related("vacancy")
    }
    assert told == {
        ("IOMKAZ/2026/41(C)", 1): "extension",
        ("IOMKAZ/2026/41(C)", 2): "extension",
        ("IOMKGZ/2026/61(C)", 1): "correction",
        ("IOMTJK/2026/18(S)", 1): "cancellation",
    }


def test_the_compendium_went_all_the_way():
    found = vacancy("TKM", "C")
    assert states(found) == {"submitted": 4, "withdrawn": 1}
    assert Counter(Screening.objects.of(found).values_list("outcome", flat=True)) == {
        "long_listed": 3,
        "ineligible": 1,
    }
    overridden = [one for one in Finding.objects.all() if one.is_overridden]
    assert [(one.application, one.requirement.code) for one in overridden] == [
        (of_person("nurmuradova", found), "R3")
    ]
    assert overridden[0].reason
    assert found.panel.rounds.get().status == "locked"
    assert Decision.objects.get(vacancy=found).status == "announced"


def test_one_divergent_mark_of_the_compendium_was_revised_and_no_divergence_is_left():
    revision = Revision.objects.get(mark__sheet__round__panel__vacancy=vacancy("TKM", "C"))
    marks = [
        mark.value
        for sheet in revision.mark.sheet.round.sheets.all()
        for mark in sheet.marks.filter(
            application=revision.mark.application, criterion=revision.mark.criterion
        )
    ]
    assert max(marks) - min(marks) >= 2
    assert Ranking.objects.get(vacancy=vacancy("TKM", "C")).result["divergent"] == []


def test_the_compendium_is_ranked_by_marks_and_prices():
    results = Ranking.objects.get(vacancy=vacancy("TKM", "C")).result["results"]
    assert [(one["code"], one["status"], one.get("total")) for one in results] == [
        ("C5", "ranked", "88.09"),
        ("C1", "ranked", "83.67"),
        ("C2", "withdrawn", None),
        ("C3", "ineligible", None),
        ("C4", "below_pass_mark", None),
    ]
    placed = {
        one.application.code: one.place
        for one in Outcome.objects.filter(decision__vacancy=vacancy("TKM", "C"))
    }
    assert placed == {"C5": "selected", "C1": "reserve", "C4": "not_selected"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_of_the_compendium_can_be_taken_away(client, language):
    client.force_login(person("auditor"))
    report = fetched(client, vacancy("TKM", "C"), language)
    assert (report.status_code, report.headers["Content-Type"]) == (200, "application/pdf")


def test_of_the_lead_expert_one_sheet_is_in_one_is_half_done_and_the_chairs_is_empty():
    found = vacancy("KAZ", "E")
    round_ = Round.objects.get(panel__vacancy=found)
    done = {sheet.seat.user.email: progress_of(sheet).done for sheet in Sheet.objects.filter(round=round_)}
    assert done == {"chair@example.org": 0, "member@example.org": 12, "member2@example.org": 25}
    assert [sheet.seat.user for sheet in round_.sheets.exclude(handed_in_at=None)] == [person("member2")]
    assert round_.status == "scoring"
    assert states(found) == {"submitted": 6}


def test_the_trainers_panel_has_been_convened_and_nobody_has_declared():
    panel = Panel.objects.get(vacancy=vacancy("KGZ", "C"))
    assert panel.seats.count() == 3
    assert not Declaration.objects.filter(seat__panel=panel).exists()


def test_the_national_expert_is_open_in_russian_alone_with_a_requirement_to_check():
    found = vacancy("KAZ", "E", 2)
    assert (found.title_en, found.gap_reason != "") == ("", True)
    assert timedelta(days=19) < found.closes_at - NOW < timedelta(days=21)
    assert states(found) == {"submitted": 4, "draft": 2}
    undecided = Finding.objects.undecided().filter(application__vacancy=found)
    assert [(one.application, one.result) for one in undecided] == [
        (of_person("kovalenko", found), "not_met")
    ]
    refused = Finding.objects.refused().filter(application__vacancy=found)
    assert [one.application for one in refused] == [of_person("orazova", found)]
    assert "vacancy.returned" in Entry.objects.of(found.stream).values_list("action", flat=True)


def test_the_translators_vacancy_closes_in_two_days():
    found = vacancy("TJK", "C")
    assert timedelta(days=1) < found.closes_at - NOW < timedelta(days=3)
    assert states(found) == {"submitted": 4, "withdrawn": 1}


def test_one_applied_on_paper_for_it_and_hr_sees_how_it_came_with_the_scan_and_a_letter_to_print(client):
    entered = OnBehalf.objects.get()
    assert (entered.application.vacancy, entered.application.code) == (vacancy("TJK", "C"), "C5")
    assert entered.received_at == entered.application.submitted_at < entered.entered_at
    assert entered.application.price_offer.envelope == "3"
    client.force_login(person("officer"))
    page = client.get(reverse("screening:application", args=[entered.application.key]))
    (scan,) = entered.papers
    assert (scan.original_name in page.text, len(page.context["to_print"])) == (True, 1)
    register = client.get(reverse("reports:receipts", args=[entered.application.vacancy.pk]))
    assert entered.application.name in register.text


def test_one_notice_waits_for_its_approver_and_lacks_nothing_and_one_is_a_draft_that_lacks_much():
    assert gaps(vacancy("KGZ", "I", 2), at=NOW) == []
    assert len(blocking(gaps(vacancy("ALA", "S"), at=NOW))) >= 2


# Each person


def test_the_consultant_has_applications_in_several_states():
    found = Application.objects.of(person("consultant"))
    assert {(one.vacancy.reference, one.status) for one in found} == {
        ("IOMKAZ/2026/02(E)", "draft"),
        ("IOMKAZ/2026/01(E)", "submitted"),
        ("IOMTJK/2026/01(C)", "withdrawn"),
        ("IOMKGZ/2026/61(C)", "submitted"),
        ("IOMTJK/2026/19(C)", "draft"),
        ("IOMUZB/2026/01(C)", "submitted"),
    }


def missing_in(draft: Application) -> list[str]:
    return [thing.anchor for thing in things(lay_open(draft)) if thing.fault]


def test_one_draft_of_the_consultant_lacks_a_statement_and_the_declaration():
    assert missing_in(of_person("consultant", vacancy("KAZ", "E", 2))) == ["id_C", "id_declared"]


def test_another_draft_is_half_written_on_nearly_every_page_there_is():
    draft = of_person("consultant", vacancy("TJK", "C", 19))
    asked = things(lay_open(draft))
    assert {thing.page for thing in asked if thing.fault} == {thing.page for thing in asked} - {
        *("person", "methodology")
    }
    assert {thing.anchor for thing in asked if thing.begun} > {"id_R1", "id_A", "id_methodology", "id_text"}


def test_one_application_has_methodology_letter_chosen_experience_and_a_price_with_its_parts():
    said = of_person("davlatov", vacancy("TJK", "C", 19)).snapshot
    assert [one["title"] for one in said["experience"]] == ["Interpreter and field assistant", "Translator"]
    assert all([said["methodology"], said["letter"]["text"], said["price_sealed_sha256"]])
    assert len(said["price_outputs"]) == 4


def test_one_team_has_applied_and_of_another_one_person_has_not_answered():
    found = vacancy("TKM", "C", 9)
    received = of_person("orazova", found)
    assert [one["name"] for one in received.snapshot["team"]] == [
        str(person(who)) for who in ("berdiev", "annaeva")
    ]
    waiting = of_person("nurmuradova", found).team.get()
    assert (waiting.account, waiting.invited_at is not None) == (None, True)


@pytest.mark.parametrize("email", [email for _what, email in accounts()])
def test_everybody_can_sign_in_and_arrives_at_a_page_of_their_own(client, email):
    assert client.login(email=email, password=PASSWORD)
    home = client.get(reverse("accounts:after-sign-in"), follow=True)
    assert home.status_code == 200


TO_DO = {
    "officer": {
        *("IOMALA/2026/01(S)", "IOMKAZ/2026/02(E)", "IOMTJK/2026/01(C)"),
        *("IOMKGZ/2026/61(C)", "IOMTJK/2026/19(C)", "IOMKAZ/2026/01(E)", "IOMTKM/2026/09(C)"),
    },
    "approver": {"IOMKGZ/2026/02(I)", "IOMUZB/2026/01(C)"},
    "auditor": set(),
    "chair": {"IOMKAZ/2026/01(E)", "IOMKGZ/2026/01(C)", "IOMUZB/2026/02(C)"},
    "member": {"IOMKAZ/2026/01(E)", "IOMKGZ/2026/01(C)", "IOMUZB/2026/02(C)"},
    "member2": {"IOMKGZ/2026/01(C)", "IOMUZB/2026/02(C)"},
    "secretary": {"IOMUZB/2026/02(C)"},
}


@pytest.mark.parametrize("who", TO_DO)
def test_what_waits_for_those_who_work_here(client, who):
    client.force_login(person(who))
    home = client.get(reverse("desk:home"))
    assert {found.reference for found, _tasks in home.context["cases"]} == TO_DO[who]


@pytest.mark.parametrize("who", ["officer", "approver", "auditor"])
def test_the_offices_people_see_all_its_vacancies(client, who):
    client.force_login(person(who))
    found = client.get(reverse("desk:vacancies"))
    assert {row.reference for row, *_state in found.context["rows"]} == set(
        Vacancy.objects.values_list("reference", flat=True)
    )


def test_the_consultant_sees_every_application_on_one_page(client):
    client.force_login(person("consultant"))
    page = client.get(reverse("intake:mine")).content.decode()
    of_hers = Application.objects.of(person("consultant"))
    assert [one.get_absolute_url() in page for one in of_hers] == [True] * 6


# The command, run again


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def said() -> list[str]:
    out = StringIO()
    call_command("demo", address=ADDRESS, stdout=out)
    return out.getvalue().splitlines()


def everything() -> dict[str, list[dict]]:
    """Every row of every table of ours."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_loading_again_changes_nothing_and_keeps_what_was_entered(demo):
    officer = person("officer")
    officer.name = "Нурлан Ермеков"
    officer.save()
    before = everything()
    said()
    assert everything() == before
    assert person("officer").name == "Нурлан Ермеков"


def test_it_says_the_address_in_both_languages_and_one_account_for_each_part(demo):
    lines = [line.strip() for line in said() if line.strip()]
    assert lines[:3] == [
        f"Konkurs         {ADDRESS}/ru/   {ADDRESS}/en/",
        f"Administration  {ADDRESS}/administration/",
        f"Sign in with the password {PASSWORD} as",
    ]
    assert [line.split()[-1] for line in lines[3:-1]] == [
        f"{who}@example.org"
        for who in (
            *("officer", "approver", "translator", "auditor"),
            *("chair", "member", "member2", "secretary", "consultant", "admin"),
        )
    ]


def test_the_password_is_the_one_the_tests_know():
    assert PASSWORD == factories.PASSWORD
