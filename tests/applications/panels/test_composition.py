"""What an office asks of a panel is checked when it is convened, in words; what it does not ask is not asked of anybody."""

import pytest
from django.urls import reverse

from applications.panels.actions import Place, add_member, convene
from applications.panels.models import Panel, Seat, SeatRole
from portal.kernel.workflow import Refused
from portal.models import Entry, Office
from tests.applications.desk.test_verify import faults, verified
from tests.factories.portal import UserFactory
from tests.factories.screening import long_listed_vacancy, officer_of
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
ALL = {"panel_both_sexes": True, "panel_outsider": True, "panel_expert": True}


def vacancy_of(**rules):
    vacancy = long_listed_vacancy()[0]
    Office.objects.filter(pk=vacancy.office_id).update(**rules)
    return Vacancy.objects.get(pk=vacancy.pk)


def places(*about):
    roles = [SeatRole.CHAIR, *[SeatRole.MEMBER] * (len(about) - 1)]
    return [Place(UserFactory(), role, **said) for role, said in zip(roles, about, strict=True)]


WHOLE = ({"sex": "male"}, {"sex": "female", "outside": "Ministry of Labour"}, {"expertise": "Statistics"})


def test_a_panel_that_meets_every_rule_is_convened_and_what_was_stated_is_kept(now):
    vacancy = vacancy_of(**ALL)
    panel = convene(vacancy=vacancy, seats=places(*WHOLE), by=officer_of(vacancy), at=now)
    stated = [(seat.sex, seat.outside, seat.expertise) for seat in panel.seats.all()]
    assert stated == [("male", "", ""), ("female", "Ministry of Labour", ""), ("", "", "Statistics")]


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"sex": ""}, "one woman and one man"),
        ({"outside": ""}, "from outside the unit"),
        ({"expertise": ""}, "an expert on the subject"),
    ],
)
def test_each_rule_that_is_not_met_is_refused_in_words(now, lacking, words):
    vacancy = vacancy_of(**ALL)
    seats = [place._replace(**lacking) for place in places(*WHOLE)]
    with pytest.raises(Refused, match=words):
        convene(vacancy=vacancy, seats=seats, by=officer_of(vacancy), at=now)
    assert not Panel.objects.exists()


def test_who_does_not_score_meets_no_rule(now):
    vacancy = vacancy_of(panel_expert=True)
    seats = [*places({}, {}, {}), Place(UserFactory(), SeatRole.OBSERVER, expertise="Statistics")]
    with pytest.raises(Refused, match="an expert"):
        convene(vacancy=vacancy, seats=seats, by=officer_of(vacancy), at=now)


def test_an_office_says_how_many_score(now):
    vacancy = vacancy_of(panel_least=5)
    with pytest.raises(Refused, match="At least 5 people score"):
        convene(vacancy=vacancy, seats=places(*[{}] * 4), by=officer_of(vacancy), at=now)
    assert convene(vacancy=vacancy, seats=places(*[{}] * 5), by=officer_of(vacancy), at=now).pk


def sent(client, vacancy, *rows, **more):
    data = {"form-TOTAL_FORMS": 7, "form-INITIAL_FORMS": 0, **more}
    roles = ["chair", "member", "member", "member", "member", "secretary", "observer"]
    for number, role in enumerate(roles):
        row = rows[number] if number < len(rows) else {}
        data |= {f"form-{number}-{name}": value for name, value in {"role": role, **row}.items()}
    return client.post(reverse("panels:convene", args=[vacancy.pk]), data)


def rows(*about):
    return [{"email": UserFactory().email, **said} for said in about]


def test_the_page_lists_the_rules_with_what_is_met_and_keeps_what_was_typed(client):
    vacancy = vacancy_of(**ALL)
    client.force_login(officer_of(vacancy))
    response = sent(client, vacancy, *rows({"sex": "male"}, {"sex": "female"}, {}), check="yes")
    met = {rule.code: rule.is_met for rule in response.context["rules"]}
    assert met == {"chair": True, "least": True, "sexes": True, "outside": False, "expertise": False}
    assert response.context["formset"].forms[1]["sex"].value() == "female"
    assert not Panel.objects.exists()


def test_checking_a_panel_that_meets_all_convenes_nobody_yet(client):
    vacancy = vacancy_of(**ALL)
    client.force_login(officer_of(vacancy))
    response = sent(client, vacancy, *rows(*WHOLE), check="yes")
    assert all(rule.is_met for rule in response.context["rules"])
    assert not Panel.objects.exists()
    sent(client, vacancy, *rows(*WHOLE))
    assert [seat.sex for seat in Seat.objects.order_by("pk")] == ["male", "female", ""]


def test_nothing_is_asked_about_people_that_no_rule_of_the_office_needs(client):
    vacancy = vacancy_of(panel_expert=True)
    client.force_login(officer_of(vacancy))
    page = client.get(reverse("panels:convene", args=[vacancy.pk]))
    asked = {
        name for name in page.context["formset"].forms[0].fields if name in ("sex", "outside", "expertise")
    }
    assert asked == {"expertise"}


def test_the_record_keeps_no_sex_and_verify_finds_what_was_changed(now):
    vacancy = vacancy_of(**ALL)
    officer = officer_of(vacancy)
    panel = convene(vacancy=vacancy, seats=places(*WHOLE), by=officer, at=now)
    late = add_member(panel=panel, user=UserFactory(), role="member", sex="female", by=officer, at=now)
    assert verified()[0] == 0
    assert "female" not in str([entry.data for entry in Entry.objects.all()])
    for seat in (panel.seats.first(), late):
        Seat.objects.filter(pk=seat.pk).update(expertise="Law")
        assert faults() == [f"seat of {seat.user} for {vacancy}: what is stated is not what was recorded"]
        Seat.objects.filter(pk=seat.pk).update(expertise="")
