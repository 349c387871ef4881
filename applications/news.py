"""Loads what the rooms tell applicants and the rooms before them about their applications."""

from applications.decisions import complaint_calls as complaints
from applications.decisions import news as decisions
from applications.decisions import offer_calls as offers
from applications.decisions import own_scores as scores
from applications.decisions import published
from applications.intake import quarantine, team_quarantine, teams_waiting
from applications.invitations import calls as invitations
from applications.messages import calls as messages
from applications.ranking import barring
from applications.reference_checks import calls as references
from applications.screening import anew, checked, indexing
from applications.written_tests import calls as written_tests

__all__ = [
    "anew",
    "barring",
    "checked",
    "complaints",
    "decisions",
    "indexing",
    "invitations",
    "messages",
    "offers",
    "published",
    "quarantine",
    "references",
    "scores",
    "team_quarantine",
    "teams_waiting",
    "written_tests",
]
