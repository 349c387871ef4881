"""The standard clauses of an office: versions, who may, and which of them a notice begins with."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.factories.publishing import ChosenClauseFactory, StandardClauseFactory
from vacancies.models import StandardClause
from vacancies.terms.actions import add_clause, begin_with_suggested, retire_clause, revise_clause
from vacancies.terms.models import Topic
from vacancies.terms.standing import clauses_for
from vacancies.terms.suggested import SUGGESTED

pytestmark = pytest.mark.django_db
TEXTS = {"text_en": "No fee.", "text_ru": "Бесплатно."}


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def officer(client, office):
    officer = person_with(Role.OFFICER, office)
    client.force_login(officer)
    return officer


def page(name, *args):
    return reverse(f"terms:{name}", args=args)


def test_a_clause_is_added_as_its_first_version_and_recorded(office, officer):
    clause = add_clause(office=office, fields={"topic": "no_fee", "kind": "", **TEXTS}, by=officer, at=NOW)
    assert (clause.version, clause.made_by, clause.made_at, clause.text_ru) == (1, officer, NOW, "Бесплатно.")
    entry = Entry.objects.of(f"office:{office.pk}").get()
    assert (entry.action, entry.data) == ("clause.added", {"topic": "no_fee", "version": 1})


def test_a_change_is_the_next_version_and_notices_keep_theirs(office, officer):
    first = StandardClauseFactory(office=office, kind="intern")
    chosen = ChosenClauseFactory(clause=first)
    second = revise_clause(clause=first, texts=TEXTS, by=officer, at=NOW)
    assert (second.version, second.replaces, second.kind, second.text_en) == (2, first, "intern", "No fee.")
    chosen.refresh_from_db()
    assert (chosen.clause, list(StandardClause.objects.in_force())) == (first, [second])


def test_the_same_texts_make_no_version(office, officer):
    clause = StandardClauseFactory(office=office, **TEXTS)
    assert revise_clause(clause=clause, texts=TEXTS, by=officer, at=NOW) == clause
    assert (StandardClause.objects.count(), Entry.objects.count()) == (1, 0)


def test_what_was_replaced_or_retired_is_neither_changed_nor_retired_again(office, officer):
    first = StandardClauseFactory(office=office)
    second = StandardClauseFactory(office=office, version=2, replaces=first)
    retire_clause(clause=second, by=officer, at=NOW)
    for clause in (first, second):
        with pytest.raises(Refused, match="later version"):
            revise_clause(clause=clause, texts=TEXTS, by=officer, at=NOW)
        with pytest.raises(Refused, match="later version"):
            retire_clause(clause=clause, by=officer, at=NOW)


def test_an_officer_of_another_office_may_not(office):
    stranger = person_with(Role.OFFICER, OfficeFactory())
    clause = StandardClauseFactory(office=office)
    with pytest.raises(PermissionDenied):
        add_clause(office=office, fields={"topic": "no_fee", **TEXTS}, by=stranger, at=NOW)
    with pytest.raises(PermissionDenied):
        revise_clause(clause=clause, texts=TEXTS, by=stranger, at=NOW)


def test_the_suggested_clauses_cover_the_six_topics_in_both_languages(office, officer):
    made = begin_with_suggested(office=office, by=officer, at=NOW)
    assert [clause.topic for clause in made] == [topic.value for topic in Topic if topic != Topic.OTHER]
    assert [set(texts) for texts in SUGGESTED.values()] == [{"text_en", "text_ru"}] * 6
    assert min(len(text) for texts in SUGGESTED.values() for text in texts.values()) > 150


def test_an_office_that_has_clauses_gets_no_suggested_ones(office, officer):
    StandardClauseFactory(office=office, retired_at=NOW)
    with pytest.raises(Refused, match="has clauses already"):
        begin_with_suggested(office=office, by=officer, at=NOW)
    assert StandardClause.objects.count() == 1


def test_a_notice_begins_with_the_clause_made_for_the_fewest():
    parent = OfficeFactory()
    office = OfficeFactory(parent=parent)
    shared = StandardClauseFactory(office=None, topic="right_to_cancel")
    StandardClauseFactory(office=None, topic="relatives")
    above = StandardClauseFactory(office=parent, topic="relatives")
    StandardClauseFactory(office=office, topic="no_fee")
    for_type = StandardClauseFactory(office=office, topic="no_fee", kind="expert")
    StandardClauseFactory(office=OfficeFactory(), topic="equal_opportunity")
    others = [StandardClauseFactory(office=office, topic="other") for _each in range(2)]
    StandardClauseFactory(office=office, topic="zero_tolerance", retired_at=NOW)
    assert clauses_for(office, "expert") == [for_type, above, shared, *others]


def test_an_empty_page_offers_the_suggested_texts_and_takes_them(client, office, officer):
    shown = client.get(page("clauses")).content.decode()
    assert "Begin with the suggested ones" in shown
    assert "близкими родственниками" in shown
    answer = client.post(page("suggested", office.code))
    assert (answer.url, office.clauses.count()) == (page("clauses"), 6)
    assert "Begin with the suggested ones" not in client.get(page("clauses")).content.decode()


def test_a_new_clause_without_a_text_comes_back_filled_in(client, office, officer):
    answer = client.post(page("new-clause"), {"office": office.pk, "topic": "relatives", "kind": "intern"})
    assert answer.context["form"].errors == {"text_en": ["Write this in one language at least."]}
    assert '<option value="relatives" selected>' in answer.content.decode()
    client.post(page("new-clause"), {"office": office.pk, "topic": "relatives", "kind": "", **TEXTS})
    assert [(row.topic, row.made_by) for row in office.clauses.all()] == [("relatives", officer)]


def test_a_clause_is_not_added_to_an_office_of_others(client, officer):
    other = OfficeFactory()
    answer = client.post(page("new-clause"), {"office": other.pk, "topic": "relatives", **TEXTS})
    assert set(answer.context["form"].errors) == {"office"}


def test_the_page_of_a_clause_saves_the_next_version_and_shows_the_earlier_ones(client, office, officer):
    first = StandardClauseFactory(office=office, text_en="Everybody is alike.", made_by=officer)
    answer = client.post(page("clause", first.pk), TEXTS, follow=True)
    shown = answer.content.decode()
    assert answer.redirect_chain == [(page("clause", office.clauses.get(version=2).pk), 302)]
    assert ("Everybody is alike." in shown, "Save as version 3" in shown, str(officer) in shown) == (
        True,
    ) * 3
    old = client.get(page("clause", first.pk)).content.decode()
    assert ("This version is no longer in force" in old, "Save as version" in old) == (True, False)


def test_a_clause_without_any_text_comes_back_with_the_fault_named(client, office, officer):
    clause = StandardClauseFactory(office=office)
    answer = client.post(page("clause", clause.pk), {"text_en": "", "text_ru": ""})
    assert set(answer.context["form"].errors) == {"text_en"}
    assert StandardClause.objects.count() == 1


def test_a_clause_is_retired_after_a_question(client, office, officer):
    clause = StandardClauseFactory(office=office)
    assert "Notices that have it keep it" in client.get(page("retire", clause.pk)).content.decode()
    client.post(page("retire", clause.pk))
    assert list(StandardClause.objects.in_force()) == []


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_who_writes_no_notices_keeps_no_clauses(client, office, role):
    clause = StandardClauseFactory(office=office)
    client.force_login(person_with(role, office))
    assert [client.get(page(name)).status_code for name in ("clauses", "new-clause")] == [403, 403]
    assert [client.get(page(name, clause.pk)).status_code for name in ("clause", "retire")] == [404, 404]
    assert client.post(page("suggested", office.code)).status_code == 404


def test_clauses_of_another_office_and_those_for_all_cannot_be_opened(client, officer):
    for clause in (StandardClauseFactory(office=OfficeFactory()), StandardClauseFactory(office=None)):
        assert client.get(page("clause", clause.pk)).status_code == 404


def test_more_clauses_take_no_more_queries(client, office, officer):
    def taken():
        client.get(page("clauses"))
        with CaptureQueriesContext(connection) as queries:
            client.get(page("clauses"))
        return len(queries)

    StandardClauseFactory(office=office)
    before = taken()
    for _each in range(3):
        StandardClauseFactory(office=office, made_by=person_with(Role.OFFICER, office))
    assert taken() == before
