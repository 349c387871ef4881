"""Where an application stands in screening, as one word computed by the database."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Value, When
from django.utils.translation import pgettext_lazy

from applications.intake.models import ApplicationQuerySet, Status
from applications.screening.long_list import is_unfound
from applications.screening.models import Finding, Outcome

# State: its word, and the kind of its chip.
STATES = {
    "check": (pgettext_lazy("screening", "to check"), "soon half"),
    "new": (pgettext_lazy("screening", "to confirm"), "go"),
    "eligible": (pgettext_lazy("screening", "eligible"), "ok on"),
    "long_listed": (pgettext_lazy("screening", "on the long list"), "ok on"),
    "ineligible": (pgettext_lazy("screening", "not eligible"), "no"),
    "withdrawn": (pgettext_lazy("application status", "withdrawn"), ""),
}


def with_state(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Received applications with their `state`, one of STATES.

    `check`: the rule has not looked yet, or found what is not met or unclear and nobody has decided on it;
    `new`: what is undecided is met.
    """
    findings = Finding.objects.filter(application=OuterRef("pk"))
    return applications.annotate(
        state=Case(
            When(status=Status.WITHDRAWN, then=Value("withdrawn")),
            When(screening__outcome__in=Outcome.values, then=F("screening__outcome")),
            When(is_unfound() | Exists(findings.to_look_at()), then=Value("check")),
            When(Exists(findings.undecided()), then=Value("new")),
            When(Exists(findings.refused()), then=Value("ineligible")),
            default=Value("eligible"),
            output_field=CharField(),
        )
    )
