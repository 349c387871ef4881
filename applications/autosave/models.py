"""Who typed last into which field, and the texts that could not be kept because the field was changed elsewhere."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class TypingQuerySet(models.QuerySet["Typing"]):
    def at_place(self, user: Any, place: str) -> "TypingQuerySet":
        return self.filter(user=user, place=place)

    def aside(self) -> "TypingQuerySet":
        """Texts that wait for the person to choose."""
        return self.filter(kept=False)


class Typing(models.Model):
    """One field as it was typed in one window: `kept`, or set aside with its text until the person chooses.

    A window is one form as a browser shows it. `place` and `name` say which field of which page. `turn` counts what one
    window has sent: what comes late undoes nothing. Of the texts kept only the last is remembered, and by its window alone.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="typings")
    place = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    window = models.CharField(max_length=32)
    turn = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    kept = models.BooleanField(default=True)
    text = models.TextField(blank=True)

    objects = TypingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place", "name", "window"], name="applications_typing_once_a_window"
            ),
            models.UniqueConstraint(
                fields=["user", "place", "name"], condition=Q(kept=True), name="applications_typing_kept_last"
            ),
            models.CheckConstraint(
                condition=Q(kept=False) | Q(text=""), name="applications_typing_text_only_aside"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.name}"
