"""Loads how the entries of the rooms read."""

from vacancies.plan import entries as plan
from vacancies.publishing import entries as publishing

__all__ = ["plan", "publishing"]
