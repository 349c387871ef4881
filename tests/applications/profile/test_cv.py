"""Filling a profile from a CV: offered beside what the profile says, taken only where ticked, nothing else kept."""

from datetime import date

import pytest
from django.urls import reverse

from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill
from portal.models import Entry
from tests.factories.documents import DocumentFactory
from tests.factories.files import pdf, upload
from tests.factories.portal import UserFactory
from tests.factories.profile import EmploymentFactory, LanguageSkillFactory, ProfileFactory

pytestmark = pytest.mark.django_db

CV = """Каримов Рустам
+998 90 123 45 67 · other@example.org
Опыт работы
03.2019–05.2021 Аналитик
Центр исследований, Ташкент
2016–2018 Юрист
Общественный фонд «Право», Ош
Языки
Узбекский – родной
Английский B2
"""


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def cv(person):
    return DocumentFactory(owner=person, texts=[CV])


def page(document):
    return reverse("profile:cv-read", args=[document.key])


def keys(response, *, ticked=None):
    fields = response.context["form"].fields
    return {name for name, field in fields.items() if ticked is None or bool(field.initial) == ticked}


def test_reading_keeps_nothing(client, cv):
    assert client.get(page(cv)).status_code == 200
    assert not Profile.objects.exists()
    assert client.post(page(cv), {}).status_code == 302
    assert not Profile.objects.exists()
    assert not Entry.objects.filter(subject="profile").exists()


def test_an_empty_profile_has_everything_ticked_and_the_lines_beside_it(client, cv):
    response = client.get(page(cv))
    assert keys(response, ticked=True) == {
        "phone", "language-uz", "language-en",
        "work-0-title", "work-0-employer", "work-0-began", "work-0-ended", "work-1-title", "work-1-employer",
    }  # fmt: skip
    assert keys(response, ticked=False) == {"work-1-began", "work-1-ended"}
    assert "03.2019–05.2021 Аналитик" in response.text
    assert "other@example.org" in response.text


def test_only_what_is_ticked_is_taken(client, person, cv):
    client.post(page(cv), {"work-0-title": "on", "work-0-began": "on", "language-uz": "on"})
    profile = Profile.objects.get(user=person)
    work = profile.employments.get()
    assert (work.title, work.began, work.ended, work.employer) == ("Аналитик", date(2019, 3, 1), None, "")
    assert profile.language_skills.get().mother_tongue
    assert profile.phone == ""
    assert not Education.objects.exists()


def test_a_month_that_the_cv_does_not_name_may_be_added_within_its_year(client, person, cv):
    typed = {"work-1-title": "on", "work-1-began": "09.2016", "work-1-ended": "05.2020"}
    response = client.post(page(cv), typed)
    assert set(response.context["form"].errors) == {"work-1-ended"}
    assert not Employment.objects.exists()
    client.post(page(cv), typed | {"work-1-ended": ""})
    work = Employment.objects.get()
    assert (work.began, work.ended) == (date(2016, 9, 1), None)


def test_what_the_profile_says_otherwise_is_shown_and_not_ticked(client, person, cv):
    profile = ProfileFactory(user=person, phone="+7 701 000 00 00")
    LanguageSkillFactory(profile=profile, language="en")
    response = client.get(page(cv))
    assert {"phone", "language-en"} <= keys(response, ticked=False)
    assert "+7 701 000 00 00" in response.text
    client.post(page(cv), {"language-en": "on"})
    profile.refresh_from_db()
    assert profile.phone == "+7 701 000 00 00"
    assert LanguageSkill.objects.get().write == "B2"


def test_what_the_profile_says_already_is_not_offered(client, person, cv):
    profile = ProfileFactory(user=person, phone="+998901234567")
    EmploymentFactory(
        profile=profile, title="Аналитик", employer="Центр исследований", began=date(2019, 3, 1), ended=None
    )
    offered = keys(client.get(page(cv)))
    assert "phone" not in offered
    assert {name for name in offered if name.startswith("work-0")} == {"work-0-ended"}
    client.post(page(cv), {"work-0-ended": "on"})
    assert Employment.objects.get().ended == date(2021, 5, 1)


def test_taking_twice_offers_nothing_more(client, person, cv):
    everything = dict.fromkeys(keys(client.get(page(cv)), ticked=True), "on")
    client.post(page(cv), everything)
    again = client.get(page(cv))
    assert keys(again) == set()
    assert Employment.objects.count() == 2


def test_a_file_of_another_is_not_read(client, person):
    assert client.get(page(DocumentFactory(texts=[CV]))).status_code == 404


def test_a_cv_of_which_nothing_is_certain_says_so(client, person):
    response = client.get(page(DocumentFactory(owner=person, texts=["Я хороший специалист."])))
    assert "Nothing could be read with certainty" in response.text


def test_a_file_is_chosen_from_those_there_or_sent(client, person, cv):
    assert page(cv) in client.get(reverse("profile:cv")).text
    response = client.post(reverse("profile:cv"), {"file": upload(pdf("Языки", "Русский C2"), "cv.pdf")})
    assert response.status_code == 302
    assert client.get(response.headers["Location"]).status_code == 200


def test_a_file_that_cannot_be_read_is_named(client, person):
    response = client.post(reverse("profile:cv"), {})
    assert response.context["form"].errors


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_stand_in_both_languages(client, person, cv, language):
    for address in (reverse("profile:cv"), page(cv)):
        assert client.get(address.replace("/en/", f"/{language}/")).status_code == 200


def test_many_files_ask_the_database_no_more_often_than_one(client, person, cv, count_queries):
    one = count_queries(client, reverse("profile:cv"))
    for number in range(3):
        DocumentFactory(owner=person, pages_of_text=[f"CV {number}"])
    assert count_queries(client, reverse("profile:cv")) == one
