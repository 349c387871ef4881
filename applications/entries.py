"""Loads how the entries of the rooms read."""

from applications.decisions import entries as decisions
from applications.desk import entries as desk
from applications.documents import entries as documents
from applications.intake import entries as intake
from applications.invitations import entries as invitations
from applications.meetings import entries as meetings
from applications.messages import entries as messages
from applications.panels import entries as panels
from applications.profile import entries as profile
from applications.ranking import entries as ranking
from applications.reference_checks import entries as reference_checks
from applications.reports import entries as reports
from applications.scoring import entries as scoring
from applications.screening import entries as screening
from applications.uploads import entries as uploads
from applications.written_tests import entries as written_tests

__all__ = [
    "decisions",
    "desk",
    "documents",
    "intake",
    "invitations",
    "meetings",
    "messages",
    "panels",
    "profile",
    "ranking",
    "reference_checks",
    "reports",
    "scoring",
    "screening",
    "uploads",
    "written_tests",
]
