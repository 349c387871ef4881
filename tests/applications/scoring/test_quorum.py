"""What an office asks of a panel is asked again for every candidate, once those with a conflict are taken away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.panels.models import Panel, Seat
from applications.scoring import actions
from applications.scoring.accepting import accept
from applications.scoring.quorum import shortfalls
from applications.scoring.recusal import find_conflict, leave_out
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Office
from tests.applications.desk.test_verify import faults, verified
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import chair_of, declared_panel, of, opened_round, revealed_round
from vacancies.models import Plan

pytestmark = pytest.mark.django_db


def asking(panel, **rules):
    """The same panel, of an office that asks `rules`."""
    Office.objects.filter(pk=panel.office.pk).update(**rules)
    return Panel.objects.get(pk=panel.pk)


def of_one_woman(conflicts):
    """Two men and, second of three, a woman; under the rule `cell`, so that a conflict concerns one candidate only."""
    panel = declared_panel(candidates=2, conflicts=conflicts)
    Plan.objects.filter(vacancy=panel.vacancy).update(absent_rule="cell")
    panel.seats.update(sex="male")
    second = panel.seats.order_by("pk")[1]
    Seat.objects.filter(pk=second.pk).update(
        sex="female", outside="Ministry of Labour", expertise="Statistics"
    )
    return asking(panel, panel_both_sexes=True, panel_outsider=True, panel_expert=True, panel_quorum=2)


def officer_of(panel):
    return person_with(Role.OFFICER, panel.office)


def test_a_panel_without_recusals_falls_short_of_nothing_and_begins():
    panel = of_one_woman({})
    assert shortfalls(panel) == {}
    assert opened_round(panel).pk


def test_each_rule_is_asked_for_every_candidate_after_recusals():
    assert shortfalls(of_one_woman({1: [0]})) == {"sexes": ["C1"], "outside": ["C1"], "expertise": ["C1"]}
    assert shortfalls(of_one_woman({0: [1], 2: [1]})) == {"least": ["C2"], "sexes": ["C2"]}


def test_under_the_rule_member_a_conflict_with_one_falls_short_for_all():
    panel = of_one_woman({1: [0]})
    Plan.objects.filter(vacancy=panel.vacancy).update(absent_rule="member")
    assert shortfalls(Panel.objects.get(pk=panel.pk))["sexes"] == ["C1", "C2"]


def test_what_an_office_does_not_ask_stops_nobody():
    panel = declared_panel(candidates=2, conflicts={1: [0]})
    assert shortfalls(panel) == {}
    assert opened_round(panel).pk


def test_no_round_is_opened_before_the_office_says_why():
    panel = of_one_woman({1: [0]})
    with pytest.raises(Refused, match=r"At least one woman and one man score. \(C1\)"):
        opened_round(panel)
    accept(panel=panel, reason=" No other woman is free. ", by=officer_of(panel), at=NOW)
    assert opened_round(Panel.objects.get(pk=panel.pk)).pk

    entry = Entry.objects.get(action="panel.shortfalls_accepted")
    assert (entry.data["reason"], entry.data["shortfalls"]["sexes"]) == ("No other woman is free.", ["C1"])


def test_what_falls_short_later_is_not_covered_and_stops_the_lock():
    round_ = revealed_round(opened_round(of_one_woman({})))
    woman = of(round_, 1)
    person = round_.vacancy.applications.get(code="C2")
    find_conflict(seat=woman.seat, conflicts={person: "A cousin."}, by=woman.seat.user, at=NOW)
    leave_out(sheet=of(round_, 1), reason="A cousin.", by=chair_of(round_.panel), at=NOW)
    with pytest.raises(Refused, match="C2"):
        actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    accept(panel=round_.panel, reason="Nobody else.", by=officer_of(round_.panel), at=NOW)
    assert actions.lock(round=round_, by=chair_of(round_.panel), at=NOW).is_locked


def test_the_reason_is_the_offices_and_not_empty_and_needs_something_that_falls_short():
    panel = of_one_woman({1: [0]})
    for person in (chair_of(panel), person_with(Role.APPROVER, panel.office), UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            accept(panel=panel, reason="So be it.", by=person, at=NOW)
    with pytest.raises(Refused, match="Write the reason"):
        accept(panel=panel, reason=" ", by=officer_of(panel), at=NOW)
    whole = of_one_woman({})
    with pytest.raises(Refused, match="nothing to say"):
        accept(panel=whole, reason="So be it.", by=officer_of(whole), at=NOW)


def test_chair_and_office_read_it_and_the_other_members_do_not(client):
    panel = of_one_woman({1: [0]})
    address = reverse("scoring:rules", args=[panel.pk])
    seen = {}
    for who, person in (
        ("chair", chair_of(panel)),
        ("office", officer_of(panel)),
        ("member", panel.seats.last().user),
    ):
        client.force_login(person)
        response = client.get(address)
        seen[who] = response.status_code, "Not met for: C1." in response.content.decode()
        linked = address in client.get(reverse("panels:panel", args=[panel.pk])).content.decode()
        assert linked == (who != "member")
    assert seen == {"chair": (200, True), "office": (200, True), "member": (404, False)}


def test_the_office_writes_its_reason_on_the_page(client):
    panel = of_one_woman({1: [0]})
    client.force_login(officer_of(panel))
    address = reverse("scoring:rules", args=[panel.pk])
    assert client.post(address, {"reason": ""}).context["form"].errors
    page = client.post(address, {"reason": "Nobody else."}, follow=True)
    assert page.context["form"] is None
    assert "Nobody else." in page.content.decode()


def test_a_reason_changed_behind_the_portal_is_found():
    panel = of_one_woman({1: [0]})
    accept(panel=panel, reason="Nobody else.", by=officer_of(panel), at=NOW)
    Seat.objects.update(sex="", outside="", expertise="")
    assert verified()[0] == 0
    place = f"panel for {panel.vacancy}: why it judged all the same is not what was recorded"
    for change in ({"shortfall_reason": "Another."}, {"shortfalls": {"sexes": ["C1", "C2"]}}):
        kept = Panel.objects.values(*change).get()
        Panel.objects.update(**change)
        assert faults() == [place]
        Panel.objects.update(**kept)
