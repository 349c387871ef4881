"""A file of ten megabytes on its way while the line breaks, the server dies, the browser is closed or the disk is full."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.uploads.models import Piece, Upload
from portal.models import Entry
from portal.record.verify import breaks
from tests.factories import files
from tests.factories.intake import ApplicationFactory
from tests.factories.vacancies import DocumentAskedFactory, planned_vacancy

MB = 1024 * 1024
# The most that our client sends in one request, and what its requests say around it.
PIECE, AROUND = 2 * MB, MB // 4
# Milliseconds; our client tries again after half a minute at most, and a machine that does much else is slow.
PATIENCE = 120_000
PHONE = {"width": 360, "height": 740}
KEPT = re.compile(r"10\sMB, 1 page, kept 21\sNovember\s2026, \d\d:\d\d:\d\d \(.+\), SHA-256 [0-9a-f]{16}…")


@pytest.fixture
def draft(transactional_db):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True))
    DocumentAskedFactory(plan=draft.vacancy.plan, code="diploma", name_en="Diploma", required=False, order=2)
    return draft


@pytest.fixture
def cv(tmp_path):
    """A file of exactly ten megabytes, the most that is taken."""
    path = tmp_path / "cv.pdf"
    path.write_bytes(files.large_pdf(10 * MB))
    return path


@pytest.fixture
def opened(browser, draft):
    """`opened(server, url)`: the page of documents in a browser of the applicant, on a phone, without faults in the end."""
    contexts, faults = [], []

    def open_page(server, url, language="en"):
        context = browser.new_context(viewport=PHONE, locale=language)
        contexts.append(context)
        context.add_cookies([server.session_of(draft.applicant)])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{url}/{language}/applications/{draft.key}/documents/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def choose(page, path, code="cv"):
    page.locator(f"#section-{code} input[type=file]").set_input_files(path)


def choose_slowly(page, path):
    """Ten megabytes would be gone before the test has looked."""
    network = page.context.new_cdp_session(page)
    network.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 4 * MB},
    )
    choose(page, path)


def section(page, code="cv"):
    return page.locator(f"#section-{code}")


def wait_for(page, words, code="cv"):
    expect(section(page, code)).to_contain_text(words, timeout=PATIENCE)


def until_kept(page, count=3):
    """Wait until more than so many megabytes were sent."""
    page.wait_for_function(
        "n => (document.querySelector('.file progress')?.value ?? 0) > n", arg=count * MB, timeout=PATIENCE
    )


def assert_kept_whole(draft, path):
    document = draft.attachments.get(asked__code="cv").document
    with document.file.open("rb") as file:
        assert file.read() == Path(path).read_bytes()
    assert not Piece.objects.exists()
    assert list(breaks([f"person:{draft.applicant_id}"])) == []


def told(draft):
    return [entry.action for entry in Entry.objects.of(f"person:{draft.applicant_id}")]


def test_a_line_that_is_cut_in_the_middle_costs_one_piece(server, line, opened, draft, cv):
    page = opened(server, line.url)
    line.cut_after(5 * MB)
    choose(page, cv)
    wait_for(page, re.compile(r"The connection broke at [34]\.?\d? MB\. We will go on from there"))
    assert Upload.objects.get().offset > 2 * MB
    line.mend()
    wait_for(page, KEPT)
    assert_kept_whole(draft, cv)
    assert line.sent < 10 * MB + PIECE + AROUND
    assert told(draft) == ["upload.begun", "upload.broken", "document.received"]


@pytest.mark.parametrize("moment", ["while the row is written", "before the answer is given"])
def test_a_server_that_dies_in_the_middle_costs_one_piece(server, opened, draft, cv, moment):
    page = opened(server, server.url)
    # The row of the piece, then that it counts: written, and not committed.
    writes = 2 if moment == "while the row is written" else None
    choose_slowly(page, cv)
    until_kept(page, 1)
    server.hold("/uploads/", method="PATCH", writes=writes)
    server.wait_until_held()
    kept = Upload.objects.get().offset
    server.kill()
    wait_for(page, "The connection broke at")
    server.start()
    wait_for(page, KEPT)
    assert 0 < kept < 10 * MB
    assert_kept_whole(draft, cv)
    assert told(draft) == ["upload.begun", "upload.broken", "document.received"]


def test_a_server_that_dies_with_the_last_piece_has_the_file_once(server, opened, draft, cv):
    page = opened(server, server.url)
    small = cv.with_name("small.pdf")
    small.write_bytes(files.large_pdf(MB // 10))
    server.hold("/uploads/", method="PATCH")
    choose(page, small)
    server.wait_until_held()
    server.kill()
    wait_for(page, "The connection broke at")
    server.start()
    wait_for(page, "small.pdf103\N{NO-BREAK SPACE}KB, 1 page, kept")
    assert_kept_whole(draft, small)
    assert told(draft).count("document.received") == 1


def test_a_browser_that_was_closed_goes_on_when_the_same_file_is_chosen_again(
    server, line, opened, draft, cv
):
    page = opened(server, line.url)
    line.slow(4 * MB)
    choose(page, cv)
    until_kept(page)
    page.context.close()
    line.slow(0)
    sent = line.sent
    page = opened(server, line.url)
    wait_for(
        page, re.compile(r"\d\.?\d? MB of 10 MB have arrived\. Choose the same file again, and it goes on")
    )
    choose(page, cv)
    wait_for(page, KEPT)
    assert_kept_whole(draft, cv)
    assert line.sent - sent < 7 * MB + PIECE + AROUND


def test_another_file_of_the_same_name_is_not_taken_for_the_rest(server, line, opened, draft, cv):
    page = opened(server, line.url)
    line.slow(4 * MB)
    choose(page, cv)
    until_kept(page)
    page.context.close()
    line.slow(0)
    cv.write_bytes(cv.read_bytes().replace(b"By hand", b"On paper"[:7]))
    page = opened(server, line.url)
    choose(page, cv)
    wait_for(page, KEPT)
    assert draft.attachments.get().document.texts == ["On pape"]
    assert Upload.objects.unfinished().count() == 1


def test_a_full_disk_is_said_and_when_there_is_room_it_goes_on(servers, opened, draft, cv):
    server = servers(DJANGO_SETTINGS_MODULE="tests.faults.full_disk")
    page = opened(server, server.url)
    full = server.folder / "full"
    choose_slowly(page, cv)
    until_kept(page, 1)
    full.touch()
    wait_for(page, "The portal cannot store files just now. What has arrived and what you wrote is kept.")
    # The bar counts what was sent; at least the first piece of that had been kept.
    assert Upload.objects.get().offset > 0
    full.unlink()
    section(page).get_by_role("button", name="Go on now").click()
    wait_for(page, KEPT)
    assert_kept_whole(draft, cv)
    assert "upload.failed" in told(draft)
    assert "[Errno 28] No space left on device" in str(Entry.objects.get(action="upload.failed").data)


def test_a_file_that_is_refused_leaves_the_others_alone(server, line, opened, draft, cv):
    page = opened(server, line.url)
    letter = cv.with_name("diploma.pdf")
    letter.write_bytes(files.HTML_PAGE)
    line.slow(4 * MB)
    choose(page, cv)
    choose(page, letter, "diploma")
    wait_for(page, "“diploma.pdf” cannot be used. Save it as PDF and choose it again", "diploma")
    line.slow(0)
    wait_for(page, KEPT)
    wait_for(page, "“diploma.pdf” cannot be used.", "diploma")
    assert_kept_whole(draft, cv)


def test_an_upload_that_is_cancelled_leaves_nothing(server, line, opened, draft, cv):
    page = opened(server, line.url)
    line.slow(4 * MB)
    choose(page, cv)
    until_kept(page, 1)
    section(page).get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("status").filter(has_text="Cancelled.")).to_be_attached()
    line.slow(0)
    page.wait_for_load_state("networkidle")
    assert not Upload.objects.exists()
    assert not Piece.objects.exists()
    assert told(draft)[-1] == "upload.dropped"


def test_who_was_signed_out_goes_on_after_signing_in(server, line, opened, draft, cv):
    page = opened(server, line.url)
    line.slow(4 * MB)
    choose(page, cv)
    until_kept(page, 1)
    page.context.clear_cookies()
    line.slow(0)
    wait_for(page, "You have been signed out, or this page is out of date. What has arrived is kept")
    kept = Upload.objects.get().offset
    page.context.add_cookies([server.session_of(draft.applicant)])
    section(page).get_by_role("button", name="Open the page again").click()
    wait_for(page, "have arrived. Choose the same file again")
    choose(page, cv)
    wait_for(page, KEPT)
    assert kept > MB
    assert_kept_whole(draft, cv)


def test_two_tabs_with_the_same_file_make_one_document(server, opened, draft, cv):
    first, second = opened(server, server.url), opened(server, server.url)
    choose(first, cv)
    choose(second, cv)
    for page in (first, second):
        wait_for(page, KEPT)
    assert_kept_whole(draft, cv)
    assert told(draft).count("document.received") == 1
