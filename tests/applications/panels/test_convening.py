"""A panel is at least three who score, none of whom applied; convening begins the evaluation and writes to all."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.panels.actions import add_member, convene
from applications.panels.models import Panel, Seat, SeatRole
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.intake import filled_application
from tests.factories.panels import PanelFactory, convened_panel
from tests.factories.portal import UserFactory, person_with
from tests.factories.screening import long_listed_vacancy, officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
CHAIR, MEMBER = SeatRole.CHAIR, SeatRole.MEMBER


@pytest.fixture
def vacancy():
    return long_listed_vacancy(candidates=2)[0]


@pytest.fixture
def officer(vacancy):
    return officer_of(vacancy)


def three(**first):
    return [
        (UserFactory(name="Aigul Chair", **first), CHAIR),
        (UserFactory(), MEMBER),
        (UserFactory(), MEMBER),
    ]


def test_convening_seats_begins_writes_and_records(vacancy, officer, now):
    seats = three()
    panel = convene(vacancy=vacancy, seats=seats, by=officer, at=now)
    vacancy.refresh_from_db()
    assert [(seat.user, seat.role) for seat in panel.seats.all()] == seats
    assert (panel.convened_by, panel.convened_at) == (officer, now)
    assert vacancy.status == Status.UNDER_EVALUATION
    assert [letter.user for letter in Message.objects.filter(kind="panel_invitation").order_by("pk")] == [
        user for user, _role in seats
    ]
    entry = Entry.objects.get(action="panel.convened")
    members = ", ".join(user.name for user, role in seats if role == MEMBER)
    holders = {f"{seat.pk}": seat.user_id for seat in Seat.objects.all()}
    said = {"chair": "Aigul Chair", "member": members, "secretary": "–", "observer": "–", "holders": holders}
    assert entry.data == said


def test_the_letter_is_in_the_members_language_and_leads_to_the_panel(vacancy, officer, now):
    convene(vacancy=vacancy, seats=three(language="ru"), by=officer, at=now)
    letter = Message.objects.filter(kind="panel_invitation").earliest("pk")
    assert f"/ru/desk/panels/{Panel.objects.get().pk}/" in letter.text
    assert vacancy.title_ru in letter.text


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ([CHAIR, MEMBER], "At least 3 people score"),
        ([CHAIR, MEMBER, SeatRole.SECRETARY, SeatRole.OBSERVER], "At least 3 people score"),
        ([MEMBER, MEMBER, MEMBER], "one chair"),
        ([CHAIR, CHAIR, MEMBER], "one chair"),
    ],
)
def test_a_panel_is_composed_by_the_rules(vacancy, officer, now, roles, sentence):
    with pytest.raises(Refused, match=sentence):
        convene(vacancy=vacancy, seats=[(UserFactory(), role) for role in roles], by=officer, at=now)
    assert not Panel.objects.exists()


def test_one_person_has_one_seat(vacancy, officer, now):
    seats = three()
    with pytest.raises(Refused, match="one seat"):
        convene(vacancy=vacancy, seats=[*seats, (seats[0][0], SeatRole.OBSERVER)], by=officer, at=now)


def test_an_applicant_never_sits_and_nothing_is_kept_of_the_attempt(vacancy, officer, now):
    applicant = vacancy.applications.first().applicant
    with pytest.raises(Refused, match="has applied"):
        convene(vacancy=vacancy, seats=[*three(), (applicant, SeatRole.OBSERVER)], by=officer, at=now)
    vacancy.refresh_from_db()
    assert vacancy.status == Status.PUBLISHED
    assert not Panel.objects.exists()
    assert not Message.objects.exists()


def test_the_writer_and_the_approver_may_sit(vacancy, officer, now):
    seats = [
        (vacancy.written_by, CHAIR),
        (person_with(Role.APPROVER, vacancy.office), MEMBER),
        (UserFactory(), MEMBER),
    ]
    assert convene(vacancy=vacancy, seats=seats, by=officer, at=now).seats.count() == 3


def test_it_waits_for_the_long_list(now):
    vacancy = planned_vacancy(closed=True)
    with pytest.raises(Refused, match="long list is made first"):
        convene(vacancy=vacancy, seats=three(), by=officer_of(vacancy), at=now)


def test_it_needs_a_candidate(now):
    vacancy, _none = long_listed_vacancy(candidates=1)
    vacancy.applications.update(status="withdrawn", withdrawn_at=now)
    with pytest.raises(Refused, match="no candidate"):
        convene(vacancy=vacancy, seats=three(), by=officer_of(vacancy), at=now)


def test_it_happens_once(vacancy, officer, now):
    convene(vacancy=vacancy, seats=three(), by=officer, at=now)
    with pytest.raises(Refused, match="has been convened"):
        convene(vacancy=vacancy, seats=three(), by=officer, at=now)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_only_an_officer_convenes(vacancy, now, role):
    with pytest.raises(PermissionDenied):
        convene(vacancy=vacancy, seats=three(), by=person_with(role, vacancy.office), at=now)


def test_a_newcomer_gets_an_account_and_signs_in_by_a_code(
    vacancy, officer, now, client, django_capture_on_commit_callbacks
):
    newcomer = User(email="new@example.org", name="New Member", language="en")
    with django_capture_on_commit_callbacks(execute=True):
        convene(vacancy=vacancy, seats=[*three()[:2], (newcomer, MEMBER)], by=officer, at=now)
    account = User.objects.get(email="new@example.org")
    assert not account.has_usable_password()
    letter = next(one for one in mail.outbox if one.to == ["new@example.org"])
    address = reverse("account_request_login_code")
    assert address in letter.body
    client.post(address, {"email": "new@example.org"})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[-1].body, flags=re.MULTILINE).group(1)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get(reverse("panels:panel", args=[Panel.objects.get().pk])).status_code == 200


def test_those_with_an_account_are_not_told_of_codes(vacancy, officer, now):
    convene(vacancy=vacancy, seats=three(), by=officer, at=now)
    assert "/login/code/" not in Message.objects.filter(kind="panel_invitation").earliest("pk").text


def test_a_member_can_be_added_until_scoring_begins(vacancy, officer, now):
    panel = convened_panel(vacancy)
    seat = add_member(panel=panel, user=UserFactory(name="Late"), role=MEMBER, by=officer, at=now)
    assert not hasattr(seat, "declaration")
    holders = {f"{seat.pk}": seat.user_id}
    said = {"person": "Late", "role": "member", "seat": seat.pk, "holders": holders}
    assert Entry.objects.get(action="panel.joined").data == said
    panel.rounds.create(stage="desk", opened_by=officer, opened_at=now)
    with pytest.raises(Refused, match="Scoring has begun"):
        add_member(panel=panel, user=UserFactory(), role=MEMBER, by=officer, at=now)


def test_neither_an_applicant_nor_a_second_chair_nor_somebody_seated_is_added(vacancy, officer, now):
    panel = convened_panel(vacancy)
    draft = filled_application(vacancy)
    for user, role in [(draft.applicant, MEMBER), (UserFactory(), CHAIR), (panel.seats.first().user, MEMBER)]:
        with pytest.raises(Refused):
            add_member(panel=panel, user=user, role=role, by=officer, at=now)
    assert panel.seats.count() == 3


# The page


def sent(*rows):
    data = {"form-TOTAL_FORMS": "7", "form-INITIAL_FORMS": "0"}
    roles = ["chair", "member", "member", "member", "member", "secretary", "observer"]
    for number, role in enumerate(roles):
        row = rows[number] if number < len(rows) else {}
        data |= {
            f"form-{number}-{name}": value
            for name, value in {"email": "", "name": "", "role": role, **row}.items()
        }
    return data


def test_the_form_convenes_with_people_old_and_new(client, vacancy, officer):
    chair = UserFactory(email="chair@example.org")
    client.force_login(officer)
    rows = [
        {"email": "Chair@example.org"},
        {"email": "a@example.org", "name": "A"},
        {"email": "b@example.org", "name": "B"},
    ]
    response = client.post(reverse("panels:convene", args=[vacancy.pk]), sent(*rows), follow=True)
    assert response.status_code == 200, response.context["formset"].errors
    seats = Panel.objects.get().seats.all()
    assert [(seat.user.email, seat.role) for seat in seats] == [
        ("chair@example.org", "chair"), ("a@example.org", "member"), ("b@example.org", "member"),
    ]  # fmt: skip
    assert seats[0].user == chair


def test_the_form_names_the_field_and_keeps_what_was_typed(client, vacancy, officer):
    client.force_login(officer)
    applicant = vacancy.applications.first().applicant
    rows = [{"email": applicant.email}, {"email": "nobody@example.org"}, {"email": "not an address"}]
    response = client.post(reverse("panels:convene", args=[vacancy.pk]), sent(*rows))
    errors = response.context["formset"].errors
    assert [list(row) for row in errors[:4]] == [["email"], ["name"], ["email"], []]
    assert "nobody@example.org" in response.content.decode()
    assert not Panel.objects.exists()


def test_the_form_says_what_the_panel_lacks(client, vacancy, officer):
    client.force_login(officer)
    row = {"email": UserFactory().email}
    response = client.post(reverse("panels:convene", args=[vacancy.pk]), sent(row))
    assert "At least 3 people score, the chair included." in response.content.decode()


def test_the_form_offers_people_of_the_office_and_never_the_applicants(client, vacancy, officer):
    PanelFactory(vacancy__office=vacancy.office).seats.create(
        user=UserFactory(email="sat@example.org"), role="chair"
    )
    UserFactory(email="stranger@example.org")
    approver = person_with(Role.APPROVER, vacancy.office)
    client.force_login(officer)
    known = client.get(reverse("panels:convene", args=[vacancy.pk])).context["known"]
    emails = {person.email for person in known}
    assert {officer.email, approver.email, "sat@example.org"} <= emails
    assert emails.isdisjoint({"stranger@example.org", vacancy.applications.first().applicant.email})


def test_the_form_says_why_a_panel_cannot_be_convened_yet(client):
    vacancy = planned_vacancy(closed=True)
    client.force_login(officer_of(vacancy))
    response = client.get(reverse("panels:convene", args=[vacancy.pk]))
    assert "The long list is made first" in response.content.decode()


def test_a_person_is_added_on_a_page(client, vacancy, officer):
    panel = convened_panel(vacancy)
    client.force_login(officer)
    address = reverse("panels:add", args=[panel.pk])
    client.post(address, {"email": "new@example.org", "name": "New", "role": "observer"})
    assert panel.seats.get(user__email="new@example.org").role == "observer"
    assert (
        client.post(address, {"email": "x@example.org", "name": "X", "role": "chair"}).context["form"].errors
    )
