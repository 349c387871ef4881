"""What is done with a form that comes back: all that it brings is put into the pages at once, over nothing written there since."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.autosave.actions import Kept, keep
from applications.autosave.marks import mark, texts_of
from applications.intake.autosaving import PageDesk
from applications.intake.drafts import draft_row
from applications.intake.models import Application
from applications.intake.offline.filled import Brought, Unused, sent
from applications.intake.offline.questions import Asked, of_page, plain, questions
from applications.intake.pages import Page
from applications.intake.paper import lay_open
from applications.intake.receipt import subject
from portal.kernel.workflow import Refused
from portal.models import User
from portal.record.actions import write


@dataclass
class Outcome:
    """What became of a form: pages with the number of answers taken, pages where two texts are to choose from, what could not be used."""

    taken: list[tuple[Page, int]] = field(default_factory=list)
    waiting: list[Page] = field(default_factory=list)
    unused: list[tuple[Page | None, Unused]] = field(default_factory=list)


@transaction.atomic
def take_in(*, application: Application, brought: Brought, digest: str, by: Any, at: datetime) -> Outcome:
    """Put what the form brings into the pages of a draft, by the pages' own verbs, or nothing of it.

    Empty answers change nothing. What was changed on the portal since the form was made stays, and what the form says is set
    aside for the person to choose. Raises Refused for the form of another vacancy.
    """
    reference = application.vacancy.reference
    if brought.reference != reference:
        names = {"found": brought.reference, "wanted": reference}
        raise Refused(_("This form was made for %(found)s and not for %(wanted)s.") % names)
    # In the order in which a page that is saved locks them.
    User.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
    row = draft_row(application, by)
    paper = lay_open(row)
    asked = questions(paper)
    outcome = Outcome(unused=[(None, one) for one in (*brought.twice, *_not_asked(asked, brought))])
    for page, _found in asked:
        page_sent = sent(page, page.build(paper, None, False), brought, row)
        outcome.unused += [(page, one) for one in page_sent.unused]
        if page_sent.brings:
            _keep(PageDesk(paper, page, by, at), brought, outcome)
    write(
        stream=row.vacancy.stream if row.being_entered else f"person:{row.applicant_id}",
        action="application.form_taken_in",
        subject=subject(row),
        by=by,
        at=at,
        data={"reference": reference, "sha256": digest, "answers": sum(n for _page, n in outcome.taken)},
    )
    return outcome


def _keep(desk: PageDesk, brought: Brought, outcome: Outcome) -> None:
    """Keep a page; what it says besides is read anew, as a page before it may have changed that."""
    stored = desk.stored()
    before = texts_of(stored)
    posted = sent(desk.page, stored, brought, desk.application).data
    kept = keep(desk=desk, posted=posted, by=desk.by, at=desk.at)
    clashing = {clash.field.html_name for clash in kept.clashes if clash.typed_here}
    if changed := sum(kept.began[name] != mark(before[name]) for name in before.keys() - clashing):
        outcome.taken.append((desk.page, changed))
    if clashing:
        outcome.waiting.append(desk.page)
    outcome.unused += [(desk.page, one) for one in _unkept(desk.page, kept)]


def _unkept(page: Page, kept: Kept) -> list[Unused]:
    """What the page could not keep, with what it says of it."""
    return [
        Unused(0, question.label, question.answer, " ".join(map(str, question.field.errors)))
        for question in of_page(page, kept.form)
        if question.field.html_name in kept.unkept
    ]


def _not_asked(asked: Asked, brought: Brought) -> list[Unused]:
    """Answers to what is not asked any more; an entry that has left the profile is none."""
    paths = {question.path for _page, found in asked for question in found}
    return [
        Unused(cell.row, plain(name), cell.text, _("This is not asked any more."))
        for name, cell in brought.answers.items()
        if name not in paths and name.count("/") == 1
    ]
