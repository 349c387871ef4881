"""Who hears of a question and may answer it."""

from portal.accounts.colleagues import who_may
from portal.accounts.models import User
from vacancies.vacancy.models import Vacancy


def answerers_of(vacancy: Vacancy) -> list[User]:
    """Who may answer the questions about a vacancy: people of its office and of the office above."""
    return who_may("vacancies.answer_questions", vacancy, office=vacancy.office)
