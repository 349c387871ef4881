"""Writing the terms of reference of a draft."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW, person_with
from tests.factories.publishing import (
    LotFactory,
    OutputFactory,
    StandardClauseFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from tests.vacancies.vacancy.finding import found
from vacancies.models import Lot, TermsOfReference, Vacancy
from vacancies.plan.actions import save_plan
from vacancies.publishing.actions import create_vacancy
from vacancies.terms.actions import choose_clauses, save_lots, save_outputs, save_sections
from vacancies.vacancy import saved
from vacancies.vacancy.actions import save_notice
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
RUSSIAN_C1 = {"language": "ru", "level": "C1", "required": True}
MANUAL = {
    "title_en": "A manual",
    "title_ru": "Пособие",
    "due_en": "",
    "due_ru": "",
    "due_on": None,
    "share": 60,
}


@pytest.fixture
def vacancy():
    return planned_vacancy()


@pytest.fixture
def officer(vacancy):
    return person_with(Role.OFFICER, vacancy.office)


@pytest.fixture
def deed(vacancy, officer, now):
    return {"vacancy": vacancy, "by": officer, "at": now}


@pytest.fixture
def heard():
    """What a room that registered was told of."""
    told = []

    def listen(vacancy, *, by, at):
        told.append((vacancy.pk, by, at))

    saved.register(listen)
    yield told
    saved._listeners.remove(listen)


def recorded(vacancy):
    return [entry.data.get("fields") for entry in Entry.objects.of(vacancy.stream)]


def lot(name="Osh", openings=1, **fields):
    return {"name_en": name, "name_ru": "", "openings": openings, **fields}


def test_sections_and_languages_are_saved_and_the_record_names_what_changed(deed, vacancy):
    fields = {"context_en": "Law is taught.", "scope_ru": "Написать пособие."}
    row = save_sections(fields=fields, languages_asked=[RUSSIAN_C1], **deed)
    assert (row.sections.context_en, row.sections.scope_ru) == ("Law is taught.", "Написать пособие.")
    assert [(asked.language, asked.level) for asked in row.languages_asked.all()] == [("ru", "C1")]
    assert (row.changed_at, recorded(vacancy)) == (
        NOW,
        [["terms.context_en", "terms.scope_ru", "languages"]],
    )


def test_saving_what_stands_there_already_leaves_no_entry(deed, vacancy):
    TermsOfReferenceFactory(vacancy=vacancy, context_en="Law is taught.")
    LotFactory(vacancy=vacancy, code="L1", name_en="Osh", name_ru="")
    save_sections(fields={"context_en": "Law is taught."}, languages_asked=[], **deed)
    save_lots(rows=[lot(code="L1")], **deed)
    save_outputs(rows=[], **deed)
    assert recorded(vacancy) == []
    assert Vacancy.objects.get().changed_at == vacancy.changed_at


def test_outputs_stand_in_the_order_in_which_they_are_given(deed, vacancy):
    OutputFactory(vacancy=vacancy)
    report = {**MANUAL, "title_en": "Report", "due_on": date(2027, 3, 1), "share": 40}
    row = save_outputs(rows=[MANUAL, report], **deed)
    assert [(output.title_en, output.due_on, output.share) for output in row.outputs.all()] == [
        ("A manual", None, 60),
        ("Report", date(2027, 3, 1), 40),
    ]
    assert recorded(vacancy) == [["outputs"]]


def test_a_vacancy_has_as_many_openings_as_its_lots_together(deed):
    assert save_lots(rows=[lot(openings=2), lot("Batken", 3)], **deed).openings == 5
    assert Vacancy.objects.get().openings == 5
    assert save_notice(fields={"openings": 1}, stations=[], **deed).openings == 5


def test_a_lot_keeps_its_row_and_a_new_one_gets_a_number_that_none_had(deed, vacancy):
    kept = LotFactory(vacancy=vacancy, code="L1")
    LotFactory(vacancy=vacancy, code="L2")
    save_lots(rows=[lot("New", code=""), lot("Osh city", code="L1")], **deed)
    assert [(row.code, row.name_en) for row in Lot.objects.all()] == [("L3", "New"), ("L1", "Osh city")]
    assert Lot.objects.get(code="L1").pk == kept.pk


def test_a_lot_somebody_applies_for_is_not_removed_and_nothing_else_is_saved(deed, vacancy):
    wanted = LotFactory(vacancy=vacancy, code="L1", name_en="Osh", name_ru="Ош")
    ApplicationFactory(vacancy=vacancy, lot=wanted)
    with pytest.raises(Refused, match="Lot L1 Osh cannot be removed: somebody applies for it"):
        save_lots(rows=[lot("Batken")], **deed)
    assert [row.code for row in Lot.objects.all()] == ["L1"]


def test_clauses_are_chosen_version_by_version(deed, vacancy):
    first = StandardClauseFactory()
    second = StandardClauseFactory(version=2, replaces=first)
    row = choose_clauses(clauses=[second], **deed)
    assert [chosen.clause for chosen in row.clauses.all()] == [second]
    assert recorded(vacancy) == [["clauses"]]


def test_whoever_registered_hears_of_every_save_of_texts(deed, officer, vacancy, heard):
    save_sections(fields={"context_en": "New"}, languages_asked=[], **deed)
    save_outputs(rows=[MANUAL], **deed)
    save_notice(fields={"title_en": "New"}, stations=[], **deed)
    save_plan(plan=vacancy.plan, fields={"pass_mark": 61}, by=officer, at=NOW)
    assert heard == [(vacancy.pk, officer, NOW)] * 4


def test_a_notice_is_found_by_its_lots_as_soon_as_they_are_saved(deed, vacancy):
    save_lots(rows=[lot("Batken")], **deed)
    assert [row.pk for row in found("Баткен")] == [vacancy.pk]


def test_nobody_hears_of_a_save_that_changes_nothing(deed, heard):
    save_outputs(rows=[], **deed)
    assert heard == []


@pytest.mark.parametrize("status", [Status.IN_APPROVAL, Status.PUBLISHED])
def test_what_is_no_longer_a_draft_is_not_changed(status, now):
    published = {"published": True} if status == Status.PUBLISHED else {}
    vacancy = VacancyFactory(**published, status=status)
    officer = person_with(Role.OFFICER, vacancy.office)
    with pytest.raises(Refused):
        save_sections(vacancy=vacancy, fields={"context_en": "x"}, languages_asked=[], by=officer, at=now)
    assert not TermsOfReference.objects.exists()


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_who_is_no_officer_of_the_office_writes_no_terms(vacancy, role, now):
    for person in (person_with(role, vacancy.office), person_with(Role.OFFICER, VacancyFactory().office)):
        with pytest.raises(PermissionDenied):
            save_lots(vacancy=vacancy, rows=[lot()], by=person, at=now)


def test_the_working_copy_of_a_corrigendum_is_written_like_any_draft(now):
    published = VacancyFactory(published=True)
    copy = VacancyFactory(amends=published, office=published.office, reference=f"{published.reference} K1")
    officer = person_with(Role.OFFICER, published.office)
    save_outputs(vacancy=copy, rows=[MANUAL], by=officer, at=now)
    assert (copy.outputs.count(), published.outputs.count()) == (1, 0)
    assert Entry.objects.of(published.stream).get().subject == f"{published.reference} K1"


def test_a_new_vacancy_has_the_clauses_in_force(officer, vacancy, now):
    clause = StandardClauseFactory(office=vacancy.office)
    StandardClauseFactory(office=vacancy.office, topic="relatives", kind="intern")
    fields = {"kind": "consultant", "scope": "national"}
    new = create_vacancy(office=vacancy.office, by=officer, at=now, **fields)
    assert [chosen.clause for chosen in new.clauses.all()] == [clause]
