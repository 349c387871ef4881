"""manage.py heartbeat: ask the portal as its visitors do, and note that it answered; run it every minute."""

from http import HTTPStatus
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.kernel import clock
from portal.outages.actions import note_answer

# Seconds; a page that takes longer is no page for somebody on a slow line.
PATIENCE = 20


class Command(BaseCommand):
    help = "Ask the portal whether it answers. A gap between two answers is noted as an outage."

    def handle(self, *_args: Any, **_options: Any) -> None:
        address = settings.HEARTBEAT_URL
        asked = Request(address, headers={"User-Agent": "konkurs-heartbeat"})  # noqa: S310 - an address of the settings
        try:
            with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - the same
                status = answer.status
        except (URLError, TimeoutError, ConnectionError) as error:
            raise CommandError(f"{address} does not answer: {error}") from error
        if status != HTTPStatus.OK:
            raise CommandError(f"{address} answers {status}")
        outage = note_answer(at=clock.now())
        self.stdout.write(f"an outage has ended: {outage}" if outage else "it answers")
