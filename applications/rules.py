"""Loads the permissions of the rooms."""

from applications.decisions import rules as decisions
from applications.desk import rules as desk
from applications.documents import rules as documents
from applications.intake import rules as intake
from applications.invitations import rules as invitations
from applications.meetings import rules as meetings
from applications.messages import rules as messages
from applications.panels import rules as panels
from applications.ranking import rules as ranking
from applications.reference_checks import rules as reference_checks
from applications.reports import rules as reports
from applications.scoring import rules as scoring
from applications.screening import rules as screening
from applications.written_tests import rules as written_tests

__all__ = [
    "decisions",
    "desk",
    "documents",
    "intake",
    "invitations",
    "meetings",
    "messages",
    "panels",
    "ranking",
    "reference_checks",
    "reports",
    "scoring",
    "screening",
    "written_tests",
]
