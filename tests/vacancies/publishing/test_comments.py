"""Comments on fields: made in approval, shown where the field is written, dealt with by the writer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.presenters import sentence
from tests.factories.notices import full_notice
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.factories.publishing import FieldCommentFactory
from tests.vacancies.publishing.cast import PERSONS, cast_of, notice_in
from tests.vacancies.publishing.test_pages import page, told
from vacancies.models import FieldComment
from vacancies.publishing.actions import return_to_writer, submit_for_approval
from vacancies.publishing.fields import fields_of
from vacancies.publishing.remarks import comment_on, remarks_on, settle
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


def commented(vacancy, path="summary.en", **fields):
    return FieldCommentFactory(vacancy=vacancy, path=path, **fields)


def test_every_text_in_both_languages_and_the_figures_can_be_commented_on():
    vacancy = notice_in(Status.IN_APPROVAL)
    paths = [field.path for field in fields_of(vacancy)]
    assert len(paths) == len(set(paths))
    assert {
        "title.en", "title.ru", "closes_at", "eligible_countries", "outputs", "lots", "plan",
        "plan.requirements.R1.text.ru", "plan.criteria.A.name.en", "plan.criteria.A.anchors.3.text.en",
        "plan.documents.cv.name.ru",
    } <= set(paths)  # fmt: skip


def test_every_field_leads_to_a_page_that_there_is(client):
    vacancy = notice_in(Status.DRAFT)
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    addresses = {field.place.address.partition("#")[0] for field in fields_of(vacancy)}
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("state", [Status.DRAFT, Status.IN_APPROVAL, Status.PUBLISHED])
def test_who_could_publish_the_notice_comments_on_it_while_it_waits(state, name):
    vacancy = notice_in(state)
    person = cast_of(vacancy)[name]
    said = {
        "vacancy": vacancy,
        "path": "title.en",
        "text": "Say for which universities.",
        "by": person,
        "at": NOW,
    }
    if state == Status.IN_APPROVAL and name in {"approver", "deputy"}:
        assert comment_on(**said).by == person
    else:
        with pytest.raises(PermissionDenied):
            comment_on(**said)


def test_a_comment_is_on_a_field_and_says_something():
    vacancy = notice_in(Status.IN_APPROVAL)
    by = person_with(Role.APPROVER, vacancy.office)
    with pytest.raises(Refused, match="Choose a field"):
        comment_on(vacancy=vacancy, path="title.kk", text="Add", by=by, at=NOW)
    with pytest.raises(Refused, match="Write what is to be changed"):
        comment_on(vacancy=vacancy, path="title.en", text="  ", by=by, at=NOW)


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("state", [Status.DRAFT, Status.IN_APPROVAL])
def test_an_officer_deals_with_a_comment_while_the_notice_is_a_draft(state, name):
    vacancy = notice_in(state)
    people = cast_of(vacancy)
    comment = commented(vacancy)
    officers = {"writer", "officer", "approver_who_wrote", "deputy", "deputy_who_wrote"}
    if state == Status.DRAFT and name in officers:
        assert settle(comment=comment, by=people[name], at=NOW).settled_by == people[name]
    else:
        with pytest.raises(PermissionDenied):
            settle(comment=comment, by=people[name], at=NOW)


def test_who_made_a_comment_takes_it_back_any_time():
    comment = commented(notice_in(Status.IN_APPROVAL))
    assert settle(comment=comment, by=comment.by, at=NOW).settled_at == NOW


def test_dealing_twice_with_a_comment_leaves_one_entry():
    vacancy = notice_in(Status.DRAFT)
    comment = commented(vacancy)
    for _time in range(2):
        settle(comment=comment, by=person_with(Role.OFFICER, vacancy.office), at=NOW)
    assert Entry.objects.of(vacancy.stream).filter(action="field.settled").count() == 1


def test_the_round_of_comments_is_recorded_and_reaches_the_writer_by_letter():
    vacancy = notice_in(Status.IN_APPROVAL)
    people = cast_of(vacancy)
    approver = people["approver"]
    comment_on(vacancy=vacancy, path="closes_at", text="Two weeks are too short.", by=approver, at=NOW)
    returned = return_to_writer(vacancy=vacancy, comment="See the fields.", by=approver, at=NOW)
    letter = Message.objects.filter(user=vacancy.written_by).get()
    assert "— Closing date and time: Two weeks are too short." in letter.text
    settle(comment=FieldComment.objects.get(), by=people["writer"], at=NOW)
    submit_for_approval(vacancy=returned, by=people["writer"], at=NOW)
    said = [sentence(entry) for entry in Entry.objects.of(vacancy.stream).exclude(action="letter.written")][
        2:
    ]
    assert said == [
        f"{approver} commented on Closing date and time: Two weeks are too short.",
        f"{approver} returned the notice to its writer: See the fields.",
        f"{people['writer']} dealt with the comment on Closing date and time: Two weeks are too short.",
        f"{people['writer']} submitted the notice for approval",
    ]


def test_the_record_calls_every_field_as_the_form_does():
    fields = [field for field in fields_of(full_notice()) if ".anchors." not in field.path]
    said = [sentence(Entry(action="field.commented", data={"field": field.path})) for field in fields]
    assert said == [f" commented on {field.label}: …" for field in fields]


def test_a_comment_on_a_row_that_is_gone_is_still_read():
    vacancy = notice_in(Status.DRAFT)
    commented(vacancy, "plan.criteria.Z.name.en")
    (remark,) = remarks_on(vacancy)
    assert (remark.label, remark.address) == ("plan.criteria.Z.name.en", "")


def test_the_approver_comments_on_the_page_and_reads_it_there(client):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(person_with(Role.APPROVER, vacancy.office))
    assert "Comment on a field" in client.get(page("approval", vacancy)).content.decode()
    answer = client.post(page("comment", vacancy), {"path": "title.ru", "text": "Для каких вузов?"})
    assert told(answer) == ["The comment is kept. The writer reads it when you return the notice."]
    shown = client.get(answer.url).content.decode()
    assert "Для каких вузов?" in shown
    assert "Title (Russian)" in shown


def test_a_comment_with_faults_comes_back_as_it_was_typed(client):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(person_with(Role.APPROVER, vacancy.office))
    answer = client.post(page("comment", vacancy), {"path": "nothing", "text": "Для каких вузов?"})
    assert set(answer.context["comment_form"].errors) == {"path"}
    assert "Для каких вузов?" in answer.content.decode()


def test_the_writer_reads_a_comment_on_the_page_of_its_field_with_the_way_to_it(client):
    vacancy = notice_in(Status.DRAFT)
    commented(vacancy, "summary.en", text="Name the universities.")
    commented(vacancy, "plan.documents.cv.name.en", text="Which form?")
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    on_notice, on_documents = (
        client.get(page(name, vacancy)).content.decode() for name in ("edit", "documents")
    )
    assert '#id_summary_en">Summary (English)</a>: Name the universities.' in on_notice
    assert ("Which form?" in on_notice, "Which form?" in on_documents) == (False, True)


def test_the_writer_deals_with_a_comment_by_one_press_and_sees_what_is_open_when_submitting(client):
    vacancy = notice_in(Status.DRAFT)
    comments = [commented(vacancy), commented(vacancy, "title.en")]
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    assert (
        "2 comments of the approver are still open" in client.get(page("approval", vacancy)).content.decode()
    )
    address = reverse("publishing:settle-comment", args=[vacancy.pk, comments[0].pk])
    assert told(client.post(address)) == ["The comment is dealt with."]
    shown = client.get(page("approval", vacancy)).content.decode()
    assert "1 comment of the approver is still open" in shown
    assert "Comments that were dealt with" in shown


def test_a_comment_of_another_notice_does_not_exist_here(client):
    vacancy = notice_in(Status.DRAFT)
    comment = commented(notice_in(Status.DRAFT, office=OfficeFactory()))
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    for pk in (vacancy.pk, comment.vacancy_id):
        address = reverse("publishing:settle-comment", args=[pk, comment.pk])
        assert client.post(address).status_code == 404
