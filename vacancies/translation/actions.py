"""Writing, pairing and reviewing the texts of a notice."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.plan.published import fingerprint
from vacancies.translation.models import Pairing
from vacancies.translation.states import Said, State, changed_since, readings
from vacancies.translation.texts import WHOLE, Text, texts_of
from vacancies.vacancy.models import Status, Vacancy
from vacancies.vacancy.saved import tell
from vacancies.vacancy.search import index

OF_THE_PLAN = "plan."


@transaction.atomic
def save_texts(*, vacancy: Vacancy, texts: Mapping[str, Said], by: Any, at: datetime) -> Vacancy:
    """Set `texts`, by path and language; what did not change leaves no entry.

    Raises Refused when the notice is no longer a draft, for a path that it does not have, for a text that is too long,
    and for a text of a plan that applications have frozen.
    """
    row = _draft(vacancy, by=by)
    known = {text.path: text for text in texts_of(row)}
    changed = sorted(path for path, said in texts.items() if _is_new(known, path, said))
    if not changed:
        return row
    _refuse_frozen(row, changed)
    for path in changed:
        _set(known[path], texts[path])
    row = _fresh(row)
    row.changed_at = at
    row.save(update_fields=["changed_at"])
    index(row)
    data = {"fields": changed, "fingerprint": fingerprint(row.plan)}
    _record("texts.changed", row, by=by, at=at, data=data)
    tell(row, by=by, at=at)
    return row


@transaction.atomic
def review(*, vacancy: Vacancy, path: str, said: Said, by: Any, at: datetime) -> Vacancy:
    """Note that the languages of one text say the same, as `by` read them: a stale one may be right all the same.

    Raises Refused when the text does not stand as it was read, or a language lacks it.
    """
    row = _draft(vacancy, by=by)
    text = next((text for text in texts_of(row) if text.path == path), None)
    if text is None or dict(text.said) != dict(said):
        raise Refused(_("The text has changed meanwhile. Read it again before you mark it as reviewed."))
    if not text.is_whole:
        raise Refused(
            _("%(text)s: one language is missing, so there is nothing to review.") % {"text": text.label}
        )
    _pair(row, [text], by=by, at=at)
    return row


@transaction.atomic
def review_drafts(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """Note of all texts that are written in every language and stale in none that they say the same."""
    row = _draft(vacancy, by=by)
    drafts = [one.text for one in readings(row) if one.text.is_whole and one.all_states == {State.DRAFT}]
    if not drafts:
        raise Refused(_("No text waits to be reviewed."))
    _pair(row, drafts, by=by, at=at)
    return row


@transaction.atomic
def note(vacancy: Vacancy, *, by: Any, at: datetime) -> None:  # noqa: ARG001 - the form of a listener
    """Pair what is written in every language for the first time, or was changed in all; called after each save.

    What changed in one language only keeps its pairing, and that is what makes the other language stale.
    """
    row = _fresh(vacancy)
    texts = {text.path: text for text in texts_of(row)}
    before = {pairing.path: pairing for pairing in row.pairings.all()}
    loose = [
        one for one in before.values() if one.path not in texts or not _still_holds(texts[one.path], one)
    ]
    made = [
        _like(_moved(text, loose) or Pairing(texts=dict(text.said)), path)
        for path, text in texts.items()
        if text.is_whole and (path not in before or not _still_holds(text, before[path]))
    ]
    row.pairings.exclude(path__in=texts).delete()
    _set_pairings(row, made)


@transaction.atomic
def carry_pairings(*, vacancy: Vacancy, to: Vacancy) -> None:
    """Have the texts of `to`, a copy of `vacancy`, stand to each other as they do there."""
    to.pairings.all().delete()
    _set_pairings(to, [_like(pairing, pairing.path) for pairing in vacancy.pairings.all()])


def _draft(vacancy: Vacancy, *, by: Any) -> Vacancy:
    row = locked(vacancy)
    if row.status != Status.DRAFT:
        raise Refused(
            _("The notice is no longer a draft, so nothing was saved. Its approver can return it to you.")
        )
    require("vacancies.translate_vacancy", row, by=by)
    return row


def _fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.with_amendments.prefetch_related(*WHOLE, "pairings").get(pk=vacancy.pk)


def _is_new(known: Mapping[str, Text], path: str, said: Said) -> bool:
    """Whether something else is said than stands there; refused when it cannot stand there."""
    text = known.get(path)
    if text is None:
        raise Refused(_("The notice has no text “%(path)s”. Nothing was saved.") % {"path": path})
    if text.limit is not None and any(len(words) > text.limit for words in said.values()):
        raise Refused(_("%(text)s: the text is too long. Nothing was saved.") % {"text": text.label})
    return any(text.said[language] != words for language, words in said.items())


def _refuse_frozen(vacancy: Vacancy, paths: Iterable[str]) -> None:
    if vacancy.plan.frozen_at and any(path.startswith(OF_THE_PLAN) for path in paths):
        raise Refused(_("The plan was frozen by the first application and can no longer be changed."))


def _set(text: Text, said: Said) -> None:
    columns = [f"{text.name}_{language}" for language in said]
    for column, words in zip(columns, said.values(), strict=True):
        setattr(text.row, column, words)
    text.row.save(update_fields=columns if text.row.pk else None)


def _pair(vacancy: Vacancy, texts: Iterable[Text], *, by: Any, at: datetime) -> None:
    """Note that the languages of `texts` say the same, as `by` found."""
    found = [Pairing(path=text.path, texts=dict(text.said), reviewed_by=by, reviewed_at=at) for text in texts]
    _set_pairings(vacancy, found)
    _record("texts.reviewed", vacancy, by=by, at=at, data={"fields": [pairing.path for pairing in found]})


def _set_pairings(vacancy: Vacancy, pairings: list[Pairing]) -> None:
    for pairing in pairings:
        pairing.vacancy = vacancy
    Pairing.objects.bulk_create(
        pairings,
        update_conflicts=True,
        unique_fields=["vacancy", "path"],
        update_fields=["texts", "reviewed_by", "reviewed_at"],
    )


def _like(pairing: Pairing, path: str) -> Pairing:
    """A new pairing under `path` that says what `pairing` says."""
    return Pairing(
        path=path, texts=pairing.texts, reviewed_by_id=pairing.reviewed_by_id, reviewed_at=pairing.reviewed_at
    )


def _still_holds(text: Text, pairing: Pairing) -> bool:
    """Whether one language at least still says what it said when the text was paired."""
    return changed_since(text.said, pairing.texts) != set(text.said)


def _moved(text: Text, pairings: Iterable[Pairing]) -> Pairing | None:
    """The one of `pairings`, of texts that are gone from their place, that is of this text: rows move and are renamed."""
    alike = [pairing for pairing in pairings if _kind(pairing.path) == _kind(text.path)]
    near = [pairing for pairing in alike if _still_holds(text, pairing)]
    return min(near, key=lambda pairing: len(changed_since(text.said, pairing.texts)), default=None)


def _kind(path: str) -> tuple[str, ...]:
    """What a path is about, without the codes and numbers of rows."""
    parts = path.split(".")
    return (parts[-1], *(part for part in parts[:-1] if part.isalpha() and part.islower()))


def _record(action: str, vacancy: Vacancy, *, by: Any, at: datetime, data: Mapping[str, Any]) -> None:
    write(stream=vacancy.stream, action=action, by=by, at=at, subject=vacancy.reference, data=data)
