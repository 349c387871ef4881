"""Languages in templates: the words of portal.words.languages as filters."""

from django import template

from portal.words.languages import only_in

register = template.Library()
register.filter(only_in)
