"""Doing a verb for the person who asked, and saying in words when it is refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from portal.kernel import clock
from portal.kernel.workflow import Refused


def attempt(request: HttpRequest, verb: Callable[..., Any], **what: Any) -> Any:
    """What `verb` returns when the person does it now; None, and a message with the reason, when it is refused."""
    try:
        return verb(**what, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
