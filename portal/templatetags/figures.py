"""Figures in templates: the words of portal.words.figures as filters."""

from django import template

from portal.words import figures

register = template.Library()

for words in (figures.figure, figures.plain, figures.money, figures.percent, figures.file_size):
    register.filter(words)
