"""The portal app."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Konkurs"

    def ready(self) -> None:
        for module in (
            "portal.checks",
            "portal.entries",
            "portal.holdings",
            "portal.policies",
            "portal.record.latest",
            "portal.accounts.receivers",
        ):
            import_module(module)
