"""An application that the office enters for somebody: how it came, when, who entered it, and its scans."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.documents.models import Document
from applications.intake.models import Application
from portal.kernel.constraints import one_of
from portal.mailing.actions import Address
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status


class Source(models.TextChoices):
    PAPER = "paper", pgettext_lazy("came", "on paper")
    EMAIL = "email", pgettext_lazy("came", "by e-mail")
    TELEPHONE = "telephone", pgettext_lazy("came", "by telephone")


class OnBehalfQuerySet(models.QuerySet["OnBehalf"]):
    def unclaimed(self) -> "OnBehalfQuerySet":
        """Those whose applicant has not come to take them over."""
        return self.filter(claimed_at=None)

    def waiting_for(self, addresses: list[str]) -> "OnBehalfQuerySet":
        """Handed in for somebody who gave one of `addresses`, all in lower case."""
        return self.unclaimed().exclude(application__submitted_at=None).filter(email__in=addresses)


class OnBehalf(models.Model):
    """What the office knows of an application that came on paper, by mail or by telephone.

    Its applicant is an account that nobody can sign in to, until the person claims the application for their own.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="on_behalf")
    source = models.CharField(gettext_lazy("how it came"), max_length=9, choices=Source)
    # In the office: what counts for the closing time.
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    # Of the code on the last receipt that was printed.
    claim_hash = models.CharField(max_length=64, blank=True)
    claim_expires_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    # Who wanted to claim it and could not, having another application for the vacancy.
    refused_claim_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OnBehalfQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("source", Source, name="applications_onbehalf_known_source"),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("entered_at")), name="applications_onbehalf_received_first"
            ),
            models.CheckConstraint(
                condition=Q(claim_hash="", claim_expires_at=None)
                | (~Q(claim_hash="") & Q(claim_expires_at__isnull=False)),
                name="applications_onbehalf_code_expires",
            ),
            models.UniqueConstraint(
                fields=["claim_hash"], condition=~Q(claim_hash=""), name="applications_onbehalf_code_once"
            ),
            models.CheckConstraint(
                condition=Q(claimed_at=None) | Q(claim_hash=""), name="applications_onbehalf_code_used_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}, {self.get_source_display()}"

    @property
    def addressee(self) -> Address:
        """Whom letters go to; the address is empty for who gave none."""
        application = self.application
        return Address(email=self.email, language=application.language, name=application.applicant.name)

    @property
    def papers(self) -> list[Document]:
        """The scans of what came, in the order in which they were kept."""
        return [scan.document for scan in self.scans.select_related("document")]


class PaperScan(models.Model):
    """A scan of what came, kept beside the application; the panel does not see it."""

    on_behalf = models.ForeignKey(OnBehalf, on_delete=models.CASCADE, related_name="scans")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="scans")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["on_behalf", "document"], name="applications_paperscan_once")
        ]

    def __str__(self) -> str:
        return str(self.document)


def came_again(draft: Application, first: Application) -> None:
    """Let `first` say how, when and through whom the version came that the office entered as `draft`; scans are kept of both."""
    now = draft.being_entered
    if now is None:
        return
    before = first.on_behalf  # type: ignore[attr-defined]
    before.source, before.received_at = now.source, now.received_at
    before.entered_by, before.entered_at = now.entered_by, now.entered_at
    before.save(update_fields=["source", "received_at", "entered_by", "entered_at"])
    keep_scans(now, before)


def keep_scans(of: OnBehalf, beside: OnBehalf) -> None:
    """Move scans to another row; the same file kept with both stays once."""
    of.scans.exclude(document__in=beside.scans.values("document")).update(on_behalf=beside)


Bar = Callable[[Vacancy], bool]
_bars: list[Bar] = []


def bar(test: Bar) -> None:
    """Ask `test` whether a selection has gone too far for anything to be entered; called from `AppConfig.ready()`."""
    _bars.append(test)


def is_barred(vacancy: Vacancy) -> bool:
    return vacancy.status not in (Status.PUBLISHED, Status.UNDER_EVALUATION) or any(
        test(vacancy) for test in _bars
    )


def came_in_time(vacancy: Vacancy, received_at: datetime) -> bool:
    """Whether what reached the office at `received_at` is taken, whenever it is entered."""
    return vacancy.closes_at is not None and received_at <= vacancy.closes_at


def came_words(snapshot: dict[str, Any]) -> str:
    """How what was handed in came to the office that entered it, and who did; empty for what came in the portal."""
    said = snapshot.get("on_behalf")
    if not said:
        return ""
    return _("%(way)s, entered by %(person)s") % {
        "way": capfirst(Source(said["source"]).label),
        "person": said["entered_by"],
    }


def said_of(application: Application) -> dict[str, Any]:
    """What the snapshot says of an application that the office enters; nothing of any other."""
    entered = application.being_entered
    if entered is None:
        return {}
    said = {"source": entered.source, "received_at": entered.received_at.isoformat(timespec="seconds")}
    return {"on_behalf": {**said, "entered_by": str(entered.entered_by)}}
