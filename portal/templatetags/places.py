"""Countries and spoken languages by their codes."""

from django import template

from portal.kernel import countries, spoken

register = template.Library()


@register.filter
def country(code: str) -> str:
    """Kazakhstan for "KZ", in the reader's language."""
    return countries.country(code)


@register.filter
def countries_listed(codes: list[str]) -> str:
    """Kazakhstan, Tajikistan for ["TJ", "KZ"]."""
    return ", ".join(countries.country_names(codes))


@register.filter
def spoken_language(code: str) -> str:
    """Russian for "ru"."""
    return spoken.name(code)
