"""Saved while one types, and never over what was typed elsewhere: both texts are shown until the person chooses."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.autosave.models import Typing
from applications.intake.actions import submit
from applications.intake.models import Application, PriceOffer
from applications.profile.models import Profile
from portal.models import Entry
from tests.applications.intake.windows import Window
from tests.factories.autosave import TypingFactory
from tests.factories.intake import ApplicationFactory, filled_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import CriterionFactory, planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True, method="cumulative"))
    client.force_login(draft.applicant)
    return draft


def statement(draft, code):
    return draft.statements.get(criterion__code=code).text


def test_what_is_typed_is_saved_and_the_answer_says_since_when_and_how_far_one_is(client, draft):
    window = Window(client, draft)
    answer = window.types(A="Ten manuals", B="").saves().json()
    assert statement(draft, "A") == "Ten manuals"
    assert answer["at"] == NOW.isoformat().replace("+00:00", "Z")
    assert answer["steps"][2] == ["1 of 2", "go half"]
    assert answer["filled"] == [9, "9%"]
    assert (answer["clashes"].strip(), answer["values"], answer["unkept"]) == ("", {}, [])


def test_what_is_wrong_is_kept_and_not_complained_of(client, draft):
    answer = Window(client, draft, "requirements").types(R1="KZ", R2="seven").saves()
    assert draft.answers.get(requirement__code="R2").value == "seven"
    assert "Write the years" not in answer.text


def test_what_cannot_be_kept_is_named(client, draft):
    answer = Window(client, draft, "person").types(family_name="Ахметова", phone="7" * 60).saves().json()
    assert answer["unkept"] == ["Telephone"]
    assert Profile.objects.get().family_name == "Ахметова"


def test_what_cannot_be_kept_is_set_aside_and_found_on_any_other_device_until_it_is_mended(client, draft):
    window = Window(client, draft, "person")
    window.types(family_name="Ахметова", phone="7" * 60).saves()
    window.types(phone="7" * 61).saves()
    assert Typing.objects.aside().get().text == "7" * 61
    other = Window(client, draft, "person")
    assert "7" * 61 in other.text
    review = client.get(reverse("intake:review", args=[draft.key])).text
    assert f'<li><a href="{other.address}">About you</a></li>' in review
    window.types(phone="+7 701").saves()
    assert Profile.objects.get().phone == "+7 701"
    assert not Typing.objects.aside().exists()


def test_a_text_set_aside_in_a_field_that_the_page_does_not_have_waits_elsewhere(client, draft):
    TypingFactory(user=draft.applicant, name="second_phone", kept=False, text="7" * 60)
    assert "Two texts" not in client.get(reverse("intake:review", args=[draft.key])).text


def test_a_field_changed_elsewhere_is_not_overwritten_and_both_texts_are_shown(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").saves()
    answer = first.types(A="From home", B="Law").saves().json()
    assert (statement(draft, "A"), statement(draft, "B")) == ("From the office", "Law")
    assert "From the office" in answer["clashes"]
    assert "From home" in answer["clashes"]
    assert "Saved on 21 November 2026, 14:00:00 (Astana) in another window" in " ".join(
        answer["clashes"].split()
    )
    assert answer["waits"]
    assert answer["values"] == {}


def test_what_was_not_touched_here_is_brought_up_to_date_without_a_question(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").saves()
    answer = first.types(A="", B="Law").saves().json()
    assert (statement(draft, "A"), statement(draft, "B")) == ("From the office", "Law")
    assert (answer["values"], answer["newer"]) == ({"A": "From the office"}, ["A. Criterion A"])
    assert answer["clashes"].strip() == ""


def test_a_window_goes_on_from_what_it_has_saved_itself_also_when_the_answer_was_lost(client, draft):
    window = Window(client, draft).types(A="Ten", B="")
    began = window.fields["autosave-began"]
    window.saves()
    window.fields["autosave-began"] = began
    answer = window.types(A="Ten manuals").saves().json()
    assert (statement(draft, "A"), answer["waits"]) == ("Ten manuals", False)


def test_a_request_that_was_overtaken_undoes_nothing(client, draft):
    window = Window(client, draft)
    late = window.types(A="Ten", B="").fields | {"autosave-turn": "1"}
    window.fields["autosave-turn"] = "1"
    window.types(A="Ten manuals").saves()
    client.post(f"{window.address}autosave/", late)
    assert statement(draft, "A") == "Ten manuals"


def test_a_request_that_was_overtaken_does_not_take_the_place_of_a_text_set_aside(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").saves()
    late = first.types(A="From", B="").fields | {"autosave-turn": "1"}
    first.fields["autosave-turn"] = "1"
    first.types(A="From home").saves()
    client.post(f"{first.address}autosave/", late)
    assert Typing.objects.aside().get().text == "From home"


def test_a_request_that_was_overtaken_by_one_that_went_back_undoes_nothing(client, draft):
    window = Window(client, draft)
    window.types(A="Ten", B="").saves()
    late = window.types(A="Ten manuals").fields | {"autosave-turn": "2"}
    window.fields["autosave-turn"] = "2"
    window.types(A="Ten").saves()
    client.post(f"{window.address}autosave/", late | {"autosave-began": "{}"})
    assert statement(draft, "A") == "Ten"


@pytest.mark.parametrize("by", ["saves", "posts"])
@pytest.mark.parametrize(
    ("wanted", "stands"),
    [
        ("mine", "From home"),
        ("theirs", "From the office"),
        ("both", "From home\n\nFrom the office"),
    ],
)
def test_the_person_chooses_and_that_text_stands(client, draft, wanted, stands, by):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").saves()
    first.types(A="From home", B="").saves()
    first.chooses("A", wanted, by=by)
    assert statement(draft, "A") == stands
    assert not Typing.objects.aside().exists()
    assert "Two texts" not in client.get(first.address).text


def test_a_choice_is_not_made_blindly_when_the_other_text_has_changed_again(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").saves()
    first.types(A="From home", B="").saves()
    second.types(A="From the office, longer").saves()
    answer = first.chooses("A", "mine").json()
    assert statement(draft, "A") == "From the office, longer"
    assert "From the office, longer" in answer["clashes"]


def test_the_text_set_aside_is_found_on_any_other_device_until_one_chooses(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").saves()
    first.types(A="From home", B="").saves()
    third = Window(client, draft)
    assert "From home" in third.text
    assert "Typed on 21 November 2026" in " ".join(third.text.split())
    review = client.get(reverse("intake:review", args=[draft.key])).text
    assert f'<li><a href="{third.address}">Selection criteria</a></li>' in review
    third.types(A="From the office", B="").chooses("A", "theirs")
    assert statement(draft, "A") == "From home"


def test_without_scripts_the_page_comes_back_with_both_texts_and_what_was_typed_in_its_field(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").posts()
    response = first.types(A="From home", B="Law").posts()
    assert response.status_code == 200
    assert "From the office" in response.text
    assert "From home</textarea>" in response.text
    assert (statement(draft, "A"), statement(draft, "B")) == ("From the office", "Law")
    first.read(response.text)
    assert first.chooses("A", "mine", by="posts").status_code == 200
    assert statement(draft, "A") == "From home"
    assert first.posts().status_code == 302


def test_who_has_seen_both_texts_may_leave_and_choose_later(client, draft):
    first, second = Window(client, draft), Window(client, draft)
    second.types(A="From the office", B="").posts()
    first.types(A="From home", B="")
    assert first.posts(later="1").status_code == 200
    seen = {"autosave-other-A": "stored:x"}
    assert first.posts(later="1", **seen).headers["Location"] == draft.get_absolute_url()
    assert "From home" in client.get(first.address).text


def test_a_form_sent_again_by_the_back_button_is_no_conflict_with_oneself(client, draft):
    window = Window(client, draft)
    window.types(A="Ten", B="").posts()
    assert window.types(A="Ten manuals").posts().status_code == 302
    assert statement(draft, "A") == "Ten manuals"


def test_moving_to_another_page_by_its_button_saves(client, draft):
    window = Window(client, draft).types(A="Ten manuals", B="")
    assert window.posts(to="person").headers["Location"] == reverse("intake:page", args=[draft.key, "person"])
    assert statement(draft, "A") == "Ten manuals"
    assert window.posts(to="review").headers["Location"] == reverse("intake:review", args=[draft.key])
    assert "nowhere" not in window.posts(to="nowhere").headers["Location"]


def test_the_profile_is_one_place_for_all_applications(client, draft):
    other = ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=draft.applicant)
    first, second = Window(client, draft, "person"), Window(client, other, "person")
    second.types(family_name="Ахметова").saves()
    answer = first.types(family_name="Akhmetova").saves().json()
    assert Profile.objects.get().family_name == "Ахметова"
    assert "Akhmetova" in answer["clashes"]


def test_of_a_choice_its_words_are_shown(client, draft):
    first, second = Window(client, draft, "person"), Window(client, draft, "person")
    second.types(nationality="KG").saves()
    answer = first.types(nationality="TJ").saves().json()
    assert "Kyrgyzstan</blockquote>" in answer["clashes"]
    assert "Tajikistan</blockquote>" in answer["clashes"]
    assert 'value="both"' not in answer["clashes"]


def test_the_record_notes_a_profile_typed_in_one_sitting_once(client, draft):
    window = Window(client, draft, "person")
    for typed in ("А", "Ахмет", "Ахметова"):
        window.types(family_name=typed).saves()
    window.types(given_name="Динара").saves()
    fields = [entry.data["fields"] for entry in Entry.objects.filter(action="profile.changed")]
    assert fields == [["family_name"], ["given_name"]]


@pytest.mark.parametrize("page", ["price", "declaration"])
def test_what_is_an_act_is_never_saved_by_typing(client, draft, page):
    address = reverse("intake:page", args=[draft.key, page])
    shown = client.get(address).text
    assert "data-autosave" not in shown
    assert "is not saved" in shown
    typed = {"amount": "12500", "declared": "on"}
    assert client.post(f"{address}autosave/", typed).status_code == 404
    draft.refresh_from_db()
    assert not draft.declared
    assert not PriceOffer.objects.exists()


def test_what_has_been_handed_in_is_not_changed_by_a_window_that_was_left_open(client):
    draft = filled_application(planned_vacancy(published=True))
    client.force_login(draft.applicant)
    window = Window(client, draft)
    submit(application=draft, by=draft.applicant, at=NOW)
    response = window.types(A="Too late", B="").saves()
    assert response.status_code == 409
    assert response.json()["words"] == "This application has been handed in and cannot be changed any more"
    assert "Too late" not in Application.objects.get().snapshot["statements"].values()


def test_handing_in_forgets_the_windows(client):
    draft = filled_application(planned_vacancy(published=True))
    client.force_login(draft.applicant)
    Window(client, draft).types(A="Ten manuals", B="Law").saves()
    assert Typing.objects.exists()
    submit(application=draft, by=draft.applicant, at=NOW)
    assert not Typing.objects.exists()


def test_who_is_not_signed_in_is_led_to_signing_in_and_nothing_is_kept(client, draft):
    window = Window(client, draft).types(A="Ten manuals", B="")
    client.logout()
    assert window.saves().headers["Location"].startswith(reverse("account_login"))
    assert not draft.statements.exists()


def test_whoever_signs_in_next_at_the_same_browser_gets_nothing_of_the_one_before(client, draft):
    window = Window(client, draft, "person").types(family_name="Ахметова")
    other = ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=UserFactory())
    client.force_login(other.applicant)
    window.address = reverse("intake:page", args=[other.key, "person"])
    assert window.saves().status_code == 409
    assert not Profile.objects.exists()


def test_the_pages_of_another_person_stay_shut(client, draft):
    window = Window(client, draft).types(A="Ten manuals", B="")
    client.force_login(UserFactory())
    assert window.saves().status_code == 404


def test_a_page_of_an_earlier_session_gets_the_token_of_this_one(draft):
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    client.force_login(draft.applicant)
    window = Window(client, draft).types(A="Ten manuals", B="", csrfmiddlewaretoken="x" * 64)
    assert window.saves().status_code == 403
    told = client.get(f"{window.address}autosave/", {"window": window.fields["autosave-window"]}).json()
    assert (told["texts"], told["turn"]) == ({"A": "", "B": ""}, 0)
    window.types(csrfmiddlewaretoken=told["token"]).saves()
    assert statement(draft, "A") == "Ten manuals"
    told = client.get(f"{window.address}autosave/", {"window": window.fields["autosave-window"]}).json()
    assert (told["texts"]["A"], told["turn"]) == ("Ten manuals", 2)


def test_saving_asks_the_database_no_more_where_more_windows_wait_for_a_choice(client, draft):
    def saved(text):
        with CaptureQueriesContext(connection) as queries:
            last.types(A=text, B=text).saves()
        return len(queries)

    early = [Window(client, draft) for _ in range(5)]
    last = Window(client, draft).types(A="Ten", B="Law")
    last.saves()
    few = saved("Ten manuals")
    for number, window in enumerate(early):
        window.types(A=f"A {number}", B=f"B {number}").saves()
    assert saved("Eleven manuals") <= few


def test_saving_asks_the_database_as_often_for_many_criteria_as_for_few(client):
    def saving(*more):
        vacancy = planned_vacancy(published=True)
        for code in more:
            CriterionFactory(plan=vacancy.plan, code=code)
        draft = filled_application(vacancy)
        client.force_login(draft.applicant)
        window = Window(client, draft)
        codes = ("A", "B", *more)
        window.types(**dict.fromkeys(codes, "Ten")).saves()
        with CaptureQueriesContext(connection) as queries:
            window.types(**dict.fromkeys(codes, "Ten manuals")).saves()
        return len(queries)

    assert saving() == saving(*"CDEFGHIJ") <= 50
