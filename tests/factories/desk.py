"""What waits for a person at a moment."""

from datetime import datetime
from unittest.mock import patch

from applications.desk.task import Task
from applications.desk.waiting import tasks_of
from portal.models import User


def waiting_for(person: User, *, at: datetime) -> list[Task]:
    """The tasks of `person`, as a request made at that moment finds them."""
    with patch("portal.kernel.clock.now", lambda: at):
        return tasks_of(User.objects.get(pk=person.pk))
