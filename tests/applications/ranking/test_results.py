"""The page of results: the frozen figures as they stand, with names, reasons, advice and versions."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils.translation import override

from applications.models import Ranking
from applications.ranking import actions
from applications.ranking.charts import tipping_chart, total_at
from applications.ranking.exact import Exact
from applications.ranking.results import agreement_of
from applications.scoring.formula import shown
from portal.accounts.roles import Role
from portal.words.figures import figure
from tests.factories.intake import withdraw
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.ranking import locked_vacancy, priced, ranked_vacancy
from tests.factories.scoring import chair_of, opened_round, refrozen, signed_round

pytestmark = pytest.mark.django_db

# Two candidates whose first place tips with the price: the better is the dearer.
MARKS = {"C1": 5, "C2": 4}


def by_candidate(person, _criterion):
    return MARKS.get(person.code, 3)


def results(vacancy, number=None):
    return (
        reverse("ranking:version", args=[vacancy.pk, number])
        if number
        else reverse("ranking:results", args=[vacancy.pk])
    )


def cumulative(*prices, giving=by_candidate):
    vacancy = priced(locked_vacancy(*[giving] * 3, candidates=len(prices), method="cumulative"), *prices)
    chair = chair_of(vacancy.panel)
    actions.open_prices(vacancy=vacancy, by=chair, at=NOW)
    actions.make(vacancy=vacancy, by=chair, at=NOW)
    return vacancy


def shown_to(client, vacancy, person=None, number=None):
    client.force_login(person or chair_of(vacancy.panel))
    return client.get(results(vacancy, number))


def cells(html):
    """The rows of the ranking, each as the texts of its cells."""
    table = re.search(r'<table class="grid rk">.*?</table>', html, re.DOTALL).group()
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
    words = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in row] for row in words]


def test_the_table_shows_the_figures_of_the_frozen_result_digit_by_digit(client):
    vacancy = cumulative("13200", "10600")
    ranking = vacancy.rankings.get()
    first, second = ranking.result["results"]

    rows = cells(shown_to(client, vacancy).content.decode())
    assert [row[2:7] for row in rows] == [
        [one["technical_percent"], price, one["technical_part"], one["financial_part"], one["total"]]
        for one, price in [(first, "13,200"), (second, "10,600")]
    ]
    assert [row[0] for row in rows] == ["1", "2"]
    assert first["total_exact"] in shown_to(client, vacancy).content.decode()


def test_the_page_shows_what_is_frozen_and_computes_nothing_anew(client):
    vacancy = cumulative("13200", "10600")
    ranking = vacancy.rankings.get()
    ranking.result["results"][0]["total"] = "12.34"
    ranking.save()

    assert cells(shown_to(client, vacancy).content.decode())[0][6] == "12.34"


def test_the_figures_follow_the_readers_language(client):
    vacancy = cumulative("13200", "10600")
    client.force_login(chair_of(vacancy.panel))
    with override("ru"):
        rows = cells(client.get(results(vacancy)).content.decode())
        total = figure(vacancy.rankings.get().result["results"][0]["total"], 2)

    assert rows[0][6] == total
    assert "," in total


@pytest.mark.parametrize(("method", "width"), [("technical", 5), ("lowest_price", 5), ("cumulative", 8)])
def test_each_method_has_its_columns(client, method, width):
    vacancy = ranked_vacancy(by_candidate, method=method)

    assert [len(row) for row in cells(shown_to(client, vacancy).content.decode())] == [width, width]


def test_those_not_ranked_stand_below_with_their_reason(client):
    def giving(person, criterion):
        return {"C2": 2, "C3": 5 if criterion.code == "A" else 2}.get(person.code, 5)

    round_ = opened_round(candidates=4)
    round_.vacancy.plan.criteria.filter(code="B").update(minimum=3)
    refrozen(round_.vacancy)
    withdraw(round_.vacancy.applications.get(code="C4"), at=NOW)
    vacancy = signed_round(round_, giving, giving, giving).vacancy
    actions.make(vacancy=vacancy, by=chair_of(vacancy.panel), at=NOW)

    remarks = {
        re.search(r"C\d", row[1]).group(): row[-1]
        for row in cells(shown_to(client, vacancy).content.decode())
    }
    assert remarks == {
        "C1": "",
        "C2": "Criterion B: 2.00, the minimum is 3",
        "C3": "Criterion B: 2.00, the minimum is 3",
        "C4": "Withdrawn",
    }


def test_a_pass_mark_missed_by_less_than_is_shown_is_said_to_be_missed_before_rounding(client):
    round_ = opened_round(candidates=1)
    plan = round_.vacancy.plan
    plan.pass_mark = "60.00"
    plan.save()
    plan.criteria.filter(code="A").update(points="0.01")
    plan.criteria.filter(code="B").update(points="99.99")
    refrozen(round_.vacancy)
    # 59.998 per cent: shown as 60.00, and below 60.
    vacancy = signed_round(
        round_, *[lambda _person, criterion: 1 if criterion.code == "A" else 3] * 3
    ).vacancy
    actions.make(vacancy=vacancy, by=chair_of(vacancy.panel), at=NOW)

    (row,) = cells(shown_to(client, vacancy).content.decode())
    assert (row[2], row[-1]) == ("60.00", "Below the pass mark of 60 before rounding")


def test_a_tie_names_who_shares_the_total_and_what_placed_them(client):
    def same_total(person, criterion):
        # A counts 40, B 60: 5 and 3 make as much as 3.5 and 4; the technical score is the same too.
        return {"C1": {"A": 5, "B": 3}, "C2": {"A": "3.5", "B": 4}}[person.code][criterion.code]

    for tie_break, words in [
        (["technical", "criterion:B"], "placed by the tie-break of the plan"),
        (["technical"], "placed by lot"),
    ]:
        round_ = opened_round(candidates=2)
        round_.vacancy.plan.tie_break = tie_break
        round_.vacancy.plan.save()
        vacancy = signed_round(round_, *[same_total] * 3).vacancy
        refrozen(vacancy)
        actions.make(vacancy=vacancy, by=chair_of(vacancy.panel), at=NOW)
        remarks = sorted(row[-1] for row in cells(shown_to(client, vacancy).content.decode()))
        assert remarks == [f"The same total as C1; {words}", f"The same total as C2; {words}"]


def test_the_table_of_marks_stands_on_the_frozen_file_and_its_means_on_the_result(client):
    vacancy = cumulative(
        "13200", "10600", giving=lambda person, _criterion: 5 if person.code == "C1" else "3.5"
    )
    ranking = vacancy.rankings.get()
    heat = shown_to(client, vacancy).context["heat"]

    assert [[cell.figure for cell in group.cells] for row in heat.rows for group in row.groups] == [
        ["5", "5", "5"],
        ["5", "5", "5"],
        ["3.5", "3.5", "3.5"],
        ["3.5", "3.5", "3.5"],
    ]
    means = [[group.mean for group in row.groups] for row in heat.rows]
    assert means == [list(one["criteria"].values()) for one in ranking.result["results"]]


def test_who_would_be_first_names_every_member_and_criterion_and_the_median(client):
    vacancy = cumulative("13200", "10600")
    names = [str(seat.user) for seat in vacancy.panel.seats.all()]

    firsts = shown_to(client, vacancy).context["results"].firsts
    assert [one.supposed for one in firsts] == [
        *(f"without the marks of {name}" for name in names),
        "without criterion A",
        "without criterion B",
        "with the median in place of the mean",
    ]
    assert {one.changed for one in firsts} == {False}


def test_the_tipping_weight_is_said_drawn_and_repeated_as_a_table(client):
    vacancy = cumulative("12000", "10000")
    ranking = vacancy.rankings.get()
    (tipping,) = ranking.result["robustness"]["tipping_financial_weight"]
    response = shown_to(client, vacancy)
    html, chart = response.content.decode(), response.context["chart"]

    assert tipping["new_first"] == "C2"
    assert [(one.percent, one.code) for one in chart.crossings] == [(tipping["percent"], "C2")]
    assert f"Above {tipping['percent']}% C2" in html
    assert html.count("<circle") == 1
    for line in chart.lines:
        assert line.published == next(
            one["total"] for one in ranking.result["results"] if one["code"] == line.code
        )
        assert f'<td class="n">{line.at_full}</td>' in html


def test_the_lines_of_the_chart_meet_at_the_tipping_weight():
    ranking = cumulative("12000", "10000").rankings.get()
    exact = Exact(ranking.evaluation)
    (tipping,) = ranking.result["robustness"]["tipping_financial_weight"]

    first, second = (total_at(place, Fraction(tipping["percent"])) for place in exact.places)
    assert abs(first - second) < Fraction(1, 100)
    assert [shown(total_at(place, Fraction(30))) for place in exact.places] == [
        one["total"] for one in ranking.result["results"]
    ]


def test_labels_of_the_chart_never_cover_each_other():
    ranking = cumulative("10000", "10001", "10002", "10003").rankings.get()
    chart = tipping_chart(Exact(ranking.evaluation), [], {})

    heights = sorted(Fraction(line.label_y) for line in chart.lines)
    assert all(below - above >= 16 for above, below in pairwise(heights))
    assert heights[-1] <= 300


def test_a_method_without_prices_has_no_chart(client):
    assert shown_to(client, ranked_vacancy()).context["chart"] is None


@pytest.mark.parametrize(
    ("alpha", "values", "few", "caution"),
    [
        ("0.8500", 90, False, False),
        ("0.8500", 12, True, True),
        ("0.4700", 90, False, True),
        (None, 0, False, True),
    ],
)
def test_agreement_is_advice_with_caution_where_it_is_low_or_rests_on_few_marks(alpha, values, few, caution):
    agreement = agreement_of(alpha, values)

    assert (agreement.few, agreement.caution) == (few, caution)
    assert "None" not in agreement.title


def figures_of_agreement(client, *givings, candidates):
    response = shown_to(client, ranked_vacancy(*givings, candidates=candidates))
    rows = response.context["results"].agreement_rows
    assert all(part in response.text for row in rows for part in (row.value, row.reach, row.remark))
    return [(row.value, row.reach, row.remark) for row in rows]


def test_a_figure_of_agreement_that_cannot_be_computed_is_a_dash_and_never_a_one(client):
    assert figures_of_agreement(client, *[lambda *_: 3] * 3, candidates=3) == [("–", "–", "")] * 4


def test_a_figure_of_agreement_that_one_candidate_carries_is_said_to_be_lost_without(client):
    carried = ("1.0000", "1.0000 to 1.0000", "Without one candidate there is no figure.")

    assert figures_of_agreement(client, *[by_candidate_or_three] * 3, candidates=3) == [carried] * 4
    two = ("1.0000", "–", "Without one candidate there is no figure.")
    assert figures_of_agreement(client, *[by_candidate] * 3, candidates=2)[1:] == [two] * 3


def by_candidate_or_three(person, _criterion):
    return 5 if person.code == "C1" else 3


def test_alpha_is_shown_among_the_figures_as_it_was_frozen(client):
    vacancy = ranked_vacancy(by_candidate, candidates=3)
    ranking = vacancy.rankings.get()
    ranking.result["agreement"]["krippendorff_alpha"] = "0.1234"
    ranking.save()

    assert shown_to(client, vacancy).context["results"].agreement_rows[0].value == "0.1234"


def test_below_the_figures_of_agreement_stands_how_they_are_to_be_read(client):
    reading, basis = (
        shown_to(client, ranked_vacancy(by_candidate, candidates=3)).context["results"].agreement_notes
    )

    assert "no confidence interval" in reading
    assert "With few members and candidates all these figures are unsure" in reading
    assert "3 of 3 judged; members who count, k: 3." in basis


def test_an_earlier_version_is_kept_and_marked_as_earlier(client):
    vacancy = cumulative("13200", "10600")
    withdraw(vacancy.applications.get(code="C1"), at=NOW)
    actions.make(vacancy=vacancy, by=chair_of(vacancy.panel), at=NOW, reason="C1 withdrew.")

    latest, earlier = shown_to(client, vacancy), shown_to(client, vacancy, number=1)
    assert cells(latest.content.decode())[-1][-1] == "Withdrawn"
    assert "C1 withdrew." in latest.content.decode()
    assert len([row for row in cells(earlier.content.decode()) if row[0] != "–"]) == 2
    assert "This is an earlier version" in earlier.content.decode()
    assert shown_to(client, vacancy, number=3).status_code == 404


def test_before_the_ranking_the_page_leads_the_chair_from_step_to_step(client):
    vacancy = locked_vacancy(candidates=2, method="cumulative")
    make, prices = (reverse(f"ranking:{name}", args=[vacancy.pk]) for name in ("make", "open-prices"))
    html = shown_to(client, vacancy).content.decode()
    assert (prices in html, make in html) == (True, False)

    assert client.get(prices).status_code == 200
    assert client.post(prices).url == results(vacancy)
    html = client.get(results(vacancy)).content.decode()
    assert (prices in html, make in html) == (False, True)
    assert client.post(make).url == results(vacancy)
    assert Ranking.objects.get(vacancy=vacancy).version == 1


def test_opening_prices_begins_with_its_consequences_and_not_by_a_link(client):
    vacancy = locked_vacancy(candidates=2, method="cumulative")
    client.force_login(chair_of(vacancy.panel))
    html = client.get(reverse("ranking:open-prices", args=[vacancy.pk])).content.decode()

    assert "It cannot be undone" in html
    assert vacancy.applications.filter(price_offer__opened=None).count() == 2


def test_a_new_version_asks_for_its_reason_on_the_page(client):
    vacancy = cumulative("13200", "10600")
    withdraw(vacancy.applications.get(code="C1"), at=NOW)
    client.force_login(chair_of(vacancy.panel))
    address = reverse("ranking:make", args=[vacancy.pk])
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]

    client.post(address, {"reason": "C1 withdrew."})
    assert Ranking.objects.latest_of(vacancy).reason == "C1 withdrew."


def test_the_results_are_open_to_the_panel_and_the_office_and_to_nobody_else(client):
    vacancy = ranked_vacancy()
    office = vacancy.office
    readers = [
        *(seat.user for seat in vacancy.panel.seats.all()),
        *(person_with(role, office) for role in Role if role != Role.TRANSLATOR),
    ]
    others = [vacancy.applications.first().applicant, UserFactory(), UserFactory(is_superuser=True)]

    assert {shown_to(client, vacancy, person).status_code for person in readers} == {200}
    assert {shown_to(client, vacancy, person).status_code for person in others} == {404}


def test_the_results_stand_among_the_tabs_of_the_case_for_who_has_a_desk_and_alone_for_the_panel(client):
    vacancy = ranked_vacancy()
    readers = [person_with(role, vacancy.office) for role in Role if role != Role.TRANSLATOR]
    frames = [shown_to(client, vacancy, person).context["frame"] for person in readers]
    assert frames == ["applications/desk/case.html"] * 3
    assert 'class="tabs"' in shown_to(client, vacancy, readers[0]).content.decode()
    assert 'class="tabs"' not in shown_to(client, vacancy, vacancy.panel.seats.last().user).content.decode()


def test_only_the_chair_comes_to_the_pages_that_act(client):
    vacancy = locked_vacancy(candidates=2, method="cumulative")
    member = vacancy.panel.seats.last().user
    client.force_login(member)
    for name in ("make", "open-prices"):
        assert client.post(reverse(f"ranking:{name}", args=[vacancy.pk])).url == results(vacancy)

    assert not Ranking.objects.exists()
    assert vacancy.applications.filter(price_offer__opened=None).count() == 2


def test_the_results_ask_the_database_as_often_for_three_candidates_as_for_one(client, count_queries):
    counts = []
    for candidates in (1, 3):
        vacancy = ranked_vacancy(by_candidate, candidates=candidates)
        client.force_login(chair_of(vacancy.panel))
        counts.append(count_queries(client, results(vacancy)))

    assert counts[0] == counts[1]
