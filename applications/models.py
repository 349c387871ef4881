"""The models of the rooms, gathered for Django."""

from applications.autosave.models import Typing
from applications.decisions.complaint import Complaint
from applications.decisions.feedback import Feedback
from applications.decisions.models import Decision, Outcome
from applications.decisions.offer import Offer
from applications.documents.models import Document, Reading
from applications.intake.incoming import Incoming
from applications.intake.incoming_cv import IncomingCv
from applications.intake.infection import Infection
from applications.intake.lapsing import LapsedInvitation
from applications.intake.models import (
    Application,
    Attachment,
    EarlierDocument,
    EarlierSubmission,
    PriceOffer,
    RequirementAnswer,
    Statement,
)
from applications.intake.on_behalf import OnBehalf, PaperScan
from applications.intake.taken import TakenOver
from applications.intake.team import TeamMember
from applications.intake.written import ExperienceLeftOut, Letter, Methodology
from applications.invitations.models import Invitation, Invitee, Slot
from applications.meetings.models import Answer, Meeting, Minutes, Option
from applications.messages.models import ThreadMessage
from applications.panels.models import Conflict, Declaration, Panel, Seat
from applications.profile.begun import BegunEntry
from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill, Publication, Referee
from applications.ranking.emergency import EmergencyOpening
from applications.ranking.models import Ranking
from applications.reference_checks.models import Reference
from applications.reports.models import Making
from applications.scoring.answers import AnswerNote
from applications.scoring.discussing import Discussion
from applications.scoring.guide import GuideQuestion, GuideVersion
from applications.scoring.hidden_passages import HiddenPassage
from applications.scoring.models import Mark, Revision, Round, Sheet
from applications.scoring.notes import PrivateNote
from applications.scoring.pseudonyms import Pseudonym
from applications.scoring.versions import Allowance, Reopening
from applications.screening.models import Finding, Likeness, Screening
from applications.screening.passages import Passage
from applications.screening.short_list import ShortListPlace, ShortListRule
from applications.uploads.models import Piece, Upload
from applications.written_tests.models import AnswerFile

__all__ = [
    "Allowance",
    "Answer",
    "AnswerFile",
    "AnswerNote",
    "Application",
    "Attachment",
    "BegunEntry",
    "Complaint",
    "Conflict",
    "Decision",
    "Declaration",
    "Discussion",
    "Document",
    "EarlierDocument",
    "EarlierSubmission",
    "Education",
    "EmergencyOpening",
    "Employment",
    "ExperienceLeftOut",
    "Feedback",
    "Finding",
    "GuideQuestion",
    "GuideVersion",
    "HiddenPassage",
    "Incoming",
    "IncomingCv",
    "Infection",
    "Invitation",
    "Invitee",
    "LanguageSkill",
    "LapsedInvitation",
    "Letter",
    "Likeness",
    "Making",
    "Mark",
    "Meeting",
    "Methodology",
    "Minutes",
    "Offer",
    "OnBehalf",
    "Option",
    "Outcome",
    "Panel",
    "PaperScan",
    "Passage",
    "Piece",
    "PriceOffer",
    "PrivateNote",
    "Profile",
    "Pseudonym",
    "Publication",
    "Ranking",
    "Reading",
    "Referee",
    "Reference",
    "Reopening",
    "RequirementAnswer",
    "Revision",
    "Round",
    "Screening",
    "Seat",
    "Sheet",
    "ShortListPlace",
    "ShortListRule",
    "Slot",
    "Statement",
    "TakenOver",
    "TeamMember",
    "ThreadMessage",
    "Typing",
    "Upload",
]
