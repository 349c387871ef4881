"""The models of the rooms, gathered for Django."""

from applications.autosave.models import Typing
from applications.decisions.models import Decision, Outcome
from applications.documents.models import Document, Reading
from applications.intake.incoming import Incoming
from applications.intake.incoming_cv import IncomingCv
from applications.intake.infection import Infection
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
from applications.messages.models import ThreadMessage
from applications.panels.models import Conflict, Declaration, Panel, Seat
from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill, Publication, Referee
from applications.ranking.models import Ranking
from applications.scoring.models import Mark, Revision, Round, Sheet
from applications.screening.models import Finding, Likeness, Screening
from applications.uploads.models import Piece, Upload

__all__ = [
    "Application",
    "Attachment",
    "Conflict",
    "Decision",
    "Declaration",
    "Document",
    "EarlierDocument",
    "EarlierSubmission",
    "Education",
    "Employment",
    "ExperienceLeftOut",
    "Finding",
    "Incoming",
    "IncomingCv",
    "Infection",
    "Invitation",
    "Invitee",
    "LanguageSkill",
    "Letter",
    "Likeness",
    "Mark",
    "Methodology",
    "OnBehalf",
    "Outcome",
    "Panel",
    "PaperScan",
    "Piece",
    "PriceOffer",
    "Profile",
    "Publication",
    "Ranking",
    "Reading",
    "Referee",
    "RequirementAnswer",
    "Revision",
    "Round",
    "Screening",
    "Seat",
    "Sheet",
    "Slot",
    "Statement",
    "TakenOver",
    "TeamMember",
    "ThreadMessage",
    "Typing",
    "Upload",
]
