"""What a person sends, and doing a verb with it: a refusal is said in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from portal.kernel import clock
from portal.kernel.workflow import Refused


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def attempt(request: HttpRequest, verb: Callable[..., Any], **what: Any) -> Any:
    """What `verb` returns when the person does it now; None, and a message with the reason, when it is refused."""
    try:
        return verb(**what, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
