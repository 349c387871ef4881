"""Has the languages of texts compared whenever texts of a vacancy are saved."""

from vacancies.translation.actions import note
from vacancies.vacancy.saved import register

register(note)
