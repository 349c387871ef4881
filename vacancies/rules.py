"""Loads the permissions of the rooms."""

from vacancies.corrigenda import rules as corrigenda
from vacancies.publishing import rules as publishing

__all__ = ["corrigenda", "publishing"]
