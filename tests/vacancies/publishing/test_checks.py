"""The checks that look at the whole notice: each names its field, and leads to it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.portal import NOW, OfficeFactory
from tests.factories.publishing import LotFactory, OutputFactory, PairingFactory, TermsOfReferenceFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Criterion, DocumentAsked, Plan, Requirement, Vacancy
from vacancies.plan.completeness import blocking, excusable, gaps, untranslated
from vacancies.plan.editor import edited

pytestmark = pytest.mark.django_db

# A Friday, 18:00 in Astana.
CLOSES = datetime(2026, 12, 11, 13, 0, tzinfo=UTC)


def whole(**fields):
    return planned_vacancy(**{"home_based": True, "closes_at": CLOSES, **fields})


def found(vacancy, at=NOW):
    return gaps(Vacancy.objects.get(pk=vacancy.pk), at=at)


def names(some):
    return [gap.field for gap in some]


def messages(some):
    return [gap.message for gap in some]


def stops(vacancy):
    return names(blocking(found(vacancy)))


def asks_why(vacancy, at=NOW):
    return names(excusable(found(vacancy, at)))


def test_both_weights_at_nothing_rank_nobody():
    vacancy = whole(method="cumulative")
    Plan.objects.update(technical_weight=0, financial_weight=0)
    assert stops(vacancy) == ["technical_weight"]
    Plan.objects.update(financial_weight=1)
    assert stops(vacancy) == []


@pytest.mark.parametrize("step", [0, 5])
def test_both_ends_of_a_scale_are_said_in_words_or_a_reason_is_given(step):
    vacancy = whole()
    vacancy.plan.criteria.get(code="A").anchors.filter(step=step).delete()
    (gap,) = found(vacancy)
    assert (gap.field, gap.excusable) == ("anchors", True)
    assert gap.message == "Criterion A: say in words what 0 and 5 mean, so that members mark alike."
    assert gap.place.address.endswith(f"/plan/criteria/{Criterion.objects.get(code='A').pk}/")


@pytest.mark.parametrize(("fields", "excuse"), [({"minimum": 5}, True), ({"minimum": 4}, None)])
def test_a_minimum_that_only_the_highest_mark_reaches_needs_a_reason(fields, excuse):
    vacancy = whole()
    vacancy.plan.criteria.filter(code="A").update(**fields)
    assert [gap.excusable for gap in found(vacancy)] == ([True] if excuse else [])


@pytest.mark.parametrize(("mark", "asked"), [("100", ["pass_mark"]), ("99.99", [])])
def test_a_pass_mark_that_only_full_marks_reach_needs_a_reason(mark, asked):
    vacancy = whole()
    Plan.objects.update(pass_mark=mark)
    assert (stops(vacancy), asks_why(vacancy)) == ([], asked)


def test_figures_that_no_database_would_keep_are_found_in_a_document_too():
    vacancy = Vacancy.objects.get(pk=whole().pk)
    vacancy.plan.pass_mark = 101
    criterion = next(iter(vacancy.plan.criteria.all()))
    criterion.minimum = 6
    vacancy.plan._prefetched_objects_cache = {"criteria": [criterion]}
    assert names(blocking(gaps(vacancy, at=NOW)))[:2] == ["minimum", "pass_mark"]


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("nationality", {"countries": []}),
        ("nationality", {"countries": ["DE"]}),
        ("residence", {}),
        ("experience", {"years": "41"}),
        ("experience", {"years": "many"}),
        ("education", {"level": "wizard"}),
        ("language", {"language": "xx", "level": "C1"}),
        ("language", {"language": "ru", "level": "C3"}),
        ("document", {"document": "diploma"}),
        ("question", {"answer": "perhaps"}),
    ],
)
def test_a_requirement_that_nobody_can_meet_stops_the_notice(kind, parameters):
    vacancy = whole()
    Requirement.objects.filter(code="R1").update(kind=kind, parameters=parameters)
    (gap,) = found(vacancy)
    assert (gap.field, gap.excusable, gap.language) == (kind, False, None)
    assert gap.place.address.endswith("/plan/requirements/")


def test_two_nationalities_that_nobody_has_together_stop_the_notice():
    vacancy = whole(eligible_countries=[])
    Requirement.objects.filter(code="R1").update(parameters={"countries": ["KZ"]})
    Requirement.objects.filter(code="R2").update(kind="nationality", parameters={"countries": ["KG"]})
    assert messages(found(vacancy)) == [
        "The requirements on nationality contradict each other: no country meets them all."
    ]


def test_terms_of_reference_are_a_text_or_a_section():
    vacancy = whole(terms_en="", terms_ru="")
    assert stops(vacancy) == ["terms"]
    TermsOfReferenceFactory(vacancy=vacancy)
    assert found(vacancy) == []


def test_shares_of_the_payment_add_up_to_a_hundred():
    vacancy = whole()
    OutputFactory(vacancy=vacancy, share="60.5")
    OutputFactory(vacancy=vacancy, share=30)
    assert messages(blocking(found(vacancy))) == [
        "The shares of the payment add up to 90.5 per cent, not to 100."
    ]
    OutputFactory(vacancy=vacancy, share="9.5")
    OutputFactory(vacancy=vacancy, share=None)
    assert found(vacancy) == []


def test_the_lots_have_as_many_openings_as_the_notice_says():
    vacancy = whole(openings=3)
    LotFactory(vacancy=vacancy, openings=2)
    assert messages(found(vacancy)) == ["The lots have 2 openings together, the notice says 3."]
    LotFactory(vacancy=vacancy)
    assert found(vacancy) == []


def test_the_period_counts_days_of_the_offices_calendar_from_the_moment_of_publication():
    office = OfficeFactory(time_zone="Asia/Almaty", minimum_days=14)
    vacancy = whole(office=office)
    last_minute = datetime(2026, 11, 27, 18, 59, tzinfo=UTC)
    assert asks_why(vacancy, last_minute) == []
    (gap,) = found(vacancy, last_minute + timedelta(minutes=1))
    assert (gap.field, gap.excusable) == ("period", True)
    assert gap.message == "The notice would be advertised for 13 days; the office asks for at least 14."
    assert gap.place.address.endswith("/notice/#id_closes_on")


@pytest.mark.parametrize(
    ("closes_at", "words"),
    [
        (datetime(2026, 12, 12, 13, 0, tzinfo=UTC), "12\xa0December\xa02026 is a day off of the week."),
        (datetime(2026, 12, 16, 13, 0, tzinfo=UTC), "(Kazakhstan: Independence Day)"),
    ],
)
def test_closing_on_a_day_off_of_the_offices_country_needs_a_reason(closes_at, words):
    (gap,) = found(whole(closes_at=closes_at))
    assert (gap.field, gap.excusable, words in gap.message) == ("closing_day", True, True)


def test_the_day_of_closing_is_that_of_the_office():
    friday_in_london_saturday_in_astana = datetime(2026, 12, 11, 19, 30, tzinfo=UTC)
    assert asks_why(whole(closes_at=friday_in_london_saturday_in_astana)) == ["closing_day"]


def test_questions_end_before_the_applications_do():
    assert stops(whole(questions_until=CLOSES + timedelta(seconds=1))) == ["questions_until"]
    assert stops(whole(questions_until=CLOSES)) == []


@pytest.mark.parametrize(
    ("starts_on", "asked"), [(date(2026, 12, 11), ["starts_on"]), (date(2026, 12, 12), [])]
)
def test_work_that_starts_before_the_closing_date_needs_a_reason(starts_on, asked):
    assert asks_why(whole(starts_on=starts_on)) == asked


def test_no_output_is_due_before_the_work_starts():
    vacancy = whole(starts_on=date(2027, 1, 11))
    OutputFactory(vacancy=vacancy, due_on=date(2027, 1, 10))
    (gap,) = found(vacancy)
    assert (gap.field, gap.excusable) == ("due_on", False)
    assert gap.message == (
        "Output 1 is due on 10\xa0January\xa02027, before the work starts on 11\xa0January\xa02027."
    )


def test_a_text_that_names_another_closing_date_is_found_in_its_language():
    vacancy = whole(
        summary_en="Extended until 28 November 2026.",
        summary_ru="Заявки принимаются до 11 декабря 2026 года.",
    )
    (gap,) = found(vacancy)
    assert (gap.field, gap.excusable) == ("summary.en", True)
    assert gap.message == (
        "Summary (English) says “28 November 2026”; applications close on 11\xa0December\xa02026."
    )
    assert gap.place.address.endswith("/notice/#id_summary_en")


def test_the_texts_of_the_plan_and_the_sections_are_read_for_dates_too():
    vacancy = whole()
    TermsOfReferenceFactory(vacancy=vacancy, context_ru="Приём заявок до 18 ноября.")
    DocumentAsked.objects.update(name_en="Letter, to be submitted by 1 December")
    assert asks_why(vacancy) == ["terms.context.ru", "plan.documents.cv.name.en"]


def test_other_dates_of_the_notice_may_stand_in_its_texts():
    vacancy = whole(
        starts_on=date(2027, 1, 11),
        questions_until=datetime(2026, 12, 1, 13, tzinfo=UTC),
        terms_en="Submit the report by 1 March 2027. Questions may be submitted until 1 December 2026.",
    )
    OutputFactory(vacancy=vacancy, due_on=date(2027, 3, 1))
    assert found(vacancy) == []


def test_a_stale_text_is_named_with_its_language():
    vacancy = whole()
    PairingFactory(vacancy=vacancy, path="title", texts={"en": "An older title", "ru": vacancy.title_ru})
    (gap,) = untranslated(found(vacancy))
    assert (gap.field, gap.language) == ("title", "ru")
    assert gap.message == "Title: stale in Russian, the other language has changed since."
    assert gap.place.address.endswith("/notice/#id_title_ru")


def test_a_missing_text_of_an_output_is_named_once():
    vacancy = whole()
    OutputFactory(vacancy=vacancy, title_ru="")
    assert messages(found(vacancy)) == ["Output 1, output: missing in Russian."]


def test_the_checks_need_the_same_queries_however_long_the_notice_is():
    counted = []
    for rows in (1, 12):
        vacancy = whole(openings=rows)
        for _number in range(rows):
            LotFactory(vacancy=vacancy)
            OutputFactory(vacancy=vacancy, share=None)
        counted.append(_queries(vacancy))
    assert counted[0] == counted[1]


def _queries(vacancy):
    """As the pages of the editor load it."""
    with CaptureQueriesContext(connection) as queries:
        gaps(edited(pk=vacancy.pk), at=NOW)
    return len(queries)
