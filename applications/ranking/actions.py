"""What is done once the figures are evidence: open the prices, make the ranking."""

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.finality import is_final
from applications.intake.lots import key_of, parts_of, said_of
from applications.intake.models import PriceOffer
from applications.intake.seal import seal_hash
from applications.ranking import unsealing
from applications.ranking.evaluation import EvaluationFault, evaluate, read_evaluation
from applications.ranking.evidence import evaluation_of
from applications.ranking.models import Ranking
from applications.scoring.rules import require_part
from applications.scoring.versions import round_versions
from applications.screening.long_list import candidates
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked
from portal.record.actions import write
from vacancies.models import Lot, Vacancy

SEED_BYTES = 16


def sealed_prices(vacancy: Vacancy) -> list[PriceOffer]:
    """Price offers of the candidates who stand that are still sealed."""
    offers = PriceOffer.objects.filter(application__in=candidates(vacancy), opened=None)
    return list(offers.select_related("application").order_by("application__pk"))


def unpriced(vacancy: Vacancy) -> list[str]:
    """Codes of candidates who stand and have no opened price."""
    return list(candidates(vacancy).filter(price_offer__opened=None).values_list("code", flat=True))


@transaction.atomic
def open_prices(*, vacancy: Vacancy, by: Any, at: datetime) -> list[PriceOffer]:
    """Unseal the prices of the candidates who stand, all together (docs/selection.md section 3.6).

    Only after every round is locked and every counted sheet is signed. Raises Refused for a seal that cannot be
    opened, that is not the one handed in, or that holds no price above zero; then none is opened.
    """
    vacancy = locked(vacancy)
    require_part("applications.open_prices", vacancy, by=by)
    offers = sealed_prices(vacancy)
    if not offers:
        raise Refused(_("There is no sealed price to open."))
    for offer in offers:
        offer.opened, offer.opened_at = unsealing.price_of(offer), at
        offer.opened_parts = unsealing.parts_of(offer)
        offer.save(update_fields=["opened", "opened_at", "opened_parts"])
    write(
        stream=vacancy.stream, action="prices.opened", subject=vacancy.stream, by=by, at=at,
        data={"candidates": _codes(offers), "sealed_sha256": [seal_hash(offer.sealed) for offer in offers]},
    )  # fmt: skip
    return offers


def _codes(offers: Iterable[PriceOffer]) -> list[str]:
    return [offer.application.code for offer in offers]


@transaction.atomic
def make(*, vacancy: Vacancy, by: Any, at: datetime, lot: Lot | None = None, reason: str = "") -> Ranking:
    """Freeze a ranking: version 1, or, with a reason, the next one; the versions before are kept.

    Where the vacancy has lots, `lot` says for which of them. The seed of the draws is made for the first version and
    kept for the others, so that nothing is drawn twice. Raises Refused while a price is sealed, for a further version
    without a reason or without a change, for a lot without applications, and once the decision is made.
    """
    vacancy = _ready(vacancy, by)
    if lot not in parts_of(vacancy):
        raise Refused(_("There is no application to rank."))
    if is_final(vacancy, lot):
        raise Refused(_("The decision is made: the ranking it rests on stands."))
    latest = Ranking.objects.latest_of(vacancy, lot)
    if latest and not reason.strip():
        raise Refused(_("Write why the ranking is made again."))
    evaluation = evaluation_of(
        vacancy, seed=latest.seed if latest else secrets.token_hex(SEED_BYTES), lot=lot
    )
    if latest and latest.evaluation == evaluation and stands(latest):
        raise Refused(_("Nothing has changed since version %(number)s.") % {"number": latest.version})
    return _freeze(vacancy, lot, latest, evaluation, reason=reason, by=by, at=at)


@transaction.atomic
def make_first(*, vacancy: Vacancy, by: Any, at: datetime) -> list[Ranking]:
    """The first ranking of every lot that has applications and no ranking yet; nothing where none lacks it."""
    vacancy = _ready(vacancy, by)
    ranked = set(Ranking.objects.filter(vacancy=vacancy).values_list("lot", flat=True))
    unranked = [lot for lot in parts_of(vacancy) if key_of(lot) not in ranked]
    return [make(vacancy=vacancy, lot=lot, by=by, at=at) for lot in unranked]


def _ready(vacancy: Vacancy, by: Any) -> Vacancy:
    """The locked row, when `by` may rank and no price is sealed any more."""
    row = locked(vacancy)
    require_part("applications.make_ranking", row, by=by)
    if row.plan.has_prices and unpriced(row):
        raise Refused(_("The ranking is made once the prices are open."))
    return row


def _freeze(
    vacancy: Vacancy,
    lot: Lot | None,
    latest: Ranking | None,
    evaluation: dict[str, Any],
    *,
    reason: str,
    by: Any,
    at: datetime,
) -> Ranking:
    ranking = Ranking.objects.create(
        vacancy=vacancy,
        lot=lot,
        version=latest.version + 1 if latest else 1,
        reason=reason.strip() if latest else "",
        seed=evaluation["seed"],
        rounds=round_versions(vacancy),
        plan_fingerprint=vacancy.plan.frozen_fingerprint,
        evaluation=evaluation,
        result=result_of(evaluation),
        made_by=by,
        made_at=at,
    )
    _record_ranking(ranking, by=by, at=at)
    return ranking


def stands(ranking: Ranking) -> bool:
    """Whether it is of the marks as they are: no round has been opened again since."""
    return ranking.versions == round_versions(ranking.vacancy)


def result_of(evaluation: dict[str, Any]) -> dict[str, Any]:
    """The result of an evaluation file, by the very reading that `manage.py evaluate` gives it."""
    try:
        return evaluate(read_evaluation(json.dumps(evaluation, ensure_ascii=False).encode()))
    except EvaluationFault as fault:
        raise Refused(_("The ranking cannot be computed: %(fault)s") % {"fault": fault}) from fault


def _record_ranking(ranking: Ranking, *, by: Any, at: datetime) -> None:
    data = {
        "version": ranking.version,
        "reason": ranking.reason,
        "seed": ranking.seed,
        "rounds": ranking.rounds,
        "plan_fingerprint": ranking.plan_fingerprint,
        "evaluation_sha256": sha256_of(ranking.evaluation),
        "result_sha256": sha256_of(ranking.result),
        **said_of(ranking.lot),
    }
    stream = ranking.vacancy.stream
    write(stream=stream, action="ranking.made", subject=f"ranking:{ranking.pk}", by=by, at=at, data=data)
