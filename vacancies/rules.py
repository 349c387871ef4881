"""Loads the permissions of the rooms."""

from vacancies.publishing import rules as publishing

__all__ = ["publishing"]
