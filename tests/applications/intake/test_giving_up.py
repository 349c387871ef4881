"""A draft that its person does not want any more: thrown away after a question, with nothing that anything else holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.autosave.models import Typing
from applications.documents.models import Document
from applications.intake import actions, claiming, inviting
from applications.intake.amending import amend, amendment_of
from applications.intake.giving_up import give_up
from applications.intake.inviting import Said
from applications.intake.lapsing import LapsedInvitation
from applications.intake.models import Application
from applications.profile.models import Profile
from applications.uploads.models import Upload
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.presenters import sentence
from tests.factories import files
from tests.factories.autosave import TypingFactory
from tests.factories.intake import (
    InfectionFactory,
    filled_application,
    submitted_application,
)
from tests.factories.on_behalf import entered_draft
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.publishing import LotFactory
from tests.factories.screening import officer_of
from tests.factories.teams import TeamMemberFactory, team_application, team_draft, team_vacancy
from tests.factories.uploads import IncomingFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

RUSTAM = Said("Rustam Karimov", "rustam@example.org", "Field interviews")


@pytest.fixture
def vacancy():
    return planned_vacancy(published=True)


@pytest.fixture
def draft(client, vacancy):
    draft = filled_application(vacancy)
    client.force_login(draft.applicant)
    return draft


@pytest.fixture
def first(client, vacancy):
    first = submitted_application(vacancy)
    client.force_login(first.applicant)
    return first


def address(draft):
    return reverse("intake:give-up", args=[draft.key])


def whole(application):
    return (
        Application.objects.values().get(pk=application.pk),
        list(application.answers.order_by("pk").values()),
        list(application.attachments.values()),
        list(application.team.values()),
    )


def kinds():
    return sorted(Message.objects.values_list("kind", flat=True))


def test_from_the_page_of_the_draft_it_goes_after_a_question_and_one_can_begin_anew(client, draft):
    assert address(draft) in client.get(draft.get_absolute_url()).text
    asked = client.get(address(draft)).text
    for words in (
        "Discard the draft of your application?",
        f"What you wrote for “{draft.vacancy.title_en}” ({draft.vacancy.reference}) is thrown away",
        "cannot be undone",
        "you can begin an application",
    ):
        assert words in asked
    assert Application.objects.filter(pk=draft.pk).exists()
    done = client.post(address(draft), follow=True)
    assert done.redirect_chain[-1][0] == reverse("intake:mine")
    assert "The draft is discarded" in done.text
    assert not Application.objects.exists()
    assert Profile.objects.filter(user=draft.applicant).exists()
    assert client.get(draft.get_absolute_url()).status_code == 404
    anew = actions.start(vacancy=draft.vacancy, by=draft.applicant, at=NOW)
    assert not anew.answers.exists()


def test_of_an_amendment_it_is_said_what_stays_and_that_stays_as_it_was(client, first):
    draft, before = amend(application=first, by=first.applicant, at=NOW), whole(first)
    asked = client.get(address(draft)).text
    stays = f"What you handed in, receipt {first.receipt_number}, stays as it is and counts."
    assert asked.index(stays) < asked.index("is thrown away")
    assert "Files that are in it alone" not in asked
    done = client.post(address(draft), follow=True)
    assert done.redirect_chain[-1][0] == first.get_absolute_url()
    assert whole(first) == before
    assert amendment_of(first) is None
    assert amend(application=first, by=first.applicant, at=NOW).amends == first


def test_of_one_lot_among_several_it_names_the_lot(client, vacancy):
    lots = [LotFactory(vacancy=vacancy, code=code) for code in ("L1", "L2")]
    draft = filled_application(vacancy, lot=lots[1])
    client.force_login(draft.applicant)
    asked = client.get(address(draft)).text
    assert f"({vacancy.reference}, L2 {lots[1].name})" in asked
    assert "L1 " not in asked.partition("<main")[2]


def test_files_go_that_nothing_else_holds_and_the_page_names_them(
    client, first, django_capture_on_commit_callbacks
):
    draft, kept = amend(application=first, by=first.applicant, at=NOW), set(Document.objects.all())
    sent = {"cv-file": files.upload(files.pdf("Another CV"), "another.pdf")}
    client.post(reverse("intake:upload", args=[draft.key, "cv"]), sent)
    another = draft.attachments.get().document
    sending = IncomingFactory(application=draft).upload
    InfectionFactory(application=draft, document=another)
    assert "another.pdf" in client.get(address(draft)).text
    with django_capture_on_commit_callbacks(execute=True):
        give_up(draft=draft, by=first.applicant, at=NOW)
    assert set(Document.objects.all()) == kept
    assert not another.file.storage.exists(another.file.name)
    assert not Upload.objects.filter(pk=sending.pk).exists()
    assert Entry.objects.get(action="document.discarded").data == {"sha256": another.sha256}


def test_a_file_that_another_draft_or_a_team_holds_stays(draft):
    cv = draft.attachments.get().document
    other = filled_application(planned_vacancy(published=True), applicant=draft.applicant)
    other.attachments.update(document=cv)
    give_up(draft=draft, by=draft.applicant, at=NOW)
    assert Document.objects.filter(pk=cv.pk).exists()

    TeamMemberFactory(account=other.applicant, document=cv)
    give_up(draft=other, by=other.applicant, at=NOW)
    assert Document.objects.filter(pk=cv.pk).exists()


def test_what_was_typed_and_not_sent_goes_too_and_that_of_other_drafts_stays(draft):
    typed, elsewhere = (
        TypingFactory(user=draft.applicant, place=place) for place in (f"{draft.desk}statements", "elsewhere")
    )
    give_up(draft=draft, by=draft.applicant, at=NOW)
    assert list(Typing.objects.filter(pk__in=[typed.pk, elsewhere.pk])) == [elsewhere]


def test_the_persons_own_record_says_so_and_that_of_the_vacancy_nothing(draft, first):
    give_up(draft=draft, by=draft.applicant, at=NOW)
    give_up(draft=amend(application=first, by=first.applicant, at=NOW), by=first.applicant, at=NOW)
    plain, amending = (
        Entry.objects.get(action=f"application.{one}") for one in ("given_up", "amending_given_up")
    )
    assert sentence(plain).endswith(f"discarded the draft of an application for {draft.vacancy.reference}")
    assert sentence(amending).endswith(
        f"discarded what was to amend application C1 for {draft.vacancy.reference}"
    )
    streams = [f"person:{one.applicant_id}" for one in (draft, first)]
    assert [plain.stream, amending.stream] == streams
    assert not Entry.objects.of(draft.vacancy.stream).filter(actor__in=[draft.applicant_id]).exists()


def test_the_team_of_a_draft_is_told_and_who_has_not_answered_need_not():
    draft = team_draft()
    member = draft.team.get()
    inviting.add(application=draft, said=RUSTAM, by=draft.applicant, at=NOW)
    give_up(draft=draft, by=draft.applicant, at=NOW)
    assert kinds() == ["team_given_up", "team_invitation", "team_lapsed"]
    letter = Message.objects.get(kind="team_given_up")
    assert letter.user == member.account
    assert "has discarded the draft of your team" in letter.text
    assert Message.objects.get(kind="team_lapsed").to == RUSTAM.email
    assert LapsedInvitation.objects.count() == 1
    assert Document.objects.filter(pk=member.document_id).exists()


def test_of_an_amendment_only_who_was_to_join_anew_is_told():
    first = team_application(team_vacancy())
    draft = amend(application=first, by=first.applicant, at=NOW)
    new = TeamMemberFactory(application=draft, confirmed=True)
    inviting.add(application=draft, said=RUSTAM, by=draft.applicant, at=NOW)
    before = whole(first)
    give_up(draft=draft, by=draft.applicant, at=NOW)
    assert whole(first) == before
    assert kinds() == ["team_invitation", "team_lapsed", "team_removed"]
    assert Message.objects.get(kind="team_removed").user == new.account


def test_pressed_twice_or_handed_in_meanwhile_nothing_more_happens(client, draft, first):
    give_up(draft=draft, by=draft.applicant, at=NOW)
    with pytest.raises(Refused, match="discarded already"):
        give_up(draft=draft, by=draft.applicant, at=NOW)
    with pytest.raises(Refused, match="handed in meanwhile"):
        give_up(draft=first, by=first.applicant, at=NOW)
    assert client.post(address(first)).headers["Location"] == first.get_absolute_url()
    assert Application.objects.get() == first


def test_after_the_closing_time_a_draft_may_still_go_and_nothing_is_promised(client, monkeypatch, draft):
    monkeypatch.setattr(clock, "now", lambda: draft.vacancy.closes_at + timedelta(days=1))
    asked = client.get(address(draft)).text
    assert "you can begin an application" not in asked
    assert address(draft) in client.get(draft.get_absolute_url()).text
    client.post(address(draft))
    assert not Application.objects.exists()


def test_nobody_else_throws_it_away(client, draft):
    # A file of its own would stop others by itself.
    draft.attachments.all().delete()
    office = draft.vacancy.office
    people = [UserFactory(), UserFactory(is_superuser=True), officer_of(draft.vacancy)]
    for person in [*people, person_with(Role.APPROVER, office)]:
        client.force_login(person)
        assert client.get(address(draft)).status_code == 404
        assert client.post(address(draft)).status_code == 404
        with pytest.raises(PermissionDenied):
            give_up(draft=draft, by=person, at=NOW)
    client.logout()
    assert client.post(address(draft)).status_code == 302
    assert Application.objects.get() == draft


def test_what_the_office_enters_or_entered_stays_with_its_scans(client, vacancy):
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    client.force_login(officer)
    assert client.post(address(draft)).headers["Location"] == draft.get_absolute_url()
    claiming.claim(entered=draft.on_behalf, by=UserFactory(), at=NOW, way="mailbox")
    draft = Application.objects.get(pk=draft.pk)
    client.force_login(draft.applicant)
    assert address(draft) not in client.get(draft.get_absolute_url()).text
    client.post(address(draft))
    with pytest.raises(PermissionDenied):
        give_up(draft=draft, by=draft.applicant, at=NOW)
    assert Application.objects.get() == draft
