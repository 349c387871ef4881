"""People, offices and contents."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory, FileField

from portal.accounts.roles import Role
from portal.models import (
    Chain,
    Delegation,
    Download,
    Entry,
    Erasure,
    Hotline,
    Message,
    News,
    Office,
    Page,
    RoleGrant,
    User,
)
from portal.record.actions import write

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PASSWORD = "silk-road-2026"


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    code = factory.Sequence(lambda n: f"O{n}")
    name_en = "Office in Kazakhstan"
    name_ru = "Офис в Казахстане"
    country = "KZ"
    city_en = "Astana"
    city_ru = "Астана"
    city_genitive_ru = "Астаны"
    time_zone = "Asia/Almaty"
    reference_scheme = factory.LazyAttribute(lambda o: "IOM" + o.code + "/{year}/{number:02d}({type})")
    languages = ["ru", "en"]


class HotlineFactory(DjangoModelFactory):
    class Meta:
        model = Hotline

    office = factory.SubFactory(OfficeFactory)
    phone = "+(993 12) 463514"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    language = "en"
    password = factory.django.Password(PASSWORD)


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    role = Role.OFFICER


class DelegationFactory(DjangoModelFactory):
    """An approver's leave cover that runs now."""

    class Meta:
        model = Delegation

    office = factory.SubFactory(OfficeFactory)
    role = Role.APPROVER
    giver = factory.SubFactory(UserFactory)
    deputy = factory.SubFactory(UserFactory)
    begins_at = NOW - timedelta(days=1)
    ends_at = NOW + timedelta(days=13)
    made_at = NOW - timedelta(days=2)


def person_with(role: Role, office: Office, **fields) -> User:
    """A person who holds `role` in `office`."""
    user = UserFactory(**fields)
    RoleGrantFactory(user=user, office=office, role=role)
    return user


class NewsFactory(DjangoModelFactory):
    class Meta:
        model = News

    slug = factory.Sequence(lambda n: f"news-{n}")
    date = date(2019, 8, 7)
    title_en = "Seminar"
    title_ru = "Семинар"


class DownloadFactory(DjangoModelFactory):
    class Meta:
        model = Download

    slug = factory.Sequence(lambda n: f"download-{n}")
    title_en = "Leaflet"
    title_ru = "Листовка"
    file = FileField(filename="leaflet.pdf", data=b"%PDF-1.7 leaflet")


class PageFactory(DjangoModelFactory):
    class Meta:
        model = Page

    slug = factory.Sequence(lambda n: f"page-{n}")
    title_en = "How selection works"
    title_ru = "Как проходит отбор"


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    kind = "application_receipt"
    user = factory.SubFactory(UserFactory)
    to = factory.SelfAttribute("user.email")
    language = "en"
    subject = "Receipt"
    text = "Received"
    created_at = NOW


class ChainFactory(DjangoModelFactory):
    class Meta:
        model = Chain

    stream = factory.Sequence(lambda n: f"test:{n}")


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    @classmethod
    def _create(cls, _model_class, *_args, **kwargs):
        return write(**{"stream": "test:1", "action": "test.done", "by": None, "at": NOW, **kwargs})


class ErasureFactory(DjangoModelFactory):
    class Meta:
        model = Erasure

    at = NOW
    counts = {"drafts": 1}
    hashes = ["0" * 64]
