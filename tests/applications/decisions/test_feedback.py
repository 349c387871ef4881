"""Letters before they go out: feedback in them, a preview that is the letter itself, and what is announced then."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.decisions.actions import announce, send_back
from applications.decisions.feedback import Feedback
from applications.decisions.giving_feedback import suggested, write_feedback
from applications.decisions.letters import Tidings
from applications.intake.models import Application
from applications.policies import erase_application
from portal.kernel.workflow import Refused
from portal.mailing.html import html_of
from portal.models import Entry, Message, User
from portal.retention.holdings import holdings
from tests.factories.decisions import announced, approved, falling, ranked_selection, recommended, refused
from tests.factories.intake import submitted_application, withdraw
from tests.factories.portal import NOW, UserFactory

pytestmark = pytest.mark.django_db
WORDS = "Ваш план работы был сильным: <b>сроки</b> & этапы."


@pytest.fixture
def selection():
    """C1 selected, C2 and C3 in reserve; C2 reads Russian. B is everybody's weaker criterion."""
    lower = [lambda person, criterion: falling(person, criterion) - (criterion.code == "B")] * 3
    selection = ranked_selection(*lower)
    User.objects.filter(applications__code="C2").update(language="ru")
    return selection


@pytest.fixture
def decision(selection):
    return approved(selection)


def to(code):
    return Application.objects.select_related("applicant", "vacancy__office").get(code=code)


def write_to(selection, decision, code="C2", text=WORDS, **by):
    said = {"by": selection.officer, "at": NOW, **by}
    return write_feedback(decision=decision, application=to(code), text=text, **said)


def page(name, decision, code=None):
    parts = [decision.pk, *([to(code).key] if code else [])]
    return reverse(f"decisions:{name}", args=parts)


def sent():
    kinds = [f"decision_{kind}" for kind in Tidings.values]
    codes = dict(Application.objects.values_list("applicant", "code"))
    return {codes[one.user_id]: one for one in Message.objects.filter(kind__in=kinds)}


def test_feedback_stands_in_the_letter_of_its_applicant_as_it_was_written_and_in_no_other(
    selection, decision
):
    write_to(selection, decision)
    announce(decision=decision, by=selection.officer, at=NOW)
    letters = sent()
    assert WORDS in letters["C2"].text
    assert all(WORDS not in letters[code].text for code in ("C1", "C3"))


def test_the_applicant_reads_it_on_their_page_once_it_is_announced_and_not_before(
    selection, decision, client
):
    write_to(selection, decision, "C1", "Your plan was strong.")
    client.force_login(to("C1").applicant)
    address = to("C1").get_absolute_url()
    assert "Your plan was strong." not in client.get(address).text
    announce(decision=decision, by=selection.officer, at=NOW)
    assert "Your plan was strong." in client.get(address).text


def test_own_data_tells_of_it_once_it_is_announced_and_not_before(selection, decision):
    write_to(selection, decision)
    (holding,) = [one for one in holdings() if one.key == "feedback"]
    assert list(holding.tell(to("C2").applicant)) == []
    announce(decision=decision, by=selection.officer, at=NOW)
    assert [one["text"] for one in holding.tell(to("C2").applicant)] == [WORDS]


def test_feedback_is_written_between_the_decision_and_the_announcement_only(selection):
    with pytest.raises(Refused, match="between the decision"):
        write_to(selection, recommended(selection))
    Feedback.objects.all().delete()
    decision = selection.vacancy.decisions.get()
    send_back(decision=decision, reason="Again.", by=selection.approver, at=NOW)
    told = announced(selection)
    with pytest.raises(Refused, match="between the decision"):
        write_to(selection, told)


def test_after_a_refusal_feedback_can_be_written_as_well(selection):
    decision = refused(selection)
    assert write_to(selection, decision).text == WORDS


def test_only_the_officer_writes_it_and_only_for_who_gets_a_letter(selection, decision):
    for person in (selection.approver, selection.chair, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            write_to(selection, decision, by=person)
    gone = withdraw(submitted_application(selection.vacancy), at=NOW)
    stranger = ranked_selection(candidates=1).applications[0]
    for application in (gone, stranger):
        with pytest.raises(Refused, match="No letter"):
            write_feedback(
                decision=decision, application=application, text="No.", by=selection.officer, at=NOW
            )


def test_the_record_keeps_that_it_was_written_and_never_the_words(selection, decision):
    row = write_to(selection, decision)
    entry = Entry.objects.get(subject=f"feedback:{row.pk}")
    assert entry.data["code"] == "C2"
    assert WORDS not in str(entry.data)


def test_written_anew_it_is_the_last_and_left_empty_it_is_gone(selection, decision):
    write_to(selection, decision)
    write_to(selection, decision, text=" Лучше. ")
    assert Feedback.objects.get().text == "Лучше."
    write_to(selection, decision, text="  ")
    announce(decision=decision, by=selection.officer, at=NOW)
    assert "Что добавляет" not in sent()["C2"].text
    assert "What the office adds" not in sent()["C2"].text


def test_it_is_erased_with_the_application(selection, decision):
    write_to(selection, decision)
    erase_application(to("C2"), NOW)
    assert Feedback.objects.get().text == ""


def test_the_preview_is_the_letter_that_goes_out_to_the_sign(selection, decision, client):
    write_to(selection, decision)
    client.force_login(selection.officer)
    shown = {code: client.get(page("letter", decision, code)).context["ready"] for code in ("C1", "C2", "C3")}
    as_html = client.get(page("letter-html", decision, "C2")).content.decode()
    announce(decision=decision, by=selection.officer, at=NOW)
    letters = sent()
    assert {code: (one.subject, one.text) for code, one in letters.items()} == {
        code: (one.subject, one.text) for code, one in shown.items()
    }
    second = letters["C2"]
    assert as_html == html_of(subject=second.subject, text=second.text, language="ru")


def test_the_preview_as_mail_shows_it_is_shut_off_from_everything(selection, decision, client):
    write_to(selection, decision, text="<script>alert(1)</script>")
    client.force_login(selection.officer)
    answer = client.get(page("letter-html", decision, "C2"))
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "unsafe" not in policy
    assert "<script>" not in answer.text


def test_what_changed_since_it_was_shown_does_not_go_out_unread(selection, decision, client):
    client.force_login(selection.officer)
    seal = client.get(page("announce", decision)).context["seal"]
    write_to(selection, decision)
    answer = client.post(page("announce", decision), {"seen": seal}, follow=True)
    assert "have changed since you looked" in answer.text
    assert sent() == {}
    seal = client.get(page("announce", decision)).context["seal"]
    client.post(page("announce", decision), {"seen": seal})
    assert len(sent()) == 3
    assert Entry.objects.get(action="decision.announced").data["letters_sha256"] == seal


def test_a_day_later_the_period_to_contest_is_another_and_the_letters_are_shown_again(
    selection, decision, client
):
    client.force_login(selection.officer)
    seal = client.get(page("announce", decision)).context["seal"]
    with pytest.raises(Refused, match="have changed"):
        announce(decision=decision, seen=seal, by=selection.officer, at=NOW + timedelta(days=2000))
    assert not Message.objects.filter(kind="decision_selected").exists()


def test_before_announcing_one_reads_how_many_letters_go_out_in_which_language(selection, decision, client):
    write_to(selection, decision)
    client.force_login(selection.officer)
    text = client.get(page("announce", decision)).text
    assert "English: 2 letters" in text
    assert "Русский: 1 letter" in text
    assert "2 letters have no feedback" in text


def test_sentences_name_the_strongest_and_the_weakest_criteria_in_the_language_of_the_letter(
    selection, decision
):
    selection.vacancy.office.own_scores_from = date(2020, 1, 1)
    selection.vacancy.office.save()
    assert suggested(decision, to("C1")) == (
        "Measured by the scale of each criterion, the panel gave you its highest marks on: Criterion A. "
        "It gave you its lowest marks on: Criterion B."
    )
    assert "Критерий A" in suggested(decision, to("C2"))


def test_where_the_office_publishes_no_own_scores_nothing_is_drawn_from_them(selection, decision, client):
    selection.vacancy.office.own_scores_from = None
    selection.vacancy.office.save()
    assert suggested(decision, to("C1")) == ""
    client.force_login(selection.officer)
    assert "sentences from the criteria" not in client.get(page("feedback", decision, "C1")).text


def test_equal_marks_have_no_strongest(selection):
    equal = ranked_selection(*[lambda _person, _criterion: 4] * 3, candidates=1)
    equal.vacancy.office.own_scores_from = date(2020, 1, 1)
    equal.vacancy.office.save()
    person = Application.objects.select_related("applicant", "vacancy__office").get(vacancy=equal.vacancy)
    assert suggested(approved(equal), person) == ""


def test_sentences_are_put_behind_what_is_typed_and_nothing_is_lost_or_saved(selection, decision, client):
    selection.vacancy.office.own_scores_from = date(2020, 1, 1)
    selection.vacancy.office.save()
    client.force_login(selection.officer)
    answer = client.post(page("feedback", decision, "C1"), {"text": "Thank you.", "suggest": "yes"})
    typed = answer.context["form"]["text"].value()
    assert typed.startswith("Thank you.\n\nMeasured by")
    assert not Feedback.objects.exists()
    client.post(page("feedback", decision, "C1"), {"text": typed})
    assert Feedback.objects.get().text == typed


def test_too_long_a_text_comes_back_whole(selection, decision, client):
    client.force_login(selection.officer)
    answer = client.post(page("feedback", decision, "C2"), {"text": "я" * 1501})
    assert "1 character" in str(answer.context["form"].errors["text"])
    assert "я" * 1501 in answer.text
    assert not Feedback.objects.exists()


def test_the_pages_are_the_officers_alone_and_gone_once_it_is_announced(selection, decision, client):
    addresses = [
        page("letters", decision),
        *(page(name, decision, "C2") for name in ("letter", "letter-html", "feedback")),
    ]
    for person in (selection.chair, selection.approver, to("C2").applicant, UserFactory(is_superuser=True)):
        client.force_login(person)
        assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(selection.officer)
    for language in ("en", "ru"):
        assert {client.get(re.sub("^/en/", f"/{language}/", one)).status_code for one in addresses} == {200}
    announce(decision=decision, by=selection.officer, at=NOW)
    assert {client.get(address).status_code for address in addresses} == {404}


def test_the_list_of_letters_goes_over_pages_and_asks_as_much_for_many(client, django_assert_max_num_queries):
    counted = []
    for candidates in (1, 3):
        selection = ranked_selection(candidates=candidates)
        decision = approved(selection)
        if candidates == 3:
            for _more in range(26):
                submitted_application(selection.vacancy)
        client.force_login(selection.officer)
        address = reverse("decisions:letters", args=[decision.pk])
        client.get(address)
        with django_assert_max_num_queries(20) as queries:
            answer = client.get(address)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert len(answer.context["page"].object_list) == 25
    assert "Page 1 of 2" in answer.text
