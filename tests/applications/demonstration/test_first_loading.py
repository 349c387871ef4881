"""``manage.py demo`` in an empty portal: loads where it is wanted, and refuses where it has no business."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from portal.models import Office

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_the_first_time_it_says_that_it_loads_and_writes_to_nobody(
    settings, django_capture_on_commit_callbacks
):
    settings.DEMO = True
    with django_capture_on_commit_callbacks(execute=True):
        assert said().startswith("Loading the demonstration (once, less than a minute) …")
    assert (Office.objects.count(), mail.outbox) == (6, [])


def test_a_portal_that_is_no_demonstration_is_left_alone(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not in demonstration mode"):
        said()
    assert Office.objects.count() == 0
