"""Applications of one vacancy that may be those of one person: found anew each time, judged by a person once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from applications.intake.models import Application, Attachment
from applications.intake.team import TeamMember
from applications.screening.likeness import Ground, Pair, Person, names_before, pairs
from applications.screening.models import Likeness
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.models import Vacancy

WORDS = {
    Ground.NAME: pgettext_lazy("in common", "name"),
    Ground.EMAIL: pgettext_lazy("in common", "e-mail address"),
    Ground.PHONE: pgettext_lazy("in common", "telephone"),
    Ground.DOCUMENT: pgettext_lazy("in common", "a file"),
    Ground.CLAIM: pgettext_lazy("in common", "the applicant of one wanted to claim the other"),
}
_TOLD = ("family_name", "given_name", "patronymic", "passport_name", "email", "phone")


@dataclass(frozen=True)
class Twin:
    """Another application that looks like the one in question, on what grounds, and what was decided on it."""

    application: Application
    common: str
    verdict: Likeness | None


def pairs_of(vacancy: Vacancy) -> list[Pair]:
    """Every two received applications that look like those of one person, whatever was decided on them."""
    return pairs([*_people(vacancy), *_teams(vacancy)])


def _people(vacancy: Vacancy) -> Iterable[Person]:
    received = Application.objects.received().filter(vacancy=vacancy).order_by()
    told = {name: KT(f"snapshot__person__{name}") for name in _TOLD}
    files: dict[int, set[str]] = {}
    attached = Attachment.objects.filter(application__in=received).order_by()
    for application, sha256 in attached.values_list("application", "document__sha256"):
        files.setdefault(application, set()).add(sha256)
    for row in received.values(
        "pk",
        "applicant",
        "on_behalf__refused_claim_by",
        before=KT("snapshot__profile__previous_names"),
        **{f"said_{name}": said for name, said in told.items()},
    ):
        said = {name: row[f"said_{name}"] or "" for name in _TOLD}
        native = f"{said['family_name']} {said['given_name']} {said['patronymic']}"
        names = (native, said["passport_name"], *names_before(row["before"] or "", said["given_name"]))
        yield Person(
            key=row["pk"],
            account=row["applicant"],
            names=tuple(name for name in names if name.strip()),
            patronymic=said["patronymic"],
            email=said["email"],
            phone=said["phone"],
            claimant=row["on_behalf__refused_claim_by"],
            documents=frozenset(files.get(row["pk"], ())),
        )


def _teams(vacancy: Vacancy) -> Iterable[Person]:
    """Members of teams: who also applies alone, or in another team under another account, is seen."""
    received = Application.objects.received().filter(vacancy=vacancy)
    members = TeamMember.objects.confirmed().filter(application__in=received)
    for key, account, name, email, sha256 in members.values_list(
        "application", "account", "name", "email", "document__sha256"
    ):
        yield Person(key=key, account=account, names=(name,), email=email, documents=frozenset([sha256]))


def to_judge(vacancy: Vacancy) -> list[Pair]:
    """The pairs on which nobody has decided."""
    found = pairs_of(vacancy)
    judged = set(Likeness.objects.filter(first__vacancy=vacancy).values_list("first", "second"))
    return [pair for pair in found if (pair.first, pair.second) not in judged]


def common_words(grounds: Iterable[Ground]) -> str:
    """What two applications have in common, in words."""
    return ", ".join(str(WORDS[ground]) for ground in grounds)


def twins_of(application: Application) -> list[Twin]:
    """The applications that look like `application`, in the order of arrival, and those that were judged with it."""
    vacancy = application.vacancy
    grounds = {pair_key(pair.first, pair.second): pair.grounds for pair in pairs_of(vacancy)}
    verdicts = {
        (row.first_id, row.second_id): row
        for row in Likeness.objects.filter(first__vacancy=vacancy).select_related("by")
    }
    mine = {key for key in {*grounds, *verdicts} if application.pk in key}
    others = {sum(key) - application.pk: key for key in mine}
    found = []
    for row in Application.objects.filter(pk__in=others).order_by("pk"):
        # One and the same vacancy, whose office and panel the permissions read, for all rows.
        row.vacancy = vacancy
        key = others[row.pk]
        found.append(Twin(row, common_words(grounds.get(key, ())), verdicts.get(key)))
    return found


def twins_for(application: Application, reader: Any) -> list[Twin]:
    """`twins_of`, less those that are shut to the reader."""
    found = twins_of(application)
    return [twin for twin in found if reader.has_perm("applications.view_application", twin.application)]


def pair_key(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


@transaction.atomic
def judge(
    *, one: Application, other: Application, is_same: bool, reason: str, by: Any, at: datetime
) -> Likeness:
    """Decide that two applications are those of one person, or not; what was decided before stays in the record.

    Nothing is done to either of them. Raises Refused for two that are not of one vacancy, and without a reason.
    """
    first, second = (locked(row) for row in sorted((one, other), key=lambda row: row.pk))
    for row in (first, second):
        require("applications.screen_application", row, by=by)
    if first.vacancy_id != second.vacancy_id or first.applicant_id == second.applicant_id:
        raise Refused(_("Only applications of two people for one vacancy are compared."))
    if not reason.strip():
        raise Refused(_("Say on what this rests."))
    decided = {"is_same": is_same, "reason": reason.strip(), "by": by, "at": at}
    row, _new = Likeness.objects.update_or_create(first=first, second=second, defaults=decided)
    for mine, its in ((first, second), (second, first)):
        write(
            stream=mine.stream, action=f"likeness.{'same' if is_same else 'different'}", subject=f"application:{mine.pk}",
            by=by, at=at, data={"code": mine.code, "other": its.code, "reason": row.reason},
        )  # fmt: skip
    return row
