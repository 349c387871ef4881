"""What an application says of its team: frozen as plain data, and read as lines; and what of it is still missing."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.intake.files import file_said
from applications.intake.line import Line
from applications.intake.paper import Paper
from applications.intake.team import TeamMember
from applications.intake.thing import Thing
from portal.words.figures import file_size

Json = Mapping[str, Any]


def snapshot(paper: Paper) -> dict[str, Any]:
    """The members in the order in which they were named; no key for who applies alone."""
    return {"team": [_member(one) for one in paper.team]} if paper.team else {}


def _member(one: TeamMember) -> dict[str, Any]:
    confirmed = one.confirmed_at
    return {
        "name": one.name,
        "part": one.part,
        "email": one.email,
        "confirmed_at": confirmed.astimezone(UTC).isoformat(timespec="seconds") if confirmed else "",
        "document": file_said(one.document) if one.document else None,
    }


def things(paper: Paper) -> Iterator[Thing]:
    """No more people than the notice allows, each confirmed, with a CV that can be opened."""
    fault = _too_many(paper)
    if fault:
        yield Thing("team", "team", _("Team"), True, fault)
    for one in paper.team:
        yield Thing("team", f"member-{one.key}", one.name, True, _fault(paper, one))


def _too_many(paper: Paper) -> str:
    most = paper.plan.team_most
    if not paper.team or len(paper.team) < most:
        return ""
    if not paper.plan.has_teams:
        return _("The notice does not allow teams any more. Remove those who were to apply with you")
    words = ngettext(
        "The notice allows %(n)s person, you among them. Remove somebody",
        "The notice allows %(n)s people, you among them. Remove somebody",
        most,
    )
    return words % {"n": most}


def _fault(paper: Paper, one: TeamMember) -> str:
    if one.document and one.document.is_infected:
        return _(
            "A virus was found in the CV. Wait for another one, or hand in without this person: remove them"
        )
    if one.confirmed_at:
        return ""
    if paper.application.being_entered:
        return _("Keep the CV and say that the person signed, or remove them")
    if one.declined_at:
        return _("Does not take part. To hand in without this person, remove them")
    return _("Has not confirmed with a CV yet. You may hand in without this person: remove them")


def of_team(said: Json) -> Iterator[Line]:
    """For who scores: names and parts."""
    return (Line(one["name"], one["part"]) for one in said.get("team", ()))


def of_team_with_addresses(said: Json) -> Iterator[Line]:
    """For the office."""
    return (Line(one["name"], one["part"], one["email"]) for one in said.get("team", ()))


def of_team_for_lead(said: Json) -> Iterator[Line]:
    """For the lead: of a CV only that it is there."""
    for one in said.get("team", ()):
        yield Line(
            one["name"], one["part"], "\n".join(filter(None, [one["email"], cv_words(one["document"])]))
        )


def cv_words(file: Json | None) -> str:
    """The name of a CV, its pages and size, which is all that somebody else may know of it."""
    if not file:
        return _("no CV yet")
    pages = ngettext("%(n)s page", "%(n)s pages", file["pages"]) % {"n": file["pages"]}
    return _("CV: %(name)s, %(pages)s, %(size)s") % {
        "name": file["name"], "pages": pages, "size": file_size(file["size"]),
    }  # fmt: skip
