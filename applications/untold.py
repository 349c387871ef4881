"""What the rooms hold and do not tell a person, each with the reason that stands in the person's own data."""

from django.utils.translation import gettext_lazy as _

from portal.holdings import STAFF
from portal.retention.holdings import leave_out

JUDGED = _(
    "What the office and the panel judged stays in the file of the selection; your own scores stand on the page of your application where the office publishes them."
)

leave_out(
    STAFF,
    *("applications.Reading.reader", "applications.Ranking.made_by", "applications.Decision.recommended_by"),
    *(
        "applications.Decision.decided_by",
        "applications.Decision.announced_by",
        "applications.Panel.convened_by",
    ),
    *("applications.Seat", "applications.Declaration", "applications.Sheet", "applications.Round.opened_by"),
    *(
        "applications.Round.locked_by",
        "applications.Round.unblinded_by",
        "applications.Revision",
        "applications.Finding.decided_by",
    ),
    "applications.Screening.by",
    *("applications.ShortListRule.stated_by", "applications.ShortListRule.confirmed_by"),
    *("applications.Invitation.made_by", "applications.Offer.made_by", "applications.Offer.ended_by"),
    "applications.Offer.answered_by",
    *(
        "applications.Making",
        "applications.Allowance",
        "applications.Reopening",
        "applications.EmergencyOpening",
    ),
    "applications.GuideVersion",
    *("applications.Meeting", "applications.Answer", "applications.Minutes"),
    "applications.HiddenPassage",
    *(
        "applications.Reference.asked_by",
        "applications.Reference.noted_by",
        "applications.Reference.released_by",
        "applications.Complaint.handler",
        "applications.AnswerFile.kept_by",
        "applications.AnswerFile.set_aside_by",
    ),
)
leave_out(
    JUDGED,
    *("applications.Finding", "applications.Screening", "applications.Mark", "applications.Outcome"),
    "applications.Conflict",
    "applications.Likeness",
    "applications.EnvelopeReading",
    "applications.PrivateNote",
    "applications.AnswerNote",
    "applications.Discussion",
    "applications.Pseudonym",
    "applications.ShortListPlace",
)
leave_out(
    _(
        "The index by which the office finds words of your application holds nothing that does not stand there."
    ),
    "applications.Passage",
)
