"""The pages of an application as desks at which one types: kept while one does, or by their button alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from applications.autosave import web
from applications.autosave.actions import Kept, keep, look
from applications.autosave.marks import texts_of
from applications.autosave.models import Typing
from applications.intake import pages
from applications.intake.models import Application, Status
from applications.intake.own import HANDED_IN, own, reading_and_posting
from applications.intake.pages import Page
from applications.intake.paper import Paper, lay_open
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.words.figures import percent


@dataclass
class PageDesk:
    """One page of one application; `paper` is as it was when it was last asked what is stored."""

    paper: Paper
    page: Page
    by: Any
    at: datetime
    strict: bool = False

    @property
    def application(self) -> Application:
        return self.paper.application

    @property
    def owner(self) -> Any:
        """Whose texts they are, whoever types them."""
        return self.application.applicant

    @property
    def place(self) -> str:
        return place_of(self.application, self.page)

    @property
    def clock(self) -> web.Clock:
        office = self.application.office
        return web.Clock(office.zone, str(office.city))

    def stored(self) -> Any:
        self.paper = lay_open(self.application, asked=self.paper)
        return self.page.build(self.paper, None, self.strict)

    def typed(self, data: QueryDict) -> Any:
        return self.page.build(self.paper, data, self.strict)

    def keep(self, form: Any) -> None:
        self.page.keep(self.application, form, self.by, self.at)

    def shown(self) -> Kept:
        """The page as it is opened."""
        if self.page.autosaved:
            return look(desk=self)
        return _by_its_button(self.stored())

    def taken(self, posted: QueryDict) -> Kept:
        """What was sent, kept; Refused when the application cannot be changed any more."""
        if self.page.autosaved:
            return keep(desk=self, posted=posted, by=self.by, at=self.at)
        self.stored()
        form = self.typed(posted)
        self.keep(form)
        return _by_its_button(form)

    def saving(self, kept: Kept) -> dict[str, Any] | None:
        """What the page shows for saving while one types; nothing where its button alone keeps it."""
        if not self.page.autosaved:
            return None
        address = reverse("intake:autosave", args=[self.application.key, self.page.key])
        return web.saving(
            kept, address=address, store=f"{self.by.pk}:{self.owner.pk}:{self.place}",
            back=self.application.get_absolute_url(), clock=self.clock,
        )  # fmt: skip


def _by_its_button(form: Any) -> Kept:
    return Kept(form, window="", turn=0, began={}, clashes=[])


def place_of(application: Application, page: Page) -> str:
    return page.place or f"{application.desk}{page.key}"


def waiting(paper: Paper) -> list[Page]:
    """The pages on which one of two texts is still to be chosen; a place may have fields besides those of the page."""
    application = paper.application
    aside: defaultdict[str, set[str]] = defaultdict(set)
    for place, name in (
        Typing.objects.aside().filter(user=application.applicant_id).values_list("place", "name")
    ):
        aside[place].add(name)
    return [
        page
        for page in pages.pages_of(paper)
        if page.build
        and (names := aside.get(place_of(application, page)))
        and not names.isdisjoint(texts_of(page.build(paper, None, False)))
    ]


def place_to_go(paper: Paper, key: str) -> str:
    """The address of a page that one may go to; empty for what is none."""
    keys = {*(page.key for page in pages.pages_of(paper)), "review"}
    return pages.address(paper.application, key) if key in keys else ""


def progress(paper: Paper, current: str) -> dict[str, Any]:
    """How far one is, as the frame shows it: the states of the pages, and the share that is filled in."""
    share = pages.filled(paper)
    return {
        "steps": [[step.word, step.kind] for step in pages.way(paper, current)],
        "filled": [share, percent(share)],
    }


@web.in_json
@own
@reading_and_posting
def autosave(request: HttpRequest, application: Application) -> HttpResponse:
    """What a page sends while somebody types in it. Nothing is said to be wrong; that is for when one goes on."""
    if application.status != Status.DRAFT:
        return web.refusal(str(HANDED_IN))
    at = clock.now()
    paper = lay_open(application)
    page = pages.page_of(paper, request.resolver_match.kwargs["page"])  # type: ignore[union-attr]
    if page is None or not page.autosaved:
        raise Http404
    desk = PageDesk(paper, page, request.user, at)
    if request.method != "POST":
        return web.standing(request, desk)
    try:
        kept = desk.taken(request.POST)
    except Refused as refused:
        return web.refusal(str(refused))
    return web.answer(request, kept, clock=desk.clock, **progress(desk.paper, page.key))
