"""Messages between an office and who applied."""

import factory
from factory.django import DjangoModelFactory

from applications.messages.models import Side, ThreadMessage
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW


class ThreadMessageFactory(DjangoModelFactory):
    """What an office wrote and the applicant has not opened; `answer=True` for what the applicant wrote."""

    class Meta:
        model = ThreadMessage

    class Params:
        answer = False

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    side = factory.LazyAttribute(lambda o: Side.APPLICANT if o.answer else Side.OFFICE)
    by = factory.LazyAttribute(
        lambda o: o.application.applicant if o.answer else o.application.vacancy.written_by
    )
    language = "en"
    subject = factory.LazyAttribute(lambda o: "" if o.answer else "A question about your application")
    text = "From when are you available?"
    written_at = NOW
