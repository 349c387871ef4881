"""Demonstration data: the pages the project was born from, and people to try it as; loaded by the verbs themselves."""
