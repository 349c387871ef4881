"""The vacancies app; what its rooms give the portal is registered here."""

from importlib import import_module

from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "vacancies"

    def ready(self) -> None:
        for module in (
            "vacancies.rules",
            "vacancies.entries",
            "vacancies.letters",
            "vacancies.menu",
            "vacancies.outages.actions",
            "vacancies.holdings",
            "vacancies.policies",
            "vacancies.translation.receivers",
            "vacancies.publishing.checks",
            "vacancies.publishing.remarks",
            "vacancies.listing.receivers",
            "vacancies.listing.site_map",
            "vacancies.alerts.audience",
            "vacancies.alerts.at_once",
        ):
            import_module(module)
