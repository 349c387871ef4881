"""The evaluation report names whose answers were there, when each file was received and from whom."""

import pytest

from applications.intake.models import Application
from applications.ranking.actions import make
from applications.reports.data import report_data
from applications.written_tests.actions import keep_file, set_aside
from tests.applications.reports.reading import cells, flat, notes
from tests.factories import files
from tests.factories.portal import NOW
from tests.factories.ranking import ranked_vacancy
from tests.factories.scoring import chair_of, opened_round, signed_round
from tests.factories.screening import officer_of
from tests.factories.written_tests import panel_of_a_test
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def kept(panel, code, words):
    application = Application.objects.get(vacancy=panel.vacancy, code=code)
    upload = files.upload(files.pdf(words), "Ivanova.pdf")
    return keep_file(application=application, upload=upload, by=officer_of(panel.vacancy), at=NOW)


def test_the_report_names_every_file_with_its_hash_and_who_wrote_none():
    panel = panel_of_a_test(candidates=2)
    wrong, right = kept(panel, "C1", "Of somebody else"), kept(panel, "C1", "My answers")
    set_aside(file=wrong, because="Of C2.", by=wrong.kept_by, at=NOW)
    signed_round(opened_round(panel))
    make(vacancy=panel.vacancy, by=chair_of(panel), at=NOW)
    data = report_data(Vacancy.objects.get(pk=panel.vacancy.pk), "en", at=NOW)
    (row,) = cells(data, "Candidate", "File", "Received", "From")
    assert row[1:] == ["C1, answers 2", row[2], str(right.kept_by)]
    assert any("C1, answers 1 was set aside" in note and "Of C2." in note for note in notes(data))
    assert any(note.startswith("No answers of C2") for note in notes(data))
    assert right.document.sha256 in str(flat(data))
    assert wrong.document.sha256 in str(flat(data))
    assert "Ivanova.pdf" not in str(data)


def test_a_selection_without_a_test_has_no_such_part():
    data = report_data(Vacancy.objects.get(pk=ranked_vacancy().pk), "en", at=NOW)
    assert "Written test" not in [section["title"] for section in data["sections"]]
