"""Loads how the entries of the rooms read."""

from applications.decisions import entries as decisions
from applications.documents import entries as documents
from applications.intake import entries as intake
from applications.invitations import entries as invitations
from applications.messages import entries as messages
from applications.panels import entries as panels
from applications.profile import entries as profile
from applications.ranking import entries as ranking
from applications.reports import entries as reports
from applications.scoring import entries as scoring
from applications.screening import entries as screening
from applications.uploads import entries as uploads

__all__ = [
    "decisions",
    "documents",
    "intake",
    "invitations",
    "messages",
    "panels",
    "profile",
    "ranking",
    "reports",
    "scoring",
    "screening",
    "uploads",
]
