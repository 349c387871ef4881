"""A team before the panel: judged as one, named whole before declarations, and none of it sits on the panel."""

import pytest
from django.urls import reverse

from applications.panels.actions import add_member, declare
from applications.panels.forms import NewSeatForm
from applications.panels.models import Conflict
from applications.panels.people import known_to
from applications.panels.together import each_once, people_of
from applications.reports.register import register_csv
from applications.screening import long_list
from applications.screening.actions import make_long_list
from applications.screening.twins import pairs_of
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from tests.factories.intake import submitted_application
from tests.factories.lots import LotFactory
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, RoleGrantFactory, person_with
from tests.factories.scoring import opened_round
from tests.factories.screening import decided, officer_of
from tests.factories.teams import TeamMemberFactory, team_application, team_draft
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True, asks={"team_most": 4})


@pytest.fixture
def team(vacancy):
    """C1: a lead and two members."""
    return team_application(vacancy, members=2)


@pytest.fixture
def panel(vacancy, team):
    """The team and one who applies alone are on the long list; nobody has declared."""
    officer = officer_of(vacancy)
    for one in (team, submitted_application(vacancy)):
        decided(one, by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    return convened_panel(vacancy, declared=False)


@pytest.fixture
def seat(panel, client):
    found = panel.seats.filter(role="member").first()
    client.force_login(found.user)
    return found


def cv(team):
    return team.team.first().document


def answer(client, address):
    response = client.get(address)
    b"".join(response)
    return response.status_code


def test_before_declaring_the_names_of_all_stand_where_the_leads_name_stands(client, panel, team, seat):
    assert team.names.count(", ") == 2
    for name, key in (("panel", panel.pk), ("declare", panel.pk)):
        assert team.names in client.get(reverse(f"panels:{name}", args=[key])).text
    assert answer(client, reverse("documents:download", args=[cv(team).key])) == 404


def test_who_declares_no_conflict_reads_the_cvs_of_all(client, panel, team, seat):
    declare(seat=seat, conflicts={}, by=seat.user, at=NOW)
    assert answer(client, reverse("documents:download", args=[cv(team).key])) == 200
    shown = client.get(reverse("panels:candidate", args=[team.key])).text
    for row in team.team.all():
        assert f"CV of {row.name}" in shown
        assert row.part in shown
        assert row.email not in shown


def test_a_conflict_with_one_of_them_shuts_the_whole_team(client, panel, team, seat):
    declare(seat=seat, conflicts={team: "My cousin is the second of them."}, by=seat.user, at=NOW)
    assert answer(client, reverse("documents:download", args=[cv(team).key])) == 404
    assert answer(client, reverse("panels:candidate", args=[team.key])) == 404


def test_a_conflict_with_one_person_follows_them_into_their_team_for_another_lot_and_not_the_reverse(vacancy):
    first, second = LotFactory(vacancy=vacancy), LotFactory(vacancy=vacancy)
    alone = submitted_application(vacancy, lot=first)
    with_others = team_application(vacancy, lot=second, applicant=alone.applicant)
    officer = officer_of(vacancy)
    for one in (alone, with_others):
        decided(one, by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    panel = convened_panel(vacancy, declared=False)
    assert len(each_once(people_of(long_list.candidates(vacancy)))) == 2
    one, other = panel.seats.exclude(role="chair")[:2]
    declare(seat=one, conflicts={alone: "We are friends."}, by=one.user, at=NOW)
    declare(seat=other, conflicts={with_others: "The second is my cousin."}, by=other.user, at=NOW)
    shut = Conflict.objects.order_by("pk").values_list("declaration__seat", "application")
    assert set(shut) == {(one.pk, alone.pk), (one.pk, with_others.pk), (other.pk, with_others.pk)}


def test_nobody_of_a_team_sits_on_the_panel_or_is_proposed_for_it(panel, team):
    member = team.team.first().account
    RoleGrantFactory(user=member, office=panel.office, role=Role.AUDITOR)
    assert member not in known_to(panel.vacancy)
    form = NewSeatForm({"email": member.email, "role": "secretary"}, vacancy=panel.vacancy)
    assert "has applied for the vacancy" in str(form.errors["email"])
    for role in ("member", "secretary"):
        with pytest.raises(Refused, match="has applied for this vacancy"):
            add_member(panel=panel, user=member, role=role, by=officer_of(panel.vacancy), at=NOW)


def test_a_team_is_one_candidate_on_the_sheet_with_all_cvs_beside_the_marks(client, panel, team):
    for seat in panel.seats.all():
        declare(seat=seat, conflicts={}, by=seat.user, at=NOW)
    round_ = opened_round(panel)
    sheet = round_.sheets.first()
    assert len(sheet.order) == 2
    client.force_login(sheet.seat.user)
    shown = client.get(reverse("scoring:candidate", args=[sheet.pk, team.code])).text
    for row in team.team.all():
        assert f"CV of {row.name}" in shown


def test_the_office_sees_the_team_in_the_table_finds_it_by_a_member_and_reads_the_parts(
    client, team, vacancy
):
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    member = team.team.last()
    table = reverse("screening:applications", args=[vacancy.pk])
    assert member.name in client.get(table).text
    assert team.name in client.get(table, {"q": member.name.split()[-1]}).text
    shown = client.get(reverse("screening:application", args=[team.key])).text
    assert f"CV of {member.name}" in shown
    assert member.email in shown
    register = register_csv(vacancy).decode("utf-8-sig")
    assert f"{member.name} ({member.part})" in register


def test_more_members_take_no_more_queries(client, count_queries, vacancy):
    client.force_login(officer_of(vacancy))
    table = reverse("screening:applications", args=[vacancy.pk])
    team_application(vacancy, members=1)
    team_application(vacancy, members=1)
    one = count_queries(client, table)
    for row in vacancy.applications.all():
        TeamMemberFactory.create_batch(2, application=row, confirmed=True)
    assert count_queries(client, table) == one


def test_a_member_who_also_applies_elsewhere_is_flagged_and_a_team_is_no_twin_of_itself(vacancy, team):
    assert pairs_of(vacancy) == []
    member = team.team.first()
    twin = submitted_application(vacancy)
    twin.snapshot["person"]["email"] = member.email
    twin.save()
    other = team_draft(vacancy)
    assert {(pair.first, pair.second) for pair in pairs_of(vacancy)} >= {(team.pk, twin.pk)}
    assert other.pk not in {pair.second for pair in pairs_of(vacancy)}
