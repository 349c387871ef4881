"""Lots: each is ranked by itself, by the same arithmetic as a selection of its own."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from applications.desk.verification import ranking_faults
from applications.ranking.actions import make, make_first
from applications.ranking.evaluation import evaluate
from applications.ranking.evaluation_file import read_evaluation
from applications.ranking.models import Ranking
from portal.kernel.workflow import Refused
from tests.factories.lots import scored_lots
from tests.factories.portal import NOW
from tests.factories.publishing import LotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return scored_lots(("10000", "8000"), ("9000",), method="cumulative")


def ranked(selection):
    return make_first(vacancy=selection.vacancy, by=selection.chair, at=NOW)


def test_each_lot_is_ranked_among_its_own_candidates_with_its_own_cheapest_price(selection):
    first, second = ranked(selection)
    assert (first.lot, second.lot) == tuple(selection.lots)
    assert {one["code"]: one["financial_part"] for one in first.result["results"]} == {
        "C1": "24.00",
        "C2": "30.00",
    }
    assert {one["code"]: one["financial_part"] for one in second.result["results"]} == {"C3": "30.00"}
    assert [one["rank"] for one in second.result["results"]] == [1]


def test_scores_are_relative_to_the_best_of_the_lot():
    selection = scored_lots(("1",), ("1", "1"))
    selection.vacancy.plan.refresh_from_db()
    evaluations = [json.loads(json.dumps(one.evaluation)) for one in ranked(selection)]
    for evaluation in evaluations:
        evaluation["plan"] |= {
            "method": "cumulative",
            "technical_scaling": "relative",
            "technical_weight": "70",
            "financial_weight": "30",
        }
        for candidate in evaluation["candidates"]:
            candidate["price"] = "1"
    results = [evaluate(read_evaluation(json.dumps(one).encode()))["results"] for one in evaluations]
    assert [one[0]["technical_part"] for one in results] == ["70.00", "70.00"]


def test_the_file_of_a_lot_is_what_the_command_reads_and_gives_the_same_result(selection, tmp_path, capsys):
    for ranking in ranked(selection):
        file = tmp_path / "evaluation.json"
        file.write_text(json.dumps(ranking.evaluation), encoding="utf-8")
        call_command("evaluate", str(file))
        assert json.loads(capsys.readouterr().out) == ranking.result
        assert sorted(ranking.evaluation) == ["candidates", "format", "members", "plan", "seed"]


def test_versions_are_numbered_in_each_lot_and_the_lot_keeps_its_seed(selection):
    first, second = ranked(selection)
    person = selection.people[0][0]
    person.withdrawn_at, person.status = NOW, "withdrawn"
    person.save()
    again = make(vacancy=selection.vacancy, lot=first.lot, reason="C1 withdrew.", by=selection.chair, at=NOW)
    assert (again.version, again.seed, second.version) == (2, first.seed, 1)
    assert Ranking.objects.latest_of(selection.vacancy, first.lot) == again
    with pytest.raises(Refused, match="Nothing has changed"):
        make(vacancy=selection.vacancy, lot=second.lot, reason="Once more.", by=selection.chair, at=NOW)


def test_a_lot_of_which_nobody_stands_is_ranked_without_anybody():
    selection = scored_lots(("1",), (), unfit=1)
    _first, second = ranked(selection)
    assert [one["status"] for one in second.result["results"]] == ["ineligible"]


def test_no_lot_without_applications_and_none_of_another_vacancy_is_ranked(selection):
    empty = LotFactory(vacancy=selection.vacancy, code="L9", order=9)
    for lot in (empty, LotFactory(), None):
        with pytest.raises(Refused, match="no application"):
            make(vacancy=selection.vacancy, lot=lot, by=selection.chair, at=NOW)
    assert [one.lot for one in ranked(selection)] == selection.lots
    assert ranked(selection) == []


def test_verify_makes_each_lot_anew_and_finds_a_changed_mark(selection):
    ranked(selection)
    assert list(ranking_faults()) == []
    offer = selection.people[1][0].price_offer
    offer.refresh_from_db()
    offer.opened = 1
    offer.save()
    reference = selection.vacancy.reference
    assert list(ranking_faults()) == [
        f"ranking 1 of {reference}, lot L2: what it says of C3 does not follow from the sheets in the database"
    ]


def test_the_page_lists_the_lots_with_their_state_and_leads_to_each(client, selection):
    LotFactory(vacancy=selection.vacancy, code="L9", order=9)
    ranked(selection)
    client.force_login(selection.chair)
    address = reverse("ranking:results", args=[selection.vacancy.pk])
    response = client.get(address)
    assert [(row.lot.code, row.received, row.state.word, row.query) for row in response.context["lots"]] == [
        ("L1", 2, "ranked", "?lot=L1"),
        ("L2", 1, "ranked", "?lot=L2"),
        ("L9", 0, "no candidate", ""),
    ]
    page = client.get(f"{address}?lot=L2")
    assert [line.code for line in page.context["lines"]] == ["C3"]
    assert client.get(f"{address}?lot=L7").status_code == 404


def test_the_rankings_of_all_lots_are_made_by_one_button(client, selection):
    client.force_login(selection.chair)
    client.post(reverse("ranking:make", args=[selection.vacancy.pk]))
    assert [(one.lot.code, one.version) for one in Ranking.objects.order_by("lot__order")] == [
        ("L1", 1),
        ("L2", 1),
    ]


def test_the_list_of_lots_asks_the_database_as_often_for_many_lots(client, count_queries):
    counts = []
    for lots in (("1",), ("1",)), (("1",), ("1",), ("1",), ("1",)):
        selection = scored_lots(*lots)
        ranked(selection)
        client.force_login(selection.officer)
        counts.append(
            [
                count_queries(client, reverse(page, args=[selection.vacancy.pk]))
                for page in ("ranking:results", "decisions:decision", "desk:vacancy", "reports:index")
            ]
        )
    assert counts[0] == counts[1]
