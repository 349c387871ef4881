"""Secret links to a preview: made, listed, revoked, expired."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from portal.record.presenters import sentence
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.vacancies.publishing.cast import PERSONS, cast_of, notice_in
from tests.vacancies.publishing.test_pages import page, told
from vacancies.models import PreviewLink
from vacancies.publishing.preview import revoke_preview, share_preview
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def shared(vacancy, days=7):
    return share_preview(vacancy=vacancy, days=days, by=person_with(Role.OFFICER, vacancy.office), at=NOW)


def read(client, secret, language="en"):
    return client.get(f"/{language}/preview/{secret}/")


@pytest.mark.parametrize("state", [Status.DRAFT, Status.IN_APPROVAL])
def test_who_has_the_link_reads_the_notice_as_the_public_will(client, state):
    vacancy = notice_in(state)
    _link, secret = shared(vacancy)
    answer = read(client, secret, "ru")
    shown = answer.content.decode()
    assert (answer.status_code, "<h1" in shown, "Ведущий эксперт по" in shown.replace("\xa0", " ")) == (
        200,
        True,
        True,
    )
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex">' in shown


def test_a_link_works_until_the_second_it_expires(client, monkeypatch):
    _link, secret = shared(notice_in(Status.DRAFT), days=1)
    answers = []
    for moment in (
        NOW + timedelta(days=1) - SECOND,
        NOW + timedelta(days=1),
        NOW + timedelta(days=1) + SECOND,
    ):
        monkeypatch.setattr("portal.kernel.clock.now", lambda moment=moment: moment)
        answers.append(read(client, secret).status_code)
    assert answers == [200, 404, 404]


def test_wrong_expired_and_revoked_links_are_alike(client, monkeypatch):
    vacancy = notice_in(Status.DRAFT)
    link, secret = shared(vacancy)
    revoke_preview(link=link, by=person_with(Role.OFFICER, vacancy.office), at=NOW)
    _other, expired = shared(vacancy, days=1)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(days=2))
    pages = [read(client, one) for one in (secret, expired, "x" * 32)]
    assert [answer.status_code for answer in pages] == [404] * 3
    bodies = {
        answer.content.decode().replace(one, "")
        for answer, one in zip(pages, (secret, expired, "x" * 32), strict=True)
    }
    assert len(bodies) == 1


def test_only_the_hash_of_the_secret_is_kept():
    link, secret = shared(notice_in(Status.DRAFT))
    row = PreviewLink.objects.values().get()
    assert len(secret) == 32
    assert secret not in str(row)
    assert len(link.secret_hash) == 64
    assert secret not in str(list(Entry.objects.values()))


def test_the_record_says_who_made_and_who_revoked_a_link():
    vacancy = notice_in(Status.DRAFT)
    link, _secret = shared(vacancy)
    by = person_with(Role.APPROVER, vacancy.office)
    for _time in range(2):
        revoke_preview(link=link, by=by, at=NOW)
    assert [sentence(entry) for entry in Entry.objects.of(vacancy.stream)] == [
        f"{link.made_by} made a link to the preview, valid until 28\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026, 09:00 UTC",
        f"{by} revoked the link to the preview that was valid until 28\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026, 09:00 UTC",
    ]


@pytest.mark.parametrize("name", PERSONS)
def test_officers_and_approvers_share_a_preview(name):
    vacancy = notice_in(Status.DRAFT)
    person = cast_of(vacancy)[name]
    if name in {"auditor", "translator", "stranger", "elsewhere"}:
        with pytest.raises(PermissionDenied):
            share_preview(vacancy=vacancy, days=1, by=person, at=NOW)
    else:
        assert share_preview(vacancy=vacancy, days=1, by=person, at=NOW)[0].made_by == person


@pytest.mark.parametrize("days", [0, 31])
def test_a_link_is_valid_for_a_day_to_a_month(days):
    with pytest.raises(Refused, match="1 to 30 days"):
        shared(notice_in(Status.DRAFT), days=days)


def test_the_link_is_shown_once_then_listed_and_revoked(client):
    vacancy = notice_in(Status.DRAFT)
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    shown = client.post(page("share-preview", vacancy), {"days": "3"}).context["new_link"]
    assert read(client, shown.rstrip("/").rpartition("/")[2]).status_code == 200
    again = client.get(page("approval", vacancy)).content.decode()
    assert shown not in again
    assert "valid until 24\xa0November\xa02026, 14:00" in again
    link = PreviewLink.objects.get()
    address = reverse("publishing:revoke-preview", args=[vacancy.pk, link.pk])
    assert told(client.post(address)) == ["The link no longer works."]
    assert "Revoke the link" not in client.get(page("approval", vacancy)).content.decode()


def test_a_number_of_days_that_is_none_comes_back(client):
    vacancy = notice_in(Status.DRAFT)
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    answer = client.post(page("share-preview", vacancy), {"days": "many"})
    assert set(answer.context["preview_form"].errors) == {"days"}
    assert PreviewLink.objects.count() == 0


def test_the_link_of_another_office_is_not_revoked(client):
    vacancy = notice_in(Status.DRAFT)
    link, _secret = shared(notice_in(Status.DRAFT, office=OfficeFactory()))
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    for pk in (vacancy.pk, link.vacancy_id):
        assert client.post(reverse("publishing:revoke-preview", args=[pk, link.pk])).status_code == 404
