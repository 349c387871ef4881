"""Opening the prices and making the ranking: only on locked and signed figures, and as `manage.py evaluate` would."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from applications.intake.seal import seal, seal_hash
from applications.models import PriceOffer, Ranking
from applications.ranking import actions
from applications.ranking.evidence import evaluation_of
from applications.scoring import actions as scoring
from portal.accounts.roles import Role
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import withdraw
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.ranking import locked_vacancy, priced, ranked_vacancy
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    of,
    opened_round,
    refrozen,
    revealed_round,
    signed_round,
)
from vacancies.models import Criterion, Vacancy
from vacancies.plan.published import fingerprint, plan_as_published
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


def candidates_of(vacancy):
    return list(vacancy.applications.order_by("pk"))


def by(vacancy):
    return chair_of(vacancy.panel)


def make(vacancy, **what):
    return actions.make(**{"vacancy": vacancy, "by": by(vacancy), "at": NOW, **what})


def open_prices(vacancy, **what):
    return actions.open_prices(**{"vacancy": vacancy, "by": by(vacancy), "at": NOW, **what})


def ranks(ranking):
    return {one["code"]: one["rank"] for one in ranking.result["results"] if one["status"] == "ranked"}


def better(code):
    """Everybody gets fours, the candidate `code` fives."""
    return lambda person, _criterion: 5 if person.code == code else 4


def evaluated(evaluation, tmp_path):
    """What the command prints for the exported file."""
    file = tmp_path / "evaluation.json"
    file.write_text(json.dumps(evaluation, ensure_ascii=False), encoding="utf-8")
    printed = StringIO()
    call_command("evaluate", str(file), stdout=printed)
    return json.loads(printed.getvalue())


@pytest.mark.parametrize("method", ["technical", "cumulative", "lowest_price"])
def test_the_ranking_is_what_the_command_prints_for_the_exported_file(method, tmp_path):
    ranking = ranked_vacancy(*[better("C2")] * 3, method=method, candidates=3).rankings.get()

    assert ranking.result == evaluated(ranking.evaluation, tmp_path)
    assert ranking.result["plan_fingerprint"] == ranking.plan_fingerprint


def test_the_exported_plan_has_the_published_fingerprint_and_every_key():
    vacancy = ranked_vacancy()
    plan = vacancy.rankings.get().evaluation["plan"]

    assert plan == plan_as_published(vacancy.plan)
    assert sha256_of(plan) == fingerprint(vacancy.plan) == vacancy.plan.frozen_fingerprint


def test_what_a_plan_asks_besides_goes_into_the_file_and_is_read_again(tmp_path):
    asks = {"methodology_limit": 4000, "letter_asked": True, "price_basis": "daily_rate", "team_most": 3}
    ranking = ranked_vacancy(*[better("C2")] * 3, method="lowest_price", asks=asks).rankings.get()

    assert ranking.evaluation["plan"].items() >= asks.items()
    assert ranking.result == evaluated(ranking.evaluation, tmp_path)
    assert ranking.result["plan_fingerprint"] == ranking.plan_fingerprint


def test_the_file_has_the_marks_after_revision_of_the_members_by_seat():
    round_ = revealed_round(candidates=2)
    mark = of(round_, 1).marks.get(application__code="C1", criterion__code="A")
    scoring.revise(mark=mark, value=Decimal("2.50"), reason="Read again.", by=mark.sheet.seat.user, at=NOW)
    evaluation = evaluation_of(signed_round_of(round_).vacancy, seed="s")

    members = [f"M{seat.pk}" for seat in round_.panel.seats.all()]
    assert evaluation["members"] == members
    assert evaluation["candidates"][0]["marks"] == {
        members[0]: {"A": "4", "B": "4"},
        members[1]: {"A": "2.5", "B": "4"},
        members[2]: {"A": "4", "B": "4"},
    }


def signed_round_of(round_):
    """A revealed round, locked and signed."""
    round_ = scoring.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for sheet in round_.sheets.counted():
        scoring.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    return round_


def test_whoever_is_ineligible_or_withdrew_stands_in_the_file_with_that_flag():
    panel = declared_panel(candidates=3)
    withdraw(candidates_of(panel.vacancy)[1], at=NOW)
    panel.vacancy.applications.get(code="C3").screening.delete()
    screening = panel.vacancy.applications.get(code="C1").screening
    screening.pk, screening.application, screening.outcome = (
        None,
        candidates_of(panel.vacancy)[2],
        "ineligible",
    )
    screening.save()
    evaluation = evaluation_of(signed_round(opened_round(panel)).vacancy, seed="s")

    flags = [
        (one["code"], one["eligible"], one["withdrawn"], bool(one["marks"]))
        for one in evaluation["candidates"]
    ]
    assert flags == [("C1", True, False, True), ("C2", True, True, False), ("C3", False, False, False)]


def test_who_withdrew_before_the_long_list_is_withdrawn_and_not_ineligible():
    vacancy = locked_vacancy(candidates=2)
    gone = candidates_of(vacancy)[1]
    gone.screening.delete()
    withdraw(gone, at=NOW)

    (line,) = [one for one in make(vacancy).result["results"] if one["code"] == "C2"]
    assert line["status"] == "withdrawn"


def test_a_member_left_out_of_one_round_is_left_out_of_the_figures():
    panel = declared_panel(candidates=2)
    Criterion.objects.filter(plan__vacancy=panel.vacancy, code="B").update(stage="interview")
    refrozen(panel.vacancy)
    first = signed_round(opened_round(panel))
    second = opened_round(panel)
    scoring.leave_out(sheet=of(second, 1), reason="In hospital.", by=chair_of(panel), at=NOW)
    signed_round(second)
    ranking = make(panel.vacancy)

    assert first.sheets.counted().count() == 3
    assert ranking.result["members_left_out"] == [of(second, 1).member]
    assert set(ranking.evaluation["candidates"][0]["marks"]) == {of(second, 0).member, of(second, 2).member}


def test_the_chairs_choice_for_single_candidates_computes_by_cell_and_keeps_the_fingerprint(tmp_path):
    panel = declared_panel(candidates=2, conflicts={1: [0]})
    scoring.choose_cell(panel=panel, reason="Two would be left.", by=chair_of(panel), at=NOW)
    round_ = signed_round(opened_round(panel), *[better("C1")] * 3)
    ranking = make(round_.vacancy)

    assert ranking.evaluation["absent_rule"] == {"rule": "cell", "reason": "Two would be left."}
    assert ranking.evaluation["plan"]["absent_rule"] == "member"
    assert (
        ranking.plan_fingerprint
        == ranking.result["plan_fingerprint"]
        == round_.vacancy.plan.frozen_fingerprint
    )
    assert [len(one["marks"]) for one in ranking.evaluation["candidates"]] == [2, 3]
    assert ranking.result["members_left_out"] == []
    assert ranking.result == evaluated(ranking.evaluation, tmp_path)


def test_a_conflict_under_the_plans_rule_leaves_the_member_out_of_the_figures():
    panel = declared_panel(candidates=2, conflicts={1: [0]})
    ranking = make(signed_round(opened_round(panel)).vacancy)

    assert "absent_rule" not in ranking.evaluation
    assert ranking.result["members_left_out"] == [f"M{panel.seats.all()[1].pk}"]


def test_prices_stay_sealed_until_every_counted_sheet_is_signed():
    round_ = revealed_round(candidates=2, method="cumulative")
    vacancy = round_.vacancy
    with pytest.raises(PermissionDenied):
        open_prices(vacancy)
    round_ = scoring.lock(round=round_, by=by(vacancy), at=NOW)
    for sheet in round_.sheets.all():
        with pytest.raises(PermissionDenied):
            open_prices(vacancy)
        with pytest.raises(PermissionDenied):
            make(vacancy)
        scoring.sign(sheet=sheet, by=sheet.seat.user, at=NOW)

    assert not PriceOffer.objects.exclude(opened=None).exists()
    assert [offer.opened for offer in open_prices(vacancy)] == [10000, 10000]


def test_prices_are_opened_all_together_and_recorded_by_the_hash_of_their_seals():
    vacancy = priced(locked_vacancy(candidates=2, method="cumulative"), "9500.50", "12000")
    offers = open_prices(vacancy)

    assert [(offer.opened, offer.opened_at) for offer in offers] == [(Decimal("9500.50"), NOW), (12000, NOW)]
    data = Entry.objects.get(action="prices.opened").data
    assert data == {
        "candidates": ["C1", "C2"],
        "sealed_sha256": [seal_hash(offer.sealed) for offer in offers],
    }
    with pytest.raises(Refused, match="no sealed price"):
        open_prices(vacancy)


def test_the_price_of_a_withdrawn_candidate_is_never_opened():
    vacancy = locked_vacancy(candidates=2, method="cumulative")
    gone = candidates_of(vacancy)[0]
    withdraw(gone, at=NOW)
    open_prices(vacancy)

    assert PriceOffer.objects.get(application=gone).opened is None


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (seal(Decimal(1)), "is not the one that was handed in"),
        ("gAAAAA-not-a-seal", "cannot be opened with the key"),
        (seal(Decimal(0)), "is not above zero"),
        (seal(Decimal(-5)), "is not above zero"),
    ],
    ids=["another", "broken", "nothing", "negative"],
)
def test_a_price_that_cannot_be_trusted_is_refused_and_none_is_opened(token, words):
    vacancy = locked_vacancy(candidates=2, method="cumulative")
    offer = PriceOffer.objects.get(application__code="C2")
    offer.sealed = token
    offer.save()
    if "handed in" not in words:
        offer.application.snapshot["price_sealed_sha256"] = seal_hash(token)
        offer.application.save()

    with pytest.raises(Refused, match=f"C2 {words}"):
        open_prices(vacancy)
    assert not PriceOffer.objects.exclude(opened=None).exists()


def test_where_the_method_has_no_prices_none_are_opened():
    with pytest.raises(PermissionDenied):
        open_prices(locked_vacancy(candidates=2))


def test_the_ranking_waits_for_the_prices():
    with pytest.raises(Refused, match="once the prices are open"):
        make(locked_vacancy(candidates=2, method="cumulative"))


def test_nobody_but_the_chair_opens_prices_or_makes_the_ranking():
    vacancy = locked_vacancy(candidates=2, method="cumulative")
    office = vacancy.office
    others = [seat.user for seat in vacancy.panel.seats.exclude(role="chair")]
    for person in [*others, UserFactory(is_superuser=True), *(person_with(role, office) for role in Role)]:
        for verb in (open_prices, make):
            with pytest.raises(PermissionDenied):
                verb(vacancy, by=person)


def test_a_changed_plan_is_found_before_it_is_used():
    vacancy = locked_vacancy(candidates=2)
    vacancy.plan.pass_mark = 10
    vacancy.plan.save()

    with pytest.raises(Refused, match="not the one that was frozen"):
        make(vacancy)


def test_a_seed_is_drawn_and_recorded_with_the_hashes_of_what_was_frozen():
    ranking = ranked_vacancy().rankings.get()
    other = ranked_vacancy().rankings.get()

    assert len(bytes.fromhex(ranking.seed)) == 16
    assert ranking.seed != other.seed
    assert ranking.seed == ranking.evaluation["seed"]
    entry = Entry.objects.of(ranking.vacancy.stream).get(action="ranking.made")
    assert entry.data == {
        "version": 1,
        "reason": "",
        "seed": ranking.seed,
        "rounds": {"desk": 1},
        "plan_fingerprint": ranking.plan_fingerprint,
        "evaluation_sha256": sha256_of(ranking.evaluation),
        "result_sha256": sha256_of(ranking.result),
    }


def test_a_withdrawal_after_the_lock_makes_a_new_version_with_its_reason_and_keeps_the_old():
    vacancy = priced(locked_vacancy(candidates=3, method="cumulative"), "5000", "10000", "20000")
    open_prices(vacancy)
    first = make(vacancy)
    withdraw(candidates_of(vacancy)[0], at=NOW)
    with pytest.raises(Refused, match="Write why"):
        make(vacancy, reason=" ")
    second = make(vacancy, reason="C1 withdrew.")

    assert (second.version, second.reason, second.seed) == (2, "C1 withdrew.", first.seed)
    assert (ranks(first), ranks(second)) == ({"C1": 1, "C2": 2, "C3": 3}, {"C2": 1, "C3": 2})
    parts = {one["code"]: one.get("financial_part") for one in second.result["results"]}
    assert parts == {"C1": None, "C2": "30.00", "C3": "15.00"}
    first.refresh_from_db()
    assert list(Ranking.objects.filter(vacancy=vacancy)) == [first, second]


def test_a_version_in_which_nothing_has_changed_is_not_made():
    vacancy = ranked_vacancy()

    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        make(vacancy, reason="Once more.")


def test_no_version_is_made_once_the_decision_is_made():
    vacancy = ranked_vacancy()
    Vacancy.objects.filter(pk=vacancy.pk).update(status=Status.DECIDED)
    with pytest.raises(Refused, match="The decision is made"):
        make(vacancy, reason="A withdrawal")
    assert Ranking.objects.count() == 1


def test_full_ties_are_ordered_by_the_recorded_lot_alone():
    vacancy = ranked_vacancy(candidates=3)
    ranking = vacancy.rankings.get()

    assert [one["tied_with"] for one in ranking.result["results"]] == [
        sorted({"C1", "C2", "C3"} - {one["code"]}) for one in ranking.result["results"]
    ]
    again = actions.result_of(ranking.evaluation)
    assert again == ranking.result


def test_a_second_round_judges_those_who_have_not_withdrawn():
    panel = declared_panel(candidates=2)
    Criterion.objects.filter(plan__vacancy=panel.vacancy, code="B").update(stage="interview")
    refrozen(panel.vacancy)
    signed_round(opened_round(panel))
    withdraw(candidates_of(panel.vacancy)[0], at=NOW)
    second = opened_round(panel)
    filled(of(second, 0))
    signed_round(second)

    statuses = {one["code"]: one["status"] for one in make(panel.vacancy).result["results"]}
    assert statuses == {"C1": "withdrawn", "C2": "ranked"}
