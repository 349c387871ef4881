"""An applicant reads their own marks after the announcement, where the notice promised that, and nothing of others."""

from datetime import timedelta
from decimal import Decimal

import pytest

from applications.decisions.own_scores import own_scores
from applications.intake.actions import withdraw
from applications.ranking.actions import make
from portal.models import Office
from tests.factories.decisions import announced, approved, falling, ranked_selection
from tests.factories.portal import NOW
from vacancies.listing.selection import selection_of
from vacancies.models import Plan, Vacancy

pytestmark = pytest.mark.django_db
PROMISE = "sees their own marks"


def switched(selection, day):
    Office.objects.filter(pk=selection.vacancy.office_id).update(own_scores_from=day)


def seen(application):
    return own_scores(
        type(application).objects.select_related("vacancy__office", "lot").get(pk=application.pk)
    )


def published_on(selection):
    return Vacancy.objects.get(pk=selection.vacancy.pk).published_at.date()


@pytest.fixture
def decided():
    selection = ranked_selection(unfit=1)
    switched(selection, published_on(selection))
    announced(selection)
    return selection


def test_the_marks_are_the_means_of_the_frozen_ranking(decided):
    first = decided.applications[0]
    found = seen(first)
    line = next(one for one in decided.ranking.result["results"] if one["code"] == first.code)
    assert {one.code: Decimal(one.mark) for one in found.scores} == {
        code: Decimal(mark) for code, mark in line["criteria"].items()
    }
    assert Decimal(found.technical) == Decimal(line["technical_percent"])
    assert found.passed


def test_the_page_shows_ones_own_and_nothing_of_others_nor_a_rank_nor_who_scored(client, decided):
    second = decided.applications[1]
    client.force_login(second.applicant)
    page = client.get(second.get_absolute_url()).content.decode()
    section = page[
        page.index('aria-labelledby="scores"') : page.index("</section>", page.index('id="scores"'))
    ]
    mine = [one.mark for one in seen(second).scores]
    assert all(f'<td class="n">{mark}</td>' in section for mark in mine)
    for seat in decided.panel.seats.select_related("user"):
        assert str(seat.user) not in section
    assert "C1" not in section
    assert "ank" not in section.replace("ranking", "")


def test_nothing_is_seen_before_the_announcement(client):
    selection = ranked_selection()
    switched(selection, published_on(selection))
    approved(selection)
    first = selection.applications[0]
    client.force_login(first.applicant)
    assert seen(first) is None
    assert 'id="scores"' not in client.get(first.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "later", [None, timedelta(days=1)], ids=["off", "switched on after the notice was published"]
)
def test_nothing_is_seen_where_the_notice_did_not_promise_it(client, decided, later):
    switched(decided, later and published_on(decided) + later)
    first = decided.applications[0]
    client.force_login(first.applicant)
    assert seen(first) is None
    assert 'id="scores"' not in client.get(first.get_absolute_url()).content.decode()


def test_who_was_not_eligible_or_withdrew_sees_none():
    selection = ranked_selection(unfit=1)
    switched(selection, published_on(selection))
    gone = selection.applications[2]
    withdraw(application=gone, reason="", by=gone.applicant, at=NOW)
    make(vacancy=selection.vacancy, by=selection.chair, reason="C3 withdrew", at=NOW)
    announced(selection, reserve=[selection.applications[1]])
    unfit = selection.vacancy.applications.order_by("pk").last()
    assert (seen(unfit), seen(gone)) == (None, None)
    assert seen(selection.applications[1]) is not None


def test_who_did_not_reach_the_pass_mark_is_told_so():
    low = lambda person, criterion: falling(person, criterion) if person.code == "C1" else Decimal(1)  # noqa: E731
    selection = ranked_selection(low, low, low)
    switched(selection, published_on(selection))
    announced(selection, reserve=[])
    found = seen(selection.applications[1])
    assert (found.passed, seen(selection.applications[0]).passed) == (False, True)
    assert found.pass_mark == "50"


def test_the_notice_says_so_beforehand_and_only_then(decided):
    plan = Plan.objects.select_related("vacancy__office").get(vacancy=decided.vacancy)
    assert any(PROMISE in sentence for sentence in selection_of(plan).result)
    plan.vacancy.office.own_scores_from = None
    assert not any(PROMISE in sentence for sentence in selection_of(plan).result)


def test_one_does_not_see_those_of_another(client, decided):
    first, second = decided.applications[:2]
    client.force_login(second.applicant)
    assert client.get(first.get_absolute_url()).status_code == 404
