"""Choosing among the vacancies on the desk: by words, state and office; and the words looked for within applications."""

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.desk.rules import offices_seen_by
from applications.desk.states import STATES, with_state
from applications.intake.models import Status
from applications.screening.filters import has_words
from portal.offices.models import Office
from vacancies.models import Vacancy
from vacancies.vacancy.models import VacancyQuerySet


def cases_of(user: Any, *, at: datetime) -> VacancyQuerySet:
    """Vacancies of the offices `user` works in, with their `state` and the number of applications handed in."""
    mine = Vacancy.objects.of_offices(offices_seen_by(user)).select_related("office")
    counted = mine.annotate(submitted=Count("applications", filter=Q(applications__status=Status.SUBMITTED)))
    return with_state(counted, at=at)


class VacancyFilter(django_filters.FilterSet):
    """Takes `cases_of` a person; nothing chosen is everything, the latest first."""

    q = django_filters.CharFilter(label=_("Title or reference"), method="written")
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("vacancy", "State"),
        empty_label=_("All"),
        choices=[(state, word) for state, (word, _kind) in STATES.items()],
    )
    office = django_filters.ModelChoiceFilter(
        label=_("Office"), empty_label=_("All"), queryset=Office.objects.none()
    )
    order = django_filters.OrderingFilter(
        fields={
            "reference": "reference",
            "closes_at": "closes",
            "submitted": "applications",
            "state": "state",
        }
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.by_name().filter(pk__in=self.queryset.order_by().values("office"))
        if len(offices) > 1:
            self.filters["office"].queryset = offices
        else:
            del self.filters["office"]

    @property
    def qs(self) -> VacancyQuerySet:
        """The latest first where no order is asked for."""
        rows = super().qs
        return rows.order_by(*(rows.query.order_by or ("-created_at",)), "-pk")

    def written(self, rows: VacancyQuerySet, _name: str, text: str) -> VacancyQuerySet:
        """By the words of the reference and of both titles; drafts have no search index."""
        titles = rows.values_list("pk", "reference", "title_en", "title_ru")
        return rows.filter(pk__in=[pk for pk, *said in titles if has_words(" ".join(said), text)])


class WordsForm(forms.Form):
    """Words to look for within applications."""

    q = forms.CharField(
        label=_("Words in CVs and answers"),
        help_text=_(
            "Any form and spelling of the words, in Cyrillic or Latin letters; in quotation marks, words that follow each other."
        ),
        max_length=200,
        required=False,
    )
