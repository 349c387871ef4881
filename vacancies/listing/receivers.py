"""Stamps a public notice whenever it is saved, so that every process sees that its list has changed."""

from collections.abc import Iterable
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
    if instance.status in PUBLIC:
        stamp_all([instance.pk])
    else:
        Stamp.objects.filter(vacancy=instance).delete()


def stamp_all(numbers: Iterable[int]) -> None:
    """Give each of the vacancies a new stamp."""
    Stamp.objects.bulk_create(
        [Stamp(vacancy_id=number, value=randbits(BITS)) for number in numbers],
        update_conflicts=True,
        update_fields=["value"],
        unique_fields=["vacancy"],
        batch_size=400,
    )
