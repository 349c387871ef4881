"""What the public reads of an outcome: what the notice promised, to everybody the same, never before the announcement."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.decisions import actions
from applications.decisions.offer import Offer
from applications.decisions.offering import accept, agree_to_name, decline, give_up, offer
from applications.policies import erase_application
from applications.ranking.actions import make
from portal.kernel.workflow import Refused
from portal.models import Entry, Office
from tests.factories.decisions import announced, approved, ranked_selection, refused
from tests.factories.lots import scored_lots
from tests.factories.portal import NOW
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
COMPLETED = "The selection is completed"
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def selection():
    """Of an office that publishes outcomes and names."""
    selection = ranked_selection()
    promise(selection, outcome_from=LONG_AGO, names_from=LONG_AGO)
    return selection


def promise(selection, **fields):
    Office.objects.filter(pk=selection.vacancy.office_id).update(**fields)
    for one in (selection.vacancy, *selection.applications):
        one.refresh_from_db()


@pytest.fixture
def read(client):
    def read(vacancy):
        vacancy = Vacancy.objects.get(pk=vacancy.pk)
        client.logout()
        return client.get(vacancy.get_absolute_url()).text

    return read


def accepted(selection, decision, person=None):
    person = person or selection.applications[0]
    said = {"answer_by": NOW + timedelta(days=3), "by": selection.officer, "at": NOW}
    made = offer(decision=decision, application=person, **said)
    return accept(offer=made, by=person.applicant, at=NOW)


def name_of(selection):
    return selection.applications[0].names


def test_a_completed_selection_says_when_and_how_many_applied_and_names_nobody_unasked(selection, read):
    accepted(selection, announced(selection))
    text = read(selection.vacancy)
    assert COMPLETED in text
    assert "3 people or teams applied." in text
    assert name_of(selection) not in text


def test_nothing_stands_there_before_the_announcement(selection, read):
    made = accepted(selection, approved(selection))
    agree_to_name(offer=made, agreed=True, by=selection.applications[0].applicant, at=NOW)
    text = read(selection.vacancy)
    assert COMPLETED not in text
    assert name_of(selection) not in text


def test_nothing_stands_there_where_the_office_publishes_nothing(selection, read):
    promise(selection, outcome_from=None, names_from=None)
    announced(selection)
    assert COMPLETED not in read(selection.vacancy)


def test_a_notice_published_before_the_day_keeps_what_it_said(selection, read):
    announced(selection)
    published = selection.vacancy.published_at.date()
    promise(selection, outcome_from=published, names_from=None)
    assert COMPLETED in read(selection.vacancy)
    promise(selection, outcome_from=published + timedelta(days=2), names_from=None)
    text = read(selection.vacancy)
    assert COMPLETED not in text
    assert "this page says that the selection is completed" not in text


def test_the_notice_says_beforehand_what_will_stand_there(selection, read):
    text = read(selection.vacancy)
    assert "this page says that the selection is completed" in text
    assert "named there if they agree" in text
    promise(selection, names_from=None)
    text = read(selection.vacancy)
    assert "this page says that the selection is completed" in text
    assert "named there if they agree" not in text


def test_who_accepted_and_agreed_is_named_until_they_take_it_back(selection, read):
    made, person = accepted(selection, announced(selection)), selection.applications[0].applicant
    agree_to_name(offer=made, agreed=True, by=person, at=NOW)
    assert f"Selected: {name_of(selection)}" in " ".join(read(selection.vacancy).split())
    agree_to_name(offer=made, agreed=False, by=person, at=NOW)
    assert name_of(selection) not in read(selection.vacancy)
    told = Entry.objects.filter(action__startswith="offer.name_").order_by("pk")
    assert [entry.action for entry in told] == ["offer.name_agreed", "offer.name_withheld"]


def test_names_stay_away_where_the_office_publishes_none(selection, read):
    made, person = accepted(selection, announced(selection)), selection.applications[0].applicant
    agree_to_name(offer=made, agreed=True, by=person, at=NOW)
    promise(selection, names_from=None)
    assert name_of(selection) not in read(selection.vacancy)
    made.refresh_from_db()
    agree_to_name(offer=made, agreed=False, by=person, at=NOW)
    with pytest.raises(Refused, match="does not say that anybody is named"):
        agree_to_name(offer=Offer.objects.get(), agreed=True, by=person, at=NOW)


def test_who_gives_up_or_is_erased_is_named_no_more(selection, read):
    made, person = accepted(selection, announced(selection)), selection.applications[0].applicant
    agree_to_name(offer=made, agreed=True, by=person, at=NOW)
    name = name_of(selection)
    with transaction.atomic():
        erase_application(selection.applications[0], NOW)
        assert name not in read(selection.vacancy)
        transaction.set_rollback(True)
    give_up(offer=made, reason="Moved away.", by=selection.officer, at=NOW)
    assert Offer.objects.get().name_agreed_at is None
    assert name not in read(selection.vacancy)


def test_only_who_accepted_agrees_and_nobody_for_them(selection):
    decision, first = announced(selection), selection.applications[0]
    made = offer(
        decision=decision, application=first, answer_by=NOW + timedelta(days=3), by=selection.officer, at=NOW
    )
    with pytest.raises(Refused, match="Only who has accepted"):
        agree_to_name(offer=made, agreed=True, by=first.applicant, at=NOW)
    for other in (selection.officer, selection.applications[1].applicant):
        with pytest.raises(PermissionDenied):
            agree_to_name(offer=made, agreed=True, by=other, at=NOW)
    decline(offer=made, reason="", by=first.applicant, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(name_agreed_at=NOW)


def test_a_refused_selection_is_completed_and_names_nobody(selection, read):
    actions.announce(decision=refused(selection), by=selection.officer, at=NOW)
    text = read(selection.vacancy)
    assert COMPLETED in text
    assert "Selected:" not in text


def test_it_is_taken_down_after_the_months_of_the_office(selection, client, monkeypatch):
    announced(selection)
    address = selection.vacancy.get_absolute_url()
    for later, stands in ((timedelta(days=180), True), (timedelta(days=190), False)):
        monkeypatch.setattr("portal.kernel.clock.now", lambda later=later: NOW + later)
        assert (COMPLETED in client.get(address).text) is stands


def test_nothing_stands_there_while_the_applicants_of_one_lot_do_not_know(read):
    made = scored_lots(["9000"], ["9500"])
    Office.objects.filter(pk=made.vacancy.office_id).update(outcome_from=LONG_AGO)
    for lot, people in zip(made.lots, made.people, strict=True):
        make(vacancy=made.vacancy, lot=lot, by=made.chair, at=NOW)
        what = {"selected": people, "reserve": [], "text": "Good.", "by": made.chair, "at": NOW}
        decision = actions.recommend(vacancy=made.vacancy, lot=lot, **what)
        decision = actions.approve(decision=decision, by=made.approver, at=NOW)
        assert COMPLETED not in read(made.vacancy)
        actions.announce(decision=decision, by=made.officer, at=NOW)
    assert COMPLETED in read(made.vacancy)


def outcome_in(text):
    return text[text.index(COMPLETED) : text.index("</div>", text.index(COMPLETED))]


def test_everybody_reads_the_same_and_strangers_the_same_bytes_without_a_cookie(selection, client):
    made, person = accepted(selection, announced(selection)), selection.applications[0].applicant
    agree_to_name(offer=made, agreed=True, by=person, at=NOW)
    address = selection.vacancy.get_absolute_url()
    first, again = client.get(address), client.get(address)
    assert first.content == again.content
    assert not first.cookies
    stranger = outcome_in(first.text)
    for reader in (person, selection.officer, selection.chair):
        client.force_login(reader)
        assert outcome_in(client.get(address).text) == stranger


def test_it_stands_there_in_both_languages(selection, client):
    announced(selection)
    address = selection.vacancy.get_absolute_url()
    for language in ("en", "ru"):
        assert client.get(address.replace("/en/", f"/{language}/", 1)).context["outcome"].applications == 3


def test_the_candidate_agrees_and_takes_it_back_on_the_page_of_the_offer(selection, client):
    made, person = accepted(selection, announced(selection)), selection.applications[0].applicant
    client.force_login(person)
    assert "You are not named." in client.get(made.get_absolute_url()).text
    client.post(f"{made.get_absolute_url()}name/", {"agreed": "yes"})
    assert "You have agreed to be named." in client.get(made.get_absolute_url()).text
    client.post(f"{made.get_absolute_url()}name/", {})
    assert Offer.objects.get().name_agreed_at is None


def test_names_are_published_with_an_outcome_only_by_the_database(selection):
    for wrong in ({"outcome_from": None}, {"outcome_from": date(2021, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Office.objects.update(**{"names_from": LONG_AGO, **wrong})


def test_an_open_vacancy_asks_nothing_for_it_and_a_decided_one_as_much_for_many(
    client, django_assert_max_num_queries
):
    counted = []
    for candidates in (1, 3):
        selection = ranked_selection(candidates=candidates, openings=candidates)
        promise(selection, outcome_from=LONG_AGO, names_from=LONG_AGO)
        decision = announced(selection, selected=candidates)
        for person in selection.applications:
            made = accepted(selection, decision, person)
            agree_to_name(offer=made, agreed=True, by=person.applicant, at=NOW)
        address = selection.vacancy.get_absolute_url()
        client.get(address)
        with django_assert_max_num_queries(20) as queries:
            client.get(address)
        counted.append(len(queries))
    assert counted[0] == counted[1]
