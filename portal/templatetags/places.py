"""Countries and spoken languages by their codes."""

from django import template

from portal.kernel import countries, spoken

register = template.Library()


@register.filter
def country(code: str) -> str:
    """Kazakhstan for "KZ", in the reader's language."""
    return countries.name(code)


@register.filter
def countries_listed(codes: list[str]) -> str:
    """Kazakhstan, Tajikistan for ["KZ", "TJ"]."""
    return ", ".join(map(countries.name, codes))


@register.filter
def spoken_language(code: str) -> str:
    """Russian for "ru"."""
    return spoken.name(code)
