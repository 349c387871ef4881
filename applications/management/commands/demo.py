"""``manage.py demo``: load the demonstration where it is not loaded yet, and say how to get in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.demonstration.loading import is_loaded, load
from applications.demonstration.people import PASSWORD, accounts
from portal.kernel import clock


class Command(BaseCommand):
    help = "Load the demonstration where it is not loaded yet, and print its address and accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=settings.SITE_URL, help="where the portal will be served")

    def handle(self, *, address: str, **_options: object) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This portal is not in demonstration mode, so nothing was loaded: everybody knows the demonstration's "
                "password. Set DEMO=1 for a portal that nobody relies on."
            )
        if not is_loaded():
            self.stdout.write("Loading the demonstration (once, less than a minute) …")
            load(at=clock.now())
        self.stdout.write(_welcome(address.rstrip("/")))


def _welcome(address: str) -> str:
    """What stands in the terminal once the portal is about to run."""
    lines = [
        "",
        f"  Konkurs         {address}/ru/   {address}/en/",
        f"  Administration  {address}/administration/",
        "",
        f"  Sign in with the password {PASSWORD} as",
        *(f"    {what:<14}{email}" for what, email in accounts()),
        "",
        "  Letters, and the codes in them, appear below. Ctrl-C stops the portal; what you entered is kept.",
        "",
    ]
    return "\n".join(lines)
