"""Copies and templates: a notice begun from another one, with empty dates and the clauses in force."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.notices import full_notice
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.factories.publishing import NoticeTemplateFactory, StandardClauseFactory
from vacancies.document.actions import delete_template, fresh, rename_template, save_template
from vacancies.document.beginning import as_template
from vacancies.document.form import document_of
from vacancies.models import NoticeTemplate, Vacancy
from vacancies.publishing.beginnings import begin_from, copy_vacancy

pytestmark = pytest.mark.django_db

DATES = {"closes_at": None, "questions_until": None, "starts_on": None, "gap_reason": ""}


@pytest.fixture
def notice():
    vacancy = full_notice(gap_reason="Not yet translated.")
    vacancy.outputs.update(due_on=date(2027, 3, 1))
    return vacancy


@pytest.fixture
def officer(notice):
    return person_with(Role.OFFICER, notice.office)


def expected(notice, made, clauses):
    """What the copy says: all of the notice but its dates, with the clauses in force."""
    said = document_of(fresh(notice)) | DATES | {"reference": made.reference, "clauses": clauses}
    for output in said["outputs"]:
        output["due_on"] = None
    return said


def in_force(notice):
    old = notice.clauses.get().clause
    new = StandardClauseFactory(
        office=None, version=2, replaces=old, text_en="All are equal.", text_ru="Все равны."
    )
    return [{"topic": new.topic, "version": 2, "text": {"en": "All are equal.", "ru": "Все равны."}}]


def test_a_copy_says_the_same_without_dates_and_with_the_clauses_in_force(notice, officer):
    clauses = in_force(notice)
    made = copy_vacancy(vacancy=notice, by=officer, at=NOW)
    assert document_of(fresh(made)) == expected(notice, made, clauses)
    assert (made.status, made.written_by, made.reference != notice.reference) == ("draft", officer, True)
    told = Entry.objects.of(made.stream).get(action="vacancy.copied")
    assert told.data == {"source": notice.reference}


def test_a_template_begins_a_notice_with_the_clauses_in_force(notice, officer):
    template = save_template(vacancy=notice, name="Experts", by=officer, at=NOW)
    clauses = in_force(notice)
    made = begin_from(template=template, by=officer, at=NOW)
    assert document_of(fresh(made)) == expected(notice, made, clauses)
    assert Entry.objects.of(made.stream).get(action="vacancy.from_template").data == {"template": "Experts"}


def test_a_template_outlives_its_notice_and_is_not_changed_by_it(notice, officer):
    template = save_template(vacancy=notice, name="Experts", by=officer, at=NOW)
    Vacancy.objects.update(title_en="Another")
    assert begin_from(template=template, by=officer, at=NOW).title_en == notice.title_en


def test_a_document_given_to_a_template_stays_as_it_was(notice):
    said = document_of(fresh(notice))
    as_template(said)
    assert said == document_of(fresh(notice))


def test_templates_of_one_office_have_names_of_their_own(notice, officer):
    save_template(vacancy=notice, name="Experts", by=officer, at=NOW)
    NoticeTemplateFactory(name="Interns")
    other = save_template(vacancy=notice, name="Interns", by=officer, at=NOW)
    with pytest.raises(Refused, match="of this name"):
        save_template(vacancy=notice, name="Experts", by=officer, at=NOW)
    with pytest.raises(Refused, match="of this name"):
        rename_template(template=other, name="Experts", by=officer, at=NOW)


def test_a_template_is_renamed_and_deleted_on_the_record(notice, officer):
    template = save_template(vacancy=notice, name="Experts", by=officer, at=NOW)
    rename_template(template=template, name="Lawyers", by=officer, at=NOW)
    delete_template(template=template, by=officer, at=NOW)
    assert NoticeTemplate.objects.count() == 0
    assert list(
        Entry.objects.of(f"office:{notice.office_id}").order_by("pk").values_list("action", "data")
    ) == [
        ("template.saved", {"template": "Experts"}),
        ("template.renamed", {"template": "Lawyers", "before": "Experts"}),
        ("template.deleted", {"template": "Lawyers"}),
    ]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_only_officers_of_the_office_copy_and_keep_templates(notice, officer, role):
    template = save_template(vacancy=notice, name="Experts", by=officer, at=NOW)
    for person in (person_with(role, notice.office), person_with(Role.OFFICER, OfficeFactory())):
        for verb, what in [
            (copy_vacancy, {"vacancy": notice}),
            (begin_from, {"template": template}),
            (save_template, {"vacancy": notice, "name": "Other"}),
            (rename_template, {"template": template, "name": "Other"}),
            (delete_template, {"template": template}),
        ]:
            with pytest.raises(PermissionDenied):
                verb(**what, by=person, at=NOW)
    assert Vacancy.objects.count() == 1
