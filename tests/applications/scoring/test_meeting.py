"""The meeting view: what it goes through and for whom, noting what was discussed, and where that is told afterwards."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from applications.desk.verification_of_discussions import discussion_faults
from applications.intake.models import Application
from applications.ranking.actions import make
from applications.reports.data import report_data
from applications.scoring import actions
from applications.scoring.discussing import Discussion, discuss
from applications.scoring.models import Mark
from applications.scoring.notes import PrivateNote
from applications.scoring.reopening import reopen
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.applications.reports.reading import cells
from tests.applications.scoring.test_views import page
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import (
    PrivateNoteFactory,
    chair_of,
    declared_panel,
    four,
    handed_in,
    of,
    opened_round,
    revealed_round,
)
from vacancies.models import Criterion

pytestmark = pytest.mark.django_db


def apart(_person, criterion):
    """One at A, where the others give four."""
    return 1 if criterion.code == "A" else 4


def far_apart(candidates=2, **fields):
    """A revealed round in which every candidate's marks on A, and on nothing else, are far apart."""
    return revealed_round(opened_round(candidates=candidates, **fields), apart)


def noted(round_, code="C1", criterion="A", **said):
    return discuss(
        round=round_,
        application=Application.objects.get(vacancy=round_.vacancy, code=code),
        criterion=Criterion.objects.get(plan__vacancy=round_.vacancy, code=criterion),
        by=said.pop("by", None) or chair_of(round_.panel),
        at=NOW,
        **said,
    )


def finished(round_):
    """The round locked, and every sheet signed."""
    locked = actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for sheet in locked.sheets.all():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    return locked


def topic(round_, code="C1", criterion="A"):
    return page("topic", round_.pk, code, criterion)


@pytest.fixture
def round_(client):
    round_ = far_apart()
    client.force_login(chair_of(round_.panel))
    return round_


def test_it_goes_through_what_is_far_apart_and_nothing_else(client, round_):
    agenda = client.get(page("meeting", round_.pk)).context["agenda"]

    assert [(one.called.code, one.criterion.code) for one in agenda.topics] == [("C1", "A"), ("C2", "A")]
    assert client.get(topic(round_, "C1", "B")).status_code == 404


def test_a_topic_has_every_mark_with_its_reason_and_the_anchors_and_no_way_elsewhere(client, round_):
    PrivateNoteFactory(sheet=of(round_, 0), application=Application.objects.get(code="C1"), text="Privately.")
    html = client.get(topic(round_)).content.decode()

    for number in range(3):
        assert f"Reason of {of(round_, number).member} on C1 A" in html
    assert "Outstanding" in html
    assert "0 of 2 discussed" in html
    assert topic(round_, "C2") in html
    assert PrivateNote.objects.exists()
    assert "Privately." not in html
    assert {link for link in re.findall(r'<a [^>]*href="([^"]*)"', html) if link != "#main"} == {
        page("meeting", round_.pk),
        topic(round_, "C2"),
    }


def test_nobody_sees_it_before_every_sheet_is_in_nor_the_office_before_the_lock(client):
    round_ = opened_round(candidates=2)
    handed_in(of(round_, 0), apart)
    officer = person_with(Role.OFFICER, round_.office)
    for person in (chair_of(round_.panel), of(round_, 0).seat.user, officer):
        client.force_login(person)
        assert client.get(page("meeting", round_.pk)).status_code == 404
        assert client.get(topic(round_)).status_code == 404
    for number in (1, 2):
        handed_in(of(round_, number))
    assert client.get(page("meeting", round_.pk)).status_code == 404
    client.force_login(of(round_, 1).seat.user)
    assert client.get(page("meeting", round_.pk)).status_code == 200


def test_the_chair_notes_a_discussion_with_a_minute_and_goes_on_to_the_next(client, round_):
    response = client.post(topic(round_), {"do": "note", "minute": "Read differently; both readings stand."})

    assert response.url == topic(round_, "C2")
    html = client.get(topic(round_)).content.decode()
    assert "1 of 2 discussed" in html
    assert "Read differently; both readings stand." in html
    assert 'value="note"' not in html
    assert client.post(topic(round_, "C2"), {"do": "note"}).url == page("meeting", round_.pk)
    assert "All discussed" in client.get(page("meeting", round_.pk)).content.decode()


def test_one_revises_ones_own_mark_right_there_and_nobody_anothers(client, round_):
    refused = client.post(topic(round_), {"do": "revise", "mark": "3", "reason": ""})
    assert refused.context["revising"].errors
    assert client.post(
        topic(round_), {"do": "revise", "mark": "3", "reason": "Missed the second."}
    ).url == topic(round_)
    html = client.get(topic(round_)).content.decode()

    assert "discussed, a mark revised" in html
    assert "1 of 2 discussed" in html
    revised = Mark.objects.exclude(revisions=None).get()
    assert (revised.sheet.seat.user, revised.current) == (chair_of(round_.panel), Decimal(3))


def test_what_the_mending_brought_together_stays_on_the_list(client, round_):
    mark = Mark.objects.get(sheet=of(round_, 0), application__code="C1", criterion__code="A")
    actions.revise(mark=mark, value=Decimal(4), reason="Missed it.", by=chair_of(round_.panel), at=NOW)
    agenda = client.get(page("meeting", round_.pk)).context["agenda"]

    assert [(one.called.code, one.is_done) for one in agenda.topics] == [("C1", True), ("C2", False)]


def test_only_the_chair_or_the_secretary_keeps_the_minutes(client):
    secretary = UserFactory()
    round_ = far_apart(roles={"secretary": secretary, "observer": UserFactory()})
    for person in (
        of(round_, 1).seat.user,
        round_.panel.seats.get(role="observer").user,
        UserFactory(is_superuser=True),
    ):
        with pytest.raises(PermissionDenied):
            noted(round_, by=person)
    client.force_login(of(round_, 1).seat.user)
    assert 'value="note"' not in client.get(topic(round_)).content.decode()
    noted(round_, by=secretary)
    client.force_login(of(round_, 1).seat.user)

    assert "discussed, marks kept" in client.get(topic(round_)).content.decode()


def test_a_discussion_is_noted_once_and_only_while_the_marks_are_open():
    round_ = far_apart()
    noted(round_)
    with pytest.raises(Refused, match="noted already"):
        noted(round_)
    round_ = finished(round_)
    with pytest.raises(PermissionDenied):
        noted(round_, code="C2")


def test_marks_opened_again_are_discussed_anew_and_the_first_discussion_is_kept(client):
    round_ = far_apart()
    noted(round_)
    chair = chair_of(round_.panel)
    locked = actions.lock(round=round_, by=chair, at=NOW)
    reopen(round=locked, reason="A mistake.", by=chair, at=NOW)
    client.force_login(chair)
    assert client.get(page("meeting", round_.pk)).context["agenda"].done == 0
    round_.refresh_from_db()
    noted(round_, minute="Again.")

    assert list(Discussion.objects.values_list("version", flat=True)) == [1, 2]
    assert list(discussion_faults()) == []


def test_who_has_a_conflict_sees_the_name_and_no_marks(client):
    panel = declared_panel(candidates=3, conflicts={1: [0]})
    panel = actions.choose_cell(panel=panel, reason="Two would be left.", by=chair_of(panel), at=NOW)
    round_ = revealed_round(opened_round(panel), apart)
    client.force_login(of(round_, 1).seat.user)
    html = client.get(topic(round_)).content.decode()

    assert "Not shown to you" in html
    assert "Reason of" not in html
    assert client.post(topic(round_), {"do": "revise", "mark": "3", "reason": "No."}).status_code == 200
    assert not Mark.objects.exclude(revisions=None).exists()


def test_a_chair_with_a_conflict_notes_nothing_on_that_candidate(client):
    panel = declared_panel(candidates=3, conflicts={0: [0]})
    panel = actions.choose_cell(panel=panel, reason="Two would be left.", by=chair_of(panel), at=NOW)
    round_ = revealed_round(opened_round(panel), four, apart)
    with pytest.raises(Refused, match="conflict of interest"):
        noted(round_)
    client.force_login(chair_of(panel))
    client.post(topic(round_), {"do": "note", "minute": "Mine."})

    assert not Discussion.objects.exists()


def test_in_a_blind_round_candidates_go_by_their_codes_and_a_code_that_would_tell_is_left_out(client):
    panel = declared_panel(candidates=3, conflicts={1: [0]}, asks={"blind_desk": True})
    panel = actions.choose_cell(panel=panel, reason="Two would be left.", by=chair_of(panel), at=NOW)
    round_ = revealed_round(opened_round(panel), apart)
    client.force_login(chair_of(panel))
    agenda = client.get(page("meeting", round_.pk)).context["agenda"]
    drawn = {row.application.code: row.code for row in round_.pseudonyms.select_related("application")}
    assert [one.called.code for one in agenda.topics] == sorted(drawn.values())
    html = client.get(topic(round_, drawn["C2"])).content.decode()
    for person in panel.vacancy.applications.all():
        assert person.name not in html
        assert f">{person.code} " not in html
    assert client.get(topic(round_, "C1")).status_code == 404

    client.force_login(of(round_, 1).seat.user)
    topics = client.get(page("meeting", round_.pk)).context["agenda"].topics
    assert {one.called.code for one in topics} == {drawn["C2"], drawn["C3"]}
    assert client.get(topic(round_, drawn["C1"])).status_code == 404


def test_the_usual_pages_tell_of_it(client, round_):
    noted(round_, minute="Both readings stand.")
    for address in (page("round", round_.pk), page("compare", round_.pk, "C1")):
        html = client.get(address).content.decode()
        assert "discussed, marks kept" in html
        assert "Both readings stand." in html
    assert "Both readings stand." not in client.get(page("compare", round_.pk, "C2")).content.decode()


def test_the_record_tells_of_it_and_not_what_was_said():
    round_ = far_apart()
    noted(round_, minute="Both readings stand.")
    entry = Entry.objects.of(round_.vacancy.stream).get(action="marks.discussed")

    assert (entry.data["candidate"], entry.data["criterion"]) == ("C1", "A")
    assert "readings" not in str(entry.data)


CHANGES = {
    "the minute": lambda rows: rows.update(minute="Another."),
    "who noted it": lambda rows: rows.update(by=UserFactory()),
    "the version": lambda rows: rows.update(version=2),
    "one taken away": lambda rows: rows.delete(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_in_the_database_is_found(what):
    noted(far_apart(), minute="Both readings stand.")
    assert list(discussion_faults()) == []
    CHANGES[what](Discussion.objects.all())

    assert len(list(discussion_faults())) == 1


def test_the_report_says_discussed_marks_kept():
    round_ = far_apart()
    noted(round_, minute="Both readings stand.")
    mark = Mark.objects.get(sheet=of(round_, 0), application__code="C2", criterion__code="A")
    noted(round_, code="C2")
    actions.revise(mark=mark, value=Decimal(4), reason="Missed it.", by=chair_of(round_.panel), at=NOW)
    finished(round_)
    make(vacancy=round_.vacancy, by=chair_of(round_.panel), at=NOW)
    told = [
        line[2] for line in cells(report_data(round_.vacancy, "en", at=NOW), "Member", "Mark") if not line[0]
    ]

    assert [words.split(",")[1].strip() for words in told] == ["a mark revised", "marks kept"]
    assert told[1].endswith("Both readings stand.")


def test_the_meeting_asks_the_database_as_often_for_many_candidates_as_for_few(client, count_queries):
    counts = []
    for candidates in (1, 8):
        round_ = far_apart(candidates=candidates)
        noted(round_)
        client.force_login(chair_of(round_.panel))
        counts.append(
            [count_queries(client, address) for address in (page("meeting", round_.pk), topic(round_))]
        )

    assert counts[0] == counts[1]
    assert max(counts[1]) <= 20
