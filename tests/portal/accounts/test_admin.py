"""The administration: behind a second factor, for those who may, and above no rule."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from portal.accounts.roles import Role
from portal.models import Hotline, News, Office, Page, User
from tests.factories.portal import (
    DownloadFactory,
    HotlineFactory,
    NewsFactory,
    OfficeFactory,
    PageFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.factories.vacancies import VacancyFactory

pytestmark = pytest.mark.django_db
INDEX = "/administration/"
LISTS = ["office", "user", "news", "download", "page"]


def way_to(name):
    return f"{reverse(name)}?next=%2Fadministration%2F"


def signed_in(client, **fields):
    user = UserFactory(**{"is_staff": True, **fields})
    client.force_login(user)
    return user


def prove(client, user):
    """Sign in again with a code of a second factor, as the page asks for it."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_reauthenticate"), {"code": code})


@pytest.fixture
def administrator(client):
    user = signed_in(client)
    prove(client, user)
    return user


def followed(client):
    """Where the front door of the administration leads."""
    first = client.get(INDEX)
    return first if first.status_code == 200 else client.get(first.url)


def test_who_is_not_signed_in_is_led_to_the_sign_in_of_the_portal(client):
    first = client.get(INDEX)
    last = first if "administration/login" not in first.url else client.get(first.url)
    assert last.url == way_to("account_login")


def test_who_is_no_administrator_finds_nothing(client):
    prove(client, signed_in(client, is_staff=False))
    assert followed(client).status_code == 404


def test_an_administrator_without_a_second_factor_is_led_to_set_one_up(client):
    signed_in(client)
    assert followed(client).url == way_to("mfa_activate_totp")


def test_a_second_factor_must_have_been_used_in_this_session(client):
    TOTP.activate(signed_in(client), generate_totp_secret())
    assert followed(client).url == way_to("mfa_reauthenticate")


def test_a_session_proved_by_a_factor_that_was_taken_away_since_is_not_enough(client, administrator):
    administrator.authenticator_set.all().delete()
    assert followed(client).url == way_to("mfa_activate_totp")


def test_a_superuser_needs_the_second_factor_as_well(client):
    signed_in(client, is_superuser=True)
    assert client.get(f"{INDEX}portal/office/").status_code == 302


def test_the_demonstration_does_without(client, settings):
    settings.ADMIN_SECOND_FACTOR = False
    signed_in(client)
    assert client.get(INDEX).status_code == 200


@pytest.mark.usefixtures("administrator")
def test_the_administration_is_of_reference_data_and_of_no_selection(client):
    models = [
        model["object_name"] for app in client.get(INDEX).context["app_list"] for model in app["models"]
    ]
    assert sorted(models) == ["Download", "News", "Office", "Page", "User"]


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_form_opens(client, name):
    made = {
        "office": HotlineFactory().office,
        "user": RoleGrantFactory().user,
        "news": NewsFactory(),
        "download": DownloadFactory(),
        "page": PageFactory(),
    }[name]
    for address in ("", "add/", f"{made.pk}/change/", f"{made.pk}/delete/", "?q=a"):
        assert client.get(f"{INDEX}portal/{name}/{address}").status_code == 200


@pytest.mark.usefixtures("administrator")
def test_texts_in_several_languages_are_labelled_by_language(client):
    form = client.get(f"{INDEX}portal/office/add/").context["adminform"].form
    assert [str(form.fields[name].label) for name in ("name_en", "name_ru")] == [
        "Name (English)",
        "Name (Russian)",
    ]


@pytest.mark.usefixtures("administrator")
def test_an_office_is_added_with_its_hotlines(client):
    office = {
        "code": "TKM",
        "name_ru": "МОМ в Туркменистане",
        "country": "TM",
        "city_en": "Ashgabat",
        "city_genitive_ru": "Ашхабада",
        "time_zone": "Asia/Ashgabat",
        "reference_scheme": "IOMTKM/{year}/{number:02d}({type})",
        "languages": ["en", "ru"],
        "order": "0",
        "retention_years": "5",
        "reserve_months": "12",
        "complaint_days": "10",
        "complaint_answer_days": "15",
        "outcome_months": "6",
        "panel_reach_days": "14",
        "panel_least": "3",
        "panel_quorum": "1",
        "hotlines-TOTAL_FORMS": "1",
        "hotlines-INITIAL_FORMS": "0",
        "hotlines-0-phone": "+(993 12) 463514",
        "hotlines-0-order": "0",
    }
    wrong = client.post(
        f"{INDEX}portal/office/add/", {**office, "time_zone": "Asia/Nowhere", "country": "XX"}
    )
    assert set(wrong.context["adminform"].form.errors) == {"time_zone", "country"}
    client.post(f"{INDEX}portal/office/add/", office)
    assert (Office.objects.get().languages, Hotline.objects.get().dialled) == (["en", "ru"], "+99312463514")


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("role", Role)
def test_a_person_is_added_with_a_role_and_without_a_password(client, role):
    office = OfficeFactory()
    person = {
        "email": "N.Ermekov@Example.org",
        "name": "N. Ermekov",
        "language": "ru",
        "is_active": "on",
        "grants-TOTAL_FORMS": "1",
        "grants-INITIAL_FORMS": "0",
        "grants-0-office": office.pk,
        "grants-0-role": role,
    }
    client.post(f"{INDEX}portal/user/add/", person)
    added = User.objects.get(email="n.ermekov@example.org")
    assert added.holds(role, office)
    assert not added.has_usable_password()


def test_nobody_stands_above_the_rules_a_superuser_neither():
    vacancy = VacancyFactory()
    superuser = UserFactory(is_superuser=True, is_staff=True)
    assert not superuser.has_perm("vacancies.publish_vacancy", vacancy)
    assert not superuser.has_perm("applications.view_application", vacancy)
    assert superuser.has_perm("portal.change_office")


def test_a_role_ends_with_the_account():
    grant = RoleGrantFactory(role=Role.OFFICER, user__is_active=False)
    assert not grant.user.has_perm("vacancies.add_vacancy", grant.office)


@pytest.mark.parametrize("name", LISTS)
def test_an_outsider_reads_none_of_it(client, name):
    NewsFactory()
    PageFactory()
    client.force_login(UserFactory())
    assert client.get(f"{INDEX}portal/{name}/").status_code == 302
    assert client.post(f"{INDEX}portal/{name}/add/", {"slug": "x", "title_en": "X"}).status_code == 302
    assert (News.objects.count(), Page.objects.count()) == (1, 1)


def test_signing_in_leads_an_administrator_to_the_administration(client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("accounts:after-sign-in")).url == INDEX


def test_an_office_keeps_its_languages_of_the_region(client, administrator):
    office = OfficeFactory(languages=["ru", "kk"])
    form = client.get(reverse("admin:portal_office_change", args=[office.pk])).context["adminform"].form
    assert form["languages"].value() == ["ru", "kk"]
    assert {code for code, _name in form.fields["languages"].choices} >= {
        "ru",
        "en",
        "kk",
        "ky",
        "tg",
        "tk",
        "uz",
    }
