"""The answer to a form that is sent while somebody types, and what a page with such a form shows."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from applications.autosave.actions import Desk, Kept, turn_of
from applications.autosave.marks import fields_of, texts_of
from portal.web.access import View
from portal.words.moments import offset, zone_of

_GONE = 409


@dataclass(frozen=True)
class Clock:
    """On which clock moments are shown, and what it is called beside them."""

    zone: str | tzinfo
    name: str

    @classmethod
    def of(cls, person: Any, at: datetime) -> "Clock":
        """The person's own, as it stands `at` that moment; without one, UTC."""
        if not person.time_zone:
            return cls(UTC, "UTC")
        return cls(person.time_zone, f"UTC{offset(at.astimezone(zone_of(person.time_zone)))}")


def in_json(view: View) -> View:
    """For addresses that only a script asks; stands above who may use the view: being led elsewhere is said in words.

    Whoever is not signed in is led to signing in, as everywhere, and the script knows that by being led there.
    """

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if 300 <= answer.status_code < 400:
            return refusal(_("This page cannot be changed any more. Your text is still in this browser."))
        return answer

    return answering


def refusal(words: str) -> JsonResponse:
    return JsonResponse({"words": words}, status=_GONE)


def standing(request: HttpRequest, desk: Desk) -> JsonResponse:
    """What is stored, the last that came from one window, and the token of the session of now."""
    turn = turn_of(user=desk.owner, place=desk.place, window=request.GET.get("window", ""))
    return JsonResponse({"token": get_token(request), "texts": texts_of(desk.stored()), "turn": turn})


def answer(request: HttpRequest, kept: Kept, *, clock: Clock, **more: Any) -> JsonResponse:
    """What the script is to know: since when it is kept, what the form begins from now, and whatever has to be chosen."""
    labels = {field.html_name: strip_tags(str(field.label)) for field in fields_of(kept.form)}
    shown = {"clashes": kept.clashes, "clock": clock}
    return JsonResponse(
        {
            "at": kept.at,
            "began": kept.began,
            "values": kept.values,
            "newer": [labels[name] for name in labels if name in kept.newer],
            "unkept": [labels[name] for name in labels if name in kept.unkept],
            "waits": kept.waits,
            "clashes": render_to_string("applications/autosave/_clashes.html", shown, request),
            **more,
        }
    )


def saving(kept: Kept, *, address: str, store: str, back: str, clock: Clock) -> dict[str, Any]:
    """For the template: where the script sends the form, and under which name the browser holds what is not sent yet."""
    return {
        "address": address,
        "store": store,
        "back": back,
        "clock": clock,
        "window": kept.window,
        "turn": kept.turn,
        "began": json.dumps(kept.began, separators=(",", ":")),
        "clashes": kept.clashes,
    }
