"""A notice as a file: exported, imported again, and every fault of a wrong one named."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.accounts.roles import Role
from portal.record.models import Entry
from tests.factories.notices import full_notice
from tests.factories.portal import OfficeFactory, person_with
from tests.factories.publishing import LotFactory
from tests.factories.vacancies import CriterionFactory
from vacancies.document.actions import fresh, write_into
from vacancies.document.form import document_of
from vacancies.document.reading import file_of, read_file
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def exported(vacancy: Vacancy) -> str:
    out = StringIO()
    call_command("vacancy_export", vacancy.reference, stdout=out)
    return out.getvalue()


def imported(path, by) -> Vacancy:
    out = StringIO()
    call_command("vacancy_import", str(path), by=by.email, stdout=out)
    return Vacancy.objects.get(reference=out.getvalue().split(":")[0])


@pytest.fixture
def notice(now):
    return full_notice()


@pytest.fixture
def officer(notice):
    return person_with(Role.OFFICER, notice.office)


@pytest.fixture
def said(notice):
    return document_of(fresh(notice))


def faults(said) -> list[str]:
    document, found = read_file(said if isinstance(said, bytes) else json.dumps(said).encode())
    assert (document is None) == bool(found)
    return [str(fault) for fault in found]


def test_a_notice_comes_back_byte_by_byte_under_the_next_reference(notice, officer, tmp_path):
    path = tmp_path / "notice.json"
    call_command("vacancy_export", notice.reference, output=str(path))
    made = imported(path, officer)
    assert made.reference != notice.reference
    assert exported(made) == path.read_text().replace(notice.reference, made.reference)
    assert (made.status, made.written_by) == ("draft", officer)


def test_a_free_reference_is_kept(said, officer, tmp_path):
    path = tmp_path / "notice.json"
    path.write_bytes(file_of(said | {"reference": "IOMKAZ/2019/77(C)"}))
    assert imported(path, officer).reference == "IOMKAZ/2019/77(C)"


@pytest.mark.parametrize("reference", ["", "—", "X" * 35])
def test_a_notice_whose_reference_makes_no_address_or_is_too_long_to_be_corrected_gets_the_next(
    said, officer, tmp_path, reference
):
    path = tmp_path / "notice.json"
    path.write_bytes(file_of(said | {"reference": reference}))
    made = imported(path, officer)
    assert made.reference == made.office.reference_scheme.format(year=2026, number=1, type="C")


def test_the_record_says_who_imported_what(notice, officer, tmp_path):
    path = tmp_path / "notice.json"
    call_command("vacancy_export", notice.reference, output=str(path))
    made = imported(path, officer)
    entries = Entry.objects.of(made.stream)
    assert [entry.action for entry in entries][:2] == ["vacancy.created", "vacancy.imported"]
    assert {entry.actor for entry in entries} == {officer.pk}


def test_nobody_imports_into_an_office_that_is_not_theirs(said, tmp_path):
    path = tmp_path / "notice.json"
    path.write_bytes(file_of(said))
    stranger = person_with(Role.OFFICER, OfficeFactory())
    with pytest.raises(CommandError, match="begins no notices"):
        call_command("vacancy_import", str(path), by=stranger.email)
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1, column 1"),
        (b'{"format": "notice/1",', "line 1, column 23"),
        (b'{"a": 1, "a": 2}', "“a” stands twice"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"1" * 5000, "not JSON"),
        (b" " * (5 * 1024 * 1024), "larger than"),
    ],
)
def test_what_is_no_json_is_told_in_words(content, words):
    document, found = read_file(content)
    assert document is None
    assert [words in fault.words for fault in found] == [True]


def test_a_fault_in_a_file_is_printed_with_its_path_and_nothing_is_imported(said, officer, tmp_path):
    path = tmp_path / "notice.json"
    said["outputs"][0]["share"] = "70"
    said["outputs"][1]["share"] = "40"
    said["office"] = "NOWHERE"
    path.write_bytes(file_of(said))
    with pytest.raises(CommandError) as error:
        call_command("vacancy_import", str(path), by=officer.email)
    assert str(error.value).splitlines() == [
        f"{path}: office: “NOWHERE” is no office of this portal",
        f"{path}: outputs: the shares add up to 110 per cent",
    ]
    assert error.value.returncode == 1
    assert Vacancy.objects.count() == 1


def changed(said, path, value):
    """The document with `value` at a place named by keys and positions; the key goes where the value is `...`."""
    *way, last = path
    here = said
    for part in way:
        here = here[part]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return said


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["format"], "notice/2", "format: must be one of: 'notice/1'"),
        (["colour"], "red", "colour: is not known in this format"),
        (["\ud800"], "red", "has signs that are no text"),
        (["title", "kk"], "Атауы", "title.kk: is not known in this format"),
        (["title"], "A text", "title: must be an object with keys"),
        (["title", "en"], 5, "title.en: must be a text"),
        (["title", "en"], "x" * 251, "title.en: is too long: at most 250 characters are possible"),
        (["summary", "ru"], "a\0b", "summary.ru: has signs that are no text"),
        (["summary", "ru"], "\ud800", "summary.ru: has signs that are no text"),
        (["title", "en"], "a\nBcc: b", "title.en: has signs that are no text"),
        (["gap_reason"], "a\rb", "gap_reason: has signs that are no text"),
        (["plan"], ..., "plan: is missing"),
        (["home_based"], "yes", "home_based: must be true or false"),
        (["openings"], 0, "openings: must be at least 1"),
        (["openings"], 10**30, "openings: must be at most 32767"),
        (["openings"], True, "openings: must be a whole number"),
        (["openings"], 1.5, "openings: must be a whole number"),
        (["lots"], {}, "lots: must be a list"),
        (["lots", 1, "openings"], 0, "lots.L2.openings: must be at least 1"),
        (["lots", 1, "code"], "L1", "lots: “L1” stands there more than once"),
        (["lots", 1, "code"], "L/1", "lots.L/1.code: has signs that a code may not have"),
        (["kind"], "volunteer", "kind: must be one of: 'consultant', 'expert', 'staff', 'intern'"),
        (["starts_on"], "2026-02-30", "starts_on: must be a date that exists, written as “2026-12-31”"),
        (
            ["closes_at"],
            "2026-12-31T18:00:00+05:00",
            "closes_at: must be an instant in UTC that exists, written as “2026-12-31T13:00:00Z”",
        ),
        (["pay_most"], "199.99", "pay_most: is below the lowest pay"),
        (["pay_currency"], "usd", "pay_currency: has signs that a code may not have"),
        (["questions_until"], "2027-12-31T13:00:00Z", "questions_until: lies behind the closing date"),
        (
            ["eligible_countries", 0],
            "ZZ",
            "eligible_countries.1: “ZZ” is not the code of a country (ISO 3166-1, two letters)",
        ),
        (["eligible_countries"], ["KZ", "KZ"], "eligible_countries: “KZ” stands there more than once"),
        (
            ["outputs", 0, "share"],
            "1e2",
            "outputs.O1.share: must be a decimal number written as text, such as “12.5”",
        ),
        (["outputs", 0, "share"], "101", "outputs.O1.share: must lie between 0 and 100"),
        (
            ["outputs", 0, "share"],
            "1.234",
            "outputs.O1.share: may have 3 digits before the point and 2 behind it, not more",
        ),
        (["languages", 1, "language"], "ru", "languages: “ru” stands there more than once"),
        (
            ["languages", 1, "level"],
            "D1",
            "languages.en.level: must be one of: 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'",
        ),
        (
            ["clauses", 0, "version"],
            2,
            "clauses.equal_opportunity: the office has no standard clause of this topic, version and wording",
        ),
        (
            ["plan", "requirements", 0, "kind"],
            "age",
            (
                "plan.requirements.R1: has an unknown kind; possible are: "
                "'nationality', 'residence', 'experience', 'education', 'language', 'document', 'question'"
            ),
        ),
        (
            ["plan", "requirements", 1, "parameters", "years"],
            ...,
            "plan.requirements.R2.parameters.years: is missing",
        ),
        (
            ["plan", "requirements", 1],
            {
                "code": "R2",
                "kind": "document",
                "parameters": {"document": "visa"},
                "text": {"en": "", "ru": ""},
            },
            "plan.requirements.R2.parameters.document: “visa” is no document of the plan",
        ),
        (["plan", "requirements", 1, "code"], "R1", "plan.requirements: “R1” stands there more than once"),
        (["plan", "criteria", 0, "points"], "0", "plan.criteria.A.points: must lie between 0.01 and 9999.99"),
        (["plan", "criteria", 0, "minimum"], "6", "plan.criteria.A.minimum: is above the scale"),
        (["plan", "criteria", 0, "anchors", 2, "step"], "9", "plan.criteria.A.anchors.9: is above the scale"),
        (
            ["plan", "criteria", 0, "anchors", 2, "step"],
            "3.0",
            "plan.criteria.A.anchors: “3” stands there more than once",
        ),
        (["plan", "tie_break"], ["criterion:Z"], "plan.tie_break: “criterion:Z” is nothing this plan has"),
        (["plan", "tie_break"], ["price", "price"], "plan.tie_break: “price” stands there more than once"),
        (
            ["plan", "documents", 0, "formats"],
            ["exe"],
            "plan.documents.cv.formats.1: must be one of: 'pdf', 'docx', 'odt', 'rtf', 'jpeg', 'png'",
        ),
        (["plan", "currency"], "dollars", "plan.currency: is too long: at most 3 characters are possible"),
    ],
)
def test_each_fault_is_named_by_its_path(said, path, value, fault):
    assert faults(changed(said, path, value)) == [fault]


def test_all_faults_are_told_at_once(said):
    said["title"]["en"], said["openings"] = 5, 0
    assert len(faults(said)) == 2


@pytest.mark.parametrize("document", [[], "notice", 3, None])
def test_a_document_is_an_object(document):
    assert faults(document) == ["must be an object with keys"]


def test_a_document_without_anything_names_every_key_that_lacks(said):
    assert faults({}) == [f"{key}: is missing" for key in said if not key.startswith("pay_")]


def test_a_document_older_than_pay_says_nothing_of_it(said):
    older = {key: value for key, value in said.items() if not key.startswith("pay_")}
    assert faults(older) == []
    assert document_of(write_into(vacancy=Vacancy.objects.get(), document=older)) == older


def test_half_of_pay_is_named(said):
    del said["pay_currency"], said["pay_per"]
    words = "is missing beside the rest of pay"
    assert faults(said) == [f"pay_currency: {words}", f"pay_per: {words}"]


def test_the_export_of_an_unknown_reference_says_so():
    with pytest.raises(CommandError, match="There is no vacancy"):
        call_command("vacancy_export", "NONE/1")


def test_an_import_for_nobody_says_so(tmp_path):
    with pytest.raises(CommandError, match="has an account"):
        call_command("vacancy_import", str(tmp_path / "no.json"), by="nobody@example.org")


def test_the_export_needs_the_same_number_of_queries_however_much_it_holds(django_assert_num_queries, now):
    larger = full_notice()
    for number in range(3, 6):
        LotFactory(vacancy=larger, code=f"L{number}")
        CriterionFactory(plan=larger.plan, code=f"C{number}")
    for vacancy in (full_notice(), larger):
        with django_assert_num_queries(11):
            exported(vacancy)
