"""Ten notices as offices of the region write them: imported, published, shown and exported without losing a word."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from portal.accounts.roles import Role
from portal.templatetags.typography import markdown
from tests.factories.portal import OfficeFactory, person_with
from tests.factories.publishing import StandardClauseFactory
from vacancies.models import NoticeVersion, Vacancy
from vacancies.publishing.actions import publish, submit_for_approval
from vacancies.terms.suggested import SUGGESTED
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db

FILES = sorted((settings.BASE_DIR / "applications/demonstration/data/notices").glob("*.json"))
OFFICES = json.loads((settings.BASE_DIR / "applications/demonstration/data/offices.json").read_text())
LANGUAGES = ("en", "ru")


def told(path):
    return json.loads(path.read_text())


def office_of(path):
    """The office of a notice with the suggested clauses."""
    said = next(office for office in OFFICES if office["code"] == told(path)["office"])
    names = ("code", "country", "time_zone", "reference_scheme")
    office = OfficeFactory(**{name: said[name] for name in names})
    for topic, texts in SUGGESTED.items():
        StandardClauseFactory(office=office, topic=topic, **texts)
    return office


@pytest.fixture
def published(request, now):
    """The notice of a file, imported by an officer and published by an approver."""
    path = request.param
    office = office_of(path)
    officer = person_with(Role.OFFICER, office)
    approver = person_with(Role.APPROVER, office)
    call_command("vacancy_import", str(path), by=officer.email)
    vacancy = Vacancy.objects.get(reference=told(path)["reference"])
    submit_for_approval(vacancy=vacancy, gap_reason=vacancy.gap_reason, by=officer, at=now)
    return path, publish(vacancy=vacancy, by=approver, at=now)


every_notice = pytest.mark.parametrize("published", FILES, ids=lambda path: path.stem, indirect=True)


def words(text):
    """The words of a text or a page, in their order."""
    bare = unescape(re.sub(r"<[^>]+>", " ", text)).replace("\N{SOFT HYPHEN}", "")
    return " ".join(re.findall(r"\w+", bare))


def texts(said, language):
    """Every text of a document as a reader of `language` gets it: the other language stands in for a missing one."""
    if isinstance(said, dict) and set(said) == set(LANGUAGES):
        other = next(code for code in LANGUAGES if code != language)
        yield said[language] or said[other]
    elif isinstance(said, dict):
        for value in said.values():
            yield from texts(value, language)
    elif isinstance(said, list):
        for value in said:
            yield from texts(value, language)


@every_notice
def test_a_notice_shows_every_word_of_its_file_in_both_languages(client, published):
    path, vacancy = published
    for language in LANGUAGES:
        page = words(client.get(f"/{language}/vacancies/{vacancy.slug}/").content.decode())
        wanted = [words(str(markdown(text))) for text in texts(told(path), language)]
        assert [text for text in wanted if text not in page] == []


@every_notice
def test_a_version_of_a_notice_shows_every_word_too(client, published):
    path, vacancy = published
    for language in LANGUAGES:
        with override(language):
            address = reverse("listing:version", args=[vacancy.slug, 1])
        page = words(client.get(address).content.decode())
        wanted = [words(str(markdown(text))) for text in texts(told(path), language)]
        assert [text for text in wanted if text not in page] == []


@every_notice
def test_a_published_notice_is_exported_as_it_was_imported(published, tmp_path):
    path, vacancy = published
    exported = tmp_path / "notice.json"
    call_command("vacancy_export", vacancy.reference, output=str(exported))
    assert exported.read_bytes() == path.read_bytes()
    assert NoticeVersion.objects.get(vacancy=vacancy).content == told(path)
    assert vacancy.status == Status.PUBLISHED


def test_there_are_ten_of_every_sort():
    notices = [told(path) for path in FILES]
    assert len(notices) == 10
    assert {notice["office"] for notice in notices} == {"ALA", "KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert {notice["kind"] for notice in notices} == {"consultant", "expert", "staff", "intern"}
    assert {notice["plan"]["method"] for notice in notices} == {"technical", "cumulative", "lowest_price"}
    assert max(len(notice["lots"]) for notice in notices) == 60
    assert [notice["title"]["en"] for notice in notices if notice["gap_reason"]] == [""]
