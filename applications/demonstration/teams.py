"""How a team of the demonstration comes together: its lead invites, and who is told to confirms with a CV."""

from collections.abc import Mapping
from typing import Any

from applications.demonstration.papers import paper
from applications.demonstration.people import person
from applications.demonstration.scene import Scene
from applications.intake.inviting import Said, add
from applications.intake.joining import bring_file, confirm
from applications.intake.models import Application

Told = Mapping[str, Any]


def gather(application: Application, scene: Scene, told: Told) -> None:
    """Invite everybody on the day of the beginning; nothing where somebody applies alone."""
    begun, _hour = told["started"]
    for one in told.get("team", ()):
        deed = scene.deed(told["person"], begun, one["invited"])
        member = add(application=application, said=_said(one), **deed)
        if "confirmed" in one:
            answer = scene.deed(one["person"], *one["confirmed"])
            bring_file(member=member, upload=paper(one["person"]), **answer)
            confirm(member=member, **answer)


def _said(one: Told) -> Said:
    """Somebody of the demonstration, or a name with an address."""
    if "person" not in one:
        return Said(one["name"], one["email"], one["part"])
    account = person(one["person"])
    return Said(account.name, account.email, one["part"])
