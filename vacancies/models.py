"""The models of the rooms, gathered for Django."""

from vacancies.plan.models import Anchor, Criterion, DocumentAsked, Plan, Requirement
from vacancies.vacancy.models import DutyStation, Vacancy

__all__ = ["Anchor", "Criterion", "DocumentAsked", "DutyStation", "Plan", "Requirement", "Vacancy"]
