"""What the pages of experience, methodology and letter still lack."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from applications.intake.paper import Paper
from applications.intake.taken import PAGES
from applications.intake.thing import Thing, text_fault
from applications.intake.written import LONGEST_LETTER, Available, Letter
from applications.profile.models import Said


def experience(paper: Paper) -> Iterator[Thing]:
    """At least one entry of the profile that counts, and each that counts told whole."""
    if not paper.asks_experience:
        return
    chosen = paper.chosen
    fault = ""
    if not paper.employments:
        fault = _("Tell of your work in your profile")
    elif not chosen:
        fault = _("Choose at least one entry")
    yield Thing("experience", "id_counts", _("Experience that counts"), bool(chosen), fault)
    for row in chosen:
        if not row.is_whole:
            yield Thing(
                "experience", "id_counts", str(row), True, _("This entry of your profile is not complete")
            )


def methodology(paper: Paper) -> Iterator[Thing]:
    if paper.plan.methodology_limit:
        text = paper.methodology
        fault = text_fault(text, paper.plan.methodology_limit, _("Write how you would do the work"))
        yield Thing("methodology", "id_methodology", _("Methodology"), bool(text), fault)


def letter(paper: Paper) -> Iterator[Thing]:
    """Every field of the letter, by its own name."""
    if not paper.plan.letter_asked:
        return
    said = paper.letter or Letter()
    faults = {
        "accepts": "" if said.accepts else _("Confirm this"),
        "available": "" if said.available else _("Choose one of the answers"),
        **_from(said),
        **_validity(paper, said),
        **_declared(said, "barred"),
        **_declared(said, "relatives"),
        "text": text_fault(said.text, LONGEST_LETTER, _("Write a few sentences")),
    }
    for name, fault in faults.items():
        label = capfirst(Letter._meta.get_field(name).verbose_name)  # noqa: SLF001 - Django's documented name
        yield Thing("letter", f"id_{name}", label, bool(getattr(said, name)), fault)


def _from(said: Letter) -> dict[str, str]:
    if said.available != Available.FROM:
        return {}
    return {"available_from": "" if said.available_from else _("Say from when")}


def _validity(paper: Paper, said: Letter) -> dict[str, str]:
    if not paper.plan.has_prices:
        return {}
    return {"price_valid_days": "" if said.price_valid_days else _("Say for how many days")}


def _declared(said: Letter, name: str) -> dict[str, str]:
    answer = getattr(said, name)
    faults = {name: "" if answer else _("Answer this")}
    if answer == Said.YES:
        words = f"{name}_words"
        faults[words] = "" if getattr(said, words).strip() else _("Say more about it")
    return faults


def taken_over(paper: Paper) -> Iterator[Thing]:
    """Pages that begin with what an earlier application said, until their applicant has checked them."""
    for key in paper.taken_over:
        yield Thing(key, "taken", PAGES[key], True, _("Taken over from an earlier application, check it"))
