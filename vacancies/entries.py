"""Loads how the entries of the rooms read."""

from vacancies.corrigenda import entries as corrigenda
from vacancies.document import entries as document
from vacancies.listing import entries as listing
from vacancies.outages import entries as outages
from vacancies.publishing import entries as publishing
from vacancies.questions import entries as questions
from vacancies.terms import entries as terms
from vacancies.translation import entries as translation

__all__ = ["corrigenda", "document", "listing", "outages", "publishing", "questions", "terms", "translation"]
