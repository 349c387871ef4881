"""The site map for people: sections of links, to which the rooms above add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from portal.content.models import Download, News, Page
from portal.kernel.bilingual import Text
from portal.offices.families import in_families
from portal.offices.models import Office
from portal.words.languages import only_in


@dataclass(frozen=True)
class Link:
    """A page and its name; `note` says what a reader has to know beforehand, such as its language."""

    address: str
    label: Text | str
    note: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    links: list[Link]


_sections: list[Callable[[datetime], Section]] = []


def register(section: Callable[[datetime], Section]) -> None:
    """Add a section, made anew for each reading by what holds at an instant; called from `AppConfig.ready()`."""
    if section not in _sections:
        _sections.append(section)


def sections(at: datetime) -> list[Section]:
    """Those of the rooms above, then the contents of the portal; a section without links is left out."""
    made = [*(section(at) for section in _sections), _news(at), _offices(), _pages(), _downloads()]
    return [section for section in made if section.links]


def _news(at: datetime) -> Section:
    items = News.objects.published(on=at.date())
    return Section(_("News"), [_link(item) for item in items])


def _offices() -> Section:
    offices = in_families(Office.objects.by_name())
    return Section(_("Offices"), [Link(office.get_absolute_url(), office.name) for office in offices])


def _pages() -> Section:
    return Section(_("About the portal"), [_link(page) for page in Page.objects.all()])


def _downloads() -> Section:
    return Section(_("Downloads"), [_link(download) for download in Download.objects.all()])


def _link(row: News | Page | Download) -> Link:
    return Link(row.get_absolute_url(), row.title, only_in(row.title))
