"""What every letter to an applicant about what follows from a decision says besides."""

from typing import Any

from applications.decisions.models import Decision
from applications.intake.models import Application
from portal.kernel.addresses import site


def about(application: Application, decision: Decision) -> dict[str, Any]:
    """The application, its vacancy, whom one can ring, and where the portal is."""
    return {
        "application": application,
        "vacancy": decision.vacancy,
        "hotlines": list(decision.office.hotlines.all()),
        "site": site(),
    }
