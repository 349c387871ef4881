"""A sealed price opened in an emergency: by whom, when, and that nothing but the opening is ever kept of it."""

import json
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.intake.models import Application, PriceOffer
from applications.intake.seal import seal, seal_hash
from applications.panels.actions import Place, add_member, convene
from applications.panels.forms import SeatForm
from applications.panels.models import EndedBy, SeatRole
from applications.ranking.actions import open_prices
from applications.ranking.emergency import EmergencyOpening
from applications.ranking.models import EnvelopeReading
from applications.ranking.opening_in_emergency import open_in_emergency
from applications.reports.data import report_data
from applications.scoring.seating import end_seat, join, take_over
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.applications.desk.test_verify import by_hand, faults, verified
from tests.applications.ranking.test_envelopes import in_envelope
from tests.applications.reports.reading import notes
from tests.applications.scoring.walk import spellings
from tests.factories.decisions import ranked_selection
from tests.factories.intake import submitted_application, withdraw
from tests.factories.panels import SeatFactory, convened_panel
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.ranking import EmergencyOpeningFactory, locked_vacancy, priced
from tests.factories.scoring import chair_of, declared_panel, opened_round
from tests.factories.screening import long_listed_vacancy, officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
PRICES = ("13579.24", "24681.35")
REASON = "A court asks by tonight whether the offer exceeds what the donor allows."


@pytest.fixture
def panel():
    panel = declared_panel(candidates=2, method="cumulative")
    priced(panel.vacancy, *PRICES)
    return panel


@pytest.fixture
def approver(panel):
    return person_with(Role.APPROVER, panel.office, name="Approver")


def of(vacancy, code="C1"):
    return Application.objects.get(vacancy=vacancy, code=code)


def opened(vacancy, by, *, code="C1", reason=REASON, number=1):
    return open_in_emergency(application=of(vacancy, code), reason=reason, number=number, by=by, at=NOW)


@contextmanager
def shut():
    with pytest.raises(PermissionDenied):
        yield
    assert not EmergencyOpening.objects.exists()
    assert not Entry.objects.filter(action="price.opened_in_emergency").exists()
    assert not Message.objects.filter(kind="price_opened_in_emergency").exists()


def test_an_approver_apart_from_the_panel_reads_the_price_and_the_others_go_on_not_knowing_it(
    panel, approver
):
    assert opened(panel.vacancy, approver) == (Decimal(PRICES[0]), [])
    offer = PriceOffer.objects.get(application__code="C1")
    assert (offer.opened, offer.opened_at, offer.opened_parts) == (None, None, [])
    row = EmergencyOpening.objects.get()
    assert (row.by, row.at, row.reason, row.sealed_sha256) == (approver, NOW, REASON, seal_hash(offer.sealed))


def test_the_parts_of_a_price_are_read_with_it(panel, approver):
    offer = PriceOffer.objects.get(application__code="C1")
    offer.sealed = seal(Decimal(900), [Decimal(500), Decimal(400)])
    offer.save()
    offer.application.snapshot["price_sealed_sha256"] = seal_hash(offer.sealed)
    offer.application.save()
    assert opened(panel.vacancy, approver) == (Decimal(900), ["500", "400"])


def test_the_record_says_who_whose_and_why_and_binds_the_seal(panel, approver):
    opened(panel.vacancy, approver)
    entry = Entry.objects.get(action="price.opened_in_emergency")
    sealed = PriceOffer.objects.get(application__code="C1").sealed
    assert (entry.actor, entry.subject) == (approver.pk, f"application:{of(panel.vacancy).pk}")
    said = {"code": "C1", "number": 1, "reason": REASON, "sealed_sha256": seal_hash(sealed)}
    assert (entry.stream, entry.data) == (panel.vacancy.stream, said)


def everything_kept():
    """Every value of every row of the database, as text."""
    for model in apps.get_models():
        for row in model._base_manager.values():
            yield model._meta.label, json.dumps(row, default=str, ensure_ascii=False)


def test_no_row_letter_or_line_of_a_log_holds_the_figure(
    panel, approver, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level("DEBUG")
    with django_capture_on_commit_callbacks(execute=True):
        price, _parts = opened(panel.vacancy, approver)
    assert mail.outbox
    told = [caplog.text, *(str(letter.message()) for letter in mail.outbox)]
    kept = [*everything_kept(), *(("letter or log", text) for text in told)]
    signs = spellings(str(price)) | {f"{price:.0f}", f"{price:.2f}".replace(".", ",")}
    assert [(where, sign) for where, text in kept for sign in signs if sign in text] == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.TRANSLATOR])
def test_no_other_role_of_the_office_opens(panel, role):
    with shut():
        opened(panel.vacancy, person_with(role, panel.office))


def test_neither_administrator_nor_applicant_nor_approver_of_another_office_opens(panel):
    others = [
        UserFactory(is_superuser=True, is_staff=True),
        of(panel.vacancy).applicant,
        person_with(Role.APPROVER, OfficeFactory()),
        UserFactory(),
    ]
    for person in others:
        with shut():
            opened(panel.vacancy, person)


@pytest.mark.parametrize("role", SeatRole.values)
def test_an_approver_with_any_seat_on_the_panel_does_not_open(panel, approver, role):
    panel.seats.filter(role=role).delete()
    SeatFactory(panel=panel, user=approver, role=role, declared=True)
    with shut():
        opened(panel.vacancy, approver)


def test_an_approver_who_sat_on_the_panel_does_not_open(panel, approver):
    seat = SeatFactory(panel=panel, user=approver, declared=True)
    end_seat(seat=seat, because=EndedBy.ABSENCE, reason="Away.", by=officer_of(panel.vacancy), at=NOW)
    with shut():
        opened(panel.vacancy, approver)


def test_an_approver_who_competes_does_not_open_what_another_asks_for(panel, approver):
    submitted_application(panel.vacancy, applicant=approver)
    with shut():
        opened(panel.vacancy, approver)


def test_no_price_is_opened_while_applications_may_still_arrive_or_be_handed_over(now):
    vacancy = planned_vacancy(published=True, method="cumulative")
    submitted_application(vacancy)
    approver = person_with(Role.APPROVER, vacancy.office)
    with shut():
        opened(vacancy, approver)
    Vacancy.objects.update(closes_at=now - timedelta(seconds=1), grace_minutes=30)
    with shut():
        opened(vacancy, approver)
    Vacancy.objects.update(closes_at=now - timedelta(minutes=31))
    assert opened(vacancy, approver).price == Decimal(10000)


def test_once_prices_are_open_there_is_no_emergency_not_even_for_one_that_stayed_sealed(approver, panel):
    withdraw(of(panel.vacancy, "C2"), at=NOW)
    locked = locked_vacancy(method="cumulative", candidates=2)
    withdraw(of(locked, "C2"), at=NOW)
    open_prices(vacancy=locked, by=chair_of(locked.panel), at=NOW)
    for code in ("C1", "C2"):
        with shut():
            opened(locked, person_with(Role.APPROVER, locked.office), code=code)


def test_nothing_of_a_cancelled_vacancy_is_opened(panel, approver):
    Vacancy.objects.update(status=Status.CANCELLED)
    with shut():
        opened(panel.vacancy, approver)


def test_where_no_price_is_asked_there_is_none_to_open():
    vacancy = declared_panel(candidates=1).vacancy
    with shut():
        opened(vacancy, person_with(Role.APPROVER, vacancy.office))


def test_a_price_in_an_envelope_that_nobody_has_typed_is_refused_in_plain_words(panel, approver):
    vacancy = in_envelope(panel.vacancy, "C2")
    with pytest.raises(Refused, match=r"closed envelope 7\. Nobody has written down here"):
        opened(vacancy, approver, code="C2")
    offer = PriceOffer.objects.get(envelope="7")
    for member in [seat.user for seat in panel.seats.all()][:2]:
        EnvelopeReading.objects.create(offer=offer, by=member, sealed=seal(Decimal(9000)), at=NOW)
    assert opened(vacancy, approver, code="C2").price == Decimal(9000)


def test_a_seal_that_is_not_the_one_handed_in_is_not_opened_and_nothing_is_recorded(panel, approver):
    PriceOffer.objects.update(sealed=seal(Decimal(1)))
    with pytest.raises(Refused, match="not the one that was handed in"):
        opened(panel.vacancy, approver)
    assert not EmergencyOpening.objects.exists()
    assert not Entry.objects.filter(action="price.opened_in_emergency").exists()


@pytest.mark.parametrize("reason", ["", " \n "])
def test_no_price_is_opened_without_a_reason(panel, approver, reason):
    with pytest.raises(Refused, match="Write the reason"):
        opened(panel.vacancy, approver, reason=reason)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyOpeningFactory(reason="")


def test_the_same_opening_sent_twice_shows_the_price_once_and_another_has_a_reason_of_its_own(
    panel, approver
):
    opened(panel.vacancy, approver)
    with pytest.raises(Refused, match="shown once"):
        opened(panel.vacancy, approver)
    opened(panel.vacancy, approver, reason="Misread it.", number=2)
    assert [one.reason for one in EmergencyOpening.objects.told()] == [REASON, "Misread it."]


@pytest.mark.parametrize("said", ["13579.24", "13 579,24", "13,579", "13\N{NO-BREAK SPACE}579"])
def test_who_has_read_a_price_cannot_write_it_into_a_reason(panel, approver, said):
    opened(panel.vacancy, approver)
    for code, number in (("C1", 2), ("C2", 1)):
        with pytest.raises(Refused, match="names a price"):
            opened(panel.vacancy, approver, code=code, reason=f"It was {said} USD.", number=number)


def test_a_refused_reason_is_no_way_to_guess_a_price_one_has_not_read(panel, approver):
    """Any number is taken from who has read nothing: the opening is recorded, whether the guess was right or not."""
    opened(panel.vacancy, person_with(Role.APPROVER, panel.office))
    opened(panel.vacancy, approver, reason=f"Is it {PRICES[0]} or {PRICES[1]}?", number=2)
    assert EmergencyOpening.objects.filter(by=approver).count() == 1


def test_chair_and_officers_are_written_to_in_their_language_without_the_figure(panel, approver):
    officer = officer_of(panel.vacancy, language="ru")
    opened(panel.vacancy, approver)
    letters = {one.user: one for one in Message.objects.filter(kind="price_opened_in_emergency")}
    assert {chair_of(panel), officer} <= letters.keys()
    assert approver not in letters
    assert not {seat.user for seat in panel.seats.filter(role=SeatRole.MEMBER)} & letters.keys()
    assert (letters[officer].language, letters[chair_of(panel)].language) == ("ru", "en")
    said = letters[chair_of(panel)].text
    assert "Approver opened the sealed price of C1" in said
    assert REASON in said


def test_a_chair_who_judges_without_names_is_told_no_reason_which_may_name_somebody():
    panel = declared_panel(candidates=1, method="cumulative", asks={"blind_desk": True})
    officer = officer_of(panel.vacancy)
    opened(panel.vacancy, person_with(Role.APPROVER, panel.office))
    said = {one.user: one.text for one in Message.objects.filter(kind="price_opened_in_emergency")}
    assert REASON not in said[chair_of(panel)]
    assert REASON in said[officer]


BARRED = "opened a sealed price of this vacancy in an emergency and cannot sit"


def test_who_opened_a_price_is_not_convened_in_any_seat():
    vacancy, _people = long_listed_vacancy(candidates=1, method="cumulative")
    approver = person_with(Role.APPROVER, vacancy.office)
    opened(vacancy, approver)
    three = [(UserFactory(), role) for role in (SeatRole.CHAIR, SeatRole.MEMBER, SeatRole.MEMBER)]
    for role in (SeatRole.SECRETARY, SeatRole.OBSERVER):
        with pytest.raises(Refused, match=BARRED):
            convene(vacancy=vacancy, seats=[*three, (approver, role)], by=officer_of(vacancy), at=NOW)
    data = {"email": approver.email, "role": SeatRole.OBSERVER}
    assert BARRED in str(SeatForm(data, vacancy=vacancy).errors["email"])
    assert SeatForm(data, vacancy=planned_vacancy(office=vacancy.office)).is_valid()


def test_who_opened_a_price_is_not_added_nor_joins_nor_takes_a_place_over(panel, approver):
    opened(panel.vacancy, approver)
    officer = officer_of(panel.vacancy)
    with pytest.raises(Refused, match=BARRED):
        add_member(panel=panel, by=officer, at=NOW, user=approver, role=SeatRole.OBSERVER)
    opened_round(panel)
    observer = Place(approver, SeatRole.OBSERVER)
    with pytest.raises(Refused, match=BARRED):
        join(panel=panel, person=observer, reason="Looks on.", by=officer, at=NOW)
    seat = panel.seats.filter(role=SeatRole.MEMBER).first()
    end_seat(seat=seat, because=EndedBy.ABSENCE, reason="Ill.", by=officer, at=NOW)
    with pytest.raises(Refused, match=BARRED):
        take_over(seat=seat, person=observer, reason="Knows it.", by=officer, at=NOW)


def test_who_opened_a_price_may_sit_on_the_panel_of_another_vacancy(panel, approver):
    opened(panel.vacancy, approver)
    vacancy, _people = long_listed_vacancy(candidates=1, office=panel.office)
    other = convened_panel(vacancy)
    seat = add_member(panel=other, by=officer_of(vacancy), at=NOW, user=approver, role=SeatRole.OBSERVER)
    assert seat.user == approver


def test_verify_is_silent_about_openings_as_they_were(panel, approver):
    opened(panel.vacancy, approver)
    opened(panel.vacancy, approver, reason="Misread it.", number=2)
    assert not [one for one in verified()[1] if "emergency opening" in one]
    assert "prices opened in an emergency: 2 checked" in verified()[1]


CHANGES = {
    "another reason": ("UPDATE applications_emergencyopening SET reason = %s", "Another."),
    "another person": ("UPDATE applications_emergencyopening SET by_id = %s", None),
    "another seal": ("UPDATE applications_emergencyopening SET sealed_sha256 = %s", "0" * 64),
}


@pytest.mark.parametrize("what", CHANGES)
def test_verify_finds_an_opening_that_was_changed(panel, approver, what):
    opened(panel.vacancy, approver)
    statement, value = CHANGES[what]
    by_hand(statement, value or UserFactory().pk)
    assert f"price of C1 for {panel.vacancy}, emergency opening 1: is not what was recorded" in faults()


def test_verify_finds_an_opening_that_was_removed_and_one_that_was_never_made(panel, approver):
    opened(panel.vacancy, approver)
    by_hand("DELETE FROM applications_emergencyopening")
    gone = f"price of C1 in {panel.vacancy.stream}, emergency opening 1: is recorded and gone"
    assert gone in faults()
    EmergencyOpeningFactory(application=of(panel.vacancy, "C2"))
    assert f"price of C2 for {panel.vacancy}, emergency opening 1: is not what was recorded" in faults()


def test_the_report_names_each_opening_where_it_tells_of_the_prices_and_says_nothing_without_one():
    selection = ranked_selection(method="cumulative")
    assert not any("emergency" in one for one in notes(report_data(selection.vacancy, "en", at=NOW)))
    EmergencyOpeningFactory(
        application=selection.applications[1], by=selection.approver, reason="A court asked."
    )
    said = [one for one in notes(report_data(selection.vacancy, "en", at=NOW)) if "emergency" in one]
    (words,) = said
    assert words.startswith(f"The sealed price of C2 {selection.applications[1].name} was opened")
    assert "by Approver" in words
    assert words.endswith("The reason: A court asked.")
