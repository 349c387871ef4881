"""Who may use a view: every view says so with one of these decorators, and a test asks each of them."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from portal.web import witnesses

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anybody, signed in or not."""
    open_view = login_not_required(view)
    open_view.access = "public"  # type: ignore[attr-defined]
    return open_view


def signed_in(view: View) -> View:
    """Anybody who is signed in; the view shows them their own things only."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def needs(permission: str, load: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Whoever has `permission` on what `load` finds by the address; the view gets it in place of the address's parts.

    Who may not know that a thing exists gets 404. Without `load` the permission is asked of no thing in particular,
    and the answer to who lacks it is 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if load is None:
                if not request.user.has_perm(permission):
                    raise PermissionDenied(permission)
                return view(request, *args, **kwargs)
            subject = load(**kwargs)
            if not request.user.has_perm(permission, subject):
                raise Http404
            answer = view(request, subject)
            if request.method == "GET" and answer.status_code == HTTPStatus.OK:
                witnesses.shown(request, subject)
            return answer

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def finder(queryset: Any, **lookups: str) -> Callable[..., Any]:
    """A `load` for `needs`: the one row whose fields equal the parts of the address named in `lookups`.

    `finder(Vacancy.objects.with_office(), pk="pk")` finds a vacancy by `<int:pk>`.
    """

    def load(**kwargs: Any) -> Any:
        row = queryset.filter(**{field: kwargs[part] for field, part in lookups.items()}).first()
        if row is None:
            raise Http404
        return row

    return load
