"""The pages of a round: marking, handing in, comparing, locking and signing, all without a script."""

import pytest
from django.urls import reverse

from applications.intake.models import Application
from applications.scoring import actions
from applications.scoring.models import Mark, RoundStatus, Sheet
from tests.factories.intake import withdraw
from tests.factories.portal import NOW, PASSWORD
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    handed_in,
    of,
    opened_round,
    revealed_round,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return opened_round(candidates=2)


@pytest.fixture
def sheet(client, round_):
    """The second member's sheet; that member is signed in."""
    sheet = of(round_, 1)
    client.force_login(sheet.seat.user)
    return sheet


def codes(sheet):
    people = {person.pk: person.code for person in Application.objects.all()}
    return [people[pk] for pk in sheet.order]


def page(name, *args):
    return reverse(f"scoring:{name}", args=args)


def candidate(sheet, index=0):
    return page("candidate", sheet.pk, codes(sheet)[index])


GOOD = {"mark_A": "4", "reason_A": "Two manuals.", "mark_B": "3", "reason_B": "One course."}


def stored():
    return {
        mark.criterion.code: (mark.value, mark.reason) for mark in Mark.objects.select_related("criterion")
    }


def field_errors(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_the_sheet_shows_the_candidates_in_the_members_own_order(client, sheet):
    Sheet.objects.filter(pk=sheet.pk).update(order=sheet.order[::-1])
    sheet.refresh_from_db()

    html = client.get(page("sheet", sheet.pk)).content.decode()
    assert [html.index(f"candidates/{code}/") for code in codes(sheet)] == sorted(
        html.index(f"candidates/{code}/") for code in codes(sheet)
    )


def test_the_candidates_page_has_the_material_the_anchors_and_a_mark_for_each_step(client, sheet):
    html = client.get(candidate(sheet)).content.decode()

    for words in (
        "What I have done about Criterion A.",
        "Kazakhstan",
        "9 years",
        "Outstanding",
        "between 3 and 5",
    ):
        assert words in html
    assert html.count('type="radio"') == 2 * 6
    assert "/documents/" in html
    assert "10000" not in html


def test_a_long_scale_takes_a_number_and_shows_its_anchors(client, sheet):
    sheet.vacancy.plan.criteria.filter(code="B").update(scale=60)
    response = client.get(candidate(sheet))

    (block,) = [block for block in response.context["blocks"] if block.criterion.code == "B"]
    assert block.steps == []
    assert [words for _step, words in block.anchors] == ["None", "Enough", "Outstanding"]
    client.post(candidate(sheet), {**GOOD, "mark_B": "41,5"})
    assert str(stored()["B"][0]) == "41.50"


def test_saving_stays_on_the_page_or_goes_where_the_button_says(client, sheet):
    ways = {"": candidate(sheet), codes(sheet)[1]: candidate(sheet, 1), "list": page("sheet", sheet.pk)}
    for to, address in ways.items():
        assert client.post(candidate(sheet), {**GOOD, "to": to}).url == address

    assert stored() == {"A": (4, "Two manuals."), "B": (3, "One course.")}


def test_a_mark_out_of_scale_comes_back_filled_in_and_the_rest_is_saved(client, sheet):
    response = client.post(candidate(sheet), {**GOOD, "mark_A": "6", "to": codes(sheet)[1]})

    assert field_errors(response) == {"mark_A": ["Give a mark between 0 and 5"]}
    assert stored() == {"A": (None, "Two manuals."), "B": (3, "One course.")}
    assert ">Two manuals.</textarea>" in response.content.decode().replace("\n", "")
    assert [block.criterion.code for block in response.context["blocks"] if block.is_open] == ["A"]


@pytest.mark.parametrize("wrong", ["four", "4.5", "-1", "5.001", "NaN", "1e9"])
def test_what_is_no_step_of_the_scale_is_no_mark(client, sheet, wrong):
    response = client.post(candidate(sheet), {**GOOD, "mark_A": wrong})

    assert list(field_errors(response)) == ["mark_A"]
    assert stored()["A"][0] is None


def test_a_mark_without_a_reason_is_kept_and_asked_about(client, sheet):
    response = client.post(candidate(sheet), {**GOOD, "reason_A": " "})

    assert field_errors(response) == {"reason_A": ["Write the reason for this mark. The mark is saved"]}
    assert stored()["A"] == (4, "")


def test_a_missing_half_does_not_hold_back_who_goes_on(client, sheet):
    response = client.post(candidate(sheet), {**GOOD, "reason_A": "", "to": codes(sheet)[1]})

    assert response.url == candidate(sheet, 1)
    assert stored()["A"] == (4, "")


def test_a_reason_that_is_too_long_is_shown_whole_and_the_one_before_stands(client, sheet):
    client.post(candidate(sheet), GOOD)
    long = "x" * 2001
    response = client.post(candidate(sheet), {**GOOD, "reason_A": long})

    assert long in response.content.decode()
    assert stored()["A"] == (4, "Two manuals.")


def test_handing_in_names_each_gap_with_its_link(client, sheet):
    filled(sheet)
    Mark.objects.filter(application__code=codes(sheet)[0], criterion__code="B").update(reason="")
    response = client.get(page("hand-in", sheet.pk))

    assert [(gap.criterion.code, gap.has_mark) for gap in response.context["progress"].gaps] == [("B", True)]
    assert f"{candidate(sheet)}#id_reason_B" in response.content.decode()
    assert "the reason is missing" in response.content.decode()
    client.post(page("hand-in", sheet.pk))
    sheet.refresh_from_db()
    assert sheet.handed_in_at is None


def test_handing_in_says_its_consequences_first(client, sheet):
    filled(sheet)
    html = client.get(page("hand-in", sheet.pk)).content.decode()
    assert "Marks cannot be changed after you hand in." in html
    sheet.refresh_from_db()
    assert sheet.handed_in_at is None

    response = client.post(page("hand-in", sheet.pk), follow=True)
    sheet.refresh_from_db()
    assert (sheet.handed_in_at, "Your sheet is handed in" in response.content.decode()) == (NOW, True)


def test_handing_in_twice_leads_back_to_the_sheet(client, sheet):
    handed_in(sheet)

    assert client.post(page("hand-in", sheet.pk)).url == page("sheet", sheet.pk)


def test_after_handing_in_the_marks_are_read_and_not_typed(client, sheet):
    handed_in(sheet)
    html = client.get(candidate(sheet)).content.decode()

    assert f"Reason of {sheet.member}" in html
    assert "<textarea" not in html
    response = client.post(candidate(sheet), {**GOOD, "mark_A": "1"}, follow=True)
    assert "its marks cannot be changed" in response.content.decode()
    assert {value for value, _reason in stored().values()} == {4}


def test_a_candidate_who_withdrew_is_not_marked_any_more(client, sheet):
    withdraw(Application.objects.get(pk=sheet.order[0]), at=NOW)

    assert client.get(candidate(sheet)).url == page("sheet", sheet.pk)
    assert "Withdrawn" in client.get(page("sheet", sheet.pk)).content.decode()


def test_the_candidates_of_a_conflict_stay_shut(client):
    panel = declared_panel(conflicts={1: [0]})
    panel = actions.choose_cell(panel=panel, reason="Two would be left.", by=chair_of(panel), at=NOW)
    round_ = actions.open_round(panel=panel, stage="desk", by=chair_of(panel), at=NOW)
    sheet = of(round_, 1)
    client.force_login(sheet.seat.user)

    assert client.get(page("candidate", sheet.pk, "C1")).status_code == 404
    revealed_round(round_)
    reasons = client.get(page("compare", round_.pk, "C1")).content.decode()
    assert "Reason of" not in reasons
    assert "Reason of" in client.get(page("compare", round_.pk, "C2")).content.decode()
    hidden = {row.code: row.hidden for row in client.get(page("round", round_.pk)).context["heat"].rows}
    assert hidden == {"C1": True, "C2": False}


def test_the_page_that_opens_a_round_says_who_marks_and_opens_it(client):
    panel = declared_panel(conflicts={1: [0]})
    client.force_login(chair_of(panel))
    html = client.get(page("open", panel.pk)).content.decode()
    assert "marks 2 candidates of 2" in html
    assert "Left out: conflict of interest" in html

    assert client.post(page("open", panel.pk), {"stage": "desk"}).url == page("round", panel.rounds.get().pk)


def test_a_stale_page_does_not_open_another_round_than_it_showed(client):
    panel = declared_panel()
    client.force_login(chair_of(panel))
    client.post(page("open", panel.pk), {"stage": "interview"})

    assert not panel.rounds.exists()


def test_the_chair_chooses_single_candidates_on_the_page(client):
    panel = declared_panel(conflicts={1: [0]})
    client.force_login(chair_of(panel))
    client.post(page("cell", panel.pk), {"reason": "Two would be left."})

    panel.refresh_from_db()
    assert panel.cell_reason == "Two would be left."
    assert "marks 1 candidate of 2" in client.get(page("open", panel.pk)).content.decode()


def test_in_moderation_candidates_stand_by_code_with_flags_means_and_originals(client, sheet):
    def high(_person, _criterion):
        return 5

    def low(person, criterion):
        return 2 if (person.code, criterion.code) == ("C2", "A") else 4

    round_ = revealed_round(sheet.round, high, low)
    mark = Mark.objects.get(sheet=sheet, application__code="C2", criterion__code="A")
    actions.revise(mark=mark, value=3, reason="Read again.", by=sheet.seat.user, at=NOW)
    heat = client.get(page("round", round_.pk)).context["heat"]

    assert [row.code for row in heat.rows] == ["C1", "C2"]
    group = heat.rows[1].groups[0]
    assert [(cell.figure, cell.original) for cell in group.cells] == [("5", ""), ("3", "2"), ("4", "")]
    assert (group.mean, group.range, group.deviation, group.divergent) == ("4.00", "2.00", "0.82", True)
    assert [(row.code, group.criterion.code) for row, group in heat.divergent] == [("C2", "A")]


def test_a_revision_on_the_page_stands_beside_the_original(client, sheet):
    round_ = revealed_round(sheet.round)
    address = page("moderate", sheet.pk, "C1", "A")
    response = client.post(address, {"mark": "2", "reason": ""})
    assert field_errors(response) == {"reason": ["This field is required."]}
    response = client.post(address, {"mark": "2", "reason": "One is a translation."}, follow=True)

    html = response.content.decode()
    assert response.redirect_chain == [(page("compare", round_.pk, "C1"), 302)]
    assert "One is a translation." in html
    assert "<s>4</s>" in html


def test_nobody_revises_the_mark_of_another_on_the_page(client, sheet):
    other = of(revealed_round(sheet.round), 2)

    address = page("moderate", other.pk, "C1", "A")
    assert client.post(address, {"mark": "2", "reason": "No."}).url == page("compare", other.round_id, "C1")
    assert not other.marks.filter(revisions__isnull=False).exists()


@pytest.mark.parametrize(
    ("password", "status"), [("wrong", "moderation"), ("", "moderation"), (PASSWORD, "locked")]
)
def test_the_lock_asks_for_the_chairs_password(client, round_, password, status):
    revealed_round(round_)
    client.force_login(chair_of(round_.panel))
    client.post(page("lock", round_.pk), {"password": password})

    round_.refresh_from_db()
    assert round_.status == status


@pytest.mark.parametrize(("password", "signed"), [("wrong", None), (PASSWORD, NOW)])
def test_the_signature_asks_for_the_members_password(client, sheet, password, signed):
    actions.lock(round=revealed_round(sheet.round), by=chair_of(sheet.round.panel), at=NOW)
    client.post(page("sign", sheet.pk), {"password": password})

    sheet.refresh_from_db()
    assert sheet.signed_at == signed


def test_a_person_without_a_password_is_led_to_set_one(client, sheet):
    actions.lock(round=revealed_round(sheet.round), by=chair_of(sheet.round.panel), at=NOW)
    user = sheet.seat.user
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    html = client.get(page("sign", sheet.pk)).content.decode()

    assert reverse("account_set_password") in html
    assert 'name="password"' not in html
    client.post(page("sign", sheet.pk), {"password": ""})
    sheet.refresh_from_db()
    assert sheet.signed_at is None


def test_passwords_cannot_be_tried_endlessly(client, sheet, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}
    actions.lock(round=revealed_round(sheet.round), by=chair_of(sheet.round.panel), at=NOW)
    for _try in range(2):
        client.post(page("sign", sheet.pk), {"password": "wrong"})

    response = client.post(page("sign", sheet.pk), {"password": PASSWORD})
    assert field_errors(response) == {"password": ["Too many tries. Wait a minute and try again"]}
    sheet.refresh_from_db()
    assert sheet.signed_at is None


def test_the_chair_leaves_a_member_out_on_the_page(client, round_):
    client.force_login(chair_of(round_.panel))
    client.post(page("leave-out", of(round_, 2).pk), {"reason": "In hospital."})

    assert of(round_, 2).left_out_reason == "In hospital."
    assert round_.status == RoundStatus.SCORING


def test_who_is_left_out_reads_that_and_types_nothing_more(client, sheet):
    client.post(candidate(sheet), GOOD)
    actions.leave_out(sheet=sheet, reason="In hospital.", by=chair_of(sheet.round.panel), at=NOW)
    html = client.get(candidate(sheet)).content.decode()

    assert "You are left out of this round: your sheet does not count." in html
    assert "<textarea" not in html
    assert "In hospital." in client.get(page("sheet", sheet.pk)).content.decode()


def test_the_sheet_asks_the_database_as_often_for_three_candidates_as_for_one(client, count_queries):
    counts = []
    for candidates in (1, 3):
        sheet = filled(of(opened_round(candidates=candidates), 1))
        client.force_login(sheet.seat.user)
        counts.append(count_queries(client, page("sheet", sheet.pk)))

    assert counts[0] == counts[1]


def test_the_table_of_marks_asks_the_database_as_often_for_three_candidates_as_for_one(client, count_queries):
    counts = []
    for candidates in (1, 3):
        round_ = revealed_round(candidates=candidates)
        client.force_login(of(round_, 1).seat.user)
        counts.append(count_queries(client, page("round", round_.pk)))

    assert counts[0] == counts[1]
