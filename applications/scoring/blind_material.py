"""What a member reads of a candidate in a blind round: the same texts with whatever names the person masked, and no file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from applications.documents.models import Document
from applications.documents.pages import Page, Shown
from applications.intake.line import Line
from applications.intake.models import Application
from applications.intake.sheet import Section
from applications.intake.told import Told
from applications.scoring.hidden_passages import passages_by
from applications.scoring.masking import Hidden, masked
from applications.scoring.material import Answer, Material, Paper, Statement, material_of

# Parts of the profile that name somebody by what they are: a title leads to its author, a referee to who is recommended.
_LEFT_OUT = frozenset({"publications", "referees"})


def hidden_of(application: Application) -> Hidden:
    """What is masked in the texts of an application: the names of all who stand behind it and of their referees."""
    return Hidden.of(names_in(application), passages_by([application]).get(application.pk, ()))


def names_in(application: Application) -> Iterator[str]:
    """Every name that the application tells, as it was written there or borne before, and that of the account."""
    said: dict[str, Any] = application.snapshot or {}
    person, profile = said.get("person", {}), said.get("profile", {})
    for key in ("name", "family_name", "given_name", "patronymic", "passport_name"):
        yield person.get(key, "")
    yield profile.get("previous_names", "")
    yield application.applicant.name
    yield from (one["name"] for one in said.get("team", ()))
    yield from (one.get("name", "") for one in profile.get("referees", ()))


def blind_material_of(application: Application, answers_as: str = "") -> Material:
    """The material of the sheet without names, files, publications and referees; answers of a written test as they are."""
    material, hidden = material_of(application, answers_as), hidden_of(application)

    def without(text: Any) -> str:
        return masked(str(text), hidden, mark())

    return Material(
        papers=[
            replace(paper, shown=_text_of(paper.title, paper.document, hidden), document=None, as_text=True)
            if paper.document
            else paper
            for paper in _neutral(material)
        ],
        lacks_answers=material.lacks_answers,
        statements=[Statement(one.criterion, without(one.text)) for one in material.statements],
        answers=[Answer(one.requirement, one.value, without(one.note)) for one in material.answers],
        told=[
            Told(
                part.key,
                part.title,
                [
                    replace(one, title=without(one.title), label=without(one.label), note=without(one.note))
                    for one in part.entries
                ],
            )
            for part in material.told
            if part.key not in _LEFT_OUT
        ],
        written=[
            Section(part.key, part.title, [_line(one, hidden) for one in part.lines], part.of_profile)
            for part in material.written
        ],
    )


def mark() -> str:
    """What stands in place of what is hidden."""
    return _("[hidden]")


def statements_without_names(people: Iterable[Application], statements: Mapping[int, str]) -> dict[int, str]:
    """What each of `people` wrote to one criterion, masked; by candidate."""
    passages = passages_by(people)
    hidden = {one.pk: Hidden.of(names_in(one), passages.get(one.pk, ())) for one in people}
    return {pk: masked(statements[pk], said, mark()) for pk, said in hidden.items()}


def text_pages(document: Document, hidden: Hidden) -> list[str]:
    """The text of a document, page by page, masked; empty where the portal could read none, or holds the file back."""
    if document.is_infected:
        return []
    texts = [masked(text, hidden, mark()) for text in document.texts]
    return texts if any(text.strip() for text in texts) else []


def _neutral(material: Material) -> Iterator[Paper]:
    """The documents under what they were asked for as; the CV of each of a team by its number, for its title names them."""
    number = 0
    for paper in material.papers:
        if not paper.names_its_owner:
            yield paper
            continue
        number += 1
        yield replace(paper, title=_("CV of member %(number)s of the team") % {"number": number})


def _text_of(title: str, document: Document, hidden: Hidden) -> Shown:
    texts = text_pages(document, hidden)
    place = {"title": title, "pages": len(texts)}
    return Shown(
        pages=[
            Page(
                anchor=f"text-{document.pk}-{number}", src="", srcset="", large="", alt="",
                caption=_("%(title)s, text of page %(number)s of %(pages)s") % {**place, "number": number},
                text=text or _("The page holds no text."),
            )
            for number, text in enumerate(texts, start=1)
        ],
        withheld="" if texts else _("The text of this document cannot be read by the portal, so it is not shown in a blind round"),
        is_rendition=False,
        download="",
        download_words="",
    )  # fmt: skip


def _line(line: Line, hidden: Hidden) -> Line:
    return Line(
        masked(str(line.label), hidden, mark()),
        masked(line.value, hidden, mark()),
        masked(line.note, hidden, mark()),
    )
