"""Who hears of a question and may answer it."""

from portal.accounts.models import User
from vacancies.vacancy.models import Vacancy


def answerers_of(vacancy: Vacancy) -> list[User]:
    """Who may answer the questions about a vacancy: people of its office and of the office above."""
    people = User.objects.acting_in([vacancy.office_id, vacancy.office.parent_id])
    return [person for person in people if person.has_perm("vacancies.answer_questions", vacancy)]
