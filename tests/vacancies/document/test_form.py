"""The document of a notice: what stands in it, written into a vacancy and read again."""

from copy import deepcopy

import pytest

from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.notices import full_notice
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import RequirementFactory, planned_vacancy
from vacancies.document.actions import fresh, keep_version, write_into
from vacancies.document.differences import differences
from vacancies.document.form import document_of
from vacancies.document.hydrate import hydrated
from vacancies.models import Vacancy
from vacancies.plan.actions import freeze

pytestmark = pytest.mark.django_db

IDENTITY = ("reference", "office")


def test_a_document_is_the_same_read_from_a_vacancy_it_was_written_into():
    said = document_of(fresh(full_notice()))
    other = planned_vacancy()
    written = document_of(write_into(vacancy=other, document=said))
    assert {**written, "reference": said["reference"], "office": said["office"]} == said


def test_writing_leaves_reference_office_state_and_slug_alone():
    said = document_of(fresh(full_notice()))
    other = planned_vacancy()
    written = write_into(vacancy=other, document=said)
    kept = ("reference", "slug", "office_id", "status", "written_by_id", "changed_at")
    assert [getattr(written, name) for name in kept] == [getattr(other, name) for name in kept]


def test_rows_that_applications_point_to_keep_their_keys():
    vacancy = fresh(full_notice())
    plan = vacancy.plan
    before = [
        {row.code: row.pk for row in rows.all()}
        for rows in (vacancy.lots, plan.requirements, plan.criteria, plan.documents)
    ]
    said = document_of(vacancy)
    said["plan"]["criteria"].reverse()
    said["plan"]["criteria"][0]["name"]["en"] = "Another name"
    written = write_into(vacancy=vacancy, document=said)
    plan = written.plan
    assert [
        {row.code: row.pk for row in rows.all()}
        for rows in (written.lots, plan.requirements, plan.criteria, plan.documents)
    ] == before
    assert document_of(written) == said


def test_a_frozen_plan_is_not_written_over():
    vacancy = full_notice(published=True)
    freeze(plan=vacancy.plan, by=UserFactory(), at=NOW)
    same = document_of(fresh(vacancy))
    said = deepcopy(same)
    said["plan"]["criteria"][0]["points"] = "41"
    with pytest.raises(Refused, match="frozen"):
        write_into(vacancy=vacancy, document=said)
    assert document_of(fresh(vacancy)) == same


def test_the_notice_may_change_while_its_plan_is_frozen():
    vacancy = full_notice(published=True)
    freeze(plan=vacancy.plan, by=UserFactory(), at=NOW)
    said = document_of(fresh(vacancy)) | {"title": {"en": "New", "ru": "Новое"}}
    assert document_of(write_into(vacancy=vacancy, document=said)) == said


def test_an_unknown_clause_is_refused_and_nothing_is_written():
    vacancy = full_notice()
    before = document_of(fresh(vacancy))
    said = deepcopy(before) | {"title": {"en": "New", "ru": "Новое"}}
    said["clauses"][0]["text"]["en"] = "Other words."
    with pytest.raises(Refused, match="equal_opportunity"):
        write_into(vacancy=vacancy, document=said)
    assert document_of(fresh(vacancy)) == before


def test_a_hydrated_document_reads_as_the_vacancy_and_asks_the_database_nothing(django_assert_num_queries):
    vacancy = full_notice()
    said = document_of(fresh(vacancy))
    with django_assert_num_queries(0):
        assert document_of(hydrated(said, office=vacancy.office)) == said
    assert Vacancy.objects.count() == 1


def test_differences_name_each_value_by_its_path():
    old = document_of(fresh(full_notice()))
    new = deepcopy(old)
    new["title"]["en"] = "Another title"
    new["terms"]["context"]["ru"] = "Иной контекст"
    new["outputs"][1]["share"] = "59"
    new["plan"]["criteria"][0]["anchors"][1]["text"]["en"] = "Enough, just"
    new["lots"][0]["name"]["en"] = "Elsewhere"
    new["closes_at"] = "2027-01-31T13:00:00Z"
    assert [(row["path"], row["new"]) for row in differences(old, new)] == [
        ("title.en", "Another title"),
        ("closes_at", "2027-01-31T13:00:00Z"),
        ("terms.context.ru", "Иной контекст"),
        ("lots.L1.name.en", "Elsewhere"),
        ("outputs.O2.share", "59"),
        ("plan.criteria.A.anchors.3.text.en", "Enough, just"),
    ]
    assert differences(old, new)[4]["old"] == "59.5"


def test_a_row_that_comes_or_goes_is_told_whole_and_a_changed_order_under_its_list():
    old = document_of(fresh(full_notice()))
    new = deepcopy(old)
    gone = new["languages"].pop()
    new["plan"]["criteria"].reverse()
    assert differences(old, new) == [
        {"path": "languages.en", "old": gone, "new": None},
        {"path": "plan.criteria", "old": ["A", "B"], "new": ["B", "A"]},
    ]


def test_the_same_document_has_no_differences_whatever_its_reference():
    old = document_of(fresh(full_notice()))
    assert differences(old, {**old, "reference": "X", "office": "Y"}) == []


def test_kept_versions_are_numbered_and_the_record_remembers_their_hash():
    vacancy = full_notice(published=True)
    first = keep_version(vacancy=vacancy, by=UserFactory(), at=NOW)
    second = keep_version(vacancy=vacancy, by=UserFactory(), at=NOW)
    assert [first.number, second.number] == [1, 2]
    assert first.content == document_of(fresh(vacancy))
    assert first.content_hash == sha256_of(first.content)
    told = Entry.objects.of(vacancy.stream).filter(action="notice.kept").order_by("pk")
    assert [entry.data for entry in told] == [
        {"number": version.number, "sha256": version.content_hash} for version in (first, second)
    ]


def test_what_a_requirement_needs_stands_in_one_order_whatever_the_database_keeps():
    vacancy = planned_vacancy()
    RequirementFactory(
        plan=vacancy.plan, code="R9", kind="language", parameters={"level": "B2", "language": "en"}, order=9
    )
    asked = document_of(vacancy)["plan"]["requirements"][-1]
    assert list(asked["parameters"]) == ["language", "level"]
