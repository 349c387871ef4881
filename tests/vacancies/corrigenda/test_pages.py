"""The pages on which a published notice is changed, and what the public reads of it."""

import pytest
from django.urls import reverse

from portal.models import Entry
from tests.factories.portal import UserFactory
from tests.vacancies.corrigenda.cast import (
    REASON,
    approver_of,
    begun,
    cancellation,
    cancelled,
    corrected,
    extended,
    officer_of,
    open_notice,
    submitted,
)
from vacancies.corrigenda.models import Change, Corrigendum, Status
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status as VacancyStatus

pytestmark = pytest.mark.django_db

CLOSING = {"closes_on": "2026-12-15", "closes_time": "18:00"}


def read(client, address, language="en"):
    answer = client.get(address.replace("/en/", f"/{language}/", 1))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def new(vacancy, change):
    return reverse("corrigenda:new", args=[vacancy.pk, change])


def step(corrigendum, name):
    return reverse(f"corrigenda:{name}", args=[corrigendum.pk])


def test_an_officer_extends_with_a_date_and_a_reason(client):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    answer = client.post(new(vacancy, "extension"), {**CLOSING, **REASON})
    assert answer.url == reverse("corrigenda:changes", args=[vacancy.pk])
    assert Corrigendum.objects.get().closes_after.isoformat() == "2026-12-15T13:00:00+00:00"


def test_a_day_off_is_asked_about_once(client):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    on_sunday = {**CLOSING, **REASON, "closes_on": "2026-12-20"}
    asked = client.post(new(vacancy, "extension"), on_sunday)
    assert "That is a day off" in asked.content.decode()
    assert Corrigendum.objects.count() == 0
    client.post(new(vacancy, "extension"), {**on_sunday, "known": asked.context["known"].isoformat()})
    assert Corrigendum.objects.get().status == Status.PUBLISHED


def test_what_is_refused_comes_back_filled_in(client):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    backward = {**REASON, "closes_on": "2026-12-01", "closes_time": "18:00"}
    page = client.post(new(vacancy, "extension"), backward).content.decode()
    assert "only goes forward" in page
    assert REASON["reason_ru"] in page


def test_a_missing_reason_is_named_at_its_field(client):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    form = client.post(new(vacancy, "extension"), CLOSING).context["form"]
    assert list(form.errors) == ["reason_en"]


def test_a_correction_goes_from_the_button_to_the_notice(client):
    vacancy = open_notice()
    officer, approver = officer_of(vacancy), approver_of(vacancy)
    client.force_login(officer)
    answer = client.post(new(vacancy, "correction"))
    corrigendum = Corrigendum.objects.get()
    assert answer.url == reverse("publishing:edit", args=[corrigendum.working_copy_id])
    Vacancy.with_amendments.filter(pk=corrigendum.working_copy_id).update(title_en="Junior expert")
    client.post(step(corrigendum, "submit"), {**REASON, "of_substance": "yes"})
    client.force_login(approver)
    page = client.get(corrigendum.get_absolute_url())
    assert "Junior expert" in page.content.decode()
    client.post(step(corrigendum, "approve"), page.context["approve_form"].initial)
    assert Vacancy.objects.get(pk=vacancy.pk).title_en == "Junior expert"


def test_every_page_of_the_copy_says_that_it_is_one_and_leads_back(client):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    corrigendum = begun(vacancy, by=officer)
    client.force_login(officer)
    for name in ("edit", "terms", "outputs", "lots", "plan", "requirements", "criteria", "documents"):
        page = read(client, reverse(f"publishing:{name}", args=[corrigendum.working_copy_id]))
        assert f"Corrigendum to {vacancy.reference}" in page, name
    back = client.get(reverse("publishing:approval", args=[corrigendum.working_copy_id]))
    assert back.url == corrigendum.get_absolute_url()


def test_the_copy_shows_the_closing_date_and_does_not_take_another(client):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    copy = begun(vacancy, by=officer).working_copy
    client.force_login(officer)
    form = client.get(reverse("publishing:edit", args=[copy.pk])).context["form"]
    assert (form.fields["closes_on"].disabled, form.fields["closes_time"].disabled) == (True, True)


def test_the_copy_is_nowhere_among_vacancies(client):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    copy = begun(vacancy, by=officer).working_copy
    client.force_login(officer)
    assert copy.reference not in read(client, reverse("desk:vacancies"))
    assert client.get(reverse("desk:vacancy", args=[copy.pk])).status_code == 404
    assert client.get(reverse("listing:vacancy", args=[copy.slug])).status_code == 404


def test_what_was_rewritten_while_the_approver_read_it_is_not_published(client):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    client.force_login(approver_of(vacancy))
    shown = client.get(corrigendum.get_absolute_url()).context["approve_form"].initial
    Vacancy.with_amendments.filter(pk=corrigendum.working_copy_id).update(openings=99)
    answer = client.post(step(corrigendum, "approve"), shown, follow=True)
    assert "Read it again before you approve" in answer.content.decode()
    assert Corrigendum.objects.get().status == Status.IN_APPROVAL


def test_an_approver_returns_it_with_a_comment(client):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    client.force_login(approver_of(vacancy))
    client.post(step(corrigendum, "return"), {"comment": "Say which expert."})
    assert Corrigendum.objects.get().returned_comment == "Say which expert."
    client.force_login(corrigendum.proposed_by)
    assert "Say which expert." in read(client, corrigendum.get_absolute_url())


def test_who_proposed_it_is_shown_who_it_waits_for_and_no_button(client):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    client.force_login(corrigendum.proposed_by)
    page = read(client, corrigendum.get_absolute_url())
    assert "It waits for:" in page
    assert "Approve and publish" not in page
    assert client.post(step(corrigendum, "approve")).status_code == 404


def test_dropping_is_asked_first(client):
    vacancy = open_notice()
    corrigendum = cancellation(vacancy)
    client.force_login(corrigendum.proposed_by)
    assert "Drop the change?" in read(client, step(corrigendum, "drop"))
    client.post(step(corrigendum, "drop"))
    assert Corrigendum.objects.get().status == Status.DROPPED


def test_a_kind_of_change_that_there_is_not_has_no_page(client):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    assert client.get(new(vacancy, "rewriting")).status_code == 404


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("change", Change)
def test_the_pages_open_in_both_languages(change, language, client):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    for address in (new(vacancy, change), reverse("corrigenda:changes", args=[vacancy.pk])):
        read(client, address, language)


def test_what_stands_in_the_way_is_said_instead_of_a_button(client):
    vacancy = open_notice(status=VacancyStatus.UNDER_EVALUATION)
    client.force_login(officer_of(vacancy))
    page = read(client, reverse("corrigenda:changes", args=[vacancy.pk]))
    buttons = {change for change in Change if new(vacancy, change) in page}
    assert buttons == {Change.CANCELLATION}


def test_a_list_of_changes_needs_no_more_queries_with_more_of_them(client, django_assert_max_num_queries):
    vacancy = open_notice()
    client.force_login(officer_of(vacancy))
    address = reverse("corrigenda:changes", args=[vacancy.pk])
    counts = []
    for days in (1, 1, 1):
        extended(vacancy, days=days)
        with django_assert_max_num_queries(60) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_the_notice_tells_of_its_changes_the_latest_first(client):
    vacancy = open_notice()
    extended(vacancy)
    approver = corrected(vacancy, title_en="Junior expert").approved_by
    page = read(client, reverse("listing:vacancy", args=[vacancy.slug]))
    assert page.index("Corrigendum 2: correction") < page.index("Corrigendum 1: extension")
    assert "Extended on 21 November 2026; before, it was 11 December 2026, 14:00." in page
    assert "<b>Title (English):</b> <ins>Junior expert</ins>" in page
    assert approver.name not in page
    assert Entry.objects.of(vacancy.stream).get(action="notice.corrected").actor_name == str(approver)


def test_a_reason_in_the_other_language_is_marked_as_such(client):
    vacancy = open_notice()
    extended(vacancy)
    Corrigendum.objects.update(reason_en="")
    page = read(client, reverse("listing:vacancy", args=[vacancy.slug]))
    assert f'<span lang="ru">{REASON["reason_ru"]}</span>' in page


def test_a_cancelled_notice_stays_readable_and_says_why(client):
    vacancy = open_notice()
    cancelled(vacancy)
    page = read(client, reverse("listing:vacancy", args=[vacancy.slug]))
    assert "The vacancy was cancelled on 21 November 2026, 14:00." in page
    assert REASON["reason_en"] in page
    assert reverse("intake:start", args=[vacancy.slug]) not in page
    assert "days left" not in page


def test_nobody_applies_for_what_is_cancelled(client):
    vacancy = open_notice()
    cancelled(vacancy)
    client.force_login(UserFactory())
    client.post(reverse("intake:start", args=[vacancy.slug]))
    assert vacancy.applications.count() == 0
