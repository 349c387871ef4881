"""Meetings of a panel with their times, answers and minutes."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from applications.meetings.models import Answer, Meeting, Minutes, Option
from tests.factories.panels import PanelFactory, SeatFactory
from tests.factories.portal import NOW

DAY = timedelta(days=1)


class MeetingFactory(DjangoModelFactory):
    """A meeting for which a time is sought; `fixed=True` for one that begins tomorrow."""

    class Meta:
        model = Meeting

    class Params:
        fixed = factory.Trait(begins_at=NOW + DAY)

    panel = factory.SubFactory(PanelFactory)
    purpose = "other"
    length = 60
    place = "Room 5"
    agenda = "Opening"
    called_by = factory.SelfAttribute("panel.convened_by")
    called_at = NOW
    begins_at = None
    timed_at = factory.LazyAttribute(lambda meeting: meeting.called_at if meeting.begins_at else None)


class OptionFactory(DjangoModelFactory):
    class Meta:
        model = Option

    meeting = factory.SubFactory(MeetingFactory)
    begins_at = NOW + 2 * DAY


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    option = factory.SubFactory(OptionFactory)
    seat = factory.SubFactory(SeatFactory, panel=factory.SelfAttribute("..option.meeting.panel"))
    suits = "yes"
    at = NOW


class MinutesFactory(DjangoModelFactory):
    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory, fixed=True)
    text = "All agreed."
    written_by = factory.SelfAttribute("meeting.called_by")
    written_at = NOW
