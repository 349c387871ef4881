"""Synonyms come from a file that HR can edit, and are used at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.http import urlencode

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.portal import OfficeFactory, UserFactory, person_with
from tests.vacancies.listing.reading import on_the_list, words_of
from vacancies.listing.actions import STREAM, save_synonyms
from vacancies.listing.filters import VacancyFilter
from vacancies.listing.models import SynonymList
from vacancies.listing.synonyms import first_text, in_force, read, text_in_force

PAGE = "/en/desk/synonyms/"


@pytest.fixture
def officer(db):
    return person_with(Role.OFFICER, OfficeFactory())


def found(at, asked):
    wish = VacancyFilter(QueryDict(urlencode({"q": asked})), at=at)
    return list(wish.qs)


def others(synonyms, *forms):
    return synonyms.at(list(forms))


def test_a_two_way_rule_finds_each_by_the_others():
    synonyms, wrong = read("юрист = адвокат = legal expert")
    assert wrong == []
    assert others(synonyms, "адвокатов") == (1, [("юрист",), ("legal", "expert")])
    assert others(synonyms, "legal", "experts") == (2, [("юрист",), ("адвокат",)])
    assert others(synonyms, "legal") == (0, [])


def test_a_one_way_rule_does_not_lead_back():
    synonyms, _wrong = read("Central Asia => Kazakhstan, Uzbekistan  # and others")
    assert others(synonyms, "central", "asia") == (2, [("kazakhstan",), ("uzbekistan",)])
    assert others(synonyms, "kazakhstan") == (0, [])


def test_the_longest_rule_wins_and_rules_about_the_same_words_add_up():
    synonyms, _wrong = read("оценка => audit\nмониторинг и оценка = M&E\nоценка = evaluation")
    assert others(synonyms, "мониторинг", "оценка") == (2, [("m", "e")])
    assert others(synonyms, "оценка") == (1, [("audit",), ("evaluation",)])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("юрист", "there is neither “=” nor “=>” in it."),
        ("юрист =", "a word is missing beside a sign."),
        ("=> адвокат", "a word is missing beside a sign."),
        ("юрист = ?!", "a word is missing beside a sign."),
        ("a1 = b1 => c1", "“=” and “=>” do not stand on one line."),
        ("ab = one two three four five six seven", "one side has more than 6 words."),
        ("x => " + ", ".join(f"w{chr(97 + n)}" for n in range(13)), "there are more than 12 synonyms."),
    ],
)
def test_a_wrong_line_is_named_by_its_number(line, why):
    _synonyms, wrong = read(f"# remark\n\nюрист = адвокат\n{line}\n")
    assert list(map(str, wrong)) == [f"Line 4: {why}"]


def test_the_first_file_can_be_read_to_its_last_line():
    assert read(first_text())[1] == []


@pytest.mark.django_db
def test_what_is_saved_is_used_at_once_and_kept_with_who_and_when(officer, now):
    vacancy = on_the_list(title_en="Zoologist", title_ru="Зоолог")
    assert found(now, "zoo keeper") == []
    first = save_synonyms(text="zoo keeper = zoologist", based_on=None, by=officer, at=now)
    assert found(now, "zoo keepers") == [vacancy]
    save_synonyms(text="", based_on=first.pk, by=officer, at=now)
    assert found(now, "zoo keeper") == []
    assert [(row.text, row.saved_by, row.saved_at) for row in SynonymList.objects.order_by("pk")] == [
        ("zoo keeper = zoologist", officer, now),
        ("", officer, now),
    ]
    entries = Entry.objects.of(STREAM)
    assert [(entry.action, entry.actor, entry.data["rules"]) for entry in entries] == [
        ("synonyms.saved", officer.pk, 2),
        ("synonyms.saved", officer.pk, 0),
    ]


@pytest.mark.django_db
def test_asking_for_what_is_in_force_is_one_query(django_assert_num_queries, officer, now):
    save_synonyms(text="one = two", based_on=None, by=officer, at=now)
    in_force()
    with django_assert_num_queries(1):
        in_force()


@pytest.mark.django_db
def test_nobody_writes_over_what_another_saved_meanwhile(officer, now):
    save_synonyms(text="one = two", based_on=None, by=officer, at=now)
    with pytest.raises(Refused, match="meanwhile"):
        save_synonyms(text="three = four", based_on=None, by=officer, at=now)
    assert text_in_force() == "one = two"


@pytest.mark.django_db
def test_the_page_shows_the_list_and_saves_another(client, officer):
    client.force_login(officer)
    page = client.get(PAGE)
    assert "юрист = адвокат" in page.content.decode()
    assert "nobody has changed them yet" in words_of(page)
    answer = client.post(PAGE, {"text": "one = two", "based_on": ""}, follow=True)
    assert "The synonyms are saved." in words_of(answer)
    assert str(officer) in words_of(answer)
    assert client.get("/en/desk/synonyms.txt").content.decode() == "one = two"
    assert client.get("/en/desk/synonyms.txt?first").content.decode() == first_text()


@pytest.mark.django_db
def test_wrong_lines_are_named_and_nothing_typed_is_lost(client, officer):
    client.force_login(officer)
    answer = client.post(PAGE, {"text": "one = two\nthree\n= four"})
    assert answer.context["form"].errors["text"] == [
        "Line 2: there is neither “=” nor “=>” in it.",
        "Line 3: a word is missing beside a sign.",
    ]
    assert "one = two\nthree\n= four" in answer.content.decode()
    assert not SynonymList.objects.exists()


@pytest.mark.django_db
def test_a_file_takes_the_place_of_the_text(client, officer):
    client.force_login(officer)
    wrong = SimpleUploadedFile("synonyms.txt", "три\n".encode())
    answer = client.post(PAGE, {"text": "one = two", "file": wrong})
    assert answer.context["form"].errors["text"] == ["Line 1: there is neither “=” nor “=>” in it."]
    assert ">\nтри\n</textarea>" in answer.content.decode()
    client.post(PAGE, {"text": "one = two", "file": SimpleUploadedFile("a.txt", "\ufeffтри = 3".encode())})
    assert text_in_force() == "три = 3"


@pytest.mark.django_db
def test_a_file_that_is_no_text_is_refused(client, officer):
    client.force_login(officer)
    answer = client.post(PAGE, {"text": "one = two", "file": SimpleUploadedFile("a.txt", b"\xcf\xd0\xff")})
    assert list(answer.context["form"].errors) == ["file"]


@pytest.mark.django_db
def test_only_who_may_edit_them_sees_the_synonyms(client):
    client.force_login(UserFactory())
    assert [client.get(path).status_code for path in (PAGE, "/en/desk/synonyms.txt")] == [403, 403]
