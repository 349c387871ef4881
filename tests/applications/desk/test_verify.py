"""`manage.py verify` finds what was changed behind the portal's back, and is silent about what was not."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from applications.intake.models import Application
from applications.ranking.models import Ranking
from applications.scoring.models import Mark
from portal.kernel.canonical import sha256_of
from portal.models import Entry, Message
from tests.factories.decisions import ranked_selection
from tests.factories.intake import withdraw
from tests.factories.notices import full_notice
from tests.factories.portal import EntryFactory, UserFactory
from vacancies.document.actions import keep_version
from vacancies.models import Criterion, NoticeVersion, Vacancy

pytestmark = pytest.mark.django_db


def verified():
    """The exit status of the command, and what it said."""
    output = StringIO()
    try:
        call_command("verify", stdout=output)
    except SystemExit as ended:
        return ended.code, output.getvalue().splitlines()
    return 0, output.getvalue().splitlines()


def faults():
    """The faults alone; that there are any is what the exit status says."""
    status, lines = verified()
    assert status == 1
    return [line for line in lines if not line.endswith("checked") and "faults: " not in line]


def by_hand(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


@pytest.fixture
def selection():
    return ranked_selection(method="cumulative")


def test_a_whole_selection_stands(selection):
    assert verified() == (
        0,
        [
            "chains: 2 checked",
            "notices: 0 checked",
            "applications: 3 checked",
            "decisions on requirements: 6 checked",
            "long lists: 3 checked",
            "seats: 3 checked",
            "seats that changed: 3 checked",
            "meetings: 0 checked",
            "panels: 1 checked",
            "short lists: 0 checked",
            "declarations: 3 checked",
            "sealed prices: 3 checked",
            "prices opened in an emergency: 0 checked",
            "answers of written tests: 0 checked",
            "question guides: 0 checked",
            "blind rounds: 1 checked",
            "passages hidden by hand: 0 checked",
            "score sheets: 3 checked",
            "discussions of marks: 0 checked",
            "sheets that do not count: 3 checked",
            "marks opened again: 0 checked",
            "openings allowed: 0 checked",
            "rankings: 1 checked",
            "decisions: 0 checked",
            "offers: 0 checked",
            "complaints: 0 checked",
            "feedback: 0 checked",
            f"letters: {Message.objects.count()} checked",
            f"steps by whom and when: {Entry.objects.count()} checked",
            "vacancies advertised anew: 0 checked",
            "references: 0 checked",
            "Nothing was changed after it was written.",
        ],
    )


@pytest.fixture
def kept(now):
    """The first version of a published notice."""
    return keep_version(vacancy=full_notice(published=True), by=UserFactory(), at=now)


def test_a_published_notice_stands(kept):
    assert verified()[0] == 0


@pytest.mark.parametrize("hides", [False, True])
def test_a_version_changed_by_hand_is_found(kept, hides):
    """Also when its hash is changed with it: the record remembers the first one."""
    said = kept.content | {"openings": 9}
    NoticeVersion.objects.update(content=said, content_hash=sha256_of(said) if hides else kept.content_hash)
    Vacancy.objects.update(openings=9)
    assert faults() == [
        f"version 1 of the notice {kept.vacancy}: was changed after it was published",
    ]


def test_a_notice_changed_without_a_corrigendum_is_found(kept):
    Vacancy.objects.update(title_en="Another title")
    assert faults() == [f"notice {kept.vacancy}: does not say what was published last"]


def test_an_entry_edited_by_hand_is_found():
    EntryFactory.create_batch(3, data={"code": "C1"})
    by_hand("UPDATE portal_entry SET data = %s WHERE number = %s", '{"code": "C2"}', 2)
    assert faults() == ["test:1, entry 2: was changed after it was written"]


def test_an_entry_removed_by_hand_is_found():
    EntryFactory.create_batch(3)
    by_hand("DELETE FROM portal_entry WHERE number = %s", 2)
    assert faults() == [
        "test:1, entry 2: is missing",
        "test:1, entry 3: does not follow from the entry before it",
    ]


def test_the_last_entry_removed_by_hand_is_found():
    EntryFactory.create_batch(3)
    by_hand("DELETE FROM portal_entry WHERE number = %s", 3)
    assert faults() == ["test:1, entry 3: the end of the chain is not the last entry written"]


def test_a_mark_edited_by_hand_is_found_on_the_sheet_and_in_the_ranking(selection):
    mark = Mark.objects.filter(application__code="C2").first()
    by_hand("UPDATE applications_mark SET value = %s WHERE id = %s", 1, mark.pk)
    assert faults() == [
        f"sheet of {mark.sheet.member} for {selection.vacancy}, desk: was changed after it was handed in",
        f"ranking 1 of {selection.vacancy}: what it says of C2 does not follow from the sheets in the database",
    ]


def test_a_reason_edited_by_hand_is_found(selection):
    mark = Mark.objects.first()
    by_hand("UPDATE applications_mark SET reason = %s WHERE id = %s", "Otherwise.", mark.pk)
    assert len(faults()) == 1


def test_a_price_edited_by_hand_is_found(selection):
    offer = selection.applications[1].price_offer
    by_hand("UPDATE applications_priceoffer SET opened = %s WHERE id = %s", "1.00", offer.pk)
    number = selection.applications[1].receipt_number
    assert faults() == [
        f"price of application {number}: was opened as another one than was sealed",
        f"ranking 1 of {selection.vacancy}: what it says of C2 does not follow from the sheets in the database",
    ]


def test_a_result_edited_by_hand_is_found(selection):
    ranking = selection.ranking
    ranking.result["results"][0]["rank"] = 2
    Ranking.objects.filter(pk=ranking.pk).update(result=ranking.result)
    assert [fault.split(": ", 1)[1] for fault in faults()] == [
        "its result is not the one that was recorded",
        "its result does not follow from its evaluation file",
    ]


def test_a_plan_edited_by_hand_is_found(selection):
    Criterion.objects.filter(code="A", plan__vacancy=selection.vacancy).update(points=99)
    assert faults() == [
        f"ranking 1 of {selection.vacancy}: The plan is not the one that was frozen with the first application."
    ]


def test_an_answer_edited_by_hand_is_found(selection):
    application = selection.applications[0]
    application.snapshot["answers"]["R2"]["value"] = "30"
    Application.objects.filter(pk=application.pk).update(snapshot=application.snapshot)
    assert faults() == [f"application {application.receipt_number}: was changed after it was handed in"]


def test_who_withdraws_after_the_ranking_changes_nothing_of_what_was_ranked(selection, now):
    withdraw(selection.applications[2], at=now + timedelta(hours=1))
    assert verified()[0] == 0


def test_the_command_reads_only(selection):
    before = Entry.objects.count()
    verified()
    assert Entry.objects.count() == before
