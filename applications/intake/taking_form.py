"""Which earlier application a draft begins with."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from applications.intake.forms import spoken
from applications.intake.models import Application, ApplicationQuerySet
from portal.words.moments import day_in


class EarlierForm(forms.Form):
    source = forms.ModelChoiceField(
        label=_("Your earlier applications"),
        queryset=Application.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose one of them")},
    )

    def __init__(self, *args: Any, earlier: ApplicationQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["source"]
        field.queryset, field.label_from_instance = earlier, words_of


def words_of(application: Application) -> str:
    """A vacancy with the day on which one applied or began to."""
    when = day_in(application.submitted_at or application.started_at, application.vacancy.office.zone)
    return format_html(
        "{} <small>{}, {}</small>", spoken(application.vacancy.title), when, application.get_status_display()
    )
