"""Loads what the rooms tell applicants and the rooms before them about their applications."""

from applications.decisions import news as decisions
from applications.decisions import own_scores as scores
from applications.intake import quarantine, team_quarantine, teams_waiting
from applications.invitations import calls as invitations
from applications.messages import calls as messages
from applications.screening import anew, checked

__all__ = [
    "anew",
    "checked",
    "decisions",
    "invitations",
    "messages",
    "quarantine",
    "scores",
    "team_quarantine",
    "teams_waiting",
]
