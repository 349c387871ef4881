"""Who may write: the row of an application, locked, for the applicant or who enters it for them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from applications.intake.models import Application, Status
from applications.intake.rules import acts_for_applicant
from portal.kernel.workflow import Refused, locked


def draft_row(application: Application, by: Any) -> Application:
    """The locked row, when `by` may still write in it."""
    row = own_row(application, by)
    if row.status != Status.DRAFT:
        raise Refused(_("This application has been handed in and cannot be changed any more"))
    return row


def own_row(application: Application, by: Any) -> Application:
    """The locked row, when `by` is the applicant, or enters it for them; not even who administers the portal acts for others."""
    row = locked(application)
    if not acts_for_applicant.test(by, row):
        raise PermissionDenied("applications.view_own_application")
    return row
