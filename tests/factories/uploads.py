"""Files on their way."""

from datetime import timedelta
from hashlib import sha256

import factory
from factory.django import DjangoModelFactory

from applications.intake.incoming import Incoming
from applications.uploads.models import Piece, Upload
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import planned_vacancy


class UploadFactory(DjangoModelFactory):
    """An upload of which nothing has arrived."""

    class Meta:
        model = Upload

    owner = factory.SubFactory(UserFactory)
    name = "резюме.pdf"
    size = 1000
    begun_at = NOW
    expires_at = NOW + timedelta(days=7)


class PieceFactory(DjangoModelFactory):
    """The first bytes of an upload, as far as the database knows."""

    class Meta:
        model = Piece

    upload = factory.SubFactory(UploadFactory, offset=100)
    start = 0
    size = 100
    sha256 = sha256(bytes(100)).hexdigest()


class IncomingFactory(DjangoModelFactory):
    """An upload that is to be the CV of a draft."""

    class Meta:
        model = Incoming

    application = factory.LazyFunction(lambda: ApplicationFactory(vacancy=planned_vacancy(published=True)))
    asked = factory.LazyAttribute(lambda o: o.application.vacancy.plan.documents.get(code="cv"))
    upload = factory.SubFactory(UploadFactory, owner=factory.SelfAttribute("..application.applicant"))
