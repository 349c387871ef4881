"""An application is its applicant's; to all others it does not exist until it is handed in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.intake import actions
from portal.accounts.roles import Role
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

WITHOUT_MORE = ("application", "review", "submit", "withdraw")
ADDRESSES = [
    *((name, ()) for name in WITHOUT_MORE),
    *(
        ("page", (key,))
        for key in ("person", "requirements", "statements", "documents", "price", "declaration")
    ),
    *((name, ("cv",)) for name in ("upload", "detach")),
]


@pytest.fixture
def draft():
    return filled_application(planned_vacancy(published=True, method="cumulative"))


@pytest.mark.parametrize(("name", "more"), ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_consultant_finds_nothing(client, draft, name, more, method):
    client.force_login(UserFactory())
    response = getattr(client, method)(reverse(f"intake:{name}", args=[draft.key, *more]))
    assert response.status_code == 404


@pytest.mark.parametrize(("name", "more"), ADDRESSES)
@pytest.mark.parametrize("role", Role)
def test_nobody_of_the_office_opens_the_pages_of_an_applicant(client, draft, name, more, role):
    client.force_login(person_with(role, draft.office))
    assert client.get(reverse(f"intake:{name}", args=[draft.key, *more])).status_code == 404


@pytest.mark.parametrize(("name", "more"), ADDRESSES)
def test_who_administers_the_portal_reads_no_draft_and_acts_for_nobody(client, draft, name, more):
    administrator = UserFactory(is_superuser=True)
    client.force_login(administrator)
    for method in (client.get, client.post):
        assert method(reverse(f"intake:{name}", args=[draft.key, *more])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.submit(application=draft, by=administrator, at=NOW)


@pytest.mark.parametrize("name", WITHOUT_MORE)
def test_who_is_not_signed_in_is_asked_to(client, draft, name):
    address = reverse(f"intake:{name}", args=[draft.key])
    assert client.get(address).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.AUDITOR])
def test_the_office_may_read_what_was_handed_in_and_no_draft(draft, role):
    person = person_with(role, draft.office)
    assert not person.has_perm("applications.view_application", draft)
    received = submitted_application(draft.vacancy)
    assert person.has_perm("applications.view_application", received)
    assert not person_with(role, OfficeFactory()).has_perm("applications.view_application", received)


def test_a_translator_of_the_office_reads_no_application(draft):
    received = submitted_application(draft.vacancy)
    translator = person_with(Role.TRANSLATOR, draft.office)
    assert not translator.has_perm("applications.view_application", received)


@pytest.mark.parametrize("role", Role)
def test_who_works_for_the_office_does_not_apply_and_is_told_so(client, draft, role):
    person = person_with(role, draft.office)
    client.force_login(person)
    address = reverse("intake:start", args=[draft.vacancy.slug])
    for response in (client.get(address), client.post(address)):
        assert "You cannot apply for this vacancy with this account" in response.text
    assert not person.applications.exists()


def test_who_works_for_another_office_may_apply(draft):
    person = person_with(Role.OFFICER, OfficeFactory())
    assert person.has_perm("applications.apply", draft.vacancy)


def test_a_visitor_sees_what_is_asked_and_is_led_to_an_account(client, draft):
    address = reverse("intake:start", args=[draft.vacancy.slug])
    text = client.get(address).text
    assert f"{reverse('account_signup')}?next={address}" in text
    assert f"{reverse('account_login')}?next={address}" in text
    assert "It takes about 30 minutes" in text
    assert "Start the application" not in text


def test_a_notice_that_is_not_published_cannot_be_applied_for(client):
    client.force_login(UserFactory())
    assert client.get(reverse("intake:start", args=[planned_vacancy().slug])).status_code == 404


def test_after_the_closing_time_the_way_in_says_so(client):
    person = UserFactory()
    client.force_login(person)
    address = reverse("intake:start", args=[planned_vacancy(closed=True).slug])
    assert "Start the application" not in client.get(address).text
    assert "Applications for this vacancy are closed" in client.post(address).text
    assert not person.applications.exists()


def test_verbs_are_the_applicants_alone(draft):
    other = UserFactory()
    with pytest.raises(PermissionDenied):
        actions.save_statements(application=draft, given={}, by=other)
    with pytest.raises(PermissionDenied):
        actions.submit(application=draft, by=other, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.withdraw(application=submitted_application(draft.vacancy), reason="", by=other, at=NOW)


def test_an_application_handed_in_leads_from_its_pages_to_its_status(client):
    received = submitted_application(planned_vacancy(published=True))
    client.force_login(received.applicant)
    for name, more in ADDRESSES:
        if name not in {"application", "withdraw", "submit"}:
            response = client.post(reverse(f"intake:{name}", args=[received.key, *more]))
            assert response.status_code in {302, 405}
            assert (
                response.headers.get("Location", received.get_absolute_url()) == received.get_absolute_url()
            )


def test_a_draft_cannot_be_withdrawn(client):
    draft = ApplicationFactory()
    client.force_login(draft.applicant)
    assert client.get(reverse("intake:withdraw", args=[draft.key])).status_code == 302
