"""Documents that were received."""

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from applications.documents.checks import check
from applications.documents.models import Document, Reading, Scan, Way
from tests.factories import files
from tests.factories.portal import NOW, UserFactory


def _file(data: bytes) -> ContentFile | str:
    return ContentFile(data, name="file") if data else ""


class DocumentFactory(DjangoModelFactory):
    """A document as `receive` keeps it, of the bytes `data`: by default a PDF of two pages."""

    class Meta:
        model = Document
        exclude = ("data", "checked")

    class Params:
        pages_of_text = ("Curriculum vitae", "Публикации")

    owner = factory.SubFactory(UserFactory)
    original_name = "резюме.pdf"
    data = factory.LazyAttribute(lambda o: files.pdf(*o.pages_of_text))
    checked = factory.LazyAttribute(lambda o: check(o.data, o.original_name))
    file = factory.LazyAttribute(lambda o: _file(o.data))
    rendition = factory.LazyAttribute(
        lambda o: ContentFile(o.checked.rendition, name="pages") if o.checked.rendition else ""
    )
    kind = factory.SelfAttribute("checked.kind")
    size = factory.SelfAttribute("checked.size")
    sha256 = factory.SelfAttribute("checked.sha256")
    pages = factory.SelfAttribute("checked.pages")
    texts = factory.SelfAttribute("checked.texts")
    received_at = NOW
    scan = Scan.UNSCANNED


class ReadingFactory(DjangoModelFactory):
    class Meta:
        model = Reading

    document = factory.SubFactory(DocumentFactory)
    reader = factory.SubFactory(UserFactory)
    on = factory.LazyFunction(NOW.date)
    way = Way.PAGES
