"""What HR's page of an application says where the office has entered it: how it came, scans, letters to print."""

from typing import Any

from applications.intake.amending import amendment_of, changes_since
from applications.intake.models import Application
from applications.intake.on_behalf import OnBehalf, is_barred
from portal.models import Message


def entered_for(application: Application, reader: Any) -> dict[str, Any]:
    """Nothing for an application that its applicant has handed in."""
    rows = OnBehalf.objects.select_related("entered_by", "refused_claim_by")
    entered = rows.filter(application=application).first()
    if entered is None:
        return {}
    return {
        "entered": entered,
        "may_enter": reader.has_perm("applications.keep_scan", application),
        "may_print": reader.has_perm("applications.print_receipt", application),
        "may_withdraw": reader.has_perm("applications.withdraw_application", application),
        **_amending(application, reader),
        "to_print": list(Message.objects.filter(user=application.applicant_id, to="").order_by("created_at")),
    }


def _amending(application: Application, reader: Any) -> dict[str, Any]:
    """An amended version that is being entered, or the way to enter one, with the changes of the notice since the last."""
    if not reader.has_perm("applications.enter_again", application):
        return {}
    draft = amendment_of(application)
    if draft:
        return {"amendment": draft}
    if is_barred(application.vacancy):
        return {}
    return {"may_enter_again": True, "changes": changes_since(application)}
