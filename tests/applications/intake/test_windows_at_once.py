"""Windows that save in the same instant: one text is kept, every other is set aside, none is lost."""

import pytest
from django.test import Client

from applications.autosave.models import Typing
from applications.intake import actions
from applications.profile.models import Profile
from tests.applications.intake.together import at_once, meeting
from tests.applications.intake.windows import Window
from tests.factories.intake import ApplicationFactory, filled_application
from tests.factories.portal import NOW
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 5


def windows(drafts, page):
    """One browser for each of the drafts, all of one person, with that page open."""
    opened = []
    for draft in drafts:
        client = Client()
        client.force_login(draft.applicant)
        opened.append(Window(client, draft, page))
    return opened


def saving(window, number, **fields):
    return lambda: window.types(**{name: f"{text} {number}" for name, text in fields.items()}).saves().json()


def test_of_many_windows_that_save_one_field_at_once_no_text_is_lost():
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True))
    opened = windows([draft] * MANY, "statements")
    answers = at_once([saving(window, n, A="Text", B="Other") for n, window in enumerate(opened)])
    assert [answer["waits"] for answer in answers].count(False) == 1
    for code in ("A", "B"):
        kept = draft.statements.get(criterion__code=code).text
        aside = set(Typing.objects.aside().filter(name=code).values_list("text", flat=True))
        whole = {"A": "Text", "B": "Other"}[code]
        assert aside | {kept} == {f"{whole} {n}" for n in range(MANY)}
        assert kept not in aside
    # The texts of one save stay together.
    assert (
        draft.statements.get(criterion__code="A").text[-1]
        == draft.statements.get(criterion__code="B").text[-1]
    )


def test_the_same_holds_for_a_profile_open_in_several_applications():
    first = ApplicationFactory(vacancy=planned_vacancy(published=True))
    others = [
        ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=first.applicant)
        for _ in range(MANY - 1)
    ]
    opened = windows([first, *others], "person")
    at_once([saving(window, n, family_name="Name") for n, window in enumerate(opened)])
    aside = set(Typing.objects.aside().values_list("text", flat=True))
    assert aside | {Profile.objects.get().family_name} == {f"Name {n}" for n in range(MANY)}


def test_typing_in_one_window_while_another_hands_in_stops_neither(monkeypatch):
    draft = filled_application(planned_vacancy(published=True))
    (window,) = windows([draft], "statements")
    meeting(monkeypatch, (actions, "draft_row"), (actions, "own_row"), patience=2)
    answers = at_once(
        [
            window.types(A="Changed at the last moment").saves,
            lambda: actions.submit(application=draft, by=draft.applicant, at=NOW),
        ]
    )
    assert answers[1].status == "submitted"
    kept = draft.statements.get(criterion__code="A").text
    assert answers[1].snapshot["statements"]["A"] == kept
    assert (answers[0].status_code == 200) == (kept == "Changed at the last moment")
