"""The pages of an application as data: what each is called, when it is asked, its form, and the verb that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from applications.intake import actions, page_forms, writing
from applications.intake.copies import copied_from
from applications.intake.deadline import is_taken
from applications.intake.missing import Thing, things
from applications.intake.models import Application
from applications.intake.page_forms import Typed
from applications.intake.paper import Paper
from applications.profile.actions import save_profile
from applications.profile.models import PROFILE

NOTHING = pgettext_lazy("step", "nothing is needed")


@dataclass(frozen=True)
class Page:
    """One page.

    `build(paper, typed, strict)` makes its form, of what is kept where nothing was typed. `keep(application, form, by, at)`
    is the verb. `keeps_all`: also what is wrong is kept, so that one can leave and mend it later. What is typed is saved
    while one types, unless `by_button` says why only the button does it. `place` names where the contents belong when that
    is not the application. `idle` says how a page stands that asks nothing.
    """

    key: str
    title: Promise
    lead: Promise
    build: Callable[[Paper, Typed, bool], Any] | None = None
    keep: Callable[[Application, Any, Any, Any], Any] | None = None
    asked: Callable[[Paper], bool] = bool
    keeps_all: bool = False
    by_button: Promise | str = ""
    place: str = ""
    idle: Promise = NOTHING

    @property
    def autosaved(self) -> bool:
        return self.keep is not None and not self.by_button

    @property
    def template(self) -> str:
        return f"applications/intake/{self.key}.html"


@dataclass(frozen=True)
class Step:
    """A page as one step of the way: its address, and its state as a chip."""

    key: str
    title: str
    url: str
    current: bool
    word: str
    kind: str


PAGES = (
    Page(
        "person",
        gettext_lazy("About you"),
        gettext_lazy("Kept in your profile, so that you write it once for all applications."),
        page_forms.person,
        lambda application, form, by, at: save_profile(user=application.applicant, by=by, at=at, **form.kept()),
        place=PROFILE,
    ),
    Page(
        "team",
        gettext_lazy("Team"),
        gettext_lazy("Only if you do not apply alone. You lead the team and hand in for all; the others confirm by mail and bring their CVs. The team is judged as one."),
        page_forms.team,
        page_forms.keep_team,
        asked=lambda paper: paper.plan.has_teams or bool(paper.team),
        by_button=gettext_lazy("Nothing is saved while you type here: the person is written to when you press the button."),
        idle=pgettext_lazy("step", "you apply alone"),
    ),
    Page(
        "requirements",
        gettext_lazy("Requirements"),
        gettext_lazy("Each of these must be met. The office checks your answers by your documents."),
        page_forms.requirements,
        lambda application, form, by, _at: actions.save_answers(application=application, given=form.given(), by=by),
        asked=lambda paper: bool(paper.requirements),
        keeps_all=True,
    ),
    Page(
        "experience",
        gettext_lazy("Experience"),
        gettext_lazy("Your work as your profile tells it. Leave out what has nothing to do with this vacancy."),
        page_forms.experience,
        lambda application, form, by, _at: writing.save_experience(application=application, left_out=form.left_out(), by=by),
        asked=lambda paper: paper.asks_experience,
        keeps_all=True,
    ),
    Page(
        "statements",
        gettext_lazy("Selection criteria"),
        gettext_lazy("Tell how your experience answers each criterion. The panel sees your answers beside your CV."),
        page_forms.statements,
        lambda application, form, by, _at: actions.save_statements(application=application, given=form.given(), by=by),
        asked=lambda paper: bool(paper.statement_criteria),
        keeps_all=True,
    ),
    Page(
        "methodology",
        gettext_lazy("Methodology"),
        gettext_lazy("Your own plan for this work. It is scored, so be specific."),
        page_forms.methodology,
        lambda application, form, by, _at: writing.save_methodology(application=application, text=form.text, by=by),
        asked=lambda paper: bool(paper.plan.methodology_limit),
        keeps_all=True,
    ),
    Page(
        "documents",
        gettext_lazy("Documents"),
        gettext_lazy("Each file is sent by itself and kept at once. You can replace it until you hand the application in."),
        asked=lambda paper: bool(paper.asked),
    ),
    Page(
        "letter",
        gettext_lazy("Letter of interest"),
        gettext_lazy("That you want this work, when you can begin, and what the office has to know."),
        page_forms.letter,
        lambda application, form, by, _at: writing.save_letter(application=application, said=form.given(), by=by),
        asked=lambda paper: paper.plan.letter_asked,
        keeps_all=True,
    ),
    Page(
        "price",
        gettext_lazy("Price offer"),
        gettext_lazy("Your price is sealed when you save it: nobody can read it, the office and the panel included, until the technical scores are locked. Only in an emergency can an approver who does not sit on the panel open it, with a reason that stays on record."),
        page_forms.price,
        page_forms.keep_price,
        asked=lambda paper: paper.plan.has_prices and not paper.application.being_entered,
        by_button=gettext_lazy("The price is not saved while you type, neither with us nor in this browser: it is sealed when you press the button."),
    ),
    Page(
        "envelope",
        gettext_lazy("Price offer"),
        gettext_lazy("The price stays in its closed envelope until the technical scores are locked: nobody reads it before."),
        page_forms.envelope,
        page_forms.keep_envelope,
        asked=lambda paper: paper.plan.has_prices and paper.application.being_entered is not None,
        by_button=gettext_lazy("The number is saved when you press the button."),
    ),
    Page(
        "declaration",
        gettext_lazy("Declaration"),
        gettext_lazy("The last thing before you hand the application in."),
        page_forms.declaration,
        lambda application, form, by, _at: actions.save_declaration(
            application=application, declared=bool(form.kept().get("declared")), by=by
        ),
        keeps_all=True,
        by_button=gettext_lazy("You confirm by the button: a tick alone is not saved."),
    ),
)  # fmt: skip


def pages_of(paper: Paper) -> list[Page]:
    """The pages that this vacancy needs, in order; they may be filled in in any."""
    return [page for page in PAGES if page.asked(paper)]


def page_of(paper: Paper, key: str) -> Page | None:
    """The page with that key, where this vacancy needs it."""
    return next((page for page in pages_of(paper) if page.key == key), None)


def address(application: Application, key: str) -> str:
    """Of a page, or of the review after the last of them."""
    if key == "review":
        return reverse("intake:review", args=[application.key])
    if key == "lot":
        return reverse("intake:start", args=[application.vacancy.slug])
    return reverse("intake:page", args=[application.key, key])


def following(paper: Paper, page: Page) -> str:
    """The key of what comes after `page`."""
    keys = [*(other.key for other in pages_of(paper)), "review"]
    return keys[keys.index(page.key) + 1]


def resume(paper: Paper) -> str:
    """The address of the first page on which something is missing, or of the review."""
    keys = {thing.page for thing in things(paper) if thing.fault}
    return address(
        paper.application, next((page.key for page in pages_of(paper) if page.key in keys), "review")
    )


def way(paper: Paper, current: str) -> list[Step]:
    """The pages and the review with their states, `current` being where one stands."""
    everything = things(paper)
    steps = [
        (page.key, page.title, *_state(page, [thing for thing in everything if thing.page == page.key]))
        for page in pages_of(paper)
    ]
    lacking = any(thing.fault for thing in everything)
    last = (pgettext("step", "something is missing"), "") if lacking else (pgettext("step", "ready"), "ok on")
    return [
        Step(key, str(title), address(paper.application, key), key == current, word, kind)
        for key, title, word, kind in [*steps, ("review", _("Check and hand in"), *last)]
    ]  # fmt: skip


def _state(page: Page, of_page: list[Thing]) -> tuple[str, str]:
    """The chip of a page: nothing asked, not begun, so many of so many, complete."""
    if not of_page:
        return str(page.idle), ""
    done = sum(not thing.fault for thing in of_page)
    if done == len(of_page):
        return pgettext("step", "complete"), "ok on"
    if not any(thing.begun for thing in of_page):
        return pgettext("step", "not begun"), ""
    return pgettext("step", "%(done)s of %(total)s") % {"done": done, "total": len(of_page)}, "go half"


def filled(paper: Paper) -> int:
    """How much of what is asked is there, in per cent, rounded down."""
    everything = things(paper)
    return 100 * sum(not thing.fault for thing in everything) // len(everything)


def frame(paper: Paper, at: datetime, current: str = "") -> dict[str, Any]:
    """What stands around every page of an application: where one is, how far, and until when."""
    steps = way(paper, current)
    number = next((number for number, step in enumerate(steps, 1) if step.current), 0)
    return {
        "application": paper.application,
        "vacancy": paper.application.vacancy,
        "paper": paper,
        "at": at,
        "closed": not is_taken(paper.application, at=at),
        "in_grace": paper.application.vacancy.is_closed(at=at),
        "copied": copied_from(paper.application) if paper.application.lot and current else None,
        "taken": paper.taken_over.get(current),
        "steps": steps,
        "number": number,
        "step": steps[number - 1] if number else None,
        "filled": filled(paper),
    }
