"""The engine of every state machine, tried on the one of vacancies."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy, override

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused, Step, in_english, locked, require, take
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.vacancies import VacancyFactory
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
HAND_IN = Step("hand in", frozenset({Status.DRAFT}), Status.IN_APPROVAL, "vacancies.submit_vacancy")


@pytest.fixture
def vacancy():
    return VacancyFactory()


@pytest.fixture
def officer(vacancy):
    return person_with(Role.OFFICER, vacancy.office)


def test_a_step_moves_the_row_and_saves_what_belongs_to_the_new_state(vacancy, officer):
    later = NOW + timedelta(days=30)
    row = take(HAND_IN, vacancy, by=officer, closes_at=later)
    assert (row.status, row.closes_at) == (Status.IN_APPROVAL, later)
    stored = Vacancy.objects.get()
    assert (stored.status, stored.closes_at) == (Status.IN_APPROVAL, later)


def test_a_step_starts_from_what_is_stored_and_not_from_what_was_loaded(vacancy, officer):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    assert vacancy.status == Status.DRAFT
    with pytest.raises(Refused):
        take(HAND_IN, vacancy, by=officer)


def test_a_step_saves_nothing_that_was_only_set_on_the_loaded_row(vacancy, officer):
    vacancy.title_en = "Typed and never saved"
    assert take(HAND_IN, vacancy, by=officer).title_en == VacancyFactory.title_en
    assert Vacancy.objects.get().title_en == VacancyFactory.title_en


def test_a_step_from_another_state_is_refused_with_the_name_of_that_state(vacancy, officer):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    with override("en"), pytest.raises(Refused) as refusal:
        take(HAND_IN, vacancy, by=officer)
    assert str(refusal.value) == "This step is not possible now: the state is “in approval”."
    assert Vacancy.objects.get().status == Status.IN_APPROVAL


def test_who_may_not_is_denied_before_the_state_is_told(vacancy):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    with pytest.raises(PermissionDenied):
        take(HAND_IN, vacancy, by=UserFactory())


def test_a_permission_is_required_on_its_subject(vacancy, officer):
    require("vacancies.edit_vacancy", vacancy, by=officer)
    with pytest.raises(PermissionDenied, match=r"vacancies\.edit_vacancy"):
        require("vacancies.edit_vacancy", VacancyFactory(), by=officer)


def test_a_locked_row_is_a_fresh_one(vacancy):
    Vacancy.objects.update(title_en="Now")
    assert locked(vacancy).title_en == "Now"


def test_sentences_of_the_record_are_english_whatever_language_the_page_has():
    with override("ru"):
        assert in_english(gettext_lazy("Error:")) == "Error:"
