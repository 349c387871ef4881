"""What the API answers to a question that is wrong: always the same form (RFC 9457), in English."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

_TITLES = {400: "Unknown parameter", 404: "Not found", 422: "Wrong value"}


class Wrong(Exception):  # noqa: N818 - as Refused is, it is named after what it says
    """Parameters with what is wrong with them, as {name: [message]}."""

    def __init__(self, errors: Mapping[str, Any], *, status: int = 422) -> None:
        super().__init__(errors)
        self.status = status
        self.faults = [
            {"field": name, "message": str(text)} for name, texts in errors.items() for text in texts
        ]


def problem(status: int, detail: str, faults: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"title": _TITLES[status], "status": status, "detail": detail, "errors": faults or []}


def _parameter(where: Sequence[str | int]) -> str:
    """The last name in a path such as ("query", "type", 0)."""
    return [str(part) for part in where if not isinstance(part, int)][-1]


def answer_problems_with(api: NinjaAPI) -> None:
    """Give `api` its answers to what is wrong."""

    @api.exception_handler(Wrong)
    def wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
        names = ", ".join(fault["field"] for fault in error.faults)
        said = problem(error.status, f"Look at: {names}.", error.faults)
        return api.create_response(request, said, status=error.status)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = [{"field": _parameter(fault["loc"]), "message": fault["msg"]} for fault in error.errors]
        said = problem(422, "A value does not fit its parameter.", faults)
        return api.create_response(request, said, status=422)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return api.create_response(request, problem(404, str(error) or "There is nothing."), status=404)
