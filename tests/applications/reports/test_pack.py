"""A reconstruction pack holds a whole selection, and says where it was changed, also by who makes its manifest anew."""

import hashlib
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.intake.models import Application
from applications.intake.receipt import record
from applications.intake.signed import public_keys
from applications.reports.pack_checking import faults, opened
from portal.accounts.roles import Role
from portal.models import Entry
from tests.factories.decisions import ranked_selection, recommended
from tests.factories.portal import NOW, person_with
from tests.factories.reports import asked, fetched
from vacancies.document.actions import keep_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    """A selection with a recommendation, whose notice and applications stand in the record as handing in and publishing leave them."""
    selection = ranked_selection(reference="IOMKAZ/2026/11(C)", unfit=1)
    keep_version(vacancy=selection.vacancy, by=selection.approver, at=NOW)
    for application in Application.objects.received():
        record("application.submitted", application, application.applicant, NOW)
    recommended(selection)
    return selection


@pytest.fixture
def content(client, selection):
    client.force_login(selection.officer)
    return fetched(client, selection.vacancy, paper="pack").content


def changed(content, change, *, anew=True):
    """The pack after `change(parts)`, as somebody would hand it on who makes the manifest anew."""
    with ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    if anew:
        manifest = json.loads(parts["manifest.json"])
        outside = {"manifest.json", "signature.txt", "keys.pem"}
        files = {
            name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name not in outside
        }
        parts["manifest.json"] = json.dumps({**manifest, "files": files}).encode()
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return made.getvalue()


def edit(name, work):
    def change(parts):
        value = json.loads(parts[name])
        parts[name] = json.dumps(work(value) or value).encode()

    return change


def told(content, keys=""):
    return list(faults(opened(content), keys=keys))


def test_a_pack_holds_all_parts_and_checks_without_a_single_query(content, tmp_path):
    file, keys = tmp_path / "pack.zip", tmp_path / "keys.pem"
    file.write_bytes(content)
    keys.write_text(public_keys())
    said = StringIO()
    with CaptureQueriesContext(connection) as asked:
        call_command("verify", str(file), keys=str(keys), stdout=said)
    assert len(asked) == 0
    assert "Nothing was changed after it was written." in said.getvalue()
    assert sorted(opened(content).parts) == [
        "applications.json", "keys.pem", "letters.json", "manifest.json", "notice/1.json", "rankings/1.json", "record.json",
        "reports/en.pdf", "reports/ru.pdf", "sheets.json", "signature.txt",
    ]  # fmt: skip


TAMPERED = {
    "an entry changed": (edit("record.json", lambda record: record["entries"][3].update(actor_name="Somebody")), "record.json, entry 4: was changed"),
    "an entry removed": (edit("record.json", lambda record: record["entries"].pop(3) and None), "record.json, entry 4: is missing"),
    "the last entry removed": (edit("record.json", lambda record: record["entries"].pop() and None), "the end of the chain"),
    "entries in another order": (edit("record.json", lambda record: record["entries"].insert(2, record["entries"].pop(4))), "record.json, entry"),
    "a mark": (edit("sheets.json", lambda sheets: next(iter(sheets[0]["content"]["candidates"]["C1"].values())).update(mark="0")), "sheets.json, sheet:"),
    "a reason": (edit("sheets.json", lambda sheets: next(iter(sheets[0]["content"]["candidates"]["C1"].values())).update(reason="Another")), "sheets.json, sheet:"),
    "a sheet left out": (edit("sheets.json", lambda sheets: sheets[1:]), "is missing"),
    "a mark of the ranking": (edit("rankings/1.json", lambda one: next(iter(one["evaluation"]["candidates"][0]["marks"].values())).update(A="0")), "do not follow from the sheets"),
    "a place of the ranking": (edit("rankings/1.json", lambda one: one["result"]["results"][0].update(rank=2)), "its result does not follow"),
    "a ranking left out": (lambda parts: parts.pop("rankings/1.json"), "rankings: ranking:"),
    "a notice": (edit("notice/1.json", lambda notice: notice.update(x="y")), "notice/1.json: is not the version"),
    "a notice left out": (lambda parts: parts.pop("notice/1.json"), "notice/1.json: is missing"),
    "a receipt": (edit("applications.json", lambda rows: rows[0].update(receipt="0" * 64)), "applications.json, C1"),
    "a file of an application": (edit("applications.json", lambda rows: rows[0]["files"][0].update(sha256="0" * 64)), "applications.json, C1"),
    "an application left out": (edit("applications.json", lambda rows: rows[1:]), "is missing"),
    "a letter": (edit("letters.json", lambda letters: [*letters, {"subject": "Never sent"}]), "signature.txt"),
    "a report": (lambda parts: parts.update({"reports/en.pdf": b"%PDF-1.7"}), "signature.txt"),
    "a part that cannot be read": (lambda parts: parts.update({"sheets.json": b"{"}), "sheets: cannot be read"),
}  # fmt: skip


def test_what_was_changed_is_named_though_the_manifest_was_made_anew(content):
    found = {what: told(changed(content, change)) for what, (change, _words) in TAMPERED.items()}
    unsaid = {
        what: found[what]
        for what, (_change, words) in TAMPERED.items()
        if words not in "\n".join(found[what])
    }
    assert unsaid == {}
    assert all(
        "signature.txt: the manifest was not signed with these keys" in said for said in found.values()
    )


def test_without_a_new_manifest_the_part_itself_is_named(content):
    found = told(changed(content, lambda parts: parts.update({"letters.json": b"[]"}), anew=False))
    assert found == ["letters.json: was changed after the pack was made"]
    assert told(changed(content, lambda parts: parts.pop("letters.json"), anew=False)) == [
        "letters.json: is missing"
    ]
    assert told(changed(content, lambda parts: parts.update({"x": b""}), anew=False)) == ["x: was added"]


def test_a_pack_signed_by_another_portal_does_not_pass_for_ours(content, settings):
    settings.SECRET_KEY = "another"
    assert told(content) == []
    assert told(content, keys=public_keys()) == ["signature.txt: the manifest was not signed with these keys"]
    assert told(content, keys="no keys") == ["signature.txt: the manifest was not signed with these keys"]


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_no_pack_is_said_in_one_line(data, tmp_path):
    file = tmp_path / "file.zip"
    file.write_bytes(data)
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(file), stderr=said)
    assert (ended.value.code, said.getvalue().strip()) == (2, f"{file}: it is no reconstruction pack")


def test_a_fault_ends_with_one(content, tmp_path):
    file = tmp_path / "pack.zip"
    file.write_bytes(changed(content, TAMPERED["a mark"][0]))
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(file), stdout=said)
    assert ended.value.code == 1
    assert "sheets.json, sheet:" in said.getvalue()


def test_only_the_office_takes_a_pack_and_the_record_says_so(client, selection):
    auditor = person_with(Role.AUDITOR, selection.vacancy.office)
    for person, may in ((selection.chair, False), (auditor, True)):
        client.force_login(person)
        assert asked(client, selection.vacancy, paper="pack").status_code == (302 if may else 403)
        index = client.get(reverse("reports:index", args=[selection.vacancy.pk]))
        assert ('value="pack"' in index.text) is may
    assert fetched(client, selection.vacancy, paper="pack").status_code == 200
    entry = Entry.objects.of(selection.vacancy.stream).filter(action="report.read").last()
    assert entry.data == {"file": "IOMKAZ-2026-11-C-pack.zip"}


def test_what_applicants_wrote_is_not_in_a_pack(content, selection):
    said = b"".join(data for name, data in opened(content).parts.items() if name.endswith(".json"))
    for text in selection.applications[0].snapshot["statements"].values():
        assert text.encode() not in said
