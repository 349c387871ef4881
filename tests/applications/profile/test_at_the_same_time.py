"""Windows of one profile that save in the same instant: one entry is made of one page, and no text is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.autosave.models import Typing
from applications.profile.begun import BegunEntry
from applications.profile.parts import Education
from tests.applications.intake.test_at_the_same_time import at_once
from tests.applications.intake.windows import Window
from tests.factories.profile import BegunEntryFactory, EducationFactory

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 5


def windows(person, name, *parts):
    opened = []
    for _ in range(MANY):
        client = Client()
        client.force_login(person)
        opened.append(Window(client, address=reverse(f"profile:{name}", args=parts)))
    return opened


def saving(window, number):
    return lambda: window.types(degree=f"Degree {number}").saves()


def test_of_many_windows_that_save_one_entry_at_once_no_text_is_lost():
    row = EducationFactory(degree="")
    at_once(
        [saving(one, n) for n, one in enumerate(windows(row.profile.user, "change", "education", row.pk))]
    )
    row.refresh_from_db()
    aside = set(Typing.objects.aside().values_list("text", flat=True))
    assert aside | {row.degree} == {f"Degree {n}" for n in range(MANY)}
    assert row.degree not in aside


def test_the_button_pressed_in_many_windows_and_typing_at_once_make_one_entry():
    begun = BegunEntryFactory(section="education", texts={"degree": "Degree"})
    opened = windows(begun.profile.user, "new", "education", begun.key)
    for window in opened:
        window.types(degree="Degree", institution="", level="master")
    at_once([*(window.posts for window in opened[1:]), opened[0].saves])
    assert Education.objects.get().degree == "Degree"
    assert not BegunEntry.objects.waiting().exists()
