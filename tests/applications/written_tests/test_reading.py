"""Who reads answers: the panel, once its round is open, under a neutral name and without what the file says of its maker."""

import io
from hashlib import sha256
from urllib.parse import unquote

import docx
import pypdfium2
import pytest
from django.urls import reverse

from applications.documents.models import Document, Scan
from applications.intake.models import Application
from applications.panels.models import Panel, SeatRole
from applications.written_tests.actions import keep_file, set_aside
from portal.models import Entry
from tests.factories import files
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import chair_of, opened_round, refrozen
from tests.factories.screening import officer_of
from tests.factories.written_tests import panel_of_a_test

pytestmark = pytest.mark.django_db


def word():
    """Answers whose properties name who wrote them."""
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("My answer to question 1")
    document.core_properties.author = "Anna Ivanova"
    document.save(out)
    return files.upload(out.getvalue(), "Ivanova_Anna.docx")


@pytest.fixture
def panel():
    return panel_of_a_test(candidates=2, conflicts={1: [0]})


@pytest.fixture
def document(panel):
    application = Application.objects.get(vacancy=panel.vacancy, code="C1")
    made = keep_file(application=application, upload=word(), by=officer_of(panel.vacancy), at=NOW)
    return made.document


def fetched(client, person, document):
    """The answer, and what was sent."""
    client.force_login(person)
    answer = client.get(reverse("documents:download", args=[document.key]))
    data = b"".join(answer) if answer.streaming else answer.content
    return answer, data


def status(client, person, document):
    return fetched(client, person, document)[0].status_code


def test_a_member_takes_away_pages_under_the_code_that_do_not_name_their_maker(client, panel, document):
    opened_round(panel)
    answer, data = fetched(client, chair_of(panel), document)
    assert "C1, answers 1.pdf" in unquote(answer["Content-Disposition"])
    assert "Ivanova" not in str(answer.headers)
    assert b"Ivanova" not in data
    with pypdfium2.PdfDocument(data) as copy:
        assert len(copy) == document.pages
        assert not any(copy.get_metadata_dict()[name] for name in ("Author", "Title", "Creator"))


def test_who_arranges_the_test_takes_away_the_file_as_it_came(client, panel, document):
    answer, data = fetched(client, officer_of(panel.vacancy), document)
    assert "Ivanova_Anna.docx" in answer["Content-Disposition"]
    assert sha256(data).hexdigest() == document.sha256


def test_the_candidate_reads_their_own_file(client, panel, document):
    assert status(client, document.owner, document) == 200


def test_nobody_of_the_panel_reads_it_before_the_round_is_open(client, panel, document):
    assert status(client, chair_of(panel), document) == 404


def test_who_has_a_conflict_with_the_candidate_or_nothing_to_do_with_it_does_not_read_it(
    client, panel, document
):
    opened_round(panel)
    conflicted = panel.seats.exclude(declaration__conflicts=None).get().user
    undeclared = SeatFactory(panel=panel, role=SeatRole.MEMBER).user
    for person in (conflicted, undeclared, UserFactory()):
        assert status(client, person, document) == 404


def test_a_file_that_was_set_aside_is_shut_to_the_panel(client, panel, document):
    opened_round(panel)
    set_aside(file=document.answer_files.get(), because="Of C2.", by=officer_of(panel.vacancy), at=NOW)
    assert status(client, chair_of(panel), document) == 404
    assert status(client, officer_of(panel.vacancy), document) == 200


@pytest.mark.parametrize("address", ["documents:download", "documents:page"])
def test_the_words_on_a_virus_do_not_give_the_name_away(client, panel, document, address):
    opened_round(panel)
    Document.objects.update(scan=Scan.INFECTED)
    client.force_login(chair_of(panel))
    parts = [document.key, 1] if address.endswith("page") else [document.key]
    answer = client.get(reverse(address, args=parts))
    assert answer.status_code == 403
    assert "C1, answers 1" in answer.text
    assert "Ivanova" not in answer.text


def test_every_reading_stands_in_the_record(client, panel, document):
    opened_round(panel)
    fetched(client, chair_of(panel), document)
    (entry,) = Entry.objects.of(panel.vacancy.stream).filter(action="document.read")
    assert (entry.data["as"], entry.data["sha256"]) == ("panel", document.sha256)


def test_in_a_blind_round_the_file_goes_by_the_code_that_was_drawn(client, panel, document):
    panel.vacancy.plan.blind_test = True
    panel.vacancy.plan.save()
    refrozen(panel.vacancy)
    round_ = opened_round(Panel.objects.with_seats().get(pk=panel.pk))
    code = round_.pseudonyms.get(application__code="C1").code
    answer, _data = fetched(client, chair_of(panel), document)
    assert f"{code}, answers 1.pdf" in unquote(answer["Content-Disposition"])
    answer, _data = fetched(client, officer_of(panel.vacancy), document)
    assert "Ivanova_Anna.docx" in answer["Content-Disposition"]
