"""Loads the permissions of the rooms."""

from applications.decisions import rules as decisions
from applications.desk import rules as desk
from applications.documents import rules as documents
from applications.intake import rules as intake
from applications.invitations import rules as invitations
from applications.messages import rules as messages
from applications.panels import rules as panels
from applications.ranking import rules as ranking
from applications.reports import rules as reports
from applications.scoring import rules as scoring
from applications.screening import rules as screening

__all__ = [
    "decisions",
    "desk",
    "documents",
    "intake",
    "invitations",
    "messages",
    "panels",
    "ranking",
    "reports",
    "scoring",
    "screening",
]
