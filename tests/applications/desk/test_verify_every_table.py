"""One value changed in each column of each table of a selection is refused by the database or found by `manage.py verify`."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from applications.decisions.actions import announce, approve
from applications.desk.verification import CHECKS
from applications.intake import receipt
from applications.panels.actions import convene, declare
from applications.panels.models import SeatRole
from applications.ranking.actions import make, open_prices
from applications.ranking.opening_in_emergency import open_in_emergency
from applications.scoring import actions as scoring
from applications.scoring.models import Mark, Sheet
from applications.screening.actions import make_long_list
from portal.accounts.roles import Role
from portal.record.actions import write
from portal.record.models import Entry
from tests.factories.decisions import Selection, falling, recommended, severe
from tests.factories.intake import submitted_application
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import handed_in, of, opened_round
from tests.factories.screening import decided, officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.document.actions import keep_version

pytestmark = pytest.mark.django_db

# What nothing of a selection rests on, table by table, and why it is left alone.
RESTS_ON_NOTHING = {
    "vacancies.Plan": {"frozen_at"},  # the freezing is an entry; what was frozen is compared
    "vacancies.Criterion": {"order"},  # in which order a page lists them
    "vacancies.Requirement": {"order"},
    "vacancies.Vacancy": {
        *("slug", "created_at", "changed_at"),  # the address, and when it was typed
        *("returned_comment", "overruled_because"),  # words on a draft; the record has them
        "status",  # each step is compared for itself
    },
    "applications.Application": {
        *("key", "language", "started_at", "declared"),  # an address, the language of letters, and the draft
        "applicant",  # whose account reads it: claimed by codes, handed over on erasure
        "withdrawal_reason",  # erased with the person
    },
    "applications.PriceOffer": {
        "sealed_at",
        "envelope",
        "terms",
    },  # of the draft; what was sealed is compared
    "applications.Finding": {"evidence"},  # worked out from the snapshot again for every page
    "applications.Mark": {"saved_at"},  # of the draft; the sheet is hashed when it is handed in
    "applications.Sheet": {
        "order"
    },  # of whom a member left out would have marked; of others it is in the hash
    # To whom, and how it went out: gone with the person.
    "portal.Message": {"user", "to", "language", "headers", "once", "sent_at", "attempts", "error"},
    "applications.Panel": {"is_blind"},  # how names are shown from the convening on; rounds are compared
}


@pytest.fixture
def selection():
    """From the applications to the announced decision, every step by its verb."""
    vacancy = planned_vacancy(closed=True, method="cumulative")
    officer, approver = officer_of(vacancy), person_with(Role.APPROVER, vacancy.office)
    people = [decided(submitted_application(vacancy, price=price), by=officer) for price in ("9000", "9500")]
    unfit = decided(submitted_application(vacancy, R2="2"), by=officer)
    for person in (*people, unfit):
        receipt.record("application.submitted", person, person.applicant, NOW)
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    seats = [(UserFactory(), role) for role in (SeatRole.CHAIR, SeatRole.MEMBER, SeatRole.MEMBER)]
    panel = convene(vacancy=vacancy, seats=seats, by=officer, at=NOW)
    for seat, conflicts in zip(panel.seats.all(), ({}, {}, {people[0]: "A cousin."}), strict=True):
        declare(seat=seat, conflicts=conflicts, by=seat.user, at=NOW)
    scored(opened_round(panel))
    open_in_emergency(application=people[0], reason="A court asks for it.", number=1, by=approver, at=NOW)
    chair = seats[0][0]
    open_prices(vacancy=vacancy, by=chair, at=NOW)
    found = Selection(vacancy, people, panel, officer, approver, make(vacancy=vacancy, by=chair, at=NOW))
    announce(decision=approve(decision=recommended(found), by=approver, at=NOW), by=officer, at=NOW)
    keep_version(vacancy=vacancy, by=approver, at=NOW)
    said = {"published_at": found.vacancy.published_at.isoformat()}
    write(stream=vacancy.stream, action="vacancy.published", by=found.vacancy.approved_by, at=NOW, data=said)
    return found


def scored(round_):
    """Handed in, one mark revised, locked and signed."""
    for number, giving in enumerate((falling, severe)):
        handed_in(of(round_, number), giving)
    mark = Mark.objects.filter(sheet=of(round_, 0)).earliest("pk")
    scoring.revise(mark=mark, value=Decimal("3.5"), reason="Talked over.", by=mark.sheet.seat.user, at=NOW)
    scoring.lock(round=round_, by=mark.sheet.round.opened_by, at=NOW)
    for sheet in Sheet.objects.counted().filter(round=round_):
        scoring.sign(sheet=sheet, by=sheet.seat.user, at=NOW)


TABLES = (
    *("vacancies.Plan", "vacancies.Criterion", "vacancies.Anchor", "vacancies.Requirement"),
    *("vacancies.Vacancy", "vacancies.NoticeVersion"),
    *(
        "applications.Application",
        "applications.PriceOffer",
        "applications.Finding",
        "applications.Screening",
    ),
    *("applications.Panel", "applications.Seat", "applications.Declaration", "applications.Conflict"),
    *("applications.Round", "applications.Sheet", "applications.Mark", "applications.Revision"),
    *("applications.Ranking", "applications.Decision", "applications.Outcome"),
    "applications.EmergencyOpening",
    "portal.Message",
)


def another(row, field):
    """Another value the column could hold; None where there is none."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        return field.related_model.objects.exclude(pk=value).values_list("pk", flat=True).first()
    if field.choices:
        return next(code for code, _word in field.flatchoices if code != value)
    return next(make(value) for kind, make in OTHERS if isinstance(field, kind))


def changed(value):
    """The same plain data with one value of it changed."""
    if isinstance(value, dict):
        return {**value, **{key: changed(within) for key, within in list(value.items())[-1:]}} or {"x": 1}
    if isinstance(value, list):
        return [*value[:-1], *(changed(one) for one in value[-1:])] or ["x"]
    return f"{value}x"


OTHERS = (
    (models.BooleanField, lambda value: not value),
    (models.DateTimeField, lambda value: (value or NOW) + timedelta(hours=1)),
    (models.DateField, lambda value: (value or NOW.date()) + timedelta(days=1)),
    ((models.DecimalField, models.IntegerField), lambda value: (value or 0) + 1),
    (models.UUIDField, lambda _value: uuid4()),
    (models.JSONField, changed),
    (models.Field, lambda value: f"x{value[1:]}" if value else "x"),
)


def columns(model):
    left = RESTS_ON_NOTHING.get(model._meta.label, set())
    return [one for one in model._meta.concrete_fields if not one.primary_key and one.name not in left]


def fate(row, field, value):
    """`refused` by the database, what `verify` says of it, or nothing."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value})
            found = [fault for _rows, check in CHECKS.values() for fault in check()]
            transaction.set_rollback(True)
    except DatabaseError:
        return "refused"
    return found


def test_every_value_is_guarded_or_compared(selection):
    assert [fault for _rows, check in CHECKS.values() for fault in check()] == []
    unseen = []
    for label in TABLES:
        model = apps.get_model(label)
        row = model._base_manager.order_by("pk").last()
        assert row is not None, label
        for field in columns(model):
            value = another(row, field)
            if value is not None and not fate(row, field, value):
                unseen.append(f"{label}.{field.name}")
    assert unseen == []


def test_what_is_named_as_left_alone_is_there():
    """A column that is gone, or compared by now, leaves the list too."""
    for label, names in RESTS_ON_NOTHING.items():
        assert names <= {field.name for field in apps.get_model(label)._meta.concrete_fields}


def test_an_entry_is_refused_any_change_even_of_those_who_go_round_the_portal(selection):
    """The record itself: every column of an entry is in its hash, or is the hash."""
    entry = Entry.objects.filter(action="letter.written").last()
    for field in Entry._meta.concrete_fields:
        if not field.primary_key and (value := another(entry, field)) is not None:
            assert fate(entry, field, value), field.name
