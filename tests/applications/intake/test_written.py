"""Experience, methodology and letter: kept as typed, missing by name, frozen when asked and nowhere when not."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.intake import actions
from applications.intake.copies import copy_into
from applications.intake.missing import missing
from applications.intake.paper import lay_open
from applications.intake.sheet import sheet_for
from applications.intake.writing import save_experience, save_letter, save_methodology
from applications.intake.written import Letter, Methodology
from applications.profile.actions import save_profile
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from tests.factories.intake import (
    ApplicationFactory,
    LetterFactory,
    filled_application,
    submitted_application,
)
from tests.factories.portal import NOW, UserFactory
from tests.factories.profile import EmploymentFactory, ProfileFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

ASKS = {"methodology_limit": 60, "letter_asked": True, "experience_asked": True}
LETTER = {
    "text": "I know the region.",
    "available": "from",
    "available_from": "2027-02-01",
    "price_valid_days": "90",
    "accepts": "on",
    "barred": "no",
    "barred_words": "",
    "relatives": "yes",
    "relatives_words": "A sister in Osh",
}


@pytest.fixture
def draft(client):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True, method="cumulative", asks=ASKS))
    ProfileFactory(user=draft.applicant)
    client.force_login(draft.applicant)
    return draft


def page(draft, key):
    return reverse("intake:page", args=[draft.key, key])


def faults(draft, key):
    return {thing.anchor: thing.fault for thing in missing(lay_open(draft)) if thing.page == key}


def work(draft, **told):
    return EmploymentFactory(profile=draft.applicant.profile, **told)


def test_pages_that_are_not_asked_are_not_there(client):
    draft = filled_application(planned_vacancy(published=True, method="cumulative"))
    client.force_login(draft.applicant)
    for key in ("experience", "methodology", "letter"):
        assert client.get(page(draft, key)).status_code == 404
    assert missing(lay_open(draft)) == []


def test_an_application_without_these_pages_is_frozen_as_before_there_were_any():
    snapshot = submitted_application(planned_vacancy(published=True, method="cumulative")).snapshot
    assert sorted(snapshot) == [
        "answers", "documents", "language", "person", "plan_fingerprint", "price_sealed_sha256", "statements",
        "submitted_at",
    ]  # fmt: skip


def test_all_work_counts_until_some_is_left_out_and_work_added_later_counts(client, draft):
    first, second = work(draft, title="Lawyer"), work(draft, title="Waiter")
    shown = client.get(page(draft, "experience")).context["form"]
    assert {option.data["value"] for option in shown["counts"] if option.data["selected"]} == {
        str(first.pk), str(second.pk)
    }  # fmt: skip
    client.post(page(draft, "experience"), {"counts": [first.pk], "shown": f"{first.pk},{second.pk}"})
    assert lay_open(draft).chosen == [first]
    third = work(draft, title="Judge", ended=None)
    assert lay_open(draft).chosen == [third, first]
    client.post(page(draft, "experience"), {"counts": [first.pk], "shown": f"{first.pk},{second.pk}"})
    assert lay_open(draft).chosen == [third, first]


def test_experience_is_missing_until_an_entry_counts_that_is_complete(draft):
    assert faults(draft, "experience") == {"id_counts": "Tell of your work in your profile"}
    row = work(draft, duties="")
    assert faults(draft, "experience") == {"id_counts": "This entry of your profile is not complete"}
    save_experience(application=draft, left_out=[row], by=draft.applicant)
    assert faults(draft, "experience") == {"id_counts": "Choose at least one entry"}
    work(draft)
    assert faults(draft, "experience") == {}


def test_whoever_comes_to_mend_the_page_of_experience_reads_there_what_is_amiss(client, draft):
    row = work(draft, title="Judge", employer="", duties="")
    mending = f"{page(draft, 'experience')}?check=1"
    assert client.get(page(draft, "experience")).context["form"].errors == {}
    (words,) = client.get(mending).context["form"].errors["counts"]
    assert "Judge" in words
    response = client.post(mending, {"counts": [], "shown": str(row.pk)})
    assert response.context["form"].errors == {"counts": ["Choose at least one entry"]}
    assert draft.left_out.get().employment == row


def test_whoever_comes_to_mend_the_letter_reads_there_what_the_review_said(client, draft):
    said = faults(draft, "letter")
    found = client.get(f"{page(draft, 'letter')}?check=1").context["form"].errors
    assert {f"id_{name}": words for name, (words,) in found.items()} == said


def test_nobody_leaves_out_the_work_of_another_or_writes_in_their_draft(draft):
    foreign = EmploymentFactory()
    save_experience(application=draft, left_out=[foreign], by=draft.applicant)
    assert not draft.left_out.exists()
    for verb, what in (
        (save_experience, {"left_out": []}),
        (save_methodology, {"text": "Mine"}),
        (save_letter, {"said": {"text": "Mine"}}),
    ):
        with pytest.raises(PermissionDenied):
            verb(application=draft, by=UserFactory(), **what)


def test_what_is_handed_in_is_a_copy_of_the_profile_without_rates():
    vacancy = planned_vacancy(published=True, asks={"experience_asked": True})
    draft = filled_application(vacancy)
    row = draft.applicant.profile.employments.get()
    row.rate, row.currency, row.share = 250, "USD", 60
    row.save()
    EmploymentFactory(profile=draft.applicant.profile, title="Waiter")
    left_out = draft.applicant.profile.employments.get(title="Waiter")
    save_experience(application=draft, left_out=[left_out], by=draft.applicant)
    received = actions.submit(application=draft, by=draft.applicant, at=NOW)
    row.title = "Director"
    row.save()
    assert received.snapshot["experience"] == [
        {
            "began": "2018-03-01", "ended": "2020-02-01", "employer": "Центр миграционных исследований",
            "business": "Исследования", "place": "Алматы, Казахстан", "title": "Аналитик", "supervisor": "", "share": 60,
            "basis": "staff", "duties": "Опросы трудовых мигрантов и отчёты по ним.", "may_contact": False,
        }
    ]  # fmt: skip
    assert received.receipt_hash == sha256_of(received.snapshot)
    line = next(section for section in sheet_for(received, at=NOW) if section.key == "experience").lines[0]
    assert line.label == "Аналитик, Центр миграционных исследований"
    assert line.note.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "March 2018 – February 2020, 60 % of full time"
    )


def test_long_texts_are_read_over_the_whole_width_and_their_title_stands_once(client, draft):
    save_methodology(application=draft, text="First the archives.", by=draft.applicant)
    text = client.get(reverse("intake:review", args=[draft.key])).text
    shown = text.split('id="s-methodology"')[1].split("</section>")[0]
    assert '<dl class="facts said"><div><dt class="vh">Methodology</dt>' in shown
    assert text.count('<dt class="vh">') == 1


def test_a_methodology_over_the_limit_is_kept_whole_and_not_handed_in(client, draft):
    text = "First the archives, then the villages, then the ministry: in that order."
    response = client.post(page(draft, "methodology"), {"methodology": text})
    assert "Shorten the text by 12 characters. We have cut nothing." in response.text
    assert Methodology.objects.get().text == text
    assert faults(draft, "methodology") == {"id_methodology": "12 characters too many"}
    client.post(page(draft, "methodology"), {})
    assert Methodology.objects.get().text == text
    assert client.post(page(draft, "methodology"), {"methodology": "Archives first."}).status_code == 302
    assert faults(draft, "methodology") == {}


def test_every_field_of_the_letter_is_named_until_it_is_there(client, draft):
    names = {anchor.removeprefix("id_") for anchor in faults(draft, "letter")}
    assert names == {"accepts", "available", "price_valid_days", "barred", "relatives", "text"}
    half = {**LETTER, "available_from": "", "relatives_words": ""}
    response = client.post(page(draft, "letter"), half)
    assert faults(draft, "letter") == {
        "id_available_from": "Say from when",
        "id_relatives_words": "Say more about it",
    }
    assert response.status_code == 302
    client.post(page(draft, "letter"), LETTER)
    assert faults(draft, "letter") == {}
    letter = Letter.objects.get()
    assert (letter.available_from, letter.price_valid_days) == (date(2027, 2, 1), 90)


def test_a_letter_that_is_wrong_is_returned_as_typed_and_keeps_what_is_right(client, draft):
    response = client.post(page(draft, "letter"), {**LETTER, "price_valid_days": "3", "text": "x" * 4001})
    assert response.status_code == 200
    assert 'value="3"' in response.text
    letter = Letter.objects.get()
    assert (letter.price_valid_days, len(letter.text), letter.relatives_words) == (
        None,
        4001,
        "A sister in Osh",
    )


def test_a_date_goes_with_the_answer_that_asks_for_it(client, draft):
    client.post(page(draft, "letter"), LETTER)
    client.post(page(draft, "letter"), {**LETTER, "available": "whole"})
    assert Letter.objects.get().available_from is None


def test_the_letter_begins_with_what_the_profile_says(client, draft):
    told = {"relatives": "yes", "relatives_words": "A brother in Almaty", "barred": "no"}
    save_profile(user=draft.applicant, at=NOW, **told)
    form = client.get(page(draft, "letter")).context["form"]
    assert {name: form[name].value() for name in told} == told


def test_the_letter_asks_for_the_validity_of_a_price_only_where_there_is_one(client):
    draft = filled_application(planned_vacancy(published=True, asks={"letter_asked": True}))
    client.force_login(draft.applicant)
    assert "price_valid_days" not in client.get(page(draft, "letter")).text
    assert missing(lay_open(draft)) == []


def test_nothing_is_written_after_handing_in():
    received = submitted_application(planned_vacancy(published=True, asks=ASKS))
    with pytest.raises(Refused, match="has been handed in"):
        save_methodology(application=received, text="Another", by=received.applicant)


def test_what_was_handed_in_shows_every_page(client):
    received = submitted_application(planned_vacancy(published=True, method="cumulative", asks=ASKS))
    client.force_login(received.applicant)
    shown = client.get(received.get_absolute_url()).text
    for words in (
        "Experience",
        "Аналитик",
        "Methodology",
        "First I read what there is",
        "Letter of interest",
        "90 days",
    ):
        assert words in shown


def test_pages_are_copied_with_the_rest_into_another_draft():
    source = filled_application(planned_vacancy(published=True, asks=ASKS))
    row = EmploymentFactory(profile=source.applicant.profile)
    save_experience(application=source, left_out=[row], by=source.applicant)
    draft = ApplicationFactory(applicant=source.applicant)
    copy_into(draft, source)
    assert (draft.methodology.text, draft.letter.text) == (source.methodology.text, source.letter.text)
    assert draft.left_out.get().employment == row


@pytest.mark.parametrize(
    "said",
    [
        {"available": "later"},
        {"barred": "may"},
        {"relatives": "may"},
        {"available": "whole", "available_from": date(2027, 1, 1)},
        {"price_valid_days": 29},
        {"price_valid_days": 366},
    ],
)
def test_the_database_keeps_no_letter_that_says_nothing_clear(said):
    with transaction.atomic(), pytest.raises(IntegrityError):
        LetterFactory(**said)
