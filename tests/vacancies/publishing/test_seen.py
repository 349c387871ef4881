"""What is published is what its approver was shown."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.portal import person_with
from tests.vacancies.publishing.cast import notice_in
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


def test_a_notice_rewritten_while_its_approver_reads_is_not_published(client):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(person_with(Role.APPROVER, vacancy.office))
    shown = client.get(reverse("publishing:approval", args=[vacancy.pk])).context["publish_form"]["seen"]
    vacancy.title_en = "Another title"
    vacancy.save()
    address = reverse("publishing:publish", args=[vacancy.pk])
    sent = {"when": "now", "seen": shown.value(), "overruled_because": "The seminar cannot be moved."}
    page = client.post(address, sent, follow=True)
    assert "The notice was rewritten while you read it." in page.content.decode()
    vacancy.refresh_from_db()
    assert vacancy.status == Status.IN_APPROVAL

    fresh = client.get(reverse("publishing:approval", args=[vacancy.pk])).context["publish_form"]["seen"]
    client.post(address, {**sent, "seen": fresh.value()})
    vacancy.refresh_from_db()
    assert vacancy.status == Status.PUBLISHED
