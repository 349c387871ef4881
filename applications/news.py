"""Loads what the rooms tell applicants and the rooms before them about their applications."""

from applications.decisions import news as decisions
from applications.screening import anew as screening

__all__ = ["decisions", "screening"]
