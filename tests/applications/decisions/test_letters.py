"""What each applicant is told: the right letter, in their language, whole, and nothing of marks."""

import re

import pytest
from django.urls import reverse

from applications.decisions.actions import announce
from applications.decisions.letters import Tidings, letters
from applications.intake.models import Application
from portal.models import Message, User
from tests.factories.decisions import announced, approved, falling, ranked_selection, refused
from tests.factories.portal import NOW, HotlineFactory

pytestmark = pytest.mark.django_db

FIGURE = re.compile(r"\d+[.,]\d\d")


@pytest.fixture
def selection():
    """C1 selected, C2 in reserve, C3 below the pass mark, C4 not eligible; C2 and C4 read Russian."""
    selection = ranked_selection(
        *[lambda person, criterion: 1 if person.code == "C3" else falling(person, criterion)] * 3,
        unfit=1,
        title_en="“Law & order”, a <short> manual's reader",
        title_ru="«Право & порядок»",
    )
    User.objects.filter(applications__code__in=["C2", "C4"]).update(language="ru")
    HotlineFactory(office=selection.vacancy.office, phone="8 800 080 0000")
    return selection


def told(selection):
    announced(selection, reserve=selection.applications[1:2])
    codes = dict(Application.objects.values_list("applicant", "code"))
    sent = Message.objects.filter(kind__in=[f"decision_{kind}" for kind in Tidings.values])
    return {codes[letter.user_id]: letter for letter in sent}


def test_each_gets_the_letter_of_their_place_in_their_language(selection):
    assert {code: (letter.kind, letter.language) for code, letter in told(selection).items()} == {
        "C1": ("decision_selected", "en"),
        "C2": ("decision_reserve", "ru"),
        "C3": ("decision_not_selected", "en"),
        "C4": ("decision_not_eligible", "ru"),
    }


def test_the_confirmation_lists_the_letters_that_are_then_sent(selection):
    decision = approved(selection, reserve=selection.applications[1:2])
    listed = {(letter.application.applicant, letter.kind) for letter in letters(decision)}
    assert [f"{letter.tidings}" for letter in letters(decision)] == [
        "selected",
        "reserve",
        "not_selected",
        "not_eligible",
    ]
    announce(decision=decision, by=selection.officer, at=NOW)
    sent = Message.objects.filter(kind__in=[f"decision_{kind}" for kind in Tidings.values])
    assert {(letter.user, letter.kind) for letter in sent} == listed


def test_titles_stand_in_letters_as_they_were_written(selection):
    letters_by_code = told(selection)
    assert "“Law & order”, a <short> manual's reader" in letters_by_code["C1"].text
    assert "«Право & порядок»" in letters_by_code["C2"].text


def test_who_is_not_eligible_reads_which_requirement_was_not_met(selection):
    text = told(selection)["C4"].text
    assert "- Не менее семи лет опыта" in text
    assert "Гражданство" not in text


def test_no_letter_holds_a_mark_a_score_or_a_rank(selection):
    for letter in told(selection).values():
        assert not FIGURE.search(letter.text)
        assert "rank" not in letter.text.lower()


def test_every_letter_leads_to_the_application_and_names_the_hotline(selection):
    for code, letter in told(selection).items():
        key = Application.objects.get(code=code).key
        assert f"/{letter.language}/applications/{key}/" in letter.text
        assert "8 800 080 0000" in letter.text


def test_the_applicant_reads_it_on_their_page_once_it_is_announced(selection, client):
    application = selection.applications[0]
    client.force_login(application.applicant)
    page = reverse("intake:application", args=[application.key])
    approved(selection, reserve=selection.applications[1:2])
    assert "You have been selected" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C1", "You have been selected."),
        ("C2", "are on the reserve list"),
        ("C3", "You have not been selected."),
        ("C4", "did not meet all requirements"),
    ],
)
def test_each_reads_their_own_news(selection, client, code, words):
    announced(selection, reserve=selection.applications[1:2])
    application = Application.objects.get(code=code)
    client.force_login(application.applicant)
    page = client.get(f"/en/applications/{application.key}/").content.decode()
    assert words in page


def test_after_a_refusal_all_hear_that_nobody_is_appointed_but_the_ineligible_why_they_were_not(selection):
    decision = refused(selection, "We dislike C1.", reserve=selection.applications[1:2])
    announce(decision=decision, by=selection.officer, at=NOW)
    codes = dict(Application.objects.values_list("applicant", "code"))
    sent = Message.objects.filter(kind__in=[f"decision_{kind}" for kind in Tidings.values])
    assert {codes[one.user_id]: one.kind for one in sent} == {
        "C1": "decision_no_appointment",
        "C2": "decision_no_appointment",
        "C3": "decision_no_appointment",
        "C4": "decision_not_eligible",
    }
    assert all("We dislike" not in one.text and "complaint" in one.text for one in sent)


@pytest.mark.parametrize(("code", "words"), [("C1", "ended without an appointment"), ("C4", "did not meet")])
def test_after_a_refusal_each_reads_it_on_their_page_once_it_is_announced(selection, client, code, words):
    decision = refused(selection, reserve=selection.applications[1:2])
    application = Application.objects.get(code=code)
    client.force_login(application.applicant)
    page = f"/en/applications/{application.key}/"
    assert words not in client.get(page).text
    announce(decision=decision, by=selection.officer, at=NOW)
    text = client.get(page).text
    assert words in text
    assert "The post was cut." not in text
    assert f"/en/complaints/own/{application.key}" in text or "ontest" in text
