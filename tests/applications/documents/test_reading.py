"""Who may read a document, what they get, and what the record keeps of it."""

import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from PIL import Image

from applications.documents import access, actions
from portal.models import Entry
from tests.factories import files
from tests.factories.documents import DocumentFactory
from tests.factories.portal import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return DocumentFactory()


@pytest.fixture
def panel_member(document, monkeypatch):
    """Somebody to whom another room gives this one document."""
    member = UserFactory()

    def reason(user, asked):
        return access.Grant("vacancy:7", "panel member") if (user, asked) == (member, document) else None

    monkeypatch.setattr(access, "_reasons", [lambda _user, _document: None])
    access.register(reason)
    return member


def page(document, number=1, **query):
    return reverse("documents:page", args=[document.key, number], query=query)


def download(document):
    return reverse("documents:download", args=[document.key])


def taken(client, document):
    """The answer to a download, read to its end, and the file."""
    answer = client.get(download(document))
    content = b"".join(answer.streaming_content)
    return answer, content


def test_the_owner_sees_the_pages(client, document):
    client.force_login(document.owner)

    answer = client.get(page(document, 2))

    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).width == 960
    assert answer["Cache-Control"] == "private, no-cache"


def test_the_pages_of_a_word_document_are_seen_alike(client):
    document = DocumentFactory(data=files.cv_docx(), original_name="резюме.docx")
    client.force_login(document.owner)

    assert client.get(page(document)).content.startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [480, 960, 1600])
def test_a_picture_comes_as_wide_as_asked(client, document, width):
    client.force_login(document.owner)

    assert Image.open(io.BytesIO(client.get(page(document, width=width)).content)).width == width


@pytest.mark.parametrize(("number", "query"), [(0, {}), (3, {}), (1, {"width": "961"}), (1, {"width": "x"})])
def test_a_page_or_width_that_is_not_there_is_not_found(client, document, number, query):
    client.force_login(document.owner)

    assert client.get(page(document, number, **query)).status_code == 404


def test_a_picture_the_browser_has_is_not_drawn_again(client, document):
    client.force_login(document.owner)
    etag = client.get(page(document))["ETag"]

    again = client.get(page(document), headers={"if-none-match": etag})
    wider = client.get(page(document, width=1600), headers={"if-none-match": etag})

    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    assert wider.status_code == 200


def test_the_file_is_given_as_received_to_be_saved(client, document):
    client.force_login(document.owner)

    answer, content = taken(client, document)

    assert content == files.pdf("Curriculum vitae", "Публикации")
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"]
        == "attachment; filename*=utf-8''%D1%80%D0%B5%D0%B7%D1%8E%D0%BC%D0%B5.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_is_saved_under_a_name_that_says_what_it_is(client):
    document = DocumentFactory(original_name="cv.exe")
    client.force_login(document.owner)

    answer, _content = taken(client, document)
    assert answer["Content-Disposition"] == 'attachment; filename="cv.exe.pdf"'


def test_who_may_not_read_it_cannot_know_that_it_exists(client, document, panel_member):
    client.force_login(UserFactory())
    nothing = [
        reverse("documents:page", args=[uuid.uuid4(), 1]),
        reverse("documents:download", args=[uuid.uuid4()]),
    ]

    answers = [client.get(address).status_code for address in (page(document), download(document), *nothing)]

    assert answers == [404, 404, 404, 404]
    assert not Entry.objects.exists()


def test_who_is_not_signed_in_is_asked_to(client, document):
    assert client.get(page(document)).status_code == 302
    assert client.get(download(document)).status_code == 302


def test_a_panel_member_reads_what_another_room_gives_them(client, document, panel_member):
    other = DocumentFactory(owner=document.owner, data=files.handmade_pdf())
    client.force_login(panel_member)

    assert [client.get(page(one)).status_code for one in (document, other)] == [200, 404]


def test_reading_is_recorded_where_the_reason_says(client, document, panel_member):
    client.force_login(panel_member)
    client.get(page(document))

    (entry,) = Entry.objects.all()
    assert (entry.stream, entry.action, entry.actor) == ("vacancy:7", "document.read", panel_member.pk)
    assert entry.subject == f"document:{document.key}"
    assert entry.data == {"as": "panel member", "way": "pages", "sha256": document.sha256}


def test_turning_pages_is_one_reading_a_day_and_taking_the_file_another(client, document, panel_member):
    client.force_login(panel_member)
    for address in (page(document), page(document, 2), page(document)):
        client.get(address)
    taken(client, document)
    taken(client, document)
    actions.read(document=document, way="pages", by=panel_member, at=NOW + timedelta(days=1))

    assert [entry.data["way"] for entry in Entry.objects.order_by("number")] == ["pages", "download", "pages"]


def test_the_owners_own_reading_is_not_recorded(client, document):
    client.force_login(document.owner)
    client.get(page(document))
    taken(client, document)

    assert not Entry.objects.exists()


def test_an_administrator_has_no_reason_to_read(client, document):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    assert client.get(page(document)).status_code == 404
    assert client.get(download(document)).status_code == 404
    assert not Entry.objects.exists()


def test_a_page_costs_few_queries(client, document, panel_member, django_assert_max_num_queries):
    client.force_login(panel_member)
    client.get(page(document))

    with django_assert_max_num_queries(4):
        client.get(page(document, 2))
