"""The schema of a notice: current as a file, and nothing but what the document holds."""

import pytest
from django.conf import settings

from tests.factories.notices import full_notice
from vacancies.document.actions import fresh
from vacancies.document.form import document_of
from vacancies.document.schema import NoticeDocument, json_schema


def test_the_published_schema_is_current():
    """Made anew by `manage.py shell -c "from vacancies.document.schema import *; print(json_schema(), end='')"`."""
    assert (settings.BASE_DIR / "docs/notice.schema.json").read_text() == json_schema()


@pytest.mark.django_db
def test_the_schema_names_the_keys_of_a_document_in_their_order():
    said = document_of(fresh(full_notice()))
    assert list(NoticeDocument.model_validate(said).model_dump()) == list(said)


def test_the_schema_describes_every_part_of_its_format():
    told = (settings.BASE_DIR / "docs/notice-document.md").read_text()
    missing = [name for name in NoticeDocument.model_fields if f"`{name}`" not in told]
    assert missing == []
