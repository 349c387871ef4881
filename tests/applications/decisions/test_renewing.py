"""Advertising anew: when something is left unfilled, what the draft says, how the two vacancies lead to each other."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.decisions import actions
from applications.decisions.offering import decline, offer
from applications.decisions.renewing import advertise_anew, left_to_renew
from applications.decisions.unfilled import Why
from applications.panels.again import scored_before
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.decisions import announced, ranked_selection, recommended, refused
from tests.factories.intake import submitted_application, withdraw
from tests.factories.lots import scored_lots
from tests.factories.panels import SeatFactory, convened_panel
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.factories.publishing import LotFactory, RenewalFactory
from tests.factories.screening import ScreeningFactory, long_listed_vacancy, officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.document.actions import fresh
from vacancies.document.form import document_of
from vacancies.models import Renewal, Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    """Refused, and the applicants have been told."""
    selection = ranked_selection()
    actions.announce(decision=refused(selection), by=selection.officer, at=NOW)
    return selection


def left(vacancy):
    parts = left_to_renew(Vacancy.objects.get(pk=vacancy.pk), at=NOW)
    return [(part.code, part.openings, part.why) for part in parts]


def test_a_refused_selection_is_left_once_the_applicants_know():
    selection = ranked_selection()
    decision = refused(selection)
    assert left(selection.vacancy) == []
    actions.announce(decision=decision, by=selection.officer, at=NOW)
    assert left(selection.vacancy) == [("", 1, Why.REFUSED)]


def test_a_selection_of_nobody_is_left():
    selection = ranked_selection()
    announced(selection, selected=0, reserve=[], departure="Nobody knows the region.")
    assert left(selection.vacancy) == [("", 1, Why.NOBODY_SELECTED)]


def test_an_opening_is_left_when_everybody_of_the_list_has_declined():
    selection = ranked_selection(candidates=2)
    decision = announced(selection)
    said = {"decision": decision, "answer_by": NOW + timedelta(days=3), "by": selection.officer, "at": NOW}
    for person in selection.applications:
        assert left(selection.vacancy) == []
        made = offer(application=person, **said)
        decline(offer=made, reason="", by=person.applicant, at=NOW)
    assert left(selection.vacancy) == [("", 1, Why.EXHAUSTED)]


def test_what_nobody_applied_for_is_left_once_it_is_closed():
    assert left(planned_vacancy(published=True)) == []
    assert left(planned_vacancy(closed=True)) == [("", 1, Why.NOBODY_APPLIED)]
    vacancy = planned_vacancy(closed=True)
    withdraw(submitted_application(vacancy), at=NOW)
    assert left(vacancy) == [("", 1, Why.NOBODY_APPLIED)]


def test_what_nobody_met_the_requirements_of_is_left_and_what_waits_for_screening_is_not():
    vacancy = planned_vacancy(closed=True)
    person = submitted_application(vacancy, R2="2")
    assert left(vacancy) == []
    ScreeningFactory(application=person, outcome="ineligible")
    assert left(vacancy) == [("", 1, Why.NOBODY_ELIGIBLE)]


def test_a_cancelled_vacancy_is_left_and_a_draft_is_not():
    assert left(planned_vacancy(closed=True, status="cancelled")) == [("", 1, Why.CANCELLED)]
    assert left(planned_vacancy()) == []


def test_of_lots_those_are_left_that_ended_and_only_they_are_begun():
    made = scored_lots(["9000"], ["9000", "9500"])
    LotFactory(vacancy=made.vacancy, code="L3", order=3, openings=2)
    assert left(made.vacancy) == [("L3", 2, Why.NOBODY_APPLIED)]
    renewal = advertise_anew(vacancy=made.vacancy, shown=True, by=made.officer, at=NOW)
    assert [(lot.code, lot.openings) for lot in renewal.vacancy.lots.all()] == [("L3", 2)]
    assert left(made.vacancy) == []


def test_the_draft_says_what_the_notice_says_without_dates_and_waits_for_everything(selection):
    renewal = advertise_anew(vacancy=selection.vacancy, shown=True, by=selection.officer, at=NOW)
    new, old = document_of(fresh(renewal.vacancy)), document_of(fresh(selection.vacancy))
    assert (new["plan"], new["title"], new["terms"]) == (old["plan"], old["title"], old["terms"])
    assert (new["closes_at"], new["starts_on"]) == (None, None)
    made = renewal.vacancy
    assert (made.status, made.approved_by, made.published_at) == ("draft", None, None)
    assert made.reference != selection.vacancy.reference


def test_both_records_tell_of_it_and_why(selection):
    renewal = advertise_anew(vacancy=selection.vacancy, shown=False, by=selection.officer, at=NOW)
    old = Entry.objects.of(selection.vacancy.stream).get(action="vacancy.renewed")
    assert old.data["reference"] == renewal.vacancy.reference
    assert old.data["why"] == [{"lot": "", "openings": 1, "why": "The recommendation was refused."}]
    new = Entry.objects.of(renewal.vacancy.stream).get(action="vacancy.renews")
    assert new.data == {"earlier": selection.vacancy.reference, "shown": False}


def test_it_is_begun_once_and_again_when_that_was_cancelled(selection):
    said = {"vacancy": selection.vacancy, "shown": True, "by": selection.officer, "at": NOW}
    first = advertise_anew(**said)
    with pytest.raises(Refused, match="nothing to advertise anew"):
        advertise_anew(**said)
    Vacancy.objects.filter(pk=first.vacancy.pk).update(
        status="cancelled", published_at=NOW, closes_at=NOW, approved_by=selection.approver
    )
    assert advertise_anew(**said).vacancy != first.vacancy


def test_only_an_officer_of_the_office_begins_it(selection):
    for person in (selection.approver, selection.chair, person_with(Role.OFFICER, OfficeFactory())):
        with pytest.raises(PermissionDenied):
            advertise_anew(vacancy=selection.vacancy, shown=True, by=person, at=NOW)
    assert not Renewal.objects.exists()


def test_from_the_case_to_the_draft_and_back(client, selection):
    client.force_login(selection.officer)
    case = reverse("desk:vacancy", args=[selection.vacancy.pk])
    page = reverse("decisions:anew", args=[selection.vacancy.pk])
    assert page in client.get(case).text
    assert "The recommendation was refused." in client.get(page).text
    response = client.post(page, {"shown": "on"}, follow=True)
    made = Renewal.objects.get()
    assert f"{made.vacancy.reference} is begun as a draft" in response.text
    assert made.is_public
    assert made.vacancy.reference in client.get(case).text
    assert selection.vacancy.reference in client.get(reverse("desk:vacancy", args=[made.vacancy.pk])).text
    client.post(reverse("decisions:anew-link", args=[made.vacancy.pk]), {"shown": ""})
    made.refresh_from_db()
    assert not made.is_public
    assert Entry.objects.filter(action="vacancy.renewal_hidden").count() == 1


def test_who_may_not_begin_it_reads_that_it_ended_without_the_way_there(client, selection):
    client.force_login(selection.approver)
    page = reverse("decisions:anew", args=[selection.vacancy.pk])
    text = client.get(reverse("desk:vacancy", args=[selection.vacancy.pk])).text
    assert "openings unfilled" in text
    assert page not in text
    assert client.get(page).status_code == 404


def test_the_page_of_what_was_begun_asks_as_much_for_many_as_for_one(client, django_assert_max_num_queries):
    vacancy = planned_vacancy(closed=True)
    client.force_login(officer_of(vacancy))
    page = reverse("decisions:anew", args=[vacancy.pk])
    counted = []
    for more in (1, 3):
        for _number in range(more):
            RenewalFactory(earlier=vacancy)
        client.get(page)
        with django_assert_max_num_queries(20) as queries:
            assert client.get(page).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.fixture
def repeated(selection):
    """A vacancy that advertises the refused selection anew, with a long list."""
    vacancy, _people = long_listed_vacancy(office=selection.vacancy.office)
    RenewalFactory(vacancy=vacancy, earlier=selection.vacancy)
    return vacancy


def test_who_scored_the_earlier_selection_is_named_to_who_convenes(client, selection, repeated):
    SeatFactory(panel=selection.panel, role="secretary")
    assert [seat.user for seat in scored_before(repeated)] == selection.members
    client.force_login(selection.officer)
    text = client.get(reverse("panels:convene", args=[repeated.pk])).text
    assert all(f"{person}, {selection.vacancy.reference}" in text for person in selection.members)


def test_the_first_of_three_selections_counts_as_well(selection, repeated):
    third = RenewalFactory(earlier=repeated).vacancy
    assert [seat.user for seat in scored_before(third)] == selection.members


def test_who_sits_again_stands_on_the_page_of_the_panel_for_the_office_alone(client, selection, repeated):
    panel = convened_panel(repeated)
    SeatFactory(panel=panel, role="member", user=selection.members[1], declared=True)
    again = f"{selection.members[1]}, {selection.vacancy.reference}"
    page = reverse("panels:panel", args=[panel.pk])
    client.force_login(selection.officer)
    text = client.get(page).text
    assert again in text
    assert f"{selection.members[0]}, {selection.vacancy.reference}" not in text
    client.force_login(panel.seats.scoring()[1].user)
    assert again not in client.get(page).text


def test_a_panel_that_repeats_nothing_is_warned_of_nobody(selection):
    assert scored_before(selection.vacancy) == []
    assert recommended(ranked_selection(candidates=1)).pk
