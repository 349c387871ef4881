"""Is this vacancy real? What is known of a reference, of the address of a page and of the sender of a letter."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from django.conf import settings

from portal.offices.models import Office
from vacancies.listing.look_alikes import letters, looks, readable, resembles
from vacancies.vacancy.models import Status, Vacancy

# Anybody can have an address there, so that an office's own one says nothing of its neighbours.
_OPEN_TO_ALL = frozenset(
    {
        "gmail.com",
        "mail.ru",
        "yandex.ru",
        "yandex.com",
        "outlook.com",
        "hotmail.com",
        "yahoo.com",
        "icloud.com",
    }
    | {"inbox.ru", "list.ru", "bk.ru", "rambler.ru", "proton.me", "mail.kz", "ya.ru"}
)
_NAME = re.compile(r"[\w-]+(\.[\w-]+)+")


class Verdict(StrEnum):
    """What comes of a check."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    OUR_PAGE = "our_page"
    OTHER_SITE = "other_site"
    SITE_LIKE_OURS = "site_like_ours"
    OURS = "ours"
    OTHER_SENDER = "other_sender"
    SENDER_LIKE_OURS = "sender_like_ours"


@dataclass(frozen=True)
class Finding:
    """The verdict, with the vacancy where there is one, the name it is about, and the official one it looks like."""

    verdict: Verdict
    vacancy: Vacancy | None = None
    name: str = ""
    like: str = ""


def check(what: str, *, at: datetime) -> Finding:
    """What the portal knows of a reference, an address of a page or an address of e-mail, at the instant `at`."""
    what = what.strip()
    if "@" in what and "/" not in what:
        return _sender(what)
    if site := _site_in(what):
        return _page(what, site, at)
    return _reference(what, at)


def _reference(what: str, at: datetime) -> Finding:
    """By any spelling: blanks, case, signs between and letters of another script do not count."""
    wanted = letters(what)
    known = Vacancy.objects.public(at=at).values_list("pk", "reference").iterator()
    pk = next((pk for pk, reference in known if wanted and letters(reference) == wanted), None)
    return _found(Vacancy.objects.filter(pk=pk).select_related("office").first(), what, at)


def _found(vacancy: Vacancy | None, name: str, at: datetime) -> Finding:
    if vacancy is None:
        return Finding(Verdict.UNKNOWN, name=name)
    if vacancy.status == Status.CANCELLED:
        return Finding(Verdict.CANCELLED, vacancy, vacancy.reference)
    return Finding(Verdict.OPEN if vacancy.is_open(at=at) else Verdict.CLOSED, vacancy, vacancy.reference)


def _site_in(what: str) -> str:
    """The name of a site in an address of a page; a reference has none."""
    rest = what.partition("://")[2] or what
    name = re.split(r"[/?#:]", rest, maxsplit=1)[0].rpartition("@")[2]
    is_address = "://" in what or bool(_NAME.fullmatch(name)) or name == _own_site()
    return name if is_address else ""


def _page(what: str, site: str, at: datetime) -> Finding:
    """A page of this portal, of one of its notices, or of somebody else's site."""
    own = _own_site()
    if readable(site) != own:
        verdict = Verdict.SITE_LIKE_OURS if resembles(site, own) else Verdict.OTHER_SITE
        return Finding(verdict, name=readable(site), like=own)
    path = unquote(urlsplit(what if "://" in what else f"//{what}").path)
    slug = re.search(r"/vacancies/([\w-]+)", path)
    if slug is None:
        return Finding(Verdict.OUR_PAGE, name=own)
    return _found(
        Vacancy.objects.public(at=at).filter(slug=slug[1]).select_related("office").first(), what, at
    )


def _sender(what: str) -> Finding:
    """One of ours, one that looks like ours, or somebody else."""
    address = (parseaddr(what)[1] or what).strip().casefold()
    domain = address.rpartition("@")[2]
    own = [email.casefold() for email in Office.objects.exclude(email="").values_list("email", flat=True)]
    official = _official_domains(own)
    if domain in official or address in own:
        return Finding(Verdict.OURS, name=address)
    like = next((name for name in official if resembles(domain, name)), "")
    like = like or next((email for email in own if looks(address) == looks(email)), "")
    shown = f"{address.rpartition('@')[0]}@{readable(domain)}"
    return Finding(Verdict.SENDER_LIKE_OURS if like else Verdict.OTHER_SENDER, name=shown, like=like)


def _official_domains(of_offices: list[str]) -> list[str]:
    domains = [email.rpartition("@")[2] for email in of_offices]
    known = [*settings.OFFICIAL_MAIL_DOMAINS, *(name for name in domains if name not in _OPEN_TO_ALL)]
    return list(dict.fromkeys(name.casefold() for name in known))


def _own_site() -> str:
    return (urlsplit(settings.SITE_URL).hostname or "").casefold()
