"""An earlier application as the start of another: what answers the same is taken over, and checked before handing in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.intake.actions import save_declaration, submit
from applications.intake.missing import missing
from applications.intake.models import PriceOffer
from applications.intake.paper import lay_open
from applications.intake.taking import check, take_over, taking
from portal.kernel.workflow import Refused
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Criterion, DocumentAsked, Requirement

pytestmark = pytest.mark.django_db

ASKS = {"methodology_limit": 900, "letter_asked": True}


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def source(person):
    """Handed in for a vacancy with prices, everything filled in."""
    vacancy = planned_vacancy(published=True, method="cumulative", asks=ASKS)
    return submitted_application(vacancy, applicant=person, R1="KG", R2="8", A="Ten manuals.", B="Law.")


@pytest.fixture
def draft(source, person):
    vacancy = planned_vacancy(published=True, method="cumulative", asks=ASKS)
    return ApplicationFactory(vacancy=vacancy, applicant=person)


def page(name, draft, *args):
    return reverse(f"intake:{name}", args=[draft.key, *args])


def waiting(draft):
    return [thing.page for thing in missing(lay_open(draft)) if thing.anchor == "taken"]


def test_everything_that_is_asked_again_is_taken_but_the_price_and_the_declaration(source, draft, person):
    take_over(application=draft, source=source, by=person)
    paper = lay_open(draft)
    assert [answer.value for answer in paper.answers.values()] == ["KG", "8"]
    assert list(paper.statements.values()) == ["Ten manuals.", "Law."]
    assert paper.methodology == source.methodology.text
    assert (paper.letter.text, paper.letter.accepts, paper.letter.barred) == (source.letter.text, False, "")
    assert [row.document for row in paper.attachments.values()] == [source.attachments.get().document]
    assert not PriceOffer.objects.filter(application=draft).exists()
    draft.refresh_from_db()
    assert not draft.declared


def test_what_is_written_already_stays(source, draft, person):
    criterion = draft.vacancy.plan.criteria.get(code="A")
    draft.statements.create(criterion=criterion, text="Written now.")
    take_over(application=draft, source=source, by=person)
    assert [row.text for row in draft.statements.order_by("criterion__order")] == ["Written now.", "Law."]


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [("Criterion A", True), ("criterion A.", True), ("Knowledge of Tajik law", False)],
)
def test_a_statement_is_taken_to_a_criterion_of_the_same_or_a_similar_name(source, draft, name, is_taken):
    mine = Criterion.objects.filter(plan=draft.vacancy.plan)
    mine.filter(code="B").update(limit=0)
    mine.filter(code="A").update(name_en=name, name_ru="")
    assert bool(taking(draft, source).statements) == is_taken


def test_an_answer_is_taken_only_to_a_requirement_that_asks_exactly_the_same(source, draft):
    requirements = Requirement.objects.filter(plan=draft.vacancy.plan)
    requirements.filter(code="R2").update(parameters={"years": "10"})
    assert [requirement.code for requirement, _answer in taking(draft, source).answers] == ["R1"]


def test_a_file_is_taken_where_this_vacancy_takes_it(source, draft):
    assert len(taking(draft, source).documents) == 1
    DocumentAsked.objects.filter(plan=draft.vacancy.plan).update(formats=["docx"])
    assert taking(draft, source).documents == []


def test_nothing_is_handed_in_before_every_page_taken_over_is_checked(source, draft, person):
    take_over(application=draft, source=source, by=person)
    assert waiting(draft) == ["requirements", "statements", "methodology", "documents", "letter"]
    for key in ("requirements", "statements", "methodology", "documents"):
        check(application=draft, page=key, by=person)
    assert waiting(draft) == ["letter"]
    with pytest.raises(Refused, match="still missing"):
        submit(application=draft, by=person, at=NOW)


def test_a_taken_application_can_be_handed_in_once_it_is_checked_and_says_nothing_of_it(person):
    source = submitted_application(planned_vacancy(published=True), applicant=person)
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=person)
    take_over(application=draft, source=source, by=person)
    for key in waiting(draft):
        check(application=draft, page=key, by=person)
    save_declaration(application=draft, declared=True, by=person)
    received = submit(application=draft, by=person, at=NOW)
    assert received.snapshot["statements"] == source.snapshot["statements"]
    assert "taken" not in str(received.snapshot)


def test_nobody_takes_what_another_wrote_or_where_nothing_fits(source, draft, person):
    with pytest.raises(PermissionDenied):
        take_over(application=draft, source=filled_application(planned_vacancy(published=True)), by=person)
    empty = ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=person)
    with pytest.raises(Refused, match="nothing in it"):
        take_over(application=draft, source=empty, by=person)


def test_the_page_lists_own_applications_shows_what_would_be_taken_and_takes_it(
    client, source, draft, person
):
    foreign = filled_application(planned_vacancy(published=True))
    client.force_login(person)
    address = page("earlier", draft)
    shown = client.get(address)
    assert list(shown.context["form"].fields["source"].queryset) == [source]
    preview = client.get(address, {"source": source.pk}).text
    for words in ("Selection criteria", "Criterion A", "CV", "Take it over"):
        assert words in preview
    assert not draft.statements.exists()
    assert "Choose one of them" not in preview
    assert client.post(address, {"source": foreign.pk}).status_code == 200
    assert not draft.statements.exists()
    response = client.post(address, {"source": source.pk})
    assert response.status_code == 302
    assert draft.statements.count() == 2


def test_a_page_taken_over_says_so_until_it_is_saved_or_one_press_says_it_is_checked(
    client, source, draft, person
):
    take_over(application=draft, source=source, by=person)
    client.force_login(person)
    said = "Taken over from an earlier application, check it"
    for key in ("requirements", "statements"):
        assert said in client.get(page("page", draft, key)).text
    typed = {"A": "Ten manuals.", "B": "Law."}
    client.post(page("page", draft, "statements"), {**typed, "later": "1"})
    assert said in client.get(page("page", draft, "statements")).text
    client.post(page("page", draft, "statements"), typed)
    assert said not in client.get(page("page", draft, "statements")).text
    client.post(page("checked", draft, "requirements"))
    assert said not in client.get(page("page", draft, "requirements")).text
    assert client.post(page("checked", draft, "price")).status_code == 404


def test_it_is_offered_to_who_has_applied_before_on_the_start_page_and_in_the_draft(
    client, source, draft, person
):
    vacancy = planned_vacancy(published=True)
    start = reverse("intake:start", args=[vacancy.slug])
    offer = "Start from an earlier application"
    client.force_login(UserFactory())
    assert offer not in client.get(start).text
    client.force_login(person)
    assert offer in client.get(start).text
    assert offer in client.get(draft.get_absolute_url()).text
    response = client.post(start, {"earlier": "1"})
    begun = person.applications.get(vacancy=vacancy)
    assert response.headers["Location"] == page("earlier", begun)
