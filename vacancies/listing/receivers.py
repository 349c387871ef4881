"""Stamps a public notice whenever it is saved, so that every process sees that its list has changed."""

from secrets import randbits
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from vacancies.listing.models import Stamp
from vacancies.vacancy.models import PUBLIC, Vacancy

# Sums of many of them fit into 64 bits.
BITS = 40


@receiver(post_save, sender=Vacancy, dispatch_uid="vacancies.listing.stamp")
def stamp(instance: Vacancy, **_said: Any) -> None:
    """What is not public, or no longer is to become so, has no stamp."""
    if instance.status not in PUBLIC:
        Stamp.objects.filter(vacancy=instance).delete()
    else:
        Stamp.objects.bulk_create(
            [Stamp(vacancy=instance, value=randbits(BITS))],
            update_conflicts=True,
            update_fields=["value"],
            unique_fields=["vacancy"],
        )
