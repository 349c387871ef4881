"""The roles of an office, on one screen."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """What a person may do in an office; seats on a panel are not roles and are given vacancy by vacancy."""

    # Writes notices, receives and screens applications, convenes panels.
    OFFICER = "officer", pgettext_lazy("role", "HR officer")
    # Publishes what another person wrote, and approves what a panel on which they do not sit recommends.
    APPROVER = "approver", pgettext_lazy("role", "approver")
    # Writes and reviews the texts of notices, and nothing else of them.
    TRANSLATOR = "translator", pgettext_lazy("role", "translator")
    # Reads everything of the office and changes nothing.
    AUDITOR = "auditor", pgettext_lazy("role", "auditor")


# What can be lent to a colleague for the time of a leave: the roles without which an office stands still.
LENT = (Role.OFFICER, Role.APPROVER)
