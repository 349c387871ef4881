"""The notice: everything a reader has to know before applying, and nothing that is not public."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from portal.accounts.roles import Role
from tests.factories.portal import NOW, HotlineFactory, OfficeFactory, PageFactory, UserFactory, person_with
from tests.factories.vacancies import CriterionFactory, DutyStationFactory, VacancyFactory, planned_vacancy
from tests.vacancies.listing.reading import closing, on_the_list, words_of
from vacancies.listing import wording
from vacancies.listing.method import result, ties
from vacancies.listing.notice import notice_of
from vacancies.models import Vacancy
from vacancies.plan.published import fingerprint
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


def page(client, vacancy, language="en"):
    return client.get(f"/{language}/vacancies/{vacancy.slug}/")


def read(vacancy, language="en", at=NOW):
    """The notice as plain data."""
    with override(language):
        return notice_of(Vacancy.objects.get(pk=vacancy.pk), at=at)


def plain(text):
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_APPROVAL])
def test_what_was_never_published_does_not_exist(client, status):
    assert page(client, VacancyFactory(status=status)).status_code == 404
    client.force_login(person_with(Role.OFFICER, OfficeFactory()))
    assert page(client, VacancyFactory(status=status)).status_code == 404


def test_an_address_of_nothing_is_404(client):
    assert client.get("/en/vacancies/nothing/").status_code == 404


@pytest.mark.parametrize(("left", "is_open"), [(1, True), (0, True), (-1, False)])
def test_one_can_apply_until_the_closing_date_has_passed_to_the_second(client, left, is_open):
    vacancy = on_the_list(closes_at=closing(seconds=left))
    answer = page(client, vacancy)
    assert (f'href="/en/vacancies/{vacancy.slug}/apply/"' in answer.content.decode()) is is_open
    assert ("Open for applications" in words_of(answer)) is is_open
    assert ("Applications are no longer taken" in words_of(answer)) is not is_open


@pytest.mark.parametrize("role", Role)
def test_who_works_on_the_selection_is_not_asked_to_apply(client, role):
    vacancy = on_the_list()
    client.force_login(person_with(role, vacancy.office))
    assert page(client, vacancy).context["notice"].apply_url == ""
    client.force_login(UserFactory())
    assert page(client, vacancy).context["notice"].apply_url == f"/en/vacancies/{vacancy.slug}/apply/"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.PUBLISHED, "Closed for applications"),
        (Status.UNDER_EVALUATION, "Under evaluation"),
        (Status.DECIDED, "Decided"),
    ],
)
def test_a_closed_notice_stays_readable_and_says_where_the_selection_stands(client, status, said):
    vacancy = planned_vacancy(closed=True)
    Vacancy.objects.filter(pk=vacancy.pk).update(status=status)
    words = words_of(page(client, vacancy))
    assert said in words
    assert "Applications closed on" in words
    assert "A citizen of the five countries" in words


@pytest.mark.parametrize(
    ("status", "left", "states"),
    [
        (Status.PUBLISHED, 1, ["done", "now", "", ""]),
        (Status.PUBLISHED, -1, ["done", "done", "now", ""]),
        (Status.UNDER_EVALUATION, -1, ["done", "done", "now", ""]),
        (Status.DECIDED, -1, ["done", "done", "done", "done"]),
        (Status.DRAFT, 1, ["now", "", "", ""]),
    ],
)
def test_the_course_shows_what_is_done_and_what_is_to_come(status, left, states):
    vacancy = VacancyFactory(published=True, status=status, closes_at=closing(days=left))
    assert [step.state for step in read(vacancy).course] == states


def test_the_deadline_is_on_the_clock_of_the_office_with_its_city_and_distance_from_utc(client):
    office = OfficeFactory(time_zone="Asia/Almaty")
    vacancy = on_the_list(office=office, closes_at=NOW.replace(month=12, day=11, hour=13))
    words = words_of(page(client, vacancy))
    assert "11 December 2026, 18:00 Astana time (UTC+5)" in words
    assert 'datetime="2026-12-11T18:00+05:00" data-local' in page(client, vacancy).content.decode()


def test_who_is_signed_in_reads_the_deadline_on_their_own_clock_too(client):
    vacancy = on_the_list(closes_at=NOW.replace(month=12, day=11, hour=13))
    client.force_login(UserFactory(time_zone="Asia/Bishkek"))
    answer = page(client, vacancy)
    assert "On your clock: 11 December 2026, 19:00 (UTC+6)" in words_of(answer)
    assert "data-local" not in answer.content.decode()


def test_the_facts_name_contract_places_duration_openings_and_who_may_apply():
    vacancy = VacancyFactory(
        scope="international", kind="expert", openings=2, home_based=True, eligible_countries=["TJ", "KZ"]
    )
    DutyStationFactory(vacancy=vacancy)
    assert [(term, plain(value)) for term, value in read(vacancy).facts] == [
        ("Contract", "Expert, international"),
        ("Duty station", "Astana (Kazakhstan); home-based"),
        ("Duration", "Five months"),
        ("Openings", "2"),
        ("Who may apply", "Citizens of: Kazakhstan, Tajikistan"),
    ]
    assert read(VacancyFactory(eligible_countries=[])).facts[-1][1] == "Citizens of any country"


@pytest.mark.parametrize(
    ("least", "per", "english", "russian"),
    [
        ("1200", "month", "1,200–1,350.50 USD ", "1200–1350,50 USD "),
        ("1350.5", "whole", "1,350.50 USD ", "1350,50 USD "),
    ],
)
def test_pay_is_said_with_its_currency_and_time(least, per, english, russian):
    vacancy = VacancyFactory(
        pay_least=Decimal(least), pay_most=Decimal("1350.5"), pay_currency="USD", pay_per=per
    )
    for language, words in (("en", english), ("ru", russian)):
        with override(language):
            said = wording.pay(vacancy)
            assert plain(said) == words + vacancy.get_pay_per_display()
    assert ("Pay", wording.pay(vacancy)) in read(vacancy).facts


def test_terms_are_markdown_and_nothing_in_them_runs(client):
    vacancy = on_the_list(
        terms_en="## Outputs\n\n| What | Share |\n|---|--:|\n| Draft | 30 % |\n\n<script>alert(1)</script>"
    )
    body = page(client, vacancy).content.decode()
    assert "<h3>Outputs</h3>" in body
    assert '<td class="n">30&nbsp;%</td>' in body
    assert "<script>alert" not in body


def test_the_criteria_say_stage_minimum_points_and_what_marks_mean():
    vacancy = planned_vacancy(published=True)
    vacancy.plan.criteria.filter(code="B").update(minimum=Decimal("2.5"), stage="interview")
    first, second = read(vacancy).selection.criteria
    assert (first.code, first.name, first.stage, first.minimum, first.shown_points) == (
        "A",
        "Criterion A",
        "Desk review",
        "",
        "40",
    )
    assert (second.stage, second.minimum) == ("Interview", "2.5 of 5")
    assert first.anchors == [("0", "None"), ("3", "Enough"), ("5", "Outstanding")]


def test_figures_are_written_as_the_reader_writes_them():
    vacancy = planned_vacancy(published=True)
    vacancy.plan.criteria.filter(code="B").update(minimum=Decimal("2.50"), points=Decimal("60.25"))
    selection = read(vacancy, "ru").selection
    assert (selection.criteria[1].minimum.split()[0], selection.total) == ("2,5", "100,25")


def test_the_bars_are_as_long_as_the_points_of_the_heaviest_criterion(client):
    body = page(client, planned_vacancy(published=True)).content.decode()
    assert [f'width="{share}" height="6"/></svg>' in body for share in ("66.7", "100.0")] == [True, True]


def test_the_pass_mark_is_said_in_points_and_per_cent():
    assert plain(read(planned_vacancy()).selection.passing) == "The pass mark is 50 of 100 points (50%)."
    unlimited = planned_vacancy()
    unlimited.plan.pass_mark = None
    unlimited.plan.save()
    assert read(unlimited).selection.passing == ""


def test_scales_are_said_where_they_are_equal_and_where_they_are_not():
    vacancy = planned_vacancy()
    assert "from 0 to 5 on every criterion" in read(vacancy).selection.marking
    CriterionFactory(plan=vacancy.plan, scale=60)
    assert "from 0 to the top of its scale" in read(vacancy).selection.marking


def test_each_method_is_said_in_words():
    with override("en"):
        assert result(planned_vacancy().plan) == [
            "The result is the technical score alone: the sum of the points."
        ]
        assert "lowest price comes first" in result(planned_vacancy(method="lowest_price").plan)[0]
        weights, price, scaling = result(planned_vacancy(method="cumulative").plan)
    assert weights == "The result is made of the technical score (70%) and the price (30%)."
    assert "all 30 points" in price
    assert "technical maximum" in scaling


def test_weights_that_do_not_add_up_to_a_hundred_are_said_as_shares():
    plan = planned_vacancy(method="cumulative").plan
    plan.technical_weight, plan.financial_weight = Decimal(3), Decimal(1)
    with override("en"):
        assert "(75%) and the price (25%)" in result(plan)[0]


def test_ties_are_broken_in_the_published_order_and_by_lot_at_last():
    plan = planned_vacancy().plan
    plan.tie_break = ["technical", "criterion:B", "price"]
    with override("en"):
        assert ties(plan).split(": ")[1] == (
            "the higher technical score; the higher mark on criterion B; the lower price; a recorded drawing of lots."
        )


@pytest.mark.parametrize(
    ("method", "sealed"), [("technical", False), ("cumulative", True), ("lowest_price", True)]
)
def test_that_prices_stay_sealed_is_said_where_there_are_prices(client, method, sealed):
    words = words_of(page(client, planned_vacancy(published=True, method=method)))
    assert ("Prices stay sealed" in words, "a price offer in USD" in words) == (sealed, sealed)


def test_documents_say_which_are_optional_and_what_files_are_taken(client):
    vacancy = planned_vacancy(published=True)
    vacancy.plan.documents.update(required=False)
    words = words_of(page(client, vacancy))
    assert "CV (if you have it)" in words
    assert "PDF, DOCX, ODT, RTF, JPEG, PNG, up to 10" in words


def test_the_fingerprint_is_that_of_the_plan_in_groups_of_four(client):
    vacancy = planned_vacancy(published=True)
    shown = read(vacancy).selection.fingerprint
    assert (shown.replace(" ", ""), {len(part) for part in shown.split()}) == (fingerprint(vacancy.plan), {4})
    assert '<a href="/en/pages/how-selection-works/">' in page(client, vacancy).content.decode()
    PageFactory(slug="how-selection-works")
    assert client.get("/en/pages/how-selection-works/").status_code == 200


def test_since_when_the_plan_is_frozen_is_said():
    vacancy = planned_vacancy(published=True)
    assert read(vacancy).selection.frozen == "The selection plan is frozen with the first application."
    vacancy.plan.frozen_at, vacancy.plan.frozen_fingerprint = NOW, "ab" * 32
    vacancy.plan.save()
    assert plain(read(vacancy).selection.frozen).endswith("on 21 November 2026.")
    assert read(vacancy).selection.fingerprint.startswith("abab abab")


def test_the_hotlines_of_the_office_stand_beside_the_warning_and_those_of_the_parent_where_it_has_none(
    client,
):
    parent = OfficeFactory(name_en="Office in Turkmenistan")
    HotlineFactory(office=parent)
    below = OfficeFactory(parent=parent)
    for office in (parent, below):
        body = page(client, on_the_list(office=office)).content.decode()
        assert '<a href="tel:+99312463514">+(993 12) 463514</a>' in body
        assert "Office in Turkmenistan, free and confidential:" in body
    HotlineFactory(office=below, phone="+7 111")
    assert [line.phone for line in read(on_the_list(office=below)).hotlines] == ["+7 111"]


def test_a_text_that_is_missing_is_borrowed_marked_and_explained(client):
    vacancy = on_the_list(title_en="", summary_en="", terms_en="", gap_reason="The work is done in Russian.")
    answer = page(client, vacancy)
    assert '<h1 class="vac" lang="ru">' in answer.content.decode()
    assert "In Russian only. The work is done in Russian." in words_of(answer)
    assert '<span lang="ru">The work is done in Russian.</span>' in answer.content.decode()
    assert f'<a href="/ru/vacancies/{vacancy.slug}/" lang="ru" hreflang="ru">' in answer.content.decode()
    assert read(vacancy, "ru").elsewhere == []


def test_the_reason_for_a_gap_is_marked_with_the_language_that_lacks_nothing():
    in_russian = VacancyFactory.build(title_en="", summary_en="", gap_reason="Работа на русском.")
    in_both = VacancyFactory.build(gap_reason="Said in some language.")
    assert (in_russian.gap_words.language, in_russian.gap_words.borrowed) == ("ru", True)
    assert in_both.gap_words.borrowed is False


def test_the_notice_leads_to_itself_in_the_other_language(client):
    vacancy = on_the_list()
    assert [(code, address) for code, _words, address in read(vacancy).elsewhere] == [
        ("ru", f"/ru/vacancies/{vacancy.slug}/")
    ]


def test_a_text_missing_in_part_is_said_to_be():
    assert read(on_the_list(terms_en="")).language_gap.startswith("Some of the texts")
    assert read(on_the_list()).language_gap == ""


def test_a_notice_without_a_plan_or_a_date_can_still_be_read():
    notice = read(VacancyFactory(closes_at=None))
    assert (notice.selection, notice.closes_at, notice.apply_url) == (None, None, "")


def test_a_notice_needs_no_more_queries_with_more_of_everything(client, django_assert_num_queries):
    small, large = planned_vacancy(published=True), planned_vacancy(published=True)
    for _more in range(3):
        CriterionFactory(plan=large.plan)
        DutyStationFactory(vacancy=large)
        HotlineFactory(office=large.office)
    DutyStationFactory(vacancy=small)
    HotlineFactory(office=small.office)
    for vacancy in (small, large):
        with django_assert_num_queries(14):
            page(client, vacancy)


def preview(client, vacancy, language="ru"):
    return client.get(f"/en/desk/vacancies/{vacancy.pk}/preview/{language}/")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.AUDITOR])
def test_the_staff_of_the_office_see_a_draft_as_the_public_will(client, role):
    vacancy = planned_vacancy()
    client.force_login(person_with(role, vacancy.office))
    answer = preview(client, vacancy)
    assert answer.status_code == 200
    assert '<html lang="ru">' in answer.content.decode()
    assert vacancy.title_ru in words_of(answer)
    assert "Гражданство одной из пяти стран" in words_of(answer)


def test_a_preview_says_what_it_is_and_offers_no_way_to_apply(client):
    vacancy = planned_vacancy(closes_at=NOW + timedelta(days=5))
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    answer = preview(client, vacancy, "en")
    assert "This is a preview" in words_of(answer)
    assert "/apply/" not in answer.content.decode()
    assert "This is a preview" not in words_of(page(client, planned_vacancy(published=True)))


def test_a_preview_does_not_exist_for_anybody_else_nor_in_an_unknown_language(client):
    vacancy = planned_vacancy()
    client.force_login(person_with(Role.OFFICER, OfficeFactory()))
    assert preview(client, vacancy).status_code == 404
    client.force_login(UserFactory())
    assert preview(client, vacancy).status_code == 404
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    assert preview(client, vacancy, "kk").status_code == 404
