"""The models of the rooms, gathered for Django."""

from portal.accounts.models import Delegation, RoleGrant, User
from portal.content.models import Download, News, Page
from portal.mailing.models import Message
from portal.offices.models import Hotline, Office
from portal.outages.models import Outage, Watch
from portal.record.models import Chain, Entry
from portal.retention.models import Erasure

__all__ = [
    "Chain",
    "Delegation",
    "Download",
    "Entry",
    "Erasure",
    "Hotline",
    "Message",
    "News",
    "Office",
    "Outage",
    "Page",
    "RoleGrant",
    "User",
    "Watch",
]
