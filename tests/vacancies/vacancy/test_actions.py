"""Writing the notice of a draft."""

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.portal import person_with
from tests.factories.vacancies import DutyStationFactory, VacancyFactory
from tests.vacancies.vacancy.finding import found
from vacancies.models import Vacancy
from vacancies.vacancy.actions import save_notice
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
ASTANA = {"city_en": "Astana", "city_ru": "Астана", "country": "KZ"}
OSH = {"city_en": "Osh", "city_ru": "Ош", "country": "KG"}


@pytest.fixture
def vacancy():
    vacancy = VacancyFactory()
    DutyStationFactory(vacancy=vacancy, **ASTANA)
    return vacancy


@pytest.fixture
def officer(vacancy):
    return person_with(Role.OFFICER, vacancy.office)


def recorded(vacancy):
    return [(entry.action, entry.data) for entry in Entry.objects.of(vacancy.stream)]


def test_what_was_typed_is_saved_and_the_record_names_what_changed(vacancy, officer, now):
    fields = {"title_en": "Drafting lawyer", "openings": 2, "title_ru": vacancy.title_ru}
    saved = save_notice(vacancy=vacancy, fields=fields, stations=[ASTANA], by=officer, at=now)
    assert (saved.title_en, saved.openings, saved.changed_at) == ("Drafting lawyer", 2, now)
    assert recorded(vacancy) == [("vacancy.changed", {"fields": ["title_en", "openings"]})]


def test_saving_what_stands_there_already_leaves_no_entry(vacancy, officer, now):
    save_notice(vacancy=vacancy, fields={"title_en": vacancy.title_en}, stations=[ASTANA], by=officer, at=now)
    assert recorded(vacancy) == []
    assert Vacancy.objects.get().changed_at == vacancy.changed_at


def test_duty_stations_are_replaced(vacancy, officer, now):
    saved = save_notice(vacancy=vacancy, fields={}, stations=[OSH, ASTANA], by=officer, at=now)
    assert [station.city_en for station in saved.duty_stations.all()] == ["Osh", "Astana"]
    assert recorded(vacancy) == [("vacancy.changed", {"fields": ["duty_stations"]})]


def test_the_notice_can_be_found_by_what_was_written_last(vacancy, officer, now):
    assert found("hydrologists") == []
    save_notice(vacancy=vacancy, fields={"title_en": "Hydrologist"}, stations=[ASTANA], by=officer, at=now)
    assert found("hydrologists") == [vacancy]


def test_a_notice_in_approval_is_not_changed_and_the_answer_says_why(vacancy, officer, now):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    with pytest.raises(Refused, match="no longer a draft"):
        save_notice(vacancy=vacancy, fields={"title_en": "Other"}, stations=[], by=officer, at=now)
    assert Vacancy.objects.get().title_en == vacancy.title_en
    assert vacancy.duty_stations.count() == 1


def test_an_auditor_changes_nothing(vacancy, now):
    auditor = person_with(Role.AUDITOR, vacancy.office)
    with pytest.raises(PermissionDenied):
        save_notice(vacancy=vacancy, fields={"title_en": "Other"}, stations=[], by=auditor, at=now)
    assert recorded(vacancy) == []
