"""An application that was amended is looked at anew: what was found and decided rested on what it said before."""

from datetime import datetime

from applications.intake import on_behalf, replacing
from applications.intake.models import Application
from applications.screening.long_list import is_made
from portal.record.actions import write


def look_again(application: Application, at: datetime) -> None:
    """Take back the findings; the record names those on which a person had decided."""
    decided = application.findings.exclude(decision="").values_list("requirement__code", flat=True)
    data = {"code": application.code, "decided": ", ".join(sorted(decided)) or "–"}
    if application.findings.exists():
        application.findings.all().delete()
        write(
            stream=application.stream, action="finding.outdated", subject=f"application:{application.pk}",
            by=None, at=at, data=data,
        )  # fmt: skip


replacing.register(look_again)
on_behalf.bar(is_made)
