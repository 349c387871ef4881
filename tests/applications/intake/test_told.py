"""What the profile tells goes into an application when it is handed in: frozen, and of it only what bears on a score to the panel."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from applications.intake.actions import submit
from applications.intake.paper import lay_open
from applications.intake.sheet import sheet_for
from applications.intake.snapshot import snapshot_of
from applications.intake.told import parts_for_scoring, parts_of
from applications.profile.told import for_scoring, part_told
from applications.scoring.material import material_of
from tests.factories.intake import filled_application, submitted_application
from tests.factories.profile import (
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    PublicationFactory,
    RefereeFactory,
)
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(now):
    """Handed in by somebody whose profile tells something of everything."""
    draft = filled_application(planned_vacancy(published=True))
    profile = draft.applicant.profile
    for factory in (EducationFactory, LanguageSkillFactory, PublicationFactory, RefereeFactory):
        factory(profile=profile)
    EducationFactory(profile=profile, degree="Удалённый диплом", removed_at=now)
    profile.relatives, profile.relatives_words = "yes", "Двоюродный брат в офисе в Оше"
    profile.second_phone, profile.other_nationalities = "+7 702 222 22 22", ["KG"]
    profile.save()
    return submit(application=draft, by=draft.applicant, at=now)


def test_what_is_told_is_frozen_and_what_is_not_told_has_no_key(application):
    assert application.snapshot["profile"] == {
        "educations": [
            {
                "level": "master",
                "institution": "Казахский национальный университет имени аль-Фараби",
                "place": "Алматы, Казахстан",
                "degree": "Магистр социологии",
                "field": "Социология",
                "began": "2010-09",
                "ended": "2012-06",
            }
        ],
        "language_skills": [
            {"language": "en", "read": "C1", "write": "B2", "speak": "B2", "understand": "C1"}
        ],
        "publications": [
            {
                "title": "Сезонная миграция и домохозяйства",
                "published_in": "Центральная Азия: исследования",
                "year": 2021,
                "link": "https://example.org/articles/1",
            }
        ],
        "referees": [part_told(application.applicant.profile.referees.get())],
        "second_phone": "+7 702 222 22 22",
        "other_nationalities": ["KG"],
        "declared": {"relatives": {"said": "yes", "words": "Двоюродный брат в офисе в Оше"}},
    }


def test_a_profile_that_tells_nothing_more_leaves_the_snapshot_as_it_was():
    assert "profile" not in submitted_application(planned_vacancy(published=True)).snapshot


def test_what_changes_in_the_profile_afterwards_changes_nothing(application, now):
    said = {section.key: section.lines for section in sheet_for(application, at=now)}
    application.applicant.profile.educations.update(degree="Доктор всего")
    application.refresh_from_db()
    assert {section.key: section.lines for section in sheet_for(application, at=now)} == said
    assert said["education"][0].value == "Магистр социологии"
    assert "Двоюродный брат" in said["declared"][0].note


def test_a_draft_shows_what_the_profile_tells_now(now):
    draft = filled_application(planned_vacancy(published=True))
    EducationFactory(profile=draft.applicant.profile)
    assert "education" in {section.key for section in sheet_for(draft, at=now)}
    assert "profile" in snapshot_of(lay_open(draft), language="ru", at=now)


def test_the_panel_sees_neither_contacts_nor_declarations_nor_sex(application):
    told = material_of(application).told
    assert [part.key for part in told] == ["education", "languages", "publications", "referees"]
    referee = application.applicant.profile.referees.get()
    shown = repr(told)
    assert referee.name in shown
    for hidden in (referee.email, referee.phone, "Двоюродный", "+7 702", "female", "женский"):
        assert hidden not in shown


def test_of_work_the_panel_sees_nothing_that_bears_on_the_price(application):
    work = EmploymentFactory(
        profile=application.applicant.profile, rate=Decimal(300), currency="USD", began=date(2020, 1, 1), ended=None,
        supervisor="Иванов", reason_for_leaving="Переезд", may_contact=True,
    )  # fmt: skip
    assert part_told(work)["rate"] == "300"
    seen = for_scoring(part_told(work))
    assert {"rate", "currency", "supervisor", "reason_for_leaving", "may_contact"} & seen.keys() == set()
    assert {"title", "employer", "began", "share", "duties"} <= seen.keys()


def test_the_office_sees_all_of_it(application):
    shown = repr(parts_of(application.snapshot))
    assert application.applicant.profile.referees.get().email in shown
    assert "Двоюродный" in shown


def test_what_was_handed_in_before_there_was_a_profile_reads_as_before():
    assert parts_of({"person": {}}) == []
    assert parts_for_scoring({"person": {}}) == []


def test_from_the_review_one_goes_to_the_profile_and_back(client, now):
    draft = filled_application(planned_vacancy(published=True))
    EducationFactory(profile=draft.applicant.profile)
    client.force_login(draft.applicant)
    review = reverse("intake:review", args=[draft.key])
    text = client.get(review).text
    assert f"{reverse('profile:overview')}?next={review}#education" in text
    assert client.get(reverse("profile:overview"), {"next": review}).context["came_from"] == review
