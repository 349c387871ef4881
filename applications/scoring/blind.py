"""What makes a round blind: members mark under neutral codes, and learn the names only when it is unblinded."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.kernel.constraints import both_or_neither


class MayBeBlind(models.Model):
    """Whether a round is read without names, as the plan said of its stage, and who ended that and when."""

    is_blind = models.BooleanField(default=False)
    unblinded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    unblinded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def hides_names(self) -> bool:
        """Whether candidates go by the codes of their pseudonyms: it is blind, and not unblinded yet."""
        return self.is_blind and self.unblinded_at is None


BLIND_CONSTRAINTS = (
    both_or_neither("unblinded_by", "unblinded_at", name="applications_round_unblinded_by_and_when"),
    models.CheckConstraint(
        condition=Q(unblinded_at=None) | Q(is_blind=True), name="applications_round_only_blind_is_unblinded"
    ),
)
