"""Tests of the room vacancies.corrigenda."""
