"""Loads what the rooms tell applicants about their applications."""

from applications.decisions import news as decisions

__all__ = ["decisions"]
