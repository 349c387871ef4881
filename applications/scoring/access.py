"""The guard of the panel's pages: the rules of the selection, and nothing that comes with administering the portal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from applications.scoring.rules import takes_part
from portal.web.access import View, needs


def needs_part(permission: str, load: Callable[..., Any]) -> Callable[[View], View]:
    """As `portal.web.access.needs`, but an administrator of the portal passes only where the rules let anybody pass."""

    def decorate(view: View) -> View:
        @wraps(view)
        def strict(request: HttpRequest, subject: Any) -> HttpResponse:
            if not takes_part(request.user, permission, subject):
                raise Http404
            return view(request, subject)

        return needs(permission, load)(strict)

    return decorate
