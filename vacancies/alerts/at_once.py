"""Looking for what is due at once, behind the back of whoever has just published."""

from django_tasks import task

from portal.kernel import clock
from vacancies.alerts.sending import send_due
from vacancies.publishing import published
from vacancies.vacancy.models import Vacancy


@task()
def look() -> None:
    """Write the letters that are due now; `manage.py send_alerts` does the same at its times."""
    send_due(at=clock.now())


def _soon(_vacancy: Vacancy) -> None:
    look.enqueue()


published.register(_soon)
