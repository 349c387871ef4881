"""System checks: one for each way to run the portal wrongly."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def seal_key_is_set(**_kwargs: Any) -> list[Error]:
    """Without a key of its own no price offer can be sealed."""
    if settings.SEAL_KEY and settings.SEAL_KEY != settings.SECRET_KEY:
        return []
    return [
        Error(
            "SEAL_KEY is empty or the same as SECRET_KEY.",
            hint="Set SEAL_KEY to a long random text.",
            id="portal.E001",
        )
    ]
