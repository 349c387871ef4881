"""A vacancy for search engines: every field they ask for, in the language of the page, and no longer than it is open."""

import json
import re
from datetime import date, timedelta

import pytest

from tests.factories.publishing import OutputFactory, TermsOfReferenceFactory
from tests.factories.vacancies import DutyStationFactory, RequirementFactory, planned_vacancy
from tests.vacancies.listing.reading import closing
from vacancies.plan.models import RequirementKind

pytestmark = pytest.mark.django_db

DAILY = {"pay_least": "200", "pay_most": "250.5", "pay_currency": "USD", "pay_per": "day"}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def blocks(client, vacancy, language="en"):
    return BLOCK.findall(client.get(f"/{language}/vacancies/{vacancy.slug}/").content.decode())


def posting(client, vacancy, language="en"):
    (block,) = blocks(client, vacancy, language)
    return json.loads(block)


def open_vacancy(**fields):
    vacancy = planned_vacancy(published=True, **fields)
    DutyStationFactory(vacancy=vacancy)
    return vacancy


def test_every_required_and_recommended_field_is_there(client, settings):
    settings.SITE_URL = "https://konkurs.example"
    settings.ORGANISATION = "International Organization for Migration"
    vacancy = open_vacancy(
        title_en="Lead expert",
        openings=2,
        starts_on=date(2027, 1, 15),
        **DAILY,
        closes_at=closing(days=20, hours=4),
        published_at=closing(days=-9),
    )
    found = posting(client, vacancy)
    description = found.pop("description")
    assert description.startswith("<p>The office seeks experts.</p>")
    assert found == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "url": f"https://konkurs.example/en/vacancies/{vacancy.slug}/",
        "title": "Lead expert",
        "datePosted": "2026-11-12T14:00:00+05:00",
        "validThrough": "2026-12-11T18:00:00+05:00",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "International Organization for Migration",
            "url": "https://konkurs.example/",
        },
        "identifier": {
            "@type": "PropertyValue",
            "name": "International Organization for Migration",
            "value": vacancy.reference,
        },
        "jobLocation": [
            {
                "@type": "Place",
                "address": {"@type": "PostalAddress", "addressLocality": "Astana", "addressCountry": "KZ"},
            }
        ],
        "employmentType": "CONTRACTOR",
        "directApply": True,
        "totalJobOpenings": 2,
        "jobStartDate": "2027-01-15",
        "jobImmediateStart": False,
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "USD",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 200.0,
                "maxValue": 250.5,
                "unitText": "DAY",
            },
        },
        "eligibilityToWorkRequirement": "Citizens of: Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, Uzbekistan",
        "experienceRequirements": {
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": 84,
        },
    }


def test_the_description_has_the_whole_terms_and_what_is_required(client):
    vacancy = open_vacancy()
    TermsOfReferenceFactory(vacancy=vacancy)
    OutputFactory(vacancy=vacancy)
    said = posting(client, vacancy)["description"]
    for words in (
        "<h3>Scope</h3>",
        "taught at four universities",
        "A manual of 200 pages",
        "At least seven years",
    ):
        assert words in said


def test_each_language_has_a_posting_of_its_own(client):
    vacancy = open_vacancy(title_en="Lead expert", title_ru="Ведущий эксперт")
    english, russian = posting(client, vacancy), posting(client, vacancy, "ru")
    assert (english["title"], russian["title"]) == ("Lead expert", "Ведущий эксперт")
    assert russian["jobLocation"][0]["address"]["addressLocality"] == "Астана"
    assert english["identifier"] == russian["identifier"]


def test_a_page_without_a_title_in_its_language_leaves_the_posting_to_the_other(client):
    vacancy = open_vacancy(title_en="", title_ru="Ведущий эксперт")
    assert blocks(client, vacancy) == []
    assert posting(client, vacancy, "ru")["title"] == "Ведущий эксперт"


def test_work_from_home_has_no_empty_place_but_says_where_who_does_it_lives(client):
    vacancy = planned_vacancy(published=True, home_based=True, scope="national")
    found = posting(client, vacancy)
    assert "jobLocation" not in found
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert found["applicantLocationRequirements"] == [{"@type": "Country", "name": "Kazakhstan"}]


def test_required_residence_is_where_work_from_home_is_done_and_citizenship_is_not(client):
    vacancy = planned_vacancy(published=True, home_based=True, eligible_countries=["TM"])
    RequirementFactory(
        plan=vacancy.plan, kind=RequirementKind.RESIDENCE, parameters={"countries": ["KG", "UZ"]}
    )
    found = posting(client, vacancy)
    assert [country["name"] for country in found["applicantLocationRequirements"]] == [
        "Kyrgyzstan",
        "Uzbekistan",
    ]
    assert found["eligibilityToWorkRequirement"] == "Citizens of: Turkmenistan"


def test_who_may_come_from_anywhere_is_asked_for_no_citizenship(client):
    assert "eligibilityToWorkRequirement" not in posting(client, open_vacancy(eligible_countries=[]))


def test_a_vacancy_without_a_duty_station_is_where_its_office_is(client):
    (place,) = posting(client, planned_vacancy(published=True))["jobLocation"]
    assert place["address"]["addressLocality"] == "Astana"


@pytest.mark.parametrize(
    ("kind", "employment"),
    [("consultant", "CONTRACTOR"), ("expert", "CONTRACTOR"), ("staff", "TEMPORARY"), ("intern", "INTERN")],
)
def test_every_type_has_its_kind_of_employment(client, kind, employment):
    assert posting(client, open_vacancy(kind=kind))["employmentType"] == employment


def test_no_salary_is_made_up(client):
    assert "baseSalary" not in posting(client, open_vacancy(method="cumulative"))


@pytest.mark.parametrize(
    ("per", "unit"),
    [("month", {"unitText": "MONTH"}), ("year", {"unitText": "YEAR"}), ("whole", {})],
)
def test_a_single_sum_is_said_once_and_for_its_time(client, per, unit):
    vacancy = open_vacancy(**{**DAILY, "pay_least": "250.5", "pay_per": per})
    value = posting(client, vacancy)["baseSalary"]["value"]
    assert value == {"@type": "QuantitativeValue", "value": 250.5, **unit}


@pytest.mark.parametrize(("days", "said"), [(14, True), (15, False)])
def test_work_that_starts_within_two_weeks_of_closing_starts_at_once(client, days, said):
    vacancy = open_vacancy(
        closes_at=closing(days=20, hours=4), starts_on=date(2026, 12, 11) + timedelta(days=days)
    )
    assert posting(client, vacancy)["jobImmediateStart"] is said


def test_without_an_estimated_start_nothing_is_said_of_it(client):
    assert not {"jobImmediateStart", "jobStartDate"} & posting(client, open_vacancy(starts_on=None)).keys()


@pytest.mark.parametrize(
    "fields",
    [{"closes_at": closing(seconds=-1)}, {"status": "cancelled"}, {"status": "under_evaluation"}],
)
def test_what_takes_no_applications_is_not_posted(client, fields):
    assert blocks(client, open_vacancy(**fields)) == []


def test_it_is_posted_until_the_last_second(client, monkeypatch):
    vacancy = open_vacancy()
    monkeypatch.setattr("portal.kernel.clock.now", lambda: vacancy.closes_at)
    assert len(blocks(client, vacancy)) == 1
    monkeypatch.setattr("portal.kernel.clock.now", lambda: vacancy.closes_at + timedelta(seconds=1))
    assert blocks(client, vacancy) == []


def test_no_text_can_end_the_block(client):
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    vacancy = open_vacancy(title_en=f"Expert {evil}")
    page = client.get(f"/en/vacancies/{vacancy.slug}/").content.decode()
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert posting(client, vacancy)["title"] == f"Expert {evil}"


def test_a_notice_in_one_language_names_that_page_as_the_one_to_be_found(client):
    vacancy = open_vacancy(title_en="", title_ru="Ведущий эксперт")
    page = client.get(f"/en/vacancies/{vacancy.slug}/").content.decode()
    assert f'<link rel="canonical" href="http://localhost:8000/ru/vacancies/{vacancy.slug}/">' in page
    assert 'rel="alternate" hreflang' not in page
    assert '<meta property="og:title" content="Ведущий эксперт">' in page
