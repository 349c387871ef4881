"""The pages made for hours of marking: kept while one types, notes of one's own, words found in the documents, criterion by criterion."""

import json

import pytest

from applications.autosave.models import Typing
from applications.documents.models import Document
from applications.intake.models import Application
from applications.policies import erase_application
from applications.scoring import actions, marking_pages
from applications.scoring.content import content_hash
from applications.scoring.models import Mark
from applications.scoring.notes import PrivateNote
from tests.applications.scoring.test_views import GOOD, candidate, codes, page, stored
from tests.factories.intake import withdraw
from tests.factories.portal import NOW
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    handed_in,
    of,
    opened_round,
    revealed_round,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(client):
    sheet = of(opened_round(candidates=3), 1)
    client.force_login(sheet.seat.user)
    return sheet


def on(sheet, code="A", number=1):
    return page("criterion", sheet.pk, code, number)


def window(client, address):
    """What a browser sends along with the fields of a page that it has just opened."""
    saving = client.get(address).context["saving"]
    return {"autosave-window": saving["window"], "autosave-began": saving["began"]}


def typed(client, address, along, turn=1, **fields):
    return client.post(f"{address}autosave/", {**along, "autosave-turn": str(turn), **fields})


def test_what_is_typed_is_kept_before_a_button_is_pressed(client, sheet):
    along = window(client, candidate(sheet))
    answer = typed(
        client, candidate(sheet), along, mark_A="4", reason_A="", mark_B="", reason_B="One", note=""
    )

    assert answer.json()["at"]
    assert stored() == {"A": (4, ""), "B": (None, "One")}


def test_two_windows_on_one_candidate_lose_nothing(client, sheet):
    first, second = window(client, candidate(sheet)), window(client, candidate(sheet))
    typed(client, candidate(sheet), first, reason_A="Two manuals.")
    answer = typed(client, candidate(sheet), second, reason_A="Three manuals.").json()

    assert answer["waits"]
    assert stored()["A"] == (None, "Two manuals.")
    assert Typing.objects.aside().get().text == "Three manuals."


@pytest.mark.parametrize("by_criterion_last", [True, False])
def test_the_pages_of_a_candidate_and_of_a_criterion_know_of_each_other(client, sheet, by_criterion_last):
    code = codes(sheet)[0]
    ways = [(candidate(sheet), "reason_A"), (on(sheet), f"{code}-reason_A")]
    (one, its), (other, others) = ways if by_criterion_last else ways[::-1]
    first = window(client, one)
    typed(client, one, first, **{its: "Two manuals."})
    typed(client, other, window(client, other), **{others: "Three manuals."})
    # The first window began from nothing and wrote last what it knows of; since then the other page has written.
    answer = typed(client, one, first, turn=2, **{its: "Two manuals, one translated."}).json()

    assert answer["waits"]
    assert stored()["A"] == (None, "Three manuals.")


def test_nobody_but_the_member_sends_or_reads_what_is_typed(client, sheet):
    addresses = [f"{candidate(sheet)}autosave/", f"{on(sheet)}autosave/", on(sheet), candidate(sheet)]
    for other in (of(sheet.round, 0).seat.user, sheet.round.opened_by, sheet.vacancy.written_by):
        client.force_login(other)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address, {"mark_A": "1"}).status_code == 404

    assert not Mark.objects.exists()


def test_a_sheet_that_is_in_takes_nothing_more_and_remembers_no_windows(client, sheet):
    along = window(client, candidate(sheet))
    typed(client, candidate(sheet), along, reason_A="Two manuals.")
    handed_in(sheet)
    answers = [
        typed(client, candidate(sheet), along, turn=2, reason_A="No."),
        typed(client, on(sheet), {}, **{f"{codes(sheet)[0]}-reason_A": "No."}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert not Typing.objects.exists()
    assert "No." not in {reason for _value, reason in stored().values()}


def test_a_note_is_kept_with_the_sheet_and_read_by_its_member_alone(client, sheet):
    along = window(client, candidate(sheet))
    typed(client, candidate(sheet), along, note="Ask about the gap in 2019.")
    assert "Ask about the gap in 2019." in client.get(candidate(sheet)).content.decode()

    round_ = revealed_round(sheet.round)
    assert "Ask about the gap in 2019." in client.get(candidate(sheet)).content.decode()
    for other in (of(round_, 0).seat.user, of(round_, 2).seat.user):
        client.force_login(other)
        for address in (page("round", round_.pk), page("sheet", sheet.pk), page("compare", round_.pk, "C1")):
            assert "2019" not in client.get(address).content.decode()
        for address in (candidate(sheet), f"{candidate(sheet)}autosave/", on(sheet), f"{on(sheet)}autosave/"):
            assert client.get(address).status_code == 404


def test_a_note_changes_nothing_of_what_is_handed_in_and_signed(client, sheet):
    before = content_hash(sheet)
    client.post(candidate(sheet), {"note": "Ask about 2019."})

    assert PrivateNote.objects.get().text == "Ask about 2019."
    assert content_hash(sheet) == before


def test_a_note_that_is_emptied_goes(client, sheet):
    client.post(candidate(sheet), {"note": "Ask."})
    client.post(candidate(sheet), {"note": " "})

    assert not PrivateNote.objects.exists()


def test_notes_are_erased_with_the_application(client, sheet):
    client.post(candidate(sheet), {"note": "Ask."})
    erase_application(Application.objects.get(code=codes(sheet)[0]), NOW)

    assert not PrivateNote.objects.exists()


@pytest.fixture
def cv():
    """Three pages of which the first and the last mention trainings and a name in two scripts."""
    texts = ["Trained <b>40</b> trainers in Худжанд.", "", "A training course; no train."]
    Document.objects.update(texts=texts, pages=3)


def find(client, sheet, word):
    return client.get(candidate(sheet), {"word": word})


def test_a_word_is_marked_wherever_the_documents_mention_it_in_any_form(client, sheet, cv):
    response = find(client, sheet, "training")
    html = response.content.decode()

    places = [(place.number, place.times, place.anchor) for place in response.context["found"].places]
    assert places[:2] == [(1, 1, "hit-1"), (3, 2, "hit-2")]
    assert '<mark id="hit-1">Trained</mark> &lt;b&gt;40&lt;/b&gt;' in html
    assert 'href="#hit-2"' in html
    assert '<mark id="hit-3">' in html


def test_a_name_is_found_in_the_other_script(client, sheet, cv):
    assert '<mark id="hit-1">Худжанд</mark>' in find(client, sheet, "Khujand").content.decode()


def test_several_words_are_found_where_they_follow_each_other(client, sheet, cv):
    assert (
        '<mark id="hit-1">training course</mark>' in find(client, sheet, "trainings courses").content.decode()
    )


@pytest.mark.parametrize("word", ["mudflow", "<script>", "of", "."])
def test_a_word_that_stands_nowhere_is_said_to(client, sheet, cv, word):
    html = find(client, sheet, word).content.decode()

    assert "stands nowhere in the text" in html
    assert "<script>”" not in html
    assert "<mark" not in html


def test_the_words_of_each_criterion_are_offered_as_links(client, sheet):
    sheet.vacancy.plan.criteria.filter(code="A").update(
        name_en="Experience of training", name_ru="Опыт обучения"
    )
    html = client.get(candidate(sheet)).content.decode()

    for word in ("experience", "training", "%D0%BE%D0%BF%D1%8B%D1%82"):
        assert f'href="?word={word}#found"' in html


def test_the_word_goes_along_to_the_next_candidate_with_the_criterion_one_was_at(client, sheet):
    address = f"{candidate(sheet)}?word=training"
    assert client.post(address, {**GOOD, "to": codes(sheet)[1], "at": "B"}).url == (
        f"{candidate(sheet, 1)}?word=training#crit-B"
    )


def test_no_word_is_found_for_who_has_a_conflict(client):
    panel = declared_panel(conflicts={1: [0]})
    panel = actions.choose_cell(panel=panel, reason="Two would be left.", by=chair_of(panel), at=NOW)
    sheet = of(actions.open_round(panel=panel, stage="desk", by=chair_of(panel), at=NOW), 1)
    client.force_login(sheet.seat.user)

    assert client.get(page("candidate", sheet.pk, "C1"), {"word": "training"}).status_code == 404
    html = client.get(on(sheet)).content.decode()
    assert ("C2-mark_A" in html, "C1-mark_A" in html) == (True, False)


def test_a_criterion_shows_candidates_in_the_members_own_order_with_what_they_wrote(client, sheet):
    html = client.get(on(sheet)).content.decode()

    places = [html.index(f'id="crit-{code}"') for code in codes(sheet)]
    assert places == sorted(places)
    assert html.count("What I have done about Criterion A.") == 3
    assert "What I have done about Criterion B." not in html
    assert "Outstanding" in html


def test_marks_given_by_criterion_are_those_of_the_sheet(client, sheet):
    first, second, _third = codes(sheet)
    fields = {f"{first}-mark_A": "4", f"{first}-reason_A": "Two manuals.", f"{second}-mark_A": "9"}
    response = client.post(on(sheet), fields)

    assert [list(form.errors) for form in response.context["form"].forms] == [[], ["mark_A"], []]
    assert stored() == {"A": (4, "Two manuals.")}
    assert client.get(candidate(sheet)).context["done"] == 1


def test_a_page_of_a_criterion_holds_ten_candidates_and_leads_on(client, monkeypatch):
    monkeypatch.setattr(marking_pages, "A_PAGE", 2)
    sheet = of(opened_round(candidates=3), 1)
    client.force_login(sheet.seat.user)

    assert [row.person.code for row in client.get(on(sheet)).context["rows"]] == codes(sheet)[:2]
    assert client.post(on(sheet), {"to": "2"}).url == on(sheet, number=2)
    assert [row.person.code for row in client.get(on(sheet, number=2)).context["rows"]] == codes(sheet)[2:]
    assert client.post(on(sheet), {"to": "list"}).url == page("sheet", sheet.pk)
    assert client.get(on(sheet, number=3)).status_code == 404


def test_a_page_of_a_criterion_says_which_one_of_how_many_it_is(client, monkeypatch):
    monkeypatch.setattr(marking_pages, "A_PAGE", 2)
    sheet = of(opened_round(candidates=3), 1)
    client.force_login(sheet.seat.user)

    html = client.get(on(sheet, number=2)).text
    assert "Page 2 of 2" in html
    assert f'<a href="{on(sheet, number=2)}" aria-current="page"' in html


def test_who_withdrew_is_not_on_the_page_of_a_criterion(client, sheet):
    withdraw(Application.objects.get(pk=sheet.order[0]), at=NOW)

    assert [row.person.code for row in client.get(on(sheet)).context["rows"]] == codes(sheet)[1:]


def test_the_page_of_a_criterion_says_nothing_of_the_marks_of_others(client, sheet):
    handed_in(of(sheet.round, 0), lambda _person, _criterion: 1)
    html = client.get(on(sheet)).content.decode()

    assert "Reason of" not in html
    assert "checked" not in html
    assert json.loads(client.get(f"{on(sheet)}autosave/").content)["texts"] == dict.fromkeys(
        [f"{code}-{half}_A" for code in codes(sheet) for half in ("mark", "reason")], ""
    )


def test_marking_asks_the_database_no_oftener_for_many_candidates_than_for_few(client, count_queries):
    counts = []
    for candidates in (2, 12):
        sheet = filled(of(opened_round(candidates=candidates), 1))
        client.force_login(sheet.seat.user)
        counts.append(
            [
                count_queries(client, address)
                for address in (candidate(sheet), on(sheet), page("sheet", sheet.pk))
            ]
        )

    assert counts[0] == counts[1]
    assert max(counts[1]) <= 20


def test_the_keys_are_described_on_the_page(client, sheet):
    for address in (candidate(sheet), on(sheet)):
        html = client.get(address).content.decode()
        assert "data-keys" in html
        assert 'aria-keyshortcuts="Alt+N"' in html
