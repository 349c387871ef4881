"""Choosing a lot: one application for each, what was written once taken along, the lot in all that is kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.intake import actions
from applications.intake.models import Application
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.intake import filled_application, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import LotFactory
from tests.factories.screening import officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.document.actions import write_into
from vacancies.document.form import document_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    vacancy = planned_vacancy(published=True)
    LotFactory(vacancy=vacancy, code="L1", name_en="Osh", openings=2, order=1)
    LotFactory(vacancy=vacancy, code="L2", name_en="Batken", order=2)
    return vacancy


@pytest.fixture
def lots(vacancy):
    return list(vacancy.lots.all())


def start(vacancy, lot, by):
    return actions.start(vacancy=vacancy, lot=lot, by=by, at=NOW)


def submit(draft):
    return actions.submit(application=draft, by=draft.applicant, at=NOW)


def test_all_lots_are_on_the_page_with_their_openings(client, vacancy):
    client.force_login(UserFactory())
    response = client.get(reverse("intake:start", args=[vacancy.slug]))
    assert response.text.count('type="radio"') == 2
    assert "2 openings" in response.text
    assert "1 opening" in response.text


def test_who_is_not_signed_in_reads_the_lots_as_well(client, vacancy):
    assert "L1 Osh" in client.get(reverse("intake:start", args=[vacancy.slug])).text


def test_without_a_choice_nothing_begins_and_the_page_says_so(client, vacancy):
    client.force_login(UserFactory())
    response = client.post(reverse("intake:start", args=[vacancy.slug]))
    assert response.context["form"].errors == {"lot": ["Choose what you apply for"]}
    assert not Application.objects.exists()


def test_a_chosen_lot_begins_a_draft_for_it(client, vacancy, lots):
    client.force_login(UserFactory())
    client.post(reverse("intake:start", args=[vacancy.slug]), {"lot": lots[1].pk})
    assert Application.objects.get().lot == lots[1]


@pytest.mark.parametrize("what", ["none", "of another vacancy"])
def test_no_application_is_without_a_lot_of_its_vacancy(vacancy, what):
    lot = None if what == "none" else LotFactory()
    with pytest.raises(Refused, match="Choose what you apply for"):
        start(vacancy, lot, UserFactory())


def test_a_vacancy_without_lots_takes_none():
    with pytest.raises(Refused, match="Choose what you apply for"):
        start(planned_vacancy(published=True), LotFactory(), UserFactory())


def test_one_person_has_one_application_for_a_lot_and_another_for_the_next(vacancy, lots):
    person = UserFactory()
    first = start(vacancy, lots[0], person)
    assert start(vacancy, lots[0], person) == first
    assert start(vacancy, lots[1], person) != first


def test_what_was_written_for_one_lot_is_taken_over_into_the_next_and_marked(client, vacancy, lots):
    first = filled_application(vacancy, lot=lots[0])
    second = start(vacancy, lots[1], first.applicant)
    for name, field in (("answers", "value"), ("statements", "text"), ("attachments", "document")):
        said = [
            list(getattr(one, name).order_by("pk").values_list(field, flat=True)) for one in (first, second)
        ]
        assert said[0] == said[1] != []
    client.force_login(first.applicant)
    text = client.get(reverse("intake:page", args=[second.key, "statements"])).text
    assert "Copied from your application for L1 Osh, please check" in text


def test_a_file_taken_over_stays_with_the_first_when_the_second_lets_it_go(vacancy, lots):
    first = filled_application(vacancy, lot=lots[0])
    second = start(vacancy, lots[1], first.applicant)
    asked = second.attachments.get().asked
    actions.detach(application=second, asked=asked, by=first.applicant, at=NOW)
    assert first.attachments.get().document.pk


def test_the_lot_stands_in_the_snapshot_the_receipt_and_the_record(vacancy, lots):
    received = submit(filled_application(vacancy, lot=lots[0]))
    assert received.snapshot["lot"] == {"code": "L1", "name": {"en": "Osh", "ru": lots[0].name_ru}}
    entry = Entry.objects.of(vacancy.stream).get(action="application.submitted")
    assert entry.data["lot"] == "L1"
    assert "L1 Osh" in Message.objects.get(kind="application_receipt").text


def test_a_draft_begun_before_there_were_lots_asks_for_one_and_keeps_what_was_written(client):
    vacancy = planned_vacancy(published=True)
    draft = filled_application(vacancy)
    lot = LotFactory(vacancy=vacancy)
    with pytest.raises(Refused, match="still missing"):
        submit(draft)
    assert start(vacancy, lot, draft.applicant) == draft
    draft.refresh_from_db()
    assert submit(draft).lot == lot


def test_the_first_applications_page_leads_to_another_lot(client, vacancy, lots):
    received = submit(filled_application(vacancy, lot=lots[0]))
    client.force_login(received.applicant)
    start_page = reverse("intake:start", args=[vacancy.slug])
    assert start_page in client.get(received.get_absolute_url()).text
    response = client.get(start_page)
    assert list(response.context["form"].fields["lot"].queryset) == [lots[1]]
    assert received.get_absolute_url() in response.text


def test_who_works_for_the_office_applies_for_no_lot(vacancy, lots):
    with pytest.raises(PermissionDenied):
        start(vacancy, lots[0], officer_of(vacancy))


def test_the_office_finds_the_applications_of_one_lot(client, vacancy, lots):
    for lot in (lots[0], lots[0], lots[1]):
        submitted_application(vacancy, lot=lot)
    client.force_login(officer_of(vacancy))
    address = reverse("screening:applications", args=[vacancy.pk])
    assert len(client.get(address).context["rows"]) == 3
    assert [row.lot for row in client.get(f"{address}?lot=L2").context["rows"]] == ["L2 Batken"]
    assert next(row.lot for row in client.get(f"{address}?order=-lot").context["rows"]) == "L2 Batken"


@pytest.mark.parametrize("page", ["intake:start", "screening:applications"])
def test_pages_ask_the_database_as_often_for_many_lots(client, count_queries, page):
    counts = []
    for number in (1, 3):
        vacancy = planned_vacancy(published=True)
        for lot in [LotFactory(vacancy=vacancy, code=f"L{n}") for n in range(number)]:
            submitted_application(vacancy, lot=lot)
        person = officer_of(vacancy) if page == "screening:applications" else UserFactory()
        client.force_login(person)
        counts.append(
            count_queries(client, reverse(page, args=[vacancy.slug if "start" in page else vacancy.pk]))
        )
    assert counts[0] == counts[1]


def test_a_lot_that_was_applied_for_cannot_be_taken_out_of_the_notice(vacancy, lots):
    submit(filled_application(vacancy, lot=lots[0]))
    document = document_of(vacancy)
    document["lots"] = document["lots"][1:]
    with pytest.raises(Refused, match="L1 Osh"):
        write_into(vacancy=vacancy, document=document)


def test_what_was_applied_for_as_a_whole_is_not_divided_into_lots(vacancy):
    whole = planned_vacancy(published=True)
    submit(filled_application(whole))
    document = document_of(whole) | {"lots": document_of(vacancy)["lots"]}
    with pytest.raises(Refused, match="for the whole vacancy"):
        write_into(vacancy=whole, document=document)
