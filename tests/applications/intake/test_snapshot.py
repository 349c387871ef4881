"""What is handed in is complete, frozen, and says nothing of the price."""

import pytest

from applications.intake.models import Status
from portal.kernel.canonical import sha256_of
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


def test_an_application_handed_in_carries_all_that_was_stated():
    application = submitted_application(planned_vacancy(published=True), R2="3", A="Ten manuals.")
    snapshot = application.snapshot
    assert snapshot["person"] == {
        "name": "Ахметова Динара Ерлановна",
        "family_name": "Ахметова",
        "given_name": "Динара",
        "patronymic": "Ерлановна",
        "passport_name": "AKHMETOVA DINARA",
        "nationality": "KZ",
        "residence": "KZ",
        "phone": "+7 701 000 00 00",
        "sex": "female",
        "email": application.applicant.email,
    }
    assert snapshot["answers"] == {"R1": {"value": "KZ", "note": ""}, "R2": {"value": "3", "note": ""}}
    assert snapshot["statements"] == {"A": "Ten manuals.", "B": "What I have done about Criterion B."}
    assert [row["asked"] for row in snapshot["documents"]] == ["cv"]
    assert application.receipt_hash == sha256_of(snapshot)


def test_codes_count_applications_handed_in_for_one_vacancy():
    vacancy = planned_vacancy(published=True)
    ApplicationFactory(vacancy=vacancy)
    assert [submitted_application(vacancy).code for _ in range(2)] == ["C1", "C2"]


def test_factories_make_each_state():
    assert [
        ApplicationFactory(**state).status for state in ({}, {"submitted": True}, {"withdrawn": True})
    ] == [
        Status.DRAFT,
        Status.SUBMITTED,
        Status.WITHDRAWN,
    ]
