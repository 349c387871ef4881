"""The short list: a rule stated before any mark is seen, applied exactly, confirmed by the chair, and what follows from it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from applications.decisions.letters import Tidings, tidings_of
from applications.desk.verification_of_short_lists import short_list_faults
from applications.intake.models import Application
from applications.models import Mark
from applications.ranking import actions as ranking
from applications.reports.data import report_data
from applications.scoring.actions import lock, open_round, revise
from applications.scoring.gaps import progress_of
from applications.scoring.going_on import Standing, going_on
from applications.scoring.opening import obstacle
from applications.scoring.reopening import reopen
from applications.scoring.short_listing import confirm, state, worked_out
from applications.screening.long_list import candidates
from applications.screening.short_list import ShortListPlace, ShortListRule
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.decisions import DecisionFactory
from tests.factories.intake import withdraw
from tests.factories.portal import NOW
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    opened_round,
    refrozen,
    revealed_round,
    signed_round,
)
from vacancies.models import Criterion

pytestmark = pytest.mark.django_db

# Marks of the first round on a scale of 5: C1 100 %, C2 and C3 60 %, C4 20 %.
FIRST = {"C1": 5, "C2": 3, "C3": 3, "C4": 1}


def giving(person, _criterion):
    return FIRST[person.code]


@pytest.fixture
def panel():
    found = declared_panel(candidates=4, method="cumulative")
    Criterion.objects.filter(plan__vacancy=found.vacancy, code="B").update(stage="interview")
    refrozen(found.vacancy)
    return found


def stated(panel, kind="best", value="2", **changed):
    what = {
        "stage": "desk",
        "kind": kind,
        "value": Decimal(value) if value else None,
        "by": chair_of(panel),
        "at": NOW,
    }
    return state(panel=panel, **what | changed)


def locked(panel):
    signed_round(opened_round(panel), *[giving] * 3)
    panel.refresh_from_db()
    return panel


def confirmed(panel, departures=(), **rule):
    kept = stated(panel, **rule)
    locked(panel)
    return confirm(panel=panel, rule=kept, departures=dict(departures), by=chair_of(panel), at=NOW)


def codes(rows):
    return sorted(one.code for one in rows)


def standings(*percents):
    return {f"C{n}": Standing(Fraction(percent)) for n, percent in enumerate(percents, 1)}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("best", 1, {"C1"}),
        ("best", 2, {"C1", "C2", "C3"}),
        ("best", 3, {"C1", "C2", "C3"}),
        ("best", 9, {"C1", "C2", "C3", "C4"}),
        ("percent", 60, {"C1", "C2", "C3"}),
        ("percent", Fraction("60.01"), {"C1"}),
    ],
)
def test_equals_at_the_border_all_go_on(kind, value, expected):
    assert going_on(kind, Fraction(value), standings(100, 60, 60, 20)) == expected


def test_a_per_cent_that_only_shows_as_the_border_does_not_reach_it():
    assert going_on("percent", Fraction(49), standings("48.995", 49)) == {"C2"}


def test_a_minimum_that_is_not_reached_keeps_out_whatever_the_per_cent():
    told = {"C1": Standing(Fraction(90), reaches_minimum=False), "C2": Standing(Fraction(10))}
    assert going_on("minimum", Fraction(0), told) == {"C2"}


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=12), st.integers(1, 12))
def test_nobody_better_or_equal_is_left_out_and_at_least_so_many_go_on(percents, number):
    told = standings(*percents)
    on = going_on("best", Fraction(number), told)
    assert len(on) >= min(number, len(told))
    out = [told[code].percent for code in told.keys() - on]
    assert all(told[code].percent > other for code in on for other in out)


def test_without_a_rule_everybody_goes_on(panel):
    locked(panel)
    assert obstacle(panel) == ""
    assert codes(candidates(panel.vacancy)) == ["C1", "C2", "C3", "C4"]


def test_a_rule_cannot_be_stated_once_marks_have_been_seen(panel):
    stated(panel)
    revealed_round(opened_round(panel), *[giving] * 3)
    panel.refresh_from_db()
    with pytest.raises(Refused, match="have been seen"):
        stated(panel, value="3")
    assert ShortListRule.objects.get().value == 2


def test_a_rule_may_be_stated_anew_while_all_mark_alone(panel):
    stated(panel)
    opened_round(panel)
    panel.refresh_from_db()
    stated(panel, kind="minimum")
    assert (ShortListRule.objects.get().kind, ShortListRule.objects.get().value) == ("minimum", None)


def test_there_is_no_short_list_after_the_last_round(panel):
    with pytest.raises(Refused, match="No round follows"):
        stated(panel, stage="interview")


def test_a_member_neither_states_nor_confirms(panel):
    member = panel.seats.get(role="member", pk=panel.seats.filter(role="member").first().pk).user
    with pytest.raises(PermissionDenied):
        stated(panel, by=member)
    rule = stated(panel)
    locked(panel)
    with pytest.raises(PermissionDenied):
        confirm(panel=panel, rule=rule, departures={}, by=member, at=NOW)


def test_the_next_round_waits_for_the_confirmation_and_covers_those_who_go_on(panel):
    rule = stated(panel, value="1")
    locked(panel)
    with pytest.raises(Refused, match="short list is confirmed"):
        open_round(panel=panel, stage="interview", by=chair_of(panel), at=NOW)
    assert [(line.application.code, line.percent, line.goes_on) for line in worked_out(panel, rule)] == [
        ("C1", 100, True), ("C2", 60, False), ("C3", 60, False), ("C4", 20, False),
    ]  # fmt: skip
    confirm(panel=panel, rule=rule, departures={}, by=chair_of(panel), at=NOW)
    panel.refresh_from_db()
    second = open_round(panel=panel, stage="interview", by=chair_of(panel), at=NOW)
    listed = Application.objects.get(code="C1", vacancy=panel.vacancy).pk
    assert [sheet.order for sheet in second.sheets.all()] == [[listed]] * 3


def test_marks_by_which_a_short_list_was_confirmed_are_not_opened_again(panel):
    confirmed(panel)
    with pytest.raises(Refused, match="The short list is confirmed"):
        reopen(round=panel.rounds.get(), reason="A mark was given twice.", by=chair_of(panel), at=NOW)


def test_marks_opened_again_before_lead_to_another_short_list(panel):
    rule = stated(panel, value="1")
    round_ = locked(panel).rounds.get()
    reopen(round=round_, reason="A mark was given twice.", by=chair_of(panel), at=NOW)
    panel.refresh_from_db()
    with pytest.raises(Refused, match="no short list to confirm"):
        confirm(panel=panel, rule=rule, departures={}, by=chair_of(panel), at=NOW)
    for mark in Mark.objects.filter(sheet__round=round_, application__code="C4", value=1):
        revise(
            mark=mark,
            value=Decimal(5),
            reason="The second page was overlooked.",
            by=mark.sheet.seat.user,
            at=NOW,
        )
    lock(round=round_, by=chair_of(panel), at=NOW)
    panel.refresh_from_db()
    confirm(panel=panel, rule=rule, departures={}, by=chair_of(panel), at=NOW)
    assert codes(place.application for place in rule.places.filter(goes_on=True)) == ["C1", "C4"]


def test_it_is_confirmed_once_and_not_before_the_round_is_locked(panel):
    rule = stated(panel)
    with pytest.raises(Refused, match="no short list to confirm"):
        confirm(panel=panel, rule=rule, departures={}, by=chair_of(panel), at=NOW)
    locked(panel)
    confirm(panel=panel, rule=rule, departures={}, by=chair_of(panel), at=NOW)
    panel.refresh_from_db()
    with pytest.raises(Refused, match="no short list to confirm"):
        confirm(panel=panel, rule=rule, departures={}, by=chair_of(panel), at=NOW)


def test_a_departure_goes_either_way_and_needs_a_reason(panel):
    rule = stated(panel)
    locked(panel)
    with pytest.raises(Refused, match="needs a reason: C4"):
        confirm(panel=panel, rule=rule, departures={"C4": " "}, by=chair_of(panel), at=NOW)
    told = {"C4": "The only one who speaks Tajik.", "C3": "Cannot come."}
    confirm(panel=panel, rule=rule, departures=told, by=chair_of(panel), at=NOW)
    assert codes(candidates(panel.vacancy)) == ["C1", "C2", "C4"]
    entry = Entry.objects.get(action="short_list.confirmed")
    assert (entry.data["in"], entry.data["out"], entry.data["departures"]) == (
        ["C1", "C2", "C4"],
        ["C3"],
        told,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ShortListPlace.objects.filter(application__code="C4").update(reason="")


def test_nobody_going_on_is_refused(panel):
    rule = stated(panel, kind="percent", value="100")
    locked(panel)
    with pytest.raises(Refused, match="Nobody would go on"):
        confirm(panel=panel, rule=rule, departures={"C1": "Cannot come."}, by=chair_of(panel), at=NOW)
    assert not ShortListPlace.objects.exists()


def test_who_has_withdrawn_is_not_counted_among_the_best(panel):
    rule = stated(panel, value="1")
    locked(panel)
    withdraw(Application.objects.get(code="C1"), at=NOW)
    assert [line.application.code for line in worked_out(panel, rule) if line.goes_on] == ["C2", "C3"]


def through(panel):
    """The interview held and signed, prices opened, ranking made."""
    panel.refresh_from_db()
    signed_round(open_round(panel=panel, stage="interview", by=chair_of(panel), at=NOW))
    ranking.open_prices(vacancy=panel.vacancy, by=chair_of(panel), at=NOW)
    return ranking.make(vacancy=panel.vacancy, by=chair_of(panel), at=NOW)


def test_the_ranking_holds_those_who_went_on_and_the_others_prices_stay_sealed(panel):
    confirmed(panel)
    made = through(panel)
    assert sorted(row["code"] for row in made.result["results"]) == ["C1", "C2", "C3"]
    fourth = Application.objects.get(code="C4")
    assert fourth.price_offer.opened is None
    assert list(short_list_faults()) == []
    decision = DecisionFactory(ranking=made)
    assert tidings_of(fourth, decision, None) == Tidings.NOT_SHORT_LISTED
    assert tidings_of(Application.objects.get(code="C2"), decision, "reserve") == Tidings.RESERVE


@pytest.mark.parametrize(("language", "said"), [("en", "The only one"), ("ru", "The only one")])
def test_the_report_says_the_rule_the_figures_and_the_departures(panel, language, said):
    confirmed(panel, {"C4": "The only one who speaks Tajik."})
    through(panel)
    told = str(report_data(panel.vacancy, language, at=NOW)["sections"])
    assert said in told
    assert "short_list" not in told


def test_on_the_sheet_of_the_first_round_nobody_is_called_withdrawn_for_not_going_on(panel):
    confirmed(panel, value="1")
    sheet = panel.rounds.get(stage="desk").sheets.first()
    assert len(progress_of(sheet).standing) == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda: ShortListRule.objects.update(value=3),
        lambda: ShortListPlace.objects.filter(application__code="C4").update(goes_on=True, reason="x"),
        lambda: ShortListPlace.objects.filter(application__code="C1").update(percent="99"),
        lambda: ShortListPlace.objects.filter(application__code="C2").delete(),
        lambda: ShortListRule.objects.update(confirmed_by=None, confirmed_at=None),
    ],
)
def test_verify_finds_what_was_changed_behind_the_portals_back(panel, change):
    confirmed(panel)
    assert list(short_list_faults()) == []
    change()
    assert len(list(short_list_faults())) == 1


def page(panel):
    return reverse("scoring:short-list", args=[panel.pk])


def test_the_path_to_the_page_begins_at_ones_own_work_as_that_of_a_round_does(client, panel):
    client.force_login(chair_of(panel))
    text = client.get(page(panel)).text
    path = text[text.index('class="crumbs"') : text.index("</nav>", text.index('class="crumbs"'))]
    assert path.index(reverse("desk:home")) < path.index(reverse("panels:panel", args=[panel.pk]))


def test_the_chair_states_and_confirms_on_the_page(client, panel):
    client.force_login(chair_of(panel))
    wrong = client.post(page(panel), {"stage": "desk", "kind": "best", "value": "1.5"})
    assert wrong.status_code == 200
    assert "as a whole number" in wrong.content.decode()
    client.post(page(panel), {"stage": "desk", "kind": "best", "value": "2"})
    locked(panel)
    shown = client.get(page(panel)).content.decode()
    assert "Reason to take C4 along all the same" in shown
    client.post(page(panel), {"C4": "The only one who speaks Tajik."})
    assert codes(candidates(panel.vacancy)) == ["C1", "C2", "C3", "C4"]
    shown = client.get(page(panel)).content.decode()
    assert "The only one who speaks Tajik." in shown


def test_no_figure_is_shown_before_the_round_is_locked(client, panel):
    stated(panel)
    revealed_round(opened_round(panel), *[giving] * 3)
    for user in (chair_of(panel), panel.seats.filter(role="member").first().user):
        client.force_login(user)
        response = client.get(page(panel))
        assert response.status_code == 200
        assert "%" not in response.content.decode().partition("<main")[2].partition("</main")[0]
