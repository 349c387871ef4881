"""What the rooms erase when a person asks, and what stays."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.retention.policies import Gone, Kept, Policy, register
from vacancies.alerts.models import SavedVacancy, Subscription
from vacancies.questions.models import Question


def _kept_rows(person: Any) -> list[Any]:
    searches = Subscription.objects.filter(user=person) | Subscription.objects.filter(email=person.email)
    return [SavedVacancy.objects.filter(user=person), searches]


def _erase(person: Any) -> Gone:
    return Gone(sum(rows.delete()[0] for rows in _kept_rows(person)))


def _questions(person: Any) -> list[Kept]:
    number = Question.objects.filter(asker=person).count()
    why = gettext_lazy("Questions and answers belong to the notice; nobody's name stands beside them.")
    return [Kept(_("Questions you asked: %(n)s") % {"n": number}, None, why)] if number else []


register(
    Policy(
        "alerts",
        gettext_lazy("saved vacancies and searches"),
        lambda person: sum(rows.count() for rows in _kept_rows(person)),
        _erase,
        _questions,
        order=40,
    )
)
