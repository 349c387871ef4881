"""Which vacancies a reader asks for: words, offices, types, open or closed, in which order."""

from datetime import datetime
from typing import Any

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.offices.models import Office
from vacancies.vacancy.models import Kind, Vacancy, VacancyQuerySet
from vacancies.vacancy.word_index import having
from vacancies.vacancy.words import asked, spelled

OPEN, CLOSED = "open", "closed"
STATES = [
    (OPEN, pgettext_lazy("vacancies that are", "Open")),
    (CLOSED, pgettext_lazy("vacancies that are", "Closed")),
]
CLOSING, NEWEST = "closing", "newest"
ORDERS = [(CLOSING, gettext_lazy("Closing soonest first")), (NEWEST, gettext_lazy("Newest first"))]


class VacancyFilter(django_filters.FilterSet):
    """The public list by the query string of its address; a value nobody knows is said and passed over."""

    q = django_filters.CharFilter(method="by_words", label=gettext_lazy("Words in the text"))
    office = django_filters.MultipleChoiceFilter(method="by_office", label=gettext_lazy("Office"))
    type = django_filters.MultipleChoiceFilter(
        field_name="kind", choices=Kind.choices, distinct=False, label=gettext_lazy("Type")
    )
    state = django_filters.ChoiceFilter(
        method="by_state", choices=STATES, label=pgettext_lazy("vacancies that are", "Applications")
    )
    sort = django_filters.ChoiceFilter(method="by_order", choices=ORDERS, label=gettext_lazy("Order"))

    def __init__(self, data: QueryDict, *, at: datetime) -> None:
        """`data` is the query string, where an empty value is the same as none; `at` says what is open."""
        self.at = at
        self.offices = list(Office.objects.by_name())
        self.asked = QueryDict(mutable=True)
        for name in self.base_filters:
            if values := [value for value in data.getlist(name) if value.strip()]:
                self.asked.setlist(name, values)
        super().__init__(self.asked, queryset=Vacancy.objects.public(at=at))
        self.filters["office"].extra["choices"] = [(office.code, office.name) for office in self.offices]

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for, by the name of the filter: open vacancies, closing soonest first, if nothing is said."""
        self.form.is_valid()
        said = self.form.cleaned_data
        return {**said, "state": said.get("state") or OPEN, "sort": said.get("sort") or CLOSING}

    def filter_queryset(self, queryset: VacancyQuerySet) -> VacancyQuerySet:
        return self.narrowed(queryset)

    def narrowed(self, queryset: VacancyQuerySet, **instead: Any) -> VacancyQuerySet:
        """`queryset` by all that is asked for, with `instead` put in its place; None leaves a filter out."""
        for name, value in {**self.wanted, **instead}.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def by_words(self, queryset: VacancyQuerySet, _name: str, text: str) -> VacancyQuerySet:
        words = [asked(word.form) for word in spelled(text) if not word.is_stop]
        if text.strip() and not words:
            return queryset.none()
        for found in having(words):
            queryset = queryset.filter(pk__in=found)
        return queryset

    def by_office(self, queryset: VacancyQuerySet, _name: str, codes: list[str]) -> VacancyQuerySet:
        """An office together with its sub-offices."""
        chosen = {office.pk for office in self.offices if office.code in codes}
        below = {office.pk for office in self.offices if office.parent_id in chosen}
        return queryset.of_offices(chosen | below)

    def by_state(self, queryset: VacancyQuerySet, _name: str, state: str) -> VacancyQuerySet:
        return queryset.closed(at=self.at) if state == CLOSED else queryset.open(at=self.at)

    def by_order(self, queryset: VacancyQuerySet, _name: str, order: str) -> VacancyQuerySet:
        """Of the closed ones, those that closed last come first."""
        if order == NEWEST:
            return queryset.order_by("-published_at", "-pk")
        return queryset.order_by("-closes_at" if self.wanted["state"] == CLOSED else "closes_at", "pk")
