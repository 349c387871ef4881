"""An application on one page: every section in order, from a draft or from what was handed in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake import answers, pricing, team_said, written_lines
from applications.intake.line import Line
from applications.intake.paper import Paper, lay_open
from applications.intake.snapshot import snapshot_of
from applications.intake.told import Told, besides_of, parts_of
from applications.profile.models import TOLD, Profile, Sex
from portal.kernel import countries

Reader = Callable[[dict[str, Any]], Iterable[Line]]


@dataclass(frozen=True)
class Section:
    """The lines of one page; `key` names the page. `of_profile`: told in the profile, and changed there."""

    key: str
    title: str
    lines: list[Line] = field(default_factory=list)
    of_profile: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it is read in sentences, which want the whole width."""
        return self.key in {"statements", "methodology", "letter"}


def sheet_of(paper: Paper, *, at: datetime) -> list[Section]:
    """All sections: of the snapshot once there is one, so that what was handed in is what is shown."""
    application = paper.application
    said = application.snapshot or snapshot_of(paper, language=application.language, at=at)
    sections = [
        Section("person", _("About you"), [*_person(said["person"]), *_besides(said)]),
        *(_told(part) for part in parts_of(said)),
        Section("team", _("Team"), list(team_said.of_team_for_lead(said))),
        Section("requirements", _("Requirements"), list(_answers(paper, said["answers"]))),
        Section("experience", _("Experience"), list(written_lines.of_experience(said))),
        Section("statements", _("Selection criteria"), list(_statements(paper, said["statements"]))),
        Section("methodology", _("Methodology"), list(written_lines.of_methodology(said))),
        Section("documents", _("Documents"), list(_documents(paper, said["documents"]))),
        Section("letter", _("Letter of interest"), list(written_lines.of_letter(said))),
        Section("price", _("Price offer"), list(_price(paper, said["price_sealed_sha256"]))),
    ]
    return [section for section in sections if section.lines]


def panel_sections(said: dict[str, Any]) -> list[Section]:
    """What a panel reads of the pages that only some plans ask for; of the letter, no declarations."""
    return _written(said, team_said.of_team, written_lines.of_interest)


def team_section(said: dict[str, Any]) -> list[Section]:
    """The team with the part of each; nothing of who applied alone."""
    lines = list(team_said.of_team(said))
    return [Section("team", _("Team"), lines)] if lines else []


def office_sections(said: dict[str, Any]) -> list[Section]:
    """What HR reads of the same pages: all of it."""
    return _written(said, team_said.of_team_with_addresses, written_lines.of_letter)


def _written(said: dict[str, Any], of_team: Reader, of_letter: Reader) -> list[Section]:
    sections = [
        Section("team", _("Team"), list(of_team(said))),
        Section("experience", _("Experience"), list(written_lines.of_experience(said))),
        Section("methodology", _("Methodology"), list(written_lines.of_methodology(said))),
        Section("letter", _("Letter of interest"), list(of_letter(said))),
    ]
    return [section for section in sections if section.lines]


def sheet_for(application: Any, *, at: datetime) -> list[Section]:
    """`sheet_of` for who has only the application."""
    return sheet_of(lay_open(application), at=at)


def _person(said: dict[str, str]) -> Iterator[Line]:
    shown = {
        **said,
        "nationality": countries.country(said["nationality"]),
        "residence": countries.country(said["residence"]),
        "sex": str(dict(Sex.choices).get(said["sex"], "")),
    }
    for name in TOLD:
        if shown[name]:
            yield Line(capfirst(Profile._meta.get_field(name).verbose_name), shown[name])  # noqa: SLF001 - Django's documented name
    yield Line(_("E-mail address"), said["email"])


def _besides(said: dict[str, Any]) -> Iterator[Line]:
    return (Line(entry.label, entry.title) for entry in besides_of(said))


def _told(part: Told) -> Section:
    """A part of the profile: its time or kind as label, where it has one."""
    lines = [Line(entry.label or part.title, entry.title, entry.note) for entry in part.entries]
    return Section(part.key, part.title, lines, of_profile=True)


def _answers(paper: Paper, said: dict[str, dict[str, str]]) -> Iterator[Line]:
    for requirement in paper.answered:
        answer = said.get(requirement.code, {"value": "", "note": ""})
        yield Line(requirement.text, answers.shown(requirement, answer["value"]), answer["note"])


def _statements(paper: Paper, said: dict[str, str]) -> Iterator[Line]:
    for criterion in paper.statement_criteria:
        yield Line(f"{criterion.code}. {criterion.name}", said.get(criterion.code, ""))


def _documents(paper: Paper, said: list[dict[str, Any]]) -> Iterator[Line]:
    by_code = {row["asked"]: row for row in said}
    kept = {row.document_id: row.document for row in paper.attachments.values()}
    for asked in paper.asked:
        row = by_code.get(asked.code)
        if row:
            yield Line(asked.name, row["name"], row["sha256"], kept.get(row["document"]))
        else:
            yield Line(asked.name, "" if asked.required else pgettext("document", "not attached"))


def _price(paper: Paper, seal: str | None) -> Iterator[Line]:
    if paper.plan.has_prices:
        yield Line(pricing.label(paper.plan), _("Sealed") if seal else "")
