"""The way in: an account by e-mail and code, signing in by code or by password, and where it leads."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.roles import Role
from portal.models import User
from tests.factories.portal import PASSWORD, OfficeFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "ru")
WANTED = "/ru/vacancies/manual/apply/"
ENTRANCE = (
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
)


def at(language, name, **query):
    with override(language):
        return reverse(name, query=query or None)


def code_in(letter):
    """The code as a person reads it: on a line of its own."""
    return re.search(r"^([A-Z0-9-]{6,})$", letter.body, re.MULTILINE).group(1)


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def sign_up(client, mailoutbox, language="en", **more):
    """Fill in the form and the code that comes by mail; the last answer."""
    first = client.post(
        at(language, "account_signup"), {"name": "Айгуль", "email": "Aigul@Example.org", **more}
    )
    return client.post(first.url, {"code": code_in(mailoutbox[-1])})


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_and_a_code_make_an_account_and_sign_in(client, mailoutbox, language):
    answer = sign_up(client, mailoutbox, language)
    person = User.objects.get()
    assert signed_in_as(client) == str(person.pk)
    assert (person.email, person.name, person.language) == ("aigul@example.org", "Айгуль", language)
    assert answer.url == at(language, "accounts:after-sign-in")


def test_who_came_from_a_vacancy_goes_on_with_it_after_signing_up(client, mailoutbox):
    assert sign_up(client, mailoutbox, next=WANTED).url == WANTED


def test_a_wrong_code_signs_nobody_in_and_says_so(client, mailoutbox):
    first = client.post(at("en", "account_signup"), {"name": "A", "email": "a@example.org"})
    answer = client.post(first.url, {"code": "WRONG1"})
    assert answer.context["verify_form"].errors["code"]
    assert signed_in_as(client) is None


def test_a_name_is_asked_for_and_what_was_typed_is_kept(client):
    answer = client.post(at("en", "account_signup"), {"email": "a@example.org"})
    assert answer.context["form"].errors["name"]
    assert 'value="a@example.org"' in answer.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
)
def test_the_address_is_called_alike_wherever_it_is_asked_for(client, name):
    (label,) = re.findall(
        r'<label for="id_(?:email|login)">\s*(.+?)\s*</label>', client.get(reverse(name)).content.decode()
    )
    assert label == "E-mail address"


def test_a_second_account_for_an_address_is_a_letter_and_not_a_page(client, mailoutbox):
    """Nobody can find out by trying who has an account here."""
    UserFactory(email="aigul@example.org")
    taken = client.post(at("en", "account_signup"), {"name": "A", "email": "aigul@example.org"})
    free = client.post(at("en", "account_signup"), {"name": "A", "email": "new@example.org"})
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert at("en", "account_request_login_code") in mailoutbox[0].body
    assert User.objects.filter(email="aigul@example.org").count() == 1


def test_the_page_for_the_code_names_the_address_and_sends_another_code(client, mailoutbox):
    first = client.post(at("en", "account_signup"), {"name": "A", "email": "a@example.org"})
    assert "a@example.org" in client.get(first.url).content.decode()
    client.post(first.url, {"action": "resend"})
    assert len(mailoutbox) == 2
    client.post(first.url, {"code": code_in(mailoutbox[-1])})
    assert signed_in_as(client) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_signs_in_without_a_password(client, mailoutbox, language):
    person = UserFactory(email="aigul@example.org")
    first = client.post(at(language, "account_request_login_code"), {"email": "Aigul@example.org"})
    answer = client.post(first.url, {"code": code_in(mailoutbox[-1])})
    assert signed_in_as(client) == str(person.pk)
    assert answer.url == at(language, "accounts:after-sign-in")


def test_signing_in_by_code_goes_on_where_it_began(client, mailoutbox):
    UserFactory(email="aigul@example.org")
    first = client.post(
        at("en", "account_request_login_code"), {"email": "aigul@example.org", "next": WANTED}
    )
    assert client.post(first.url, {"code": code_in(mailoutbox[-1])}).url == WANTED


def test_a_password_signs_in_and_goes_on_where_it_began(client, mailoutbox):
    sign_up(client, mailoutbox)
    person = User.objects.get()
    person.set_password(PASSWORD)
    person.save()
    client.logout()
    answer = client.post(
        at("en", "account_login"), {"login": person.email, "password": PASSWORD, "next": WANTED}
    )
    assert (signed_in_as(client), answer.url) == (str(person.pk), WANTED)


def test_a_wrong_password_is_refused_and_the_address_is_kept(client):
    UserFactory(email="aigul@example.org")
    answer = client.post(
        at("en", "account_login"), {"login": "aigul@example.org", "password": "not this one"}
    )
    assert signed_in_as(client) is None
    assert answer.context["form"].errors
    assert 'value="aigul@example.org"' in answer.content.decode()


@pytest.mark.parametrize("name", ENTRANCE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entrance_is_open_to_who_is_not_signed_in(client, language, name):
    answer = client.get(at(language, name))
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("name", ["account_confirm_login_code", "account_email_verification_sent"])
def test_a_page_for_a_code_that_nobody_asked_for_leads_to_the_entrance(client, name):
    answer = client.get(at("ru", name), follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] in {at("ru", other) for other in ENTRANCE}


@pytest.mark.parametrize("name", ["accounts:settings", "accounts:after-sign-in", "account_email"])
def test_who_is_not_signed_in_is_asked_to_and_comes_back(client, name):
    answer = client.get(at("ru", name))
    assert answer.url == f"{at('ru', 'account_login')}?next={at('ru', name)}"
    assert f'value="{at("ru", name)}"' in client.get(answer.url).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_in_the_language_the_person_chose_whatever_the_page(client, mailoutbox, language):
    """Seen by the words around the code; the sentences themselves are the catalogue's."""
    UserFactory(email="known@example.org", language=language)
    other = next(code for code in LANGUAGES if code != language)
    for name, field in [("account_request_login_code", "email"), ("account_reset_password", "email")]:
        client.post(at(other, name), {field: "Known@example.org"})
    with override(language):
        assert [letter.subject for letter in mailoutbox] == [
            _("%(code)s is your code to sign in") % {"code": code_in(mailoutbox[0])},
            _("A new password"),
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_account_yet_is_written_to_in_the_language_of_the_page(client, mailoutbox, language):
    client.post(at(language, "account_signup"), {"name": "A", "email": "new@example.org"})
    with override(language):
        expected = _("%(code)s is your code to confirm the address") % {"code": code_in(mailoutbox[0])}
    assert mailoutbox[0].subject == expected


@pytest.mark.parametrize("name", ["account_signup", "account_request_login_code"])
def test_the_ways_in_pass_the_way_on_to_each_other(client, name):
    page = client.get(at("ru", "account_login", next=WANTED)).content.decode()
    assert at("ru", name, next=WANTED) in page


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_letter(client, mailoutbox):
    person = UserFactory(email="aigul@example.org")
    client.post(at("en", "account_reset_password"), {"email": person.email})
    link = re.search(r"http://testserver(/en/account/password/reset/key/\S+)", mailoutbox[0].body).group(1)
    page = client.get(link, follow=True)
    client.post(
        page.redirect_chain[-1][0], {"password1": "another-long-one", "password2": "another-long-one"}
    )
    person.refresh_from_db()
    assert person.check_password("another-long-one")


def test_nobody_is_led_to_another_site(client, mailoutbox):
    assert sign_up(client, mailoutbox, next="https://example.com/").url == at("en", "accounts:after-sign-in")


def test_signing_out_leads_home(client):
    client.force_login(UserFactory())
    answer = client.post(at("ru", "account_logout"))
    assert (signed_in_as(client), answer.url) == (None, at("ru", "listing:home"))


def test_signing_in_leads_an_applicant_to_their_applications(client):
    client.force_login(UserFactory())
    assert client.get(at("ru", "accounts:after-sign-in")).url == at("ru", "intake:mine")


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.OFFICER, "desk:home"),
        (Role.APPROVER, "desk:home"),
        (Role.AUDITOR, "desk:home"),
        (Role.TRANSLATOR, "translation:notices"),
    ],
)
def test_signing_in_leads_staff_to_their_working_pages(client, role, page):
    client.force_login(person_with(role, OfficeFactory()))
    assert client.get(at("en", "accounts:after-sign-in")).url == at("en", page)


def test_signing_up_asks_for_a_name_and_an_address_and_nothing_else(client):
    fields = client.get(at("en", "account_signup")).context["form"].visible_fields()
    assert [field.name for field in fields] == ["name", "email"]
