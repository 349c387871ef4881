"""Pages on which notices are exported, imported, copied and kept as templates."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.notices import full_notice
from tests.factories.portal import OfficeFactory, person_with
from tests.factories.publishing import NoticeTemplateFactory
from vacancies.document.actions import fresh
from vacancies.document.form import document_of
from vacancies.document.reading import file_of
from vacancies.models import NoticeTemplate, Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(now):
    return full_notice()


@pytest.fixture
def officer(notice, client):
    person = person_with(Role.OFFICER, notice.office)
    client.force_login(person)
    return person


def upload(client, content: bytes):
    return client.post(reverse("document:import"), {"file": SimpleUploadedFile("notice.json", content)})


def text(response) -> str:
    return unescape(response.content.decode())


def test_the_page_before_approval_offers_what_can_be_made_of_a_notice(client, notice, officer):
    page = text(client.get(reverse("publishing:approval", args=[notice.pk])))
    for name in ("copy", "save", "export"):
        assert f'href="{reverse(f"document:{name}", args=[notice.pk])}"' in page


def test_the_export_is_the_file_of_the_notice(client, notice, officer):
    response = client.get(reverse("document:export", args=[notice.pk]))
    assert response.content == file_of(document_of(fresh(notice)))
    assert response["Content-Disposition"] == f'attachment; filename="{notice.slug}.json"'


def test_the_page_of_import_blames_nobody_before_a_file_is_sent(client, notice, officer):
    assert client.get(reverse("document:import")).context["form"].errors == {}


def test_a_file_is_summed_up_first_and_imported_when_confirmed(client, notice, officer):
    said = document_of(fresh(notice))
    page = upload(client, file_of(said))
    assert Vacancy.objects.count() == 1
    assert notice.title_en in text(page)
    content = page.context["form"]["content"].value()
    response = client.post(reverse("document:import"), {"content": content})
    made = Vacancy.objects.exclude(pk=notice.pk).get()
    assert response.url == reverse("publishing:edit", args=[made.pk])
    assert document_of(fresh(made)) == said | {"reference": made.reference}


def test_a_wrong_file_lists_each_fault_by_its_path_and_imports_nothing(client, notice, officer):
    said = document_of(fresh(notice)) | {"openings": 0, "colour": "red"}
    page = text(upload(client, file_of(said)))
    listed = re.findall(r'<li><span class="code">([^<]*)</span> ([^<]*)</li>', page)
    assert listed == [("openings", "must be at least 1"), ("colour", "is not known in this format")]
    assert Vacancy.objects.count() == 1


def test_what_is_confirmed_is_read_as_strictly(client, notice, officer):
    said = document_of(fresh(notice)) | {"openings": 0}
    page = text(client.post(reverse("document:import"), {"content": json.dumps(said)}))
    assert '<span class="code">openings</span> must be at least 1' in page
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"x" * 5 * 1024 * 1024])
def test_a_file_that_is_none_is_told_on_the_page(client, officer, content):
    page = upload(client, content)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert Vacancy.objects.count() == 1


def test_a_notice_of_another_office_is_not_imported(client, notice, officer):
    said = document_of(fresh(notice)) | {"office": OfficeFactory().code}
    page = upload(client, file_of(said))
    assert [str(fault) for fault in page.context["faults"]] == ["office: you begin no notices in this office"]
    client.post(reverse("document:import"), {"content": json.dumps(said)})
    assert Vacancy.objects.count() == 1


def test_a_notice_is_copied_after_asking(client, notice, officer):
    address = reverse("document:copy", args=[notice.pk])
    assert client.get(address).status_code == 200
    assert Vacancy.objects.count() == 1
    client.post(address)
    assert Vacancy.objects.exclude(pk=notice.pk).get().title_en == notice.title_en


def test_a_template_is_saved_used_renamed_and_deleted(client, notice, officer):
    client.post(reverse("document:save", args=[notice.pk]), {"name": "Experts"})
    template = NoticeTemplate.objects.get()
    listed = text(client.get(reverse("document:templates")))
    assert "Experts" in listed
    client.post(reverse("document:begin", args=[template.pk]))
    assert Vacancy.objects.count() == 2
    client.post(reverse("document:rename", args=[template.pk]), {"name": "Lawyers"})
    assert NoticeTemplate.objects.get().name == "Lawyers"
    assert client.get(reverse("document:delete", args=[template.pk])).status_code == 200
    client.post(reverse("document:delete", args=[template.pk]))
    assert NoticeTemplate.objects.count() == 0


def test_a_name_that_is_taken_keeps_what_was_typed(client, notice, officer):
    NoticeTemplateFactory(office=notice.office, name="Experts")
    page = client.post(reverse("document:save", args=[notice.pk]), {"name": "Experts"})
    assert page.context["form"]["name"].value() == "Experts"
    assert NoticeTemplate.objects.count() == 1


def test_templates_of_other_offices_are_not_listed(client, officer):
    NoticeTemplateFactory(name="Somebody else’s")
    assert "Somebody" not in text(client.get(reverse("document:templates")))


def test_the_list_of_templates_needs_the_same_queries_for_any_number(client, notice, officer):
    client.get(reverse("document:templates"))
    needed = []
    for number in (1, 2):
        NoticeTemplateFactory.create_batch(number, office=notice.office)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("document:templates"))
        needed.append(len(queries))
    assert needed[0] == needed[1]
