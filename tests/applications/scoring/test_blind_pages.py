"""The pages of a blind round: what its members read, the showing of the names, what the office hides by hand."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.documents.models import Document
from applications.models import Round
from applications.scoring import actions, blinding, hidden_passages
from applications.scoring.short_listing import state
from applications.screening.short_list import ShortListPlace
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.mailing.models import Message
from tests.factories.portal import NOW, person_with
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    handed_in,
    of,
    opened_round,
    revealed_round,
    signed_round,
)
from tests.factories.vacancies import CriterionFactory

pytestmark = pytest.mark.django_db

BLIND = {"blind_desk": True}


def page_of(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def code_of(round_, code):
    return round_.pseudonyms.get(application__code=code).code


def written(round_, code="C1", **said):
    """What a candidate handed in, as the test has it."""
    person = round_.vacancy.applications.get(code=code)
    person.snapshot |= said
    person.save()
    return person


def test_a_member_reads_statements_and_the_text_of_documents_with_names_masked(client):
    round_ = opened_round(asks=BLIND)
    person = written(round_, statements={"A": "I, Aigerim Sadykova, led three reforms."})
    person.snapshot["person"] |= {"name": "Садыкова Айгерим", "passport_name": "AIGERIM SADYKOVA"}
    person.save()
    Document.objects.filter(attachments__application=person).update(
        texts=["Садыковой Айгерим, a@b.example, lawyer at the ministry"], pages=1
    )
    sheet = of(round_, 0)
    page = page_of(client, sheet.seat.user, "scoring:candidate", sheet.pk, code_of(round_, "C1"))
    said = page.content.decode()
    assert "I, [hidden], led three reforms." in said
    assert "[hidden], [hidden], lawyer at the ministry" in said
    assert "documents/" not in said


def test_a_document_without_text_is_not_shown_and_the_page_says_so(client):
    round_ = opened_round(asks=BLIND)
    Document.objects.update(texts=["", " "])
    sheet = of(round_, 0)
    page = page_of(client, sheet.seat.user, "scoring:candidate", sheet.pk, code_of(round_, "C1"))
    assert "cannot be read by the portal" in page.content.decode()


def test_marks_are_given_and_shown_under_the_codes(client):
    round_ = opened_round(asks=BLIND)
    sheet, code = of(round_, 0), code_of(round_, "C1")
    client.force_login(sheet.seat.user)
    address = reverse("scoring:candidate", args=[sheet.pk, code])
    client.post(address, {"mark_A": "4", "reason_A": "Three reforms.", "mark_B": "", "reason_B": ""})
    assert sheet.marks.get(criterion__code="A").application.code == "C1"
    assert client.get(reverse("scoring:candidate", args=[sheet.pk, "C1"])).status_code == 404
    by_criterion = reverse("scoring:criterion", args=[sheet.pk, "A", 1])
    client.post(by_criterion, {f"{code}-mark_A": "3", f"{code}-reason_A": "Two reforms."})
    assert sheet.marks.get(criterion__code="A").value == 3


def test_the_table_of_marks_and_the_reasons_go_by_the_codes_for_the_panel_and_by_names_for_the_office(client):
    round_ = revealed_round(asks=BLIND)
    heat = page_of(client, chair_of(round_.panel), "scoring:round", round_.pk).context["heat"]
    assert [row.code for row in heat.rows] == sorted(round_.pseudonyms.values_list("code", flat=True))
    actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    approver = person_with(Role.APPROVER, round_.office)
    heat = page_of(client, approver, "scoring:round", round_.pk).context["heat"]
    assert [row.code for row in heat.rows] == ["C1", "C2"]


def test_a_mark_is_revised_under_the_code(client):
    round_ = revealed_round(asks=BLIND)
    sheet, code = of(round_, 1), code_of(round_, "C2")
    client.force_login(sheet.seat.user)
    address = reverse("scoring:moderate", args=[sheet.pk, code, "A"])
    answer = client.post(address, {"mark": "3", "reason": "Heard the others."})
    assert answer.url == reverse("scoring:compare", args=[round_.pk, code])
    assert sheet.marks.get(application__code="C2", criterion__code="A").current == 3


def test_who_has_a_conflict_finds_no_code_of_that_candidate(client):
    panel = declared_panel(asks={**BLIND, "absent_rule": "cell"}, conflicts={1: [0]})
    round_ = opened_round(panel)
    for number in range(3):
        handed_in(of(round_, number))
    round_.refresh_from_db()
    user, shut = of(round_, 1).seat.user, code_of(round_, "C1")
    page = page_of(client, user, "scoring:round", round_.pk)
    assert [row.code for row in page.context["heat"].rows] == [code_of(round_, "C2")]
    assert page_of(client, user, "scoring:compare", round_.pk, shut).status_code == 404


def test_the_chair_does_not_read_who_declared_a_conflict_with_whom(client):
    panel = declared_panel(asks={**BLIND, "absent_rule": "cell"}, conflicts={1: [0]})
    page = page_of(client, chair_of(panel), "panels:panel", panel.pk)
    assert [place.conflicts for place in page.context["places"]] == [[], [], []]
    assert page.context["candidates"] == []


def test_a_conflict_found_later_is_declared_by_the_code_and_told_to_the_office_alone(client):
    round_ = opened_round(asks=BLIND)
    person_with(Role.OFFICER, round_.office)
    sheet, code = of(round_, 1), code_of(round_, "C2")
    form = page_of(client, sheet.seat.user, "scoring:conflict", round_.panel_id).context["form"]
    offered = [value for value, _label in form["candidate"].field.choices if value]
    assert sorted(offered) == sorted(round_.pseudonyms.values_list("code", flat=True))
    said = {"candidate": code, "reason": "My cousin.", "confirmed": "yes"}
    client.post(reverse("scoring:conflict", args=[round_.panel_id]), said)
    assert sheet.seat.declaration.conflicts.get().application.code == "C2"
    told = set(Message.objects.filter(kind="conflict_found").values_list("user", flat=True))
    assert told
    assert chair_of(round_.panel).pk not in told


def test_papers_and_search_open_when_the_names_are_shown_and_not_before(client):
    round_ = signed_round(asks=BLIND)
    panel, person = round_.panel, round_.vacancy.applications.get(code="C1")
    member = of(round_, 1).seat.user
    shut = [reverse("panels:candidate", args=[person.key]), reverse("desk:search-panel", args=[panel.pk])]
    client.force_login(member)
    assert {client.get(address).status_code for address in shut} == {404}
    client.force_login(chair_of(panel))
    assert client.post(reverse("scoring:unblind", args=[panel.pk])).status_code == 302
    client.force_login(member)
    assert {client.get(address).status_code for address in shut} == {200}


def test_results_and_prices_wait_for_the_names(client):
    round_ = signed_round(asks=BLIND)
    chair = chair_of(round_.panel)
    assert page_of(client, chair, "ranking:results", round_.vacancy.pk).status_code == 404
    assert "Show the names" in page_of(client, chair, "desk:home").content.decode()
    blinding.unblind(panel=round_.panel, by=chair, at=NOW)
    assert page_of(client, chair, "ranking:results", round_.vacancy.pk).status_code == 200


def test_a_short_list_is_confirmed_by_codes_before_an_interview_which_waits_for_names(client):
    panel = declared_panel(asks=BLIND)
    CriterionFactory(plan=panel.vacancy.plan, code="I", stage="interview", order=3)
    chair = chair_of(panel)
    state(panel=panel, stage="desk", kind="best", value=1, by=chair, at=NOW)
    round_ = signed_round(
        opened_round(panel), *[lambda person, _criterion: 4 if person.code == "C2" else 2] * 3
    )
    page = page_of(client, chair, "scoring:short-list", panel.pk)
    assert {row[1].code for row in page.context["rows"]} == {code_of(round_, "C1"), code_of(round_, "C2")}
    said = {code_of(round_, "C1"): "The only economist."}
    client.post(reverse("scoring:short-list", args=[panel.pk]), said)
    assert ShortListPlace.objects.get(application__code="C1").reason == "The only economist."
    with pytest.raises(Refused, match="needs names"):
        actions.open_round(panel=panel, stage="interview", by=chair, at=NOW)
    blinding.unblind(panel=panel, by=chair, at=NOW)
    assert actions.open_round(panel=panel, stage="interview", by=chair, at=NOW).is_blind is False


def test_a_round_with_names_is_shut_while_a_later_one_is_blind(client):
    panel = declared_panel(asks={"blind_test": True})
    CriterionFactory(plan=panel.vacancy.plan, code="T", stage="test", order=3)
    first = signed_round(opened_round(panel))
    member = of(first, 1).seat.user
    assert page_of(client, member, "scoring:round", first.pk).context["heat"]
    opened_round(panel)
    assert page_of(client, member, "scoring:round", first.pk).context["heat"] is None
    assert page_of(client, member, "scoring:compare", first.pk, "C1").status_code == 404


def test_what_the_office_hides_is_hidden_from_the_panel_and_shown_again(client):
    round_ = opened_round(asks=BLIND)
    person = written(round_, statements={"A": "The only woman among the deputies."})
    officer = person_with(Role.OFFICER, round_.office)
    address = reverse("scoring:without-names", args=[person.key])
    client.force_login(officer)
    assert "The only woman among the deputies." in client.get(address).content.decode()
    client.post(address, {"text": "the only  woman"})
    page = client.get(address)
    assert "[hidden] among the deputies." in page.content.decode()
    passage = person.hidden_passages.get()
    client.post(reverse("scoring:show-again", args=[person.key, passage.pk]))
    assert "The only woman" in client.get(address).content.decode()


def test_a_judge_hides_nothing_and_nothing_is_hidden_once_names_are_shown():
    round_ = signed_round(asks=BLIND)
    person, chair = round_.vacancy.applications.get(code="C1"), chair_of(round_.panel)
    with pytest.raises(PermissionDenied):
        hidden_passages.hide(application=person, text="some words", by=chair, at=NOW)
    blinding.unblind(panel=round_.panel, by=chair, at=NOW)
    with pytest.raises(Refused, match="nothing is left to hide"):
        hidden_passages.hide(
            application=person, text="some words", by=person_with(Role.OFFICER, round_.office), at=NOW
        )


def test_the_database_unblinds_no_round_that_is_not_blind():
    round_ = opened_round()
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(unblinded_by=round_.opened_by, unblinded_at=NOW)


@pytest.mark.parametrize("name", ["scoring:sheet", "scoring:criterion"])
def test_the_pages_of_a_blind_sheet_ask_no_more_for_many_candidates_than_for_one(client, name):
    few, many = queries(client, name, candidates=2), queries(client, name, candidates=7)
    assert few == many
    assert many <= 20


def queries(client, name, **fields):
    sheet = of(opened_round(asks=BLIND, **fields), 0)
    args = [sheet.pk, "A", 1] if name.endswith("criterion") else [sheet.pk]
    page_of(client, sheet.seat.user, name, *args)
    with CaptureQueriesContext(connection) as asked:
        assert page_of(client, sheet.seat.user, name, *args).status_code == 200
    return len(asked)


def test_words_are_hidden_ahead_of_a_blind_round_that_is_still_to_come(client):
    panel = declared_panel(asks={"blind_test": True})
    person = panel.vacancy.applications.get(code="C1")
    officer = person_with(Role.OFFICER, panel.office)
    assert not panel.is_blind
    assert hidden_passages.hide(application=person, text="the only one", by=officer, at=NOW)
    page = page_of(client, officer, "screening:application", person.key)
    assert reverse("scoring:without-names", args=[person.key]) in page.content.decode()
