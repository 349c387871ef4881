"""Loads how the entries of the rooms read."""

from vacancies.publishing import entries as publishing

__all__ = ["publishing"]
