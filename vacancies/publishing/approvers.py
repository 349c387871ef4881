"""Who can approve a notice, in words: which of them are on leave, who covers for them, whose office is another."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.accounts.models import Delegation, User
from portal.words.moments import day_in
from vacancies.publishing.rules import APPROVING, approvers_of, offices_of
from vacancies.vacancy.models import Vacancy


def approvers_in_words(vacancy: Vacancy, *, at: datetime) -> list[str]:
    """Those who may publish the notice, present ones first, each with what a writer has to know of them."""
    approvers = approvers_of(vacancy)
    covers = Delegation.objects.running(at=at).filter(office__in=offices_of(vacancy), role__in=APPROVING)
    away = {cover.giver_id: cover for cover in covers.select_related("deputy", "giver")}
    present = [person for person in approvers if person.pk not in away]
    absent = [person for person in approvers if person.pk in away]
    return [
        *(_present(person, vacancy, away) for person in present),
        *(_absent(person, away[person.pk], vacancy) for person in absent),
    ]


def _present(person: User, vacancy: Vacancy, away: dict[int, Delegation]) -> str:
    cover = next((one for one in away.values() if one.deputy_id == person.pk), None)
    if cover:
        return _("%(name)s (covers for %(giver)s)") % {"name": person, "giver": cover.giver}
    offices = {grant.office_id: grant.office for grant in person.grants.select_related("office")}
    parent = offices.get(vacancy.office.parent_id)
    if parent and vacancy.office_id not in offices:
        return _("%(name)s (%(office)s)") % {"name": person, "office": parent}
    return str(person)


def _absent(person: User, cover: Delegation, vacancy: Vacancy) -> str:
    words = {"name": person, "day": day_in(cover.ends_at, vacancy.office.zone)}
    return _("%(name)s (on leave until %(day)s)") % words
