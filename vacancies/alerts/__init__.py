"""Saved vacancies and searches, and what is mailed for them."""
