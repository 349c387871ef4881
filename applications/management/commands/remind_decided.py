"""manage.py remind_decided: letters on reserve lists that have ended, on complaints to be answered soon and on access to panels that ends soon; run it daily."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.decisions.complaint_reminding import remind
from applications.decisions.reserve_ending import tell_of_ends
from applications.panels.reach import remind as remind_of_reach
from portal.kernel import clock


class Command(BaseCommand):
    help = "Tell those on a reserve list when it has ended; remind who is to answer a complaint; tell whose access to a panel ends."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{tell_of_ends(at=clock.now())} letters on ended reserve lists")
        self.stdout.write(f"{remind(at=clock.now())} reminders of complaints")
        self.stdout.write(f"{remind_of_reach(at=clock.now())} letters on access that ends")
