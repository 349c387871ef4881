"""Going to the pages of a scene, each as the reader it is for."""

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override


def visits(scene, language, page, home):
    """Go from page to page of `scene`: the name and the address of each, once it is there."""
    for reader, name, parts, *query in scene():
        with override(language):
            address = "".join([home, reverse(name, args=parts), *query])
        page.context.clear_cookies()
        if reader:
            page.context.add_cookies([session_of(reader, home)])
        assert page.goto(address).ok, address
        assert page.url == address
        yield name, address


def session_of(user, address):
    """The cookie with which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }
