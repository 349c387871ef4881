"""The profile on one page: what is told, what is not and why; as few questions to the database with many entries as with one."""

import re
from datetime import date

import pytest
from django import forms as django_forms
from django.urls import reverse

from applications.profile import forms, part_forms
from applications.profile.parts import PARTS
from applications.profile.sections import SECTIONS
from tests.factories.portal import UserFactory
from tests.factories.profile import (
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ProfileFactory,
    PublicationFactory,
    RefereeFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = (EducationFactory, EmploymentFactory, PublicationFactory, RefereeFactory)


@pytest.fixture
def profile(client):
    profile = ProfileFactory()
    client.force_login(profile.user)
    return profile


def shown(client, **query):
    response = client.get(reverse("profile:overview"), query)
    assert response.status_code == 200
    return response


def test_who_has_told_nothing_is_told_why_it_is_useful(client):
    client.force_login(UserFactory())
    text = shown(client).text
    for section in SECTIONS:
        assert str(section.why) in text
        assert reverse("profile:add", args=[section.key]) in text


def test_many_entries_ask_the_database_no_more_often_than_one(client, profile, count_queries):
    for factory in FACTORIES:
        factory(profile=profile)
    LanguageSkillFactory(profile=profile)
    one = count_queries(client, reverse("profile:overview"))
    for factory in FACTORIES:
        factory.create_batch(7, profile=profile)
    for code in ("ru", "kk", "de", "fr"):
        LanguageSkillFactory(profile=profile, language=code)
    assert count_queries(client, reverse("profile:overview")) == one <= 15


def test_states_say_how_far_each_part_is(client, profile):
    EducationFactory(profile=profile)
    EmploymentFactory(profile=profile, duties="")
    RefereeFactory.create_batch(2, profile=profile)
    states = {block.section.key: block.word for block in shown(client).context["blocks"]}
    assert states == {
        "education": "1 entry",
        "work": "1 entry to finish",
        "languages": "nothing told",
        "publications": "nothing told",
        "referees": "2 of 3",
    }


def test_gaps_overlaps_and_years_are_said(client, profile):
    EmploymentFactory(profile=profile, began=date(2015, 1, 1), ended=date(2015, 12, 1))
    EmploymentFactory(profile=profile, began=date(2016, 7, 1), ended=date(2018, 6, 1))
    EmploymentFactory(profile=profile, began=date(2017, 1, 1), ended=date(2017, 6, 1), share=50)
    work = next(block for block in shown(client).context["blocks"] if block.section.key == "work")
    assert work.total.startswith("3.0 years")
    assert [hint.split(". ")[0] for hint in work.hints] == [
        "Nothing is told of January 2016 – June 2016",
        "More than full time is told of January 2017 – June 2017",
    ]


def test_declarations_are_complete_when_each_yes_has_its_words(client, profile):
    for name in ("service", "conviction", "discipline", "barred"):
        setattr(profile, name, "no")
    profile.relatives = "yes"
    profile.save()
    assert shown(client).context["declared_state"][0] == "4 of 5"
    profile.relatives_words = "Сестра"
    profile.save()
    assert shown(client).context["declared_state"][0] == "complete"


def test_a_yes_without_words_is_asked_for_them_and_kept(client, profile):
    response = client.post(reverse("profile:declarations"), {"relatives": "yes"})
    assert "relatives_words" in response.context["form"].errors
    profile.refresh_from_db()
    assert (profile.relatives, profile.service) == ("yes", "")


def test_what_a_declaration_says_is_kept(client, profile):
    answers = dict.fromkeys(("relatives", "service", "conviction", "discipline", "barred"), "no")
    assert client.post(reverse("profile:declarations"), answers).status_code == 302
    profile.refresh_from_db()
    assert profile.barred == "no"


def test_further_nationalities_and_ways_to_be_reached_are_kept(client, profile):
    typed = {
        "family_name": "Ахметова", "given_name": "Динара", "nationality": "KZ", "residence": "KZ", "sex": "",
        "other_nationalities": ["DE", "KG"], "preferred_contact": "message", "previous_names": "Иванова",
    }  # fmt: skip
    assert client.post(reverse("profile:edit"), typed).status_code == 302
    profile.refresh_from_db()
    assert profile.other_nationalities == ["KG", "DE"]
    assert (profile.preferred_contact, profile.previous_names) == ("message", "Иванова")
    assert "Kyrgyzstan, Germany" in shown(client).text


FORMS = [
    form
    for module in (forms, part_forms)
    for form in vars(module).values()
    if isinstance(form, type)
    and issubclass(form, django_forms.BaseForm)
    and getattr(form, "base_fields", None)
]


def test_what_belongs_to_a_contract_is_never_asked():
    """Date of birth, passport number, bank account, family: asked of who is selected, not of who applies."""
    never = re.compile(
        r"birth|born|passport(?!_name$)|number|bank|iban|account|marital|spouse|child|dependant|family(?!_name$)|religion|health"
    )
    names = {name for form in FORMS for name in form.base_fields} | {
        field.name for model in PARTS for field in model._meta.fields
    }
    assert len(FORMS) >= 8
    assert "duties" in names
    assert {name for name in names if never.search(name)} == set()
