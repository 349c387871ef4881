"""The contents of the portal in the site map for machines."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from portal.content.models import News, Page
from portal.kernel import clock
from portal.offices.models import Office


class Translated(Sitemap):
    """Pages that exist in every language, at the address the site is known by."""

    i18n = True
    alternates = True

    def get_protocol(self, _protocol: str | None = None) -> str:
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, _site: Any = None) -> str:
        return settings.SITE_URL.partition("://")[2].rstrip("/")

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """Where every language is there, the address without one leads to the reader's own; one alone has no others."""
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            there = url["alternates"]
            if len(there) == len(settings.LANGUAGES):
                bare = there[0]["location"].replace(f"/{there[0]['lang_code']}/", "/", 1)
                there.append({"location": bare, "lang_code": "x-default"})
            elif len(there) == 1:
                url["alternates"] = []
        return urls


class Named(Translated):
    """Pages without a row in the database, by the names of their URLs."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> list[str]:
        return list(self.names)

    def location(self, item: str) -> str:
        return reverse(item)


class Offices(Translated):
    def items(self) -> Any:
        return Office.objects.by_name()


class NewsItems(Translated):
    def items(self) -> Any:
        return News.objects.published(on=clock.now().date())

    def lastmod(self, item: News) -> date | None:
        return item.date


class Pages(Translated):
    def items(self) -> Any:
        return Page.objects.all()


SITEMAPS = {
    "lists": Named("content:offices", "content:news", "content:sitemap"),
    "offices": Offices,
    "news": NewsItems,
    "pages": Pages,
}
