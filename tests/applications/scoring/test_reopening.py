"""A locked round is opened again: what was locked stays whole, everything that rested on it waits for the new version."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.decisions.actions import approve
from applications.decisions.models import Decision
from applications.models import Mark, Reopening
from applications.ranking import actions as ranking
from applications.scoring import actions
from applications.scoring.content import content_hash
from applications.scoring.models import RoundStatus
from applications.scoring.moderation import heat_of, shown_round
from applications.scoring.reopening import allow, reopen
from applications.scoring.versions import versions_of
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.decisions import approved, ranked_selection, recommended
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.scoring import chair_of, opened_round, revealed_round, signed_round

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WHY = "C2's second degree was overlooked."


@pytest.fixture
def round_():
    return signed_round(opened_round(candidates=2))


@pytest.fixture
def selection():
    """Ranked by the technical score alone: there is no price to see."""
    return ranked_selection(method="technical")


def reopened(round_, **what):
    what = {"by": chair_of(round_.panel), "reason": WHY, "at": LATER, **what}
    kept = reopen(round=round_, **what)
    round_.refresh_from_db()
    return kept


def revised(round_, value="1"):
    mark = Mark.objects.filter(sheet__round=round_).order_by("pk").first()
    actions.revise(mark=mark, value=Decimal(value), reason="Seen again.", by=mark.sheet.seat.user, at=LATER)
    return mark


def locked_again(round_):
    actions.lock(round=round_, by=chair_of(round_.panel), at=LATER)
    for sheet in round_.sheets.counted():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=LATER)
    round_.refresh_from_db()


def test_the_chair_opens_a_locked_round_for_discussion_and_never_for_marking_anew(round_):
    reopened(round_)

    assert (round_.status, round_.version, round_.locked_at) == (RoundStatus.MODERATION, 2, None)
    sheet = round_.sheets.first()
    with pytest.raises(Refused, match="handed in"):
        actions.save_marks(
            sheet=sheet, application=sheet.marks.first().application, marks={}, by=sheet.seat.user, at=LATER
        )


def test_the_locked_version_keeps_its_marks_its_figures_and_its_signatures(round_):
    before = heat_of(shown_round(round_), set())
    signed = {sheet.member: sheet.signed_at for sheet in round_.sheets.all()}
    reopened(round_)
    mark = revised(round_)

    (first,) = versions_of(round_)
    assert heat_of(shown_round(round_, first), set()) == before
    assert heat_of(shown_round(round_), set()) != before
    assert (first.number, first.signed, first.locked_at) == (1, signed, NOW)
    assert first.ended.sheets[mark.sheet.member]["sha256"] == content_hash(mark.sheet, 1)
    assert content_hash(mark.sheet, 1) != content_hash(mark.sheet)


def test_every_member_signs_anew(round_):
    reopened(round_)
    assert not round_.sheets.exclude(signed_at=None).exists()

    locked_again(round_)
    assert [version.number for version in versions_of(round_)] == [1, 2]
    assert set(versions_of(round_)[1].signed.values()) == {LATER}


def test_it_is_recorded_with_its_reason_and_told_to_the_panel(round_, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        kept = reopened(round_)

    said = Entry.objects.get(action="round.reopened").data
    assert (said["version"], said["reason"], said["sheets"]) == (1, WHY, kept.sheets)
    assert [letter.to for letter in mail.outbox] == [
        [sheet.seat.user.email] for sheet in round_.sheets.counted()
    ]
    assert all(WHY in letter.body for letter in mail.outbox)


def test_it_takes_a_reason_and_a_locked_round(round_):
    with pytest.raises(Refused, match="Write the reason"):
        reopened(round_, reason=" ")
    with pytest.raises(PermissionDenied):
        reopened(revealed_round(opened_round()))


def test_the_office_does_it_where_it_says_why_the_chair_cannot_and_nobody_else_does(round_):
    chair, *members = [seat.user for seat in round_.panel.seats.scoring()]
    assert chair == chair_of(round_.panel)
    others = (
        *members,
        person_with(Role.APPROVER, round_.office),
        person_with(Role.OFFICER, OfficeFactory()),
        UserFactory(is_superuser=True),
    )
    for person in others:
        with pytest.raises(PermissionDenied):
            reopened(round_, by=person, instead="Ill.")
    officer = person_with(Role.OFFICER, round_.office)
    with pytest.raises(Refused, match="why the chair cannot"):
        reopened(round_, by=officer)

    assert reopened(round_, by=officer, instead="On maternity leave.").instead == "On maternity leave."


def test_a_round_stays_shut_while_another_is_being_marked():
    round_ = signed_round(opened_round(candidates=1))
    round_.panel.rounds.create(stage="interview", opened_by=chair_of(round_.panel), opened_at=NOW)
    with pytest.raises(Refused, match="Another round is under way"):
        reopened(round_)


def test_nobody_is_recommended_by_a_ranking_of_marks_that_were_opened_again(selection):
    round_ = selection.panel.rounds.get()
    reopened(round_)
    with pytest.raises(Refused, match="opened again after this ranking"):
        recommended(selection)
    locked_again(round_)
    with pytest.raises(Refused, match="opened again after this ranking"):
        recommended(selection)


def test_a_recommendation_made_before_is_not_approved(selection):
    decision = recommended(selection)
    reopened(selection.panel.rounds.get())
    with pytest.raises(Refused, match="opened again after this ranking"):
        approve(decision=decision, by=selection.approver, at=LATER)

    assert Decision.objects.get().is_open


def test_the_ranking_is_made_again_as_a_new_version_also_where_no_mark_has_changed(selection):
    round_ = selection.panel.rounds.get()
    reopened(round_)
    with pytest.raises(PermissionDenied):
        ranking.make(vacancy=selection.vacancy, by=selection.chair, at=LATER, reason=WHY)
    locked_again(round_)
    again = ranking.make(vacancy=selection.vacancy, by=selection.chair, at=LATER, reason=WHY)

    assert (again.version, again.versions, again.seed) == (2, {"desk": 2}, selection.ranking.seed)
    assert ranking.stands(again)
    assert not ranking.stands(selection.ranking)
    assert recommended(selection).ranking == again


def test_once_it_is_decided_the_marks_stand(selection):
    approved(selection)
    with pytest.raises(Refused, match="The decision is made"):
        reopened(selection.panel.rounds.get())


@pytest.fixture
def priced():
    return ranked_selection(method="cumulative")


def allowed(selection, **what):
    what = {"by": selection.approver, "reason": "A clerical mistake, seen by all.", "at": LATER, **what}
    return allow(round=selection.panel.rounds.get(), **what)


def test_after_the_prices_were_seen_only_an_approver_outside_the_panel_allows_it(priced):
    round_ = priced.panel.rounds.get()
    with pytest.raises(Refused, match="The prices have been seen"):
        reopened(round_)
    for person in (priced.chair, priced.officer, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            allowed(priced, by=person)
    allowance = allowed(priced)

    kept = reopened(round_)
    assert (kept.prices_seen, kept.allowance) == (True, allowance)
    assert Entry.objects.get(action="round.reopening_allowed").data["reason"] == allowance.reason


def test_an_allowance_holds_for_one_opening(priced):
    round_ = priced.panel.rounds.get()
    allowed(priced)
    with pytest.raises(Refused, match="allowed already"):
        allowed(priced)
    reopened(round_)
    locked_again(round_)
    with pytest.raises(Refused, match="The prices have been seen"):
        reopened(round_)


def test_nothing_is_allowed_where_no_price_was_seen(selection):
    with pytest.raises(Refused, match="No price has been seen"):
        allowed(selection)


def test_the_database_holds_one_opening_a_version_and_none_after_prices_without_an_allowance(round_):
    kept = reopened(round_)
    for changed in ({"pk": None}, {"pk": None, "version": 2, "prices_seen": True}, {"reason": ""}):
        copy = Reopening.objects.get(pk=kept.pk)
        for name, value in changed.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()
