"""What the panel may recommend by a ranking, and what it must give a reason for."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.decisions.models import Decision, Place
from applications.decisions.places import departs, ranked_codes
from applications.intake.models import Application
from applications.ranking.actions import stands
from applications.ranking.models import Ranking
from portal.kernel.workflow import Refused
from vacancies.models import Lot, Vacancy

# Places other than “not selected”, by the candidate's code.
Chosen = Mapping[str, str]


def require_no_other(vacancy: Vacancy, lot: Lot | None) -> None:
    if Decision.objects.on(vacancy, lot).standing().exists():
        raise Refused(_("A recommendation stands. Another can be written when the approver returns it."))


def outdated(ranking: Ranking, people: Iterable[Application] | None = None) -> str:
    """Why nothing can be decided by `ranking` any more; empty while it can. `people` handed in, where they are known.

    A later version was made, a round was opened again, or one of the ranked withdrew: every total may be another by now.
    """
    if not ranking.is_latest:
        return _(
            "The ranking was made again after this recommendation was written: it goes back to the panel."
        )
    if not stands(ranking):
        return _(
            "The marks were opened again after this ranking was made. Once they are locked and signed, the chair makes the ranking again."
        )
    if people is None:
        people = Application.objects.filter(vacancy=ranking.vacancy).exclude(withdrawn_at=None).order_by("pk")
    ranked = ranked_codes(ranking.result)
    gone = [one.code for one in people if one.withdrawn_at and one.code in ranked]
    words = _("%(codes)s withdrew after the ranking was made. The chair makes the ranking again first.")
    return words % {"codes": ", ".join(gone)} if gone else ""


def require_current(ranking: Ranking) -> None:
    if words := outdated(ranking):
        raise Refused(words)


def chosen(ranking: Ranking, selected: Iterable[Application], reserve: Iterable[Application]) -> Chosen:
    """The places of `selected` and `reserve`; Refused for who is not ranked, and for more than there are openings."""
    pairs = [(one, Place.SELECTED) for one in selected] + [(one, Place.RESERVE) for one in reserve]
    ranked = ranked_codes(ranking.result)
    others = [one for one, _place in pairs if one.vacancy_id != ranking.vacancy_id or one.code not in ranked]
    if others:
        words = _(
            "Only ranked candidates can be selected or kept in reserve; these are not ranked: %(codes)s."
        )
        raise Refused(words % {"codes": ", ".join(one.code for one in others)})
    if len({one for one, _place in pairs}) < len(pairs):
        raise Refused(_("Each candidate has one place."))
    places = {one.code: place for one, place in pairs}
    if fault := too_many(places.values(), ranking.openings):
        raise Refused(fault)
    return places


def too_many(places: Iterable[str], openings: int) -> str:
    """What is said when more are selected than there are openings; empty when they are not."""
    if list(places).count(Place.SELECTED) <= openings:
        return ""
    words = ngettext(
        "There is %(n)s opening: no more can be selected.",
        "There are %(n)s openings: no more can be selected.",
        openings,
    )
    return words % {"n": openings}


def require_words(ranking: Ranking, places: Chosen, *, text: str, departure: str) -> None:
    if not text.strip():
        raise Refused(_("Write the recommendation."))
    in_order = [places.get(code, Place.NOT_SELECTED) for code in ranked_codes(ranking.result)]
    if departs(in_order, ranking.openings) and not departure.strip():
        raise Refused(say_why())


def say_why() -> str:
    """What is asked of a recommendation that departs from its ranking."""
    return _(
        "Say why the recommendation does not follow the order of the ranking, or why nobody is selected."
    )
