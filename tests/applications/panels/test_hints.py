"""A name worth a second look is marked before the declaration, and says no more than names do; nothing is decided by it."""

import pytest
from django.urls import reverse

from applications.panels.hints import Hint, hints_with, known_of
from applications.panels.models import Conflict
from applications.profile.parts import Employment
from portal.models import Entry
from tests.factories.panels import SeatFactory, convened_panel
from tests.factories.portal import UserFactory
from tests.factories.profile import ProfileFactory
from tests.factories.screening import long_listed_vacancy

pytestmark = pytest.mark.django_db
GENERAL = "Something this person wrote meets something the portal knows of you. Think twice."
SAME_NAME = "The same family name as yours, in some spelling. Think twice."


def saying(application, **said):
    """The application with something else in what was handed in."""
    person = {**application.snapshot["person"], **said.pop("person", {})}
    application.snapshot = {**application.snapshot, **said, "person": person}
    application.save()
    return application


@pytest.fixture
def case():
    vacancy, people = long_listed_vacancy(candidates=3)
    for number, one in enumerate(people):
        saying(
            one,
            person={
                "name": f"Нурланов{number} Азамат",
                "family_name": f"Нурланов{number}",
                "email": "a@gmail.com",
            },
        )
    return convened_panel(vacancy, declared=False), people


def member(panel, **fields):
    return SeatFactory(
        panel=panel, user=UserFactory(**{"name": "Aida Bekova", "email": "aida@gmail.com", **fields})
    )


@pytest.mark.parametrize(
    ("own", "theirs"),
    [("Aida Karimova", "Каримов"), ("Каримов Рустам", "Karimova"), ("Olga Ostrovskaya", "Островский"),
     ("Шухрат Қодиров", "Qodirov"), ("Толстой Лев", "Толстая")],
)  # fmt: skip
def test_a_family_name_is_recognised_in_either_script_and_with_a_daughters_ending(case, own, theirs):
    panel, people = case
    one = saying(people[0], person={"name": f"{theirs} Динара", "family_name": theirs})
    assert hints_with(known_of(member(panel, name=own)), one) == (Hint.SURNAME,)


def test_another_family_name_is_no_hint(case):
    panel, people = case
    one = saying(people[0], person={"name": "Сидоренко Пётр", "family_name": "Сидоренко"})
    assert hints_with(known_of(member(panel)), one) == ()


def test_an_employer_is_recognised_by_what_hr_stated_and_by_the_members_own_profile(case):
    panel, people = case
    one = saying(people[0], experience=[{"employer": "Министерство труда"}, {"employer": "«Консалт», ОсОО"}])
    stated = member(panel)
    stated.outside = "Министерство  Труда"
    assert hints_with(known_of(stated), one) == (Hint.EMPLOYER,)
    worked = member(panel, name="Ulan Sadykov", email="ulan@gmail.com")
    profile = ProfileFactory(user=worked.user, family_name="Sadykov")
    Employment.objects.create(profile=profile, employer="ОсОО Консалт")
    assert hints_with(known_of(worked), one) == (Hint.EMPLOYER,)


def test_a_referee_is_recognised_by_address_or_by_the_whole_name(case):
    panel, people = case
    seat = member(panel)
    for referee in ({"name": "A. B.", "email": "Aida@gmail.com"}, {"name": "Бекова Аида"}):
        one = saying(people[0], profile={"referees": [referee]})
        assert hints_with(known_of(seat), one) == (Hint.REFEREE,)
    one = saying(people[0], profile={"referees": [{"name": "Аида Осмонова"}]})
    assert hints_with(known_of(seat), one) == ()


def test_a_domain_is_a_hint_unless_anybody_has_an_address_there(case):
    panel, people = case
    seat = member(panel, email="aida@consult.kg")
    assert hints_with(known_of(seat), saying(people[0], person={"email": "b@Consult.kg"})) == (Hint.DOMAIN,)
    assert hints_with(known_of(member(panel)), people[1]) == ()


def test_before_the_declaration_the_kinds_that_rest_on_what_was_written_are_not_told_apart(client, case):
    panel, people = case
    seat = member(panel, email="aida@consult.kg")
    saying(people[0], person={"name": "Беков Азамат", "family_name": "Беков"})
    saying(people[1], person={"email": "b@consult.kg"})
    saying(people[2], profile={"referees": [{"name": "Бекова Аида", "email": "aida@consult.kg"}]})
    client.force_login(seat.user)
    response = client.get(reverse("panels:declare", args=[panel.pk]))
    said = {mark.label: mark.help_text for mark, _why in response.context["form"].pairs}
    page = response.content.decode()

    assert said == {"Беков Азамат": SAME_NAME, people[1].names: GENERAL, people[2].names: GENERAL}
    assert GENERAL in page
    assert not any(word in page for word in ("consult.kg", "referee", "employer"))
    assert "checked" not in page


def test_after_it_the_kinds_are_said_where_a_conflict_found_later_is_declared(client, case):
    panel, people = case
    seat = member(panel, email="aida@consult.kg")
    saying(people[1], person={"email": "b@consult.kg"})
    client.force_login(seat.user)
    client.post(reverse("panels:declare", args=[panel.pk]), {"answer": "none"})
    page = client.get(reverse("scoring:conflict", args=[panel.pk])).content.decode()

    assert f"{people[1].names}: an e-mail address of the same organisation" in page
    assert not Conflict.objects.exists()


def test_of_hints_nothing_is_recorded_but_that_they_were_shown(client, case):
    panel, people = case
    saying(people[1], person={"email": "b@consult.kg"})
    for seat in (member(panel, email="aida@consult.kg"), member(panel, name="Ulan Sadykov")):
        client.force_login(seat.user)
        client.post(reverse("panels:declare", args=[panel.pk]), {"answer": "none"})
    entries = Entry.objects.filter(action="panel.declared_none").order_by("pk")
    assert [entry.data.get("hints") for entry in entries] == ["shown", None]
    assert "domain" not in str([entry.data for entry in entries])
