"""Names and nothing else until one has declared; a conflict shuts that candidate's papers at once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.panels.actions import declare
from applications.panels.models import Conflict
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import submitted_application, withdraw
from tests.factories.panels import SeatFactory, convened_panel
from tests.factories.portal import RoleGrantFactory, UserFactory, person_with
from tests.factories.screening import long_listed_vacancy, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return long_listed_vacancy(candidates=2)


@pytest.fixture
def panel(case):
    return convened_panel(case[0], declared=False)


@pytest.fixture
def seat(panel, client):
    """A member, signed in."""
    found = panel.seats.filter(role="member").first()
    client.force_login(found.user)
    return found


def papers(application):
    """Every address that shows something of a candidate to the panel."""
    document = application.attachments.get().document
    return [
        reverse("panels:candidate", args=[application.key]),
        reverse("documents:page", args=[document.key, 1]),
        reverse("documents:download", args=[document.key]),
    ]


def answers(client, application):
    responses = [client.get(address) for address in papers(application)]
    for response in responses:
        b"".join(response)
    return [response.status_code for response in responses]


def test_before_declaring_there_are_names_and_nothing_else(client, case, panel, seat):
    _vacancy, candidates = case
    assert [answers(client, one) for one in candidates] == [[404] * 3, [404] * 3]
    for address in (reverse("panels:panel", args=[panel.pk]), reverse("panels:declare", args=[panel.pk])):
        page = client.get(address).content.decode()
        for one in candidates:
            assert one.name in page
            assert str(one.key) not in page
            assert one.applicant.email not in page
            assert one.snapshot["statements"]["A"] not in page


def test_declaring_no_conflict_opens_all(client, case, panel, seat, now):
    response = client.post(reverse("panels:declare", args=[panel.pk]), {"answer": "none"}, follow=True)
    assert "Your declaration is made." in response.content.decode()
    assert (seat.declaration.made_at, seat.declaration.conflicts.count()) == (now, 0)
    assert [answers(client, one) for one in case[1]] == [[200] * 3, [200] * 3]
    entry = Entry.objects.get(action="panel.declared_none")
    assert (entry.actor, entry.data["conflicts"]) == (seat.user.pk, [])


def test_a_conflict_shuts_that_candidate_at_once_and_no_other(client, case, panel, seat):
    first, second = case[1]
    data = {"answer": "some", f"with_{first.pk}": "on", f"why_{first.pk}": "My cousin."}
    client.post(reverse("panels:declare", args=[panel.pk]), data)
    assert answers(client, first) == [404] * 3
    assert answers(client, second) == [200] * 3
    assert [(one.application, one.reason) for one in seat.declaration.conflicts.all()] == [
        (first, "My cousin.")
    ]
    assert Entry.objects.get(action="panel.declared_conflict").data["conflicts"] == ["C1"]
    page = client.get(reverse("panels:panel", args=[panel.pk]))
    assert [(one.name, bool(one.address)) for one in page.context["candidates"]] == [
        (first.name, False),
        (second.name, True),
    ]


def test_a_conflict_shuts_the_pages_of_the_office_too(client, case, panel):
    """Who screens for the office and sits on the panel is a member of the panel first."""
    vacancy, (first, second) = case
    officer = officer_of(vacancy)
    seat = SeatFactory(panel=panel, user=officer)
    client.force_login(officer)
    screened = [reverse("screening:application", args=[one.key]) for one in (first, second)]
    table = reverse("screening:applications", args=[vacancy.pk])
    assert [client.get(address).status_code for address in screened] == [404, 404]
    assert client.get(table).url == reverse("panels:declare", args=[panel.pk])
    declare(seat=seat, conflicts={first: "My cousin."}, by=officer, at=panel.convened_at)
    assert [client.get(address).status_code for address in screened] == [404, 200]
    assert answers(client, first)[1:] == [404, 404]
    rows = {row.application: row for row in client.get(table).context["rows"]}
    assert (rows[first].is_open, rows[first].signs, rows[first].country) == (False, [], "")
    assert rows[second].is_open


def test_a_declaration_stands_as_it_was_made(client, case, panel, seat, now):
    declare(seat=seat, conflicts={}, by=seat.user, at=now)
    with pytest.raises(Refused, match="stands as it was made"):
        declare(seat=seat, conflicts={case[1][0]: "My cousin."}, by=seat.user, at=now)
    assert client.get(reverse("panels:declare", args=[panel.pk])).url == reverse(
        "panels:panel", args=[panel.pk]
    )


def test_everybody_declares_for_themselves(panel, seat, now):
    with pytest.raises(PermissionDenied):
        declare(seat=seat, conflicts={}, by=panel.seats.first().user, at=now)


def test_a_conflict_has_a_reason_and_is_with_a_candidate(case, seat, now):
    _vacancy, (first, _second) = case
    with pytest.raises(Refused, match="Say what connects you"):
        declare(seat=seat, conflicts={first: "  "}, by=seat.user, at=now)
    with pytest.raises(Refused, match="a candidate of this vacancy"):
        declare(seat=seat, conflicts={long_listed_vacancy()[1][0]: "Known."}, by=seat.user, at=now)
    declaration = declare(seat=seat, conflicts={}, by=seat.user, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.create(declaration=declaration, application=first, reason="")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "answer"),
        ({"answer": "none", "with": "on", "why": "Known."}, "answer"),
        ({"answer": "some"}, "answer"),
        ({"answer": "some", "with": "on"}, "why"),
        ({"answer": "some", "why": "Known."}, "with"),
    ],
)
def test_a_declaration_that_contradicts_itself_comes_back_with_the_field_named(client, seat, said, field):
    panel = seat.panel
    first = panel.vacancy.applications.first()
    data = {name if name == "answer" else f"{name}_{first.pk}": value for name, value in said.items()}
    response = client.post(reverse("panels:declare", args=[panel.pk]), data)
    assert (field if field == "answer" else f"{field}_{first.pk}") in response.context["form"].errors
    assert not hasattr(type(seat).objects.get(pk=seat.pk), "declaration")


def test_who_withdrew_or_was_not_eligible_is_no_candidate(client, now):
    vacancy, (gone, stays) = long_listed_vacancy(candidates=2)
    panel = convened_panel(vacancy)
    withdraw(gone, at=now)
    client.force_login(panel.seats.first().user)
    assert answers(client, gone) == [404] * 3
    page = client.get(reverse("panels:panel", args=[panel.pk]))
    assert [one.name for one in page.context["candidates"]] == [stays.name]


def test_conflicts_are_known_to_the_chair_and_the_office_and_to_no_other_member(client, case):
    vacancy, (first, _second) = case
    panel = convened_panel(vacancy, conflicts={1: [first]})
    address = reverse("panels:panel", args=[panel.pk])
    chair, own, other = (seat.user for seat in panel.seats.all())
    sees = {}
    for person in (chair, own, other, officer_of(vacancy), person_with(Role.AUDITOR, vacancy.office)):
        client.force_login(person)
        sees[person] = "We wrote a book together." in client.get(address).content.decode()
    assert list(sees.values()) == [True, True, False, True, True]


def test_secretaries_and_observers_declare_as_all_do(client, case):
    panel = convened_panel(case[0], declared=False, secretary=UserFactory(), observer=UserFactory())
    for seat in panel.seats.exclude(role__in=["chair", "member"]):
        client.force_login(seat.user)
        assert answers(client, case[1][0]) == [404] * 3
        client.post(reverse("panels:declare", args=[panel.pk]), {"answer": "none"})
        assert answers(client, case[1][0]) == [200] * 3


def test_reading_as_a_member_is_recorded_as_the_panels(client, case, panel, seat, now):
    declare(seat=seat, conflicts={}, by=seat.user, at=now)
    document = case[1][0].attachments.get().document
    b"".join(client.get(reverse("documents:download", args=[document.key])))
    entry = Entry.objects.of(case[0].stream).get(action="document.read")
    assert (entry.actor, entry.data["as"], entry.data["way"]) == (seat.user.pk, "panel", "download")


def test_whoever_does_not_sit_learns_nothing(client, case, panel):
    for person in (
        UserFactory(),
        case[1][0].applicant,
        convened_panel(long_listed_vacancy()[0]).seats.first().user,
    ):
        client.force_login(person)
        for name in ("panels:panel", "panels:declare", "panels:add"):
            assert client.get(reverse(name, args=[panel.pk])).status_code == 404
        assert client.get(papers(case[1][1])[0]).status_code == 404


def test_the_list_of_panels_is_ones_own_and_shut_to_who_has_none(client, panel, seat):
    convened_panel(long_listed_vacancy()[0])
    assert [found for found, _seat in client.get(reverse("panels:panels")).context["rows"]] == [panel]
    client.force_login(UserFactory())
    assert client.get(reverse("panels:panels")).status_code == 403


def test_lists_ask_as_often_for_three_as_for_one(client, count_queries):
    person = UserFactory()
    client.force_login(person)
    counts = []
    for more in (1, 2):
        for _number in range(more):
            vacancy, _candidates = long_listed_vacancy(candidates=1)
            panel = convened_panel(vacancy, members=2, member=person)
        counts.append(count_queries(client, reverse("panels:panels")))
    assert counts[0] == counts[1]
    counts = [count_queries(client, reverse("panels:panel", args=[panel.pk]))]
    for _number in range(2):
        SeatFactory(panel=panel, declared=True)
        submitted_application(vacancy)
    counts.append(count_queries(client, reverse("panels:panel", args=[panel.pk])))
    assert counts[0] == counts[1]


def test_a_role_of_the_office_gives_no_seat(client, case, panel):
    RoleGrantFactory(office=case[0].office, role=Role.APPROVER, user=(approver := UserFactory()))
    client.force_login(approver)
    assert client.get(papers(case[1][0])[0]).status_code == 404
    assert client.get(reverse("panels:panel", args=[panel.pk])).status_code == 200
