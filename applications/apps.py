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
            "untold",
            "policies",
            "letters",
            "menu",
            "readers",
            "news",
            "audience",
            "witnesses",
        ):
            import_module(f"applications.{module}")
