"""A vacancy that closes within a day of an outage: an extension is proposed with its figures, and the office answers."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Outage
from portal.outages.actions import note_answer
from tests.factories.portal import NOW, person_with
from tests.factories.vacancies import planned_vacancy
from vacancies.corrigenda.actions import extend
from vacancies.models import LeftAsItIs, Vacancy
from vacancies.outages.actions import leave
from vacancies.outages.proposals import proposal_for, proposals_for
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def outage(began, ended):
    return Outage.objects.create(began_at=began, ended_at=ended)


@pytest.fixture
def vacancy():
    """Open for another ten hours, on a Saturday in Almaty."""
    return planned_vacancy(published=True, closes_at=NOW + 10 * HOUR)


@pytest.fixture
def officer(vacancy):
    return person_with(Role.OFFICER, vacancy.office)


def test_the_figures_are_what_was_lost_of_the_last_day(vacancy):
    closes = vacancy.closes_at
    outage(closes - 26 * HOUR, closes - 23 * HOUR)
    outage(NOW - 2 * HOUR, NOW - HOUR / 2)
    proposal = proposal_for(vacancy, at=NOW)
    assert (proposal.minutes, proposal.per_cent) == (150, 11)


@pytest.mark.parametrize(
    ("began", "ended", "concerned"),
    [(-26, -24, False), (-26, -23.9, True), (-1, 0, True), (-1, 1, True), (0, 1, False), (1, 2, False)],
)
def test_an_outage_concerns_a_vacancy_when_it_touches_the_day_before_its_closing_time(
    began, ended, concerned
):
    vacancy = planned_vacancy(published=True, closes_at=NOW - 3 * HOUR)
    outage(vacancy.closes_at + began * HOUR, vacancy.closes_at + ended * HOUR)
    assert (proposal_for(vacancy, at=NOW) is not None) is concerned


def test_the_proposed_time_is_the_usual_hour_of_a_working_day_at_least_a_day_later(vacancy):
    outage(NOW - 2 * HOUR, NOW - HOUR)
    office, after = vacancy.office, proposal_for(vacancy, at=NOW).closes_after
    # NOW is a Saturday: a day later is Sunday, so Monday.
    assert (office.local(after).date().isoformat(), office.local(after).time()) == (
        "2026-11-23",
        office.local(vacancy.closes_at).time(),
    )


def test_after_a_long_outage_what_was_lost_is_given_back_whole():
    vacancy = planned_vacancy(published=True, closes_at=NOW - 6 * HOUR)
    outage(NOW - 70 * HOUR, NOW)
    assert proposal_for(vacancy, at=NOW).closes_after >= NOW + 24 * HOUR


@pytest.mark.parametrize(
    "state", [{"status": Status.CANCELLED}, {"status": Status.UNDER_EVALUATION}, {"published_at": NOW + HOUR}]
)
def test_a_vacancy_that_takes_no_applications_is_not_concerned(state, vacancy):
    outage(NOW - 2 * HOUR, NOW - HOUR)
    assert proposal_for(vacancy, at=NOW) is not None
    Vacancy.objects.filter(pk=vacancy.pk).update(**state)
    assert proposal_for(Vacancy.objects.get(pk=vacancy.pk), at=NOW) is None


def test_an_extension_answers_what_was_before_it_and_not_a_later_outage(vacancy, officer):
    outage(NOW - 2 * HOUR, NOW - HOUR)
    after = proposal_for(vacancy, at=NOW).closes_after
    extend(vacancy=vacancy, closes_at=after, reason_en="An outage.", by=officer, at=NOW)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    later = after - HOUR
    assert proposal_for(vacancy, at=later) is None
    outage(later - 2 * HOUR, later - HOUR)
    assert proposal_for(vacancy, at=later).minutes == 60


def test_the_office_may_leave_the_date_and_says_why(vacancy, officer):
    one = outage(NOW - 2 * HOUR, NOW - HOUR)
    with pytest.raises(Refused, match="Say why"):
        leave(vacancy=vacancy, outages=[one], reason=" ", by=officer, at=NOW)
    for _twice in range(2):
        leave(vacancy=vacancy, outages=[one], reason="It was night.", by=officer, at=NOW)
    assert proposal_for(vacancy, at=NOW) is None
    assert LeftAsItIs.objects.get().reason == "It was night."
    assert Entry.objects.of(vacancy.stream).filter(action="outage.left").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_officers_have_a_letter_as_soon_as_the_outage_is_known(vacancy, officer):
    planned_vacancy(published=True, closes_at=NOW + 30 * HOUR, office=vacancy.office)
    note_answer(at=NOW - HOUR)
    note_answer(at=NOW)
    assert [letter.to for letter in mail.outbox] == [[officer.email]]
    assert "for 60 minutes" in mail.outbox[0].body
    assert reverse("vacancy-outages:outage", args=[vacancy.pk]) in mail.outbox[0].body
    assert Entry.objects.of(vacancy.stream).filter(action="outage.noticed").count() == 1


def test_the_officer_finds_it_among_what_waits_with_figures_filled_in_and_extends(client, vacancy, officer):
    outage(NOW - 2 * HOUR, NOW - HOUR)
    client.force_login(officer)
    address = reverse("vacancy-outages:outage", args=[vacancy.pk])
    assert address in client.get(reverse("desk:home")).content.decode()
    page = client.get(address)
    form = page.context["form"]
    assert "for 60 minutes" in page.content.decode()
    typed = {name: form[name].value() for name in form.fields}
    assert "could not be reached" in typed["reason_en"]
    assert "портал" in typed["reason_ru"].lower()
    client.post(address, typed)
    assert Vacancy.objects.get(pk=vacancy.pk).closes_at > vacancy.closes_at
    assert address not in client.get(reverse("desk:home")).content.decode()


def test_an_answer_that_lacks_its_reason_comes_back_filled_in(client, vacancy, officer):
    outage(NOW - 2 * HOUR, NOW - HOUR)
    client.force_login(officer)
    address = reverse("vacancy-outages:outage", args=[vacancy.pk])
    assert client.post(address, {"leave": "1", "reason": ""}).context["staying"].errors
    client.post(address, {"leave": "1", "reason": "Nobody was kept out."})
    assert LeftAsItIs.objects.filter(vacancy=vacancy).exists()
    assert client.get(address).status_code == 302


def test_what_waits_costs_the_same_for_one_vacancy_and_for_many(
    vacancy, officer, django_assert_max_num_queries
):
    outage(NOW - 2 * HOUR, NOW - HOUR)
    for _more in range(5):
        planned_vacancy(published=True, closes_at=NOW + 9 * HOUR, office=vacancy.office)
    near = Vacancy.objects.select_related("office").prefetch_related("corrigenda")
    with django_assert_max_num_queries(4):
        assert len(proposals_for(near, at=NOW)) == 6
