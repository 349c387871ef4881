"""The parts of a profile: what the database does not let in, what counts as told in full, what is shown after removal."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from applications.profile.parts import PARTS, Education, Employment, LanguageSkill
from tests.factories.profile import (
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ProfileFactory,
    PublicationFactory,
    RefereeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [EducationFactory, EmploymentFactory])
def test_nothing_ends_before_it_began(factory):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(began=date(2020, 2, 1), ended=date(2020, 1, 1))
    assert factory(began=date(2020, 2, 1), ended=date(2020, 2, 1)).pk
    assert factory(began=date(2020, 2, 1), ended=None).pk
    assert factory(began=None, ended=date(2020, 2, 1)).pk


@pytest.mark.parametrize("share", [0, 101])
def test_a_share_of_full_time_is_between_1_and_100(share):
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentFactory(share=share)
    assert EmploymentFactory(share=1).pk
    assert EmploymentFactory(share=100).pk


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (EducationFactory, "level"),
        (EmploymentFactory, "basis"),
        (LanguageSkillFactory, "speak"),
        (ProfileFactory, "relatives"),
        (ProfileFactory, "preferred_contact"),
    ],
)
def test_what_is_chosen_is_one_of_those_offered(factory, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{field: "x"})
    assert factory(**{field: ""}).pk


def test_a_rate_is_above_zero():
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentFactory(rate=0, currency="USD")


def test_a_language_is_told_once_and_again_after_it_was_removed(now):
    skill = LanguageSkillFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        LanguageSkillFactory(profile=skill.profile)
    LanguageSkill.objects.filter(pk=skill.pk).update(removed_at=now)
    assert LanguageSkillFactory(profile=skill.profile).pk
    assert LanguageSkillFactory().pk


def test_what_was_removed_is_not_told_any_more_and_still_there(now):
    row = EducationFactory()
    Education.objects.filter(pk=row.pk).update(removed_at=now)
    assert list(row.profile.educations.all()) == []
    assert Education.with_removed.get(pk=row.pk).removed_at == now


def test_with_a_profile_goes_also_what_was_removed_from_it(now):
    row = EmploymentFactory(removed_at=now)
    row.profile.delete()
    assert not Employment.with_removed.exists()


def test_the_newest_comes_first_and_work_that_goes_on_before_all():
    profile = ProfileFactory()
    for began, ended in [
        (date(2010, 1, 1), date(2012, 1, 1)),
        (date(2009, 1, 1), None),
        (date(2012, 1, 1), date(2015, 1, 1)),
        (date(2011, 1, 1), date(2015, 1, 1)),
    ]:
        EmploymentFactory(profile=profile, began=began, ended=ended)
    assert [row.began.year for row in profile.employments.all()] == [2009, 2012, 2011, 2010]


@pytest.mark.parametrize(
    "factory", [EducationFactory, EmploymentFactory, LanguageSkillFactory, PublicationFactory, RefereeFactory]
)
def test_an_entry_is_whole_when_nothing_needed_is_missing(factory):
    row = factory()
    assert row.is_whole
    for name in row.NEEDED:
        empty = {name: type(row)._meta.get_field(name).get_default() if name != "year" else None}
        assert not factory(profile=ProfileFactory(), **empty).is_whole, name


def test_a_mother_tongue_needs_no_levels_and_another_language_all_four():
    assert LanguageSkillFactory(mother_tongue=True, read="", write="", speak="", understand="").is_whole
    assert not LanguageSkillFactory(write="").is_whole


def test_every_part_hangs_on_the_profile_by_its_own_name():
    assert {model._meta.get_field("profile").remote_field.related_name for model in PARTS} == {
        "educations",
        "employments",
        "language_skills",
        "publications",
        "referees",
    }
