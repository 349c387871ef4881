"""For which candidates a panel no longer meets what its office asks, once those with a conflict or left out are taken away."""

from operator import attrgetter

from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.composition import rules_for, words_of
from applications.panels.models import Panel, Seat
from applications.scoring.models import Sheet
from applications.scoring.opening import conflicts_of, parts_of
from applications.scoring.stages import next_stage
from applications.screening.long_list import candidates

# Sentences of rules, each with the codes of the candidates for whom it is not met.
Shortfalls = dict[str, list[str]]


def judges_of(panel: Panel, people: list[Application]) -> dict[str, list[Seat]]:
    """Who marks each of `people`, by code: by the sheets of the round that runs or was the last, else as the next would be opened."""
    last = max(panel.rounds.all(), key=attrgetter("pk"), default=None)
    if last is None or (last.is_locked and next_stage(panel)):
        parts = [(part.seat, part.order) for part in parts_of(panel, people) if not part.left_out_reason]
    else:
        counted = last.sheets.counted()
        # Whether the sheet of one who left was in is private until all are in.
        held = counted if last.is_revealed else counted.filter(seat__ended_at=None)
        sheets = held.select_related("seat").prefetch_related("seat__declaration__conflicts")
        parts = [(sheet.seat, _stands(sheet)) for sheet in sheets]
    on = [(seat, set(order)) for seat, order in parts]
    return {one.code: [seat for seat, order in on if one.pk in order] for one in people}


def _stands(sheet: Sheet) -> list[int]:
    return [pk for pk in sheet.order if pk not in conflicts_of(sheet.seat)]


def shortfalls(panel: Panel, people: list[Application] | None = None) -> Shortfalls:
    """The rules of the office that are not met for somebody, with the codes of those candidates; `people` are all, where they are known."""
    found: Shortfalls = {}
    if people is None:
        people = list(candidates(panel.vacancy).order_by("pk"))
    for code, judges in judges_of(panel, people).items():
        for rule in rules_for(panel.office, judges, least=panel.office.panel_quorum):
            if not rule.is_met:
                found.setdefault(rule.code, []).append(code)
    return found


def in_words(panel: Panel, found: Shortfalls) -> list[tuple[str, str]]:
    """Each rule as a sentence, with the codes."""
    least = panel.office.panel_quorum
    return [(words_of(code, least), ", ".join(codes)) for code, codes in found.items()]


def is_accepted(panel: Panel, found: Shortfalls) -> bool:
    """Whether the office has said why the panel judges all the same, of every one of these."""
    return all(set(codes) <= set(panel.shortfalls.get(rule, [])) for rule, codes in found.items())


def obstacle(panel: Panel, people: list[Application] | None = None) -> str:
    """Why the panel may not go on, in words; empty when it meets the rules or the office has said why it judges all the same."""
    found = shortfalls(panel, people)
    if is_accepted(panel, found):
        return ""
    # In a blind round the chair, who reads this, shall not tell by it who has a conflict with whom.
    said = "; ".join(
        words if panel.is_blind else f"{words} ({codes})" for words, codes in in_words(panel, found)
    )
    words = _(
        "After recusals the panel does not meet what the office asks: %(rules)s. The office seats others or says why."
    )
    return words % {"rules": said}
