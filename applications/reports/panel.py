"""The parts of a report on who judged: the panel, its declarations, who was left out, the sheets."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.panels.again import sit_again
from applications.panels.models import Panel, Seat
from applications.reports.blocks import Block, Column, codes, facts, heading, note, section, table, text
from applications.reports.changes import changes
from applications.reports.material import Material
from applications.reports.meetings import meetings
from applications.reports.versions import reopenings
from applications.scoring.content import content_hash
from applications.scoring.models import Round, Sheet
from applications.scoring.quorum import in_words
from applications.scoring.versions import versions_of
from vacancies.plan.models import AbsentRule


def panel(material: Material) -> Block:
    """Who sat, what each declared and when, and who did not judge whom."""
    convened = material.vacancy.panel
    return section(
        _("The panel"),
        text(
            _("Convened by %(name)s, %(moment)s.")
            % {"name": convened.convened_by, "moment": material.when(convened.convened_at)}
        ),
        table(
            [
                Column(_("Code")),
                Column(_("Name"), 1),
                Column(_("Seat")),
                Column(pgettext("member of a panel", "Declared")),
                Column(_("Conflict with")),
            ],
            [_seat(material, seat) for seat in material.seats],
        ),
        text(_("By its code a member stands in the tables below and in the evaluation file."), small=True),
        *[note(words) for words in changes(material)],
        *[note(words) for words in _found_later(material)],
        *[
            note(_accepted(words, codes, convened))
            for words, codes in in_words(convened, convened.shortfalls)
        ],
        *[note(words) for words in _again(material)],
        heading(_("Who was left out")),
        *_left_out(material),
        *meetings(material),
    )


def _seat(material: Material, seat: Seat) -> list[Any]:
    declaration = getattr(seat, "declaration", None)
    conflicts = [conflict.application.code for conflict in declaration.conflicts.all()] if declaration else []
    return [
        seat.code if seat.scores else "–",
        str(seat.user),
        capfirst(seat.get_role_display()),
        material.when(declaration.made_at) if declaration else "–",
        ", ".join(conflicts) or (pgettext("conflicts of interest", "none") if declaration else "–"),
    ]


def _accepted(words: str, codes: str, panel: Panel) -> str:
    said = _("%(rule)s Not met for %(codes)s. Why the panel judged all the same: %(reason)s")
    return said % {"rule": words, "codes": codes, "reason": panel.shortfall_reason}


def _again(material: Material) -> list[str]:
    """Who scored an earlier selection of the same post."""
    words = _("%(member)s also scored the selection of %(reference)s, which this one repeats.")
    return [
        words % {"member": seat.user, "reference": seat.panel.vacancy.reference}
        for seat in sit_again(material.vacancy)
    ]


def _found_later(material: Material) -> list[str]:
    """Conflicts that were declared after the declaration, with the moment."""
    words = _("%(member)s declared a conflict of interest with %(candidate)s only later, %(moment)s.")
    return [
        words
        % {
            "member": seat.user,
            "candidate": conflict.application.code,
            "moment": material.when(conflict.found_at),
        }
        for seat in material.seats
        if hasattr(seat, "declaration")
        for conflict in seat.declaration.conflicts.all()
        if conflict.found_at
    ]


def _left_out(material: Material) -> list[Block | None]:
    """Members whose sheets do not count at all, then, under the rule `cell`, those left out for single candidates."""
    sheets = [sheet for sheet in material.sheets if not sheet.counts]
    for_all = table(
        [Column(_("Member"), 1), Column(_("Round"), 1), Column(_("Reason"), 2)],
        [
            [f"{one.member} {one.seat.user}", capfirst(one.round.get_stage_display()), one.left_out_words]
            for one in sheets
        ],
    )
    singly = [_without(material, code, absent) for code, absent in absences(material).items()]
    nobody = None if for_all or singly else text(_("Nobody was left out for all candidates."))
    return [text(_rule(material)), for_all, *map(note, singly), nobody]


def _rule(material: Material) -> str:
    chosen = material.ranking.evaluation.get("absent_rule")
    rule = chosen["rule"] if chosen else material.plan["absent_rule"]
    words = _("The rule for a member who cannot score: %(rule)s.") % {"rule": AbsentRule(rule).label}
    if not chosen:
        return words
    reason = _("The chair chose it in place of the plan's rule. The reason: %(reason)s") % {
        "reason": chosen["reason"]
    }
    return f"{words} {reason}"


def absences(material: Material) -> dict[str, list[str]]:
    """By candidate who was judged: the counted members who did not judge them. Only the rule `cell` leaves any."""
    out = material.ranking.result["members_left_out"]
    counted = [code for code in material.ranking.evaluation["members"] if code not in out]
    judged = [one["code"] for one in material.ranking.result["results"] if "criteria" in one]
    absent = {
        code: [member for member in counted if member not in material.candidates[code]["marks"]]
        for code in judged
    }
    return {code: members for code, members in absent.items() if members}


def _without(material: Material, code: str, members: list[str]) -> str:
    words = _("%(candidate)s was judged without %(members)s, and by fewer members than the others.")
    names = ", ".join(f"{member} {material.members[member]}" for member in members)
    return words % {"candidate": material.called(code), "members": names}


def sheets(material: Material) -> Block:
    """The rounds with their sheets: handed in, locked, signed, each with the hash that was recorded at the lock."""
    return section(
        _("Rounds and score sheets"),
        *[block for round_ in material.rounds for block in _round(material, round_)],
    )


def _round(material: Material, round_: Round) -> list[Block | None]:
    versions = versions_of(round_)
    number = material.ranking.versions[round_.stage]
    version = versions[number - 1]
    counted = [one for one in material.sheets if one.round_id == round_.pk and one.member in version.signed]
    recorded = _recorded(material, round_, number)
    return [
        heading(capfirst(round_.get_stage_display())),
        facts(
            [
                (pgettext("round", "Opened"), f"{round_.opened_by}, {material.when(round_.opened_at)}"),
                (pgettext("round", "Locked"), f"{version.locked_by}, {material.when(version.locked_at)}"),
            ]
        ),
        *reopenings(material, versions, number),
        table(
            [
                Column(_("Member"), 1),
                Column(pgettext("score sheet", "Handed in")),
                Column(pgettext("score sheet", "Signed")),
            ],
            [
                [
                    f"{one.member} {one.seat.user}",
                    material.when(one.handed_in_at),
                    material.when(version.signed[one.member]) or "–",
                ]
                for one in counted
            ],
        ),
        text(_("SHA-256 of each sheet, as recorded at the lock:"), small=True),
        codes([(one.member, recorded.get(one.member, "–")) for one in counted]),
        *[note(_changed(one)) for one in counted if content_hash(one, number) != recorded.get(one.member)],
    ]


def _recorded(material: Material, round_: Round, version: int) -> dict[str, str]:
    """Hashes by member out of the entry on the lock of that version of the round."""
    entries = [one for one in material.entries("round.locked") if one.subject == f"round:{round_.pk}"]
    return entries[version - 1].data["sheets"] if version <= len(entries) else {}


def _changed(sheet: Sheet) -> str:
    words = _(
        "The sheet of %(name)s is not what was recorded at the lock: it was changed in the database afterwards."
    )
    return words % {"name": sheet.seat.user}
