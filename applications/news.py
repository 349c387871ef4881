"""Loads what the rooms tell applicants and the rooms before them about their applications."""

from applications.decisions import news as decisions

__all__ = ["decisions"]
