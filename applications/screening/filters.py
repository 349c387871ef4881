"""Choosing among the applications of a vacancy: by name, nationality, lot and state, in an order."""

import django_filters
from django.db.models import Count, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.intake.models import Application, ApplicationQuerySet
from applications.intake.team import TeamMember
from applications.screening.states import STATES, with_state
from portal.kernel.countries import country
from vacancies.models import Lot, Vacancy
from vacancies.vacancy.words import skeleton, words


def received_of(vacancy: Vacancy) -> ApplicationQuerySet:
    """The applications handed in, with all that the table shows of them; without their long texts."""
    rows = Application.objects.filter(vacancy=vacancy).received().select_related("lot").defer("snapshot")
    named = rows.annotate(
        full_name=_text("snapshot__person__name"),
        nationality=_text("snapshot__person__nationality"),
        files=Count("attachments"),
    )
    return with_state(named)


def _text(path: str) -> Cast:
    # A key of JSON is compared as JSON, a text as a text.
    return Cast(KT(path), TextField())


class ApplicationFilter(django_filters.FilterSet):
    """Takes `received_of` a vacancy; nothing chosen is everything, by name."""

    q = django_filters.CharFilter(label=_("Name"), method="named")
    nationality = django_filters.ChoiceFilter(label=_("Nationality"), empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=pgettext_lazy("application", "State"),
        empty_label=_("All"),
        choices=[(state, word) for state, (word, _kind) in STATES.items()],
    )
    lot = django_filters.ModelChoiceFilter(
        label=pgettext_lazy("of a vacancy", "Lot"),
        empty_label=_("All"),
        queryset=Lot.objects.none(),
        to_field_name="code",
    )
    order = django_filters.OrderingFilter(
        fields={
            "lot__order": "lot",
            "full_name": "name",
            "nationality": "nationality",
            "submitted_at": "received",
            "state": "state",
        }
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        present = self.queryset.order_by().values_list("nationality", flat=True).distinct()
        self.filters["nationality"].extra["choices"] = sorted(
            ((code, country(code)) for code in present), key=lambda pair: pair[1]
        )
        lots = Lot.objects.filter(pk__in=self.queryset.order_by().values("lot"))
        if lots:
            self.filters["lot"].queryset = lots
        else:
            del self.filters["lot"]

    @property
    def qs(self):
        """By name where no order is asked for; equals in the order of arrival."""
        rows = super().qs
        return rows.order_by(*(rows.query.order_by or ("full_name",)), "pk")

    def named(self, rows, _name, text):
        names = [
            *rows.values_list("pk", "full_name"),
            *TeamMember.objects.filter(application__in=rows.values("pk")).values_list("application", "name"),
        ]
        return rows.filter(pk__in=[pk for pk, name in names if has_words(name, text)])


def has_words(written: str, asked: str) -> bool:
    """Whether every word of `asked` begins a word of `written`, in the script of either."""
    forms = [skeleton(word) for word in words(written)]
    sought = [skeleton(word) for word in words(asked)]
    return bool(sought) and all(any(form.startswith(word) for form in forms) for word in sought)
