"""Texts are saved by path, paired when both languages were written, and stale when only one was."""

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.publishing import LotFactory, OutputFactory
from tests.factories.vacancies import RequirementFactory, planned_vacancy
from vacancies.models import Pairing, Vacancy
from vacancies.publishing.rules import writers_of
from vacancies.translation.actions import carry_pairings, note, review, review_drafts, save_texts
from vacancies.translation.states import State, open_texts, readings
from vacancies.translation.texts import texts_of
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy()


@pytest.fixture
def translator(vacancy):
    return person_with(Role.TRANSLATOR, vacancy.office)


def save(vacancy, by, path, **said):
    return save_texts(vacancy=vacancy, texts={path: said}, by=by, at=NOW)


def again(vacancy):
    return Vacancy.with_amendments.get(pk=vacancy.pk)


def state(vacancy, path):
    (found,) = [one for one in readings(again(vacancy)) if one.text.path == path]
    return found.states["en"], found.states["ru"]


def reviewed(vacancy, by, path):
    (text,) = [text for text in texts_of(again(vacancy)) if text.path == path]
    return review(vacancy=vacancy, path=path, said=text.said, by=by, at=NOW)


def test_every_text_of_a_notice_has_a_path_as_in_its_document(vacancy):
    LotFactory(vacancy=vacancy, code="L7")
    OutputFactory(vacancy=vacancy)
    paths = [text.path for text in texts_of(vacancy)]
    assert paths == [
        *("unit", "title", "summary", "duration", "terms.text"),
        *(
            f"terms.{name}"
            for name in (
                *("context", "scope", "supervision", "indicators"),
                *("qualifications", "travel", "competencies"),
            )
        ),
        *("lots.L7.name", "outputs.O1.title", "outputs.O1.due"),
        *("plan.requirements.R1.text", "plan.requirements.R2.text"),
        *(
            f"plan.criteria.{code}.{rest}"
            for code in "AB"
            for rest in ("name", "description", *(f"anchors.{step}.text" for step in (0, 3, 5)))
        ),
        "plan.documents.cv.name",
    ]


def test_a_text_knows_how_long_it_may_be_and_whether_it_is_markdown(vacancy):
    by_path = {text.path: text for text in texts_of(vacancy)}
    assert (by_path["title"].limit, by_path["title"].long) == (250, False)
    assert (by_path["terms.scope"].limit, by_path["terms.scope"].long) == (None, True)


@pytest.mark.parametrize("rows", [1, 12])
def test_texts_and_states_take_the_same_queries_however_many_there_are(
    vacancy, django_assert_num_queries, rows
):
    for number in range(rows):
        LotFactory(vacancy=vacancy, code=f"L{number}")
        OutputFactory(vacancy=vacancy)
        RequirementFactory(plan=vacancy.plan, code=f"Q{number}")
    fresh = again(vacancy)
    with django_assert_num_queries(10):
        open_texts(fresh)


def test_what_is_written_in_both_languages_is_a_draft_until_it_is_reviewed(vacancy, translator):
    save(vacancy, translator, "terms.travel", en="Two trips", ru="Две поездки")
    assert state(vacancy, "terms.travel") == (State.DRAFT, State.DRAFT)
    reviewed(vacancy, translator, "terms.travel")
    assert state(vacancy, "terms.travel") == (State.REVIEWED, State.REVIEWED)


def test_what_is_written_in_one_language_is_missing_in_the_other_and_then_a_draft(vacancy, translator):
    save(vacancy, translator, "unit", en="Migration and health")
    assert state(vacancy, "unit") == (State.DRAFT, State.MISSING)
    save(vacancy, translator, "unit", ru="Миграция и здоровье")
    assert state(vacancy, "unit") == (State.DRAFT, State.DRAFT)


def test_a_change_in_one_language_makes_the_other_stale_and_says_what_changed(vacancy, translator):
    save(vacancy, translator, "duration", en="Six months", ru="Шесть месяцев")
    reviewed(vacancy, translator, "duration")
    save(vacancy, translator, "duration", en="Seven months")
    assert state(vacancy, "duration") == (State.DRAFT, State.STALE)
    (found,) = [one for one in readings(again(vacancy)) if one.text.path == "duration"]
    assert {language: [str(one.words) for one in told] for language, told in found.changed.items()} == {
        "en": ["Six", "Seven", " months"]
    }


def test_a_stale_text_that_is_brought_up_to_date_is_a_draft(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    save(vacancy, translator, "duration", en="Seven months")
    save(vacancy, translator, "duration", ru="Семь месяцев")
    assert state(vacancy, "duration") == (State.DRAFT, State.DRAFT)


def test_a_change_taken_back_leaves_nothing_stale(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    reviewed(vacancy, translator, "duration")
    save(vacancy, translator, "duration", en="Seven months")
    save(vacancy, translator, "duration", en="Five months")
    assert state(vacancy, "duration") == (State.REVIEWED, State.REVIEWED)


def test_a_stale_text_can_be_declared_right_all_the_same(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    save(vacancy, translator, "duration", en="5 months")
    assert state(vacancy, "duration") == (State.DRAFT, State.STALE)
    reviewed(vacancy, translator, "duration")
    assert state(vacancy, "duration") == (State.REVIEWED, State.REVIEWED)


def test_a_text_taken_away_is_missing_and_stale_again_when_it_comes_back_as_it_was(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    save(vacancy, translator, "duration", ru="")
    assert state(vacancy, "duration") == (State.DRAFT, State.MISSING)
    save(vacancy, translator, "duration", en="Six months")
    save(vacancy, translator, "duration", ru="Пять месяцев")
    assert state(vacancy, "duration") == (State.DRAFT, State.STALE)


def test_only_what_is_whole_and_a_draft_is_reviewed_at_once(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    save(vacancy, translator, "unit", en="Migration")
    save(vacancy, translator, "duration", en="Seven months")
    review_drafts(vacancy=vacancy, by=translator, at=NOW)
    assert {(one.path, one.language, one.state) for one in open_texts(again(vacancy))} == {
        ("unit", "en", State.DRAFT),
        ("unit", "ru", State.MISSING),
        ("duration", "en", State.DRAFT),
        ("duration", "ru", State.STALE),
    }
    with pytest.raises(Refused):
        review_drafts(vacancy=vacancy, by=translator, at=NOW)


def test_rows_that_move_up_take_their_states_along(vacancy, translator):
    RequirementFactory(plan=vacancy.plan, code="R3", text_en="Own car", text_ru="Свой автомобиль", order=3)
    note(vacancy, by=translator, at=NOW)
    reviewed(vacancy, translator, "plan.requirements.R2.text")
    save(vacancy, translator, "plan.requirements.R3.text", en="Own lorry")
    first, second, third = vacancy.plan.requirements.all()
    first.delete()
    for row, code in ((second, "R1"), (third, "R2")):
        row.code = code
        row.save(update_fields=["code"])
    note(vacancy, by=translator, at=NOW)
    assert state(vacancy, "plan.requirements.R1.text") == (State.REVIEWED, State.REVIEWED)
    assert state(vacancy, "plan.requirements.R2.text") == (State.DRAFT, State.STALE)
    assert not Pairing.objects.filter(path="plan.requirements.R3.text").exists()


def test_a_new_row_with_a_word_of_another_row_is_not_stale(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    RequirementFactory(
        plan=vacancy.plan, code="R3", order=3, text_en="A citizen of the five countries", text_ru="Иное"
    )
    note(vacancy, by=translator, at=NOW)
    assert state(vacancy, "plan.requirements.R3.text") == (State.DRAFT, State.DRAFT)


def test_a_text_reviewed_must_be_the_one_that_was_read(vacancy, translator):
    for said in ({"en": "Five months", "ru": "Шесть месяцев"}, {"en": "Five months"}):
        with pytest.raises(Refused, match="changed meanwhile"):
            review(vacancy=vacancy, path="duration", said=said, by=translator, at=NOW)
    save(vacancy, translator, "unit", en="Law")
    with pytest.raises(Refused, match="missing"):
        review(vacancy=vacancy, path="unit", said={"en": "Law", "ru": ""}, by=translator, at=NOW)


def test_the_record_says_which_texts_were_changed_and_what_changed_not_leaves_no_entry(vacancy, translator):
    save(vacancy, translator, "duration", en="Five months", ru="Пять месяцев")
    assert not Entry.objects.exists()
    save(vacancy, translator, "plan.criteria.A.name", ru="Опыт работы")
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.data["fields"]) == (
        "texts.changed",
        translator.pk,
        ["plan.criteria.A.name"],
    )


def test_who_translated_is_one_of_the_writers_and_does_not_approve(vacancy, translator):
    translator.grants.create(office=vacancy.office, role=Role.APPROVER)
    person = type(translator).objects.get(pk=translator.pk)
    Vacancy.objects.filter(pk=vacancy.pk).update(status=Status.IN_APPROVAL)
    assert person.has_perm("vacancies.publish_vacancy", again(vacancy))
    Vacancy.objects.filter(pk=vacancy.pk).update(status=Status.DRAFT)
    save(vacancy, person, "duration", en="Six months")
    assert person in writers_of(vacancy)
    assert not person.has_perm("vacancies.publish_vacancy", again(vacancy))


@pytest.mark.parametrize("status", [Status.IN_APPROVAL, Status.PUBLISHED, Status.DECIDED])
def test_only_a_draft_is_translated(translator, status):
    vacancy = planned_vacancy(office=translator.grants.get().office, published=True)
    Vacancy.objects.filter(pk=vacancy.pk).update(status=status)
    with pytest.raises(Refused, match="no longer a draft"):
        save(vacancy, translator, "title", en="New")


def test_a_text_unknown_or_too_long_is_refused_and_nothing_is_saved(vacancy, translator):
    for path, words in (("nothing", "x"), ("duration", "x" * 121)):
        with pytest.raises(Refused, match="Nothing was saved"):
            save_texts(
                vacancy=vacancy, texts={"title": {"en": "New"}, path: {"en": words}}, by=translator, at=NOW
            )
    assert again(vacancy).title_en == vacancy.title_en


def test_texts_of_a_frozen_plan_stay(vacancy, translator):
    type(vacancy.plan).objects.update(frozen_at=NOW, frozen_fingerprint="f")
    with pytest.raises(Refused, match="frozen"):
        save(vacancy, translator, "plan.criteria.A.name", en="New")
    save(vacancy, translator, "title", en="New")


def test_who_does_not_write_for_the_office_translates_nothing(vacancy):
    office = vacancy.office
    others = [person_with(role, office) for role in (Role.APPROVER, Role.AUDITOR)]
    for person in [*others, UserFactory(is_superuser=True), person_with(Role.TRANSLATOR, OfficeFactory())]:
        for deed in (
            lambda by: save(vacancy, by, "title", en="New"),
            lambda by: reviewed(vacancy, by, "title"),
            lambda by: review_drafts(vacancy=vacancy, by=by, at=NOW),
        ):
            with pytest.raises(PermissionDenied):
                deed(person)


def test_a_copy_takes_the_states_of_its_original_along(vacancy, translator):
    note(vacancy, by=translator, at=NOW)
    save(vacancy, translator, "duration", en="Seven months")
    copy = planned_vacancy(office=vacancy.office, duration_en="Seven months")
    carry_pairings(vacancy=vacancy, to=copy)
    assert state(copy, "duration") == (State.DRAFT, State.STALE)
