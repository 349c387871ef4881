"""Entries of the record and the chains they form; nothing here points at other tables, so nothing can break it."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused


class Chain(models.Model):
    """The head of one stream of entries; its row is locked while an entry is added."""

    stream = models.CharField(max_length=80, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.stream


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, stream: str) -> "EntryQuerySet":
        """The entries of one stream, oldest first."""
        return self.filter(stream=stream).order_by("number")

    def said_last(self) -> dict[str, Any]:
        """What the last of them says; nothing where there is none."""
        entry = self.order_by("pk").last()
        return entry.data if entry else {}

    def latest_first(self) -> "EntryQuerySet":
        return self.order_by("-number")

    def update(self, **_fields: Any) -> NoReturn:
        raise Refused(_("The record is only added to."))

    def delete(self) -> NoReturn:
        raise Refused(_("The record is only added to."))


class Entry(models.Model):
    """One thing that happened. `previous` is the hash of the entry before it in the stream."""

    stream = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("stream", "number")
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="portal_entry_number_once")]
        indexes = [models.Index(fields=["action", "at"], name="portal_entry_action_at")]

    def __str__(self) -> str:
        return f"{self.stream} {self.number}: {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise Refused(_("The record is only added to."))
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise Refused(_("The record is only added to."))
