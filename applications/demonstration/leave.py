"""The approver of the demonstration is soon on leave from one office, and the officer covers."""

from datetime import datetime, time, timedelta

from applications.demonstration.people import person
from portal.accounts.actions import lend_role
from portal.accounts.roles import Role
from portal.models import Office

OFFICE = "TKM"
IN_DAYS, FOR_DAYS = 10, 14


def load_leave(*, now: datetime) -> None:
    """Two weeks of whole days, to come."""
    office = Office.objects.get(code=OFFICE)
    first = office.local(now).date() + timedelta(days=IN_DAYS)
    begins_at = datetime.combine(first, time(), tzinfo=office.zone)
    lend_role(
        office=office,
        role=Role.APPROVER,
        deputy=person("officer"),
        begins_at=begins_at,
        ends_at=begins_at + timedelta(days=FOR_DAYS),
        by=person("approver"),
        at=now - timedelta(days=1),
    )
