"""The pages of an interview and of the meeting after it, for axe and for the keys of a presenter."""

from tests.factories.guide import asking, interview, interview_panel, noted, rewritten, written_guide
from tests.factories.scoring import chair_of, filled, of, opened_round, revealed_round


def of_an_interview():
    """The guide being written, the sheet with its questions, and handing in without a note on every answer."""
    begun = interview_panel()
    panel = interview_panel()
    written_guide(panel)
    round_ = interview(panel)
    first = asking(panel, "Which training was the hardest?", "A", "B", number=1)
    rewritten(panel, [first], reason="The second question led nowhere.")
    sheet, done = of(round_, 1), filled(of(round_, 2))
    noted(sheet)
    return [
        (chair_of(begun), "scoring:guide", [begun.pk]),
        (chair_of(begun), "scoring:write-guide", [begun.pk]),
        (chair_of(begun), "scoring:open", [begun.pk]),
        (chair_of(panel), "scoring:guide", [panel.pk]),
        (chair_of(panel), "scoring:write-guide", [panel.pk]),
        (sheet.seat.user, "scoring:candidate", [sheet.pk, "C1"]),
        (sheet.seat.user, "scoring:criterion", [sheet.pk, "A", 1]),
        (done.seat.user, "scoring:hand-in", [done.pk]),
    ]


def one_apart(_person, criterion):
    """One on A, where the others give four."""
    return 1 if criterion.code == "A" else 4


def of_a_meeting():
    """What is to be discussed, a topic with both its forms, and the usual page that leads there."""
    round_ = revealed_round(opened_round(candidates=2), one_apart)
    chair = chair_of(round_.panel)
    return [
        (chair, "scoring:round", [round_.pk]),
        (chair, "scoring:meeting", [round_.pk]),
        (chair, "scoring:topic", [round_.pk, "C1", "A"]),
        (chair, "scoring:topic", [round_.pk, "C2", "A"]),
    ]
