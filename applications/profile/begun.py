"""An entry of a profile as it is typed, before it is one."""

from typing import Any

from django.db import models
from django.db.models import Q

from applications.profile.models import Profile


class BegunQuerySet(models.QuerySet["BegunEntry"]):
    def of(self, user: Any) -> "BegunQuerySet":
        return self.filter(profile__user=user)

    def waiting(self) -> "BegunQuerySet":
        """Those that are not entries yet."""
        return self.filter(entry=None)


class BegunEntry(models.Model):
    """Each text as it stands in its field, right or wrong, until the button makes an entry of it.

    `key` names the page on which it is typed. Once there is an `entry`, its number stands here, and whatever comes from that
    page afterwards is about the entry.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="begun")
    section = models.CharField(max_length=12)
    key = models.UUIDField()
    texts = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    entry = models.PositiveBigIntegerField(null=True, blank=True)

    objects = BegunQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "section", "key"], name="applications_begunentry_once_a_page"
            ),
            models.CheckConstraint(
                condition=Q(entry=None) | Q(texts={}), name="applications_begunentry_text_or_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.key}"
