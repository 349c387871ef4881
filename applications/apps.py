"""The applications app; what its rooms give the portal is registered here."""

from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        for module in (
            "rules",
            "entries",
            "holdings",
            "policies",
            "letters",
            "menu",
            "readers",
            "news",
            "audience",
        ):
            import_module(f"applications.{module}")
