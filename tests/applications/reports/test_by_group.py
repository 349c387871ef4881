"""Rates by group, compared exactly; nothing of few, and nothing to those who score."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.reports.by_group import stages_by_group
from applications.reports.four_fifths import compared
from portal.accounts.roles import Role
from tests.factories.decisions import ranked_selection, recommended
from tests.factories.panels import SeatFactory
from tests.factories.portal import person_with


@pytest.mark.parametrize(
    ("counts", "below"),
    [
        ({"female": (10, 4), "male": (10, 5)}, set()),
        ({"female": (1000, 399), "male": (1000, 500)}, {"female"}),
        ({"female": (5, 5), "male": (5, 0)}, {"male"}),
        ({"female": (5, 0), "male": (5, 0)}, set()),
    ],
)
def test_a_rate_is_below_only_under_four_fifths_of_the_best(counts, below):
    assert {group for group, share in compared(counts).items() if share.is_below} == below


@pytest.mark.parametrize(
    "counts",
    [
        {"female": (4, 4), "male": (50, 9)},
        {"female": (50, 9), "male": (0, 0)},
        {"female": (0, 0), "male": (0, 0)},
    ],
)
def test_where_a_group_is_small_or_alone_nothing_is_told_of_either(counts):
    assert compared(counts) == {}


def of_sexes(selection, sexes):
    for application, sex in zip(selection.applications, sexes, strict=True):
        application.snapshot["person"]["sex"] = sex
        application.save()


@pytest.fixture
def selection(db):
    """Five women and five men by turns, ranked in the order of their codes; three more women were not eligible."""
    selection = ranked_selection(candidates=10, unfit=3, openings=5)
    of_sexes(
        selection, ["male", "female", "male", "female", "male", "female", "male", "female", "male", "female"]
    )
    return selection


def told(vacancy):
    return [
        [(line["group"], line["came"], line["passed"], line["is_below"]) for line in stage["lines"]]
        for stage in stages_by_group(vacancy)
    ]


def test_each_stage_counts_who_came_and_who_passed(selection):
    recommended(selection, selected=5)
    listed, ranked, chosen = told(selection.vacancy)
    assert listed == [("Women", 8, 5, True), ("Men", 5, 5, False)]
    assert ranked == [("Women", 5, 5, False), ("Men", 5, 5, False)]
    assert chosen == [("Women", 5, 2, True), ("Men", 5, 3, False)]


def test_who_did_not_state_it_or_is_erased_is_in_no_group(selection):
    first = selection.applications[0]
    first.snapshot = {"erased_at": "2026-11-21"}
    first.save()
    assert told(selection.vacancy) == [[], []]


def test_the_page_tells_the_figures_and_where_there_are_too_few_that(client, selection):
    recommended(selection, selected=5)
    client.force_login(selection.officer)
    page = client.get(reverse("reports:groups", args=[selection.vacancy.pk])).text
    assert "below four fifths" in page
    assert "66.7%" in page
    few = ranked_selection()
    client.force_login(few.officer)
    assert "nothing is told" in client.get(reverse("reports:groups", args=[few.vacancy.pk])).text


def test_who_sits_on_the_panel_never_sees_it_whatever_else_they_are(client, selection):
    vacancy = selection.vacancy
    address, index = (reverse(name, args=[vacancy.pk]) for name in ("reports:groups", "reports:index"))
    auditor = person_with(Role.AUDITOR, vacancy.office)
    secretary = person_with(Role.OFFICER, vacancy.office)
    SeatFactory(panel=selection.panel, role="secretary", user=secretary, declared=True)
    readers = {selection.officer: 200, selection.approver: 200, auditor: 200}
    others = dict.fromkeys(
        (selection.chair, selection.members[1], secretary, selection.applications[0].applicant), 404
    )
    for person, status in (readers | others).items():
        client.force_login(person)
        assert client.get(address).status_code == status
        assert (address in client.get(index).text) is (status == 200)


def test_it_takes_as_many_queries_for_ten_as_for_three(client, selection):
    few = ranked_selection()
    counts = []
    for one in (few, selection):
        client.force_login(one.officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("reports:groups", args=[one.vacancy.pk]))
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= 55
