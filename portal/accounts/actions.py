"""What people change about themselves."""

from django.db import transaction

from portal.accounts.models import User


@transaction.atomic
def change_settings(*, by: User, name: str, language: str, time_zone: str) -> User:
    """Keep how `by` wants to be addressed, in which language and on whose clock; "" is that of the office alone."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    return user
