"""What the public reads of a vacancy that is advertised anew."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.publishing import RenewalFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    old, new = planned_vacancy(closed=True), planned_vacancy(published=True)
    return old, new, RenewalFactory(earlier=old, vacancy=new)


def text_of(client, vacancy):
    return client.get(vacancy.get_absolute_url()).text


def test_the_two_notices_lead_to_each_other(client, pair):
    old, new, _link = pair
    assert "Advertised anew as" in text_of(client, old)
    assert new.get_absolute_url() in text_of(client, old)
    assert "Advertised again after" in text_of(client, new)
    assert old.get_absolute_url() in text_of(client, new)


def test_they_do_not_where_the_office_keeps_it_to_itself(client, pair):
    old, new, link = pair
    link.is_public = False
    link.save()
    assert "Advertised anew" not in text_of(client, old)
    assert "Advertised again" not in text_of(client, new)


def test_a_draft_is_betrayed_by_nothing(client, pair):
    old, _new, _link = pair
    draft = RenewalFactory(earlier=old, vacancy=planned_vacancy()).vacancy
    assert draft.reference not in text_of(client, old)


def test_the_old_notice_asks_no_more_for_several_links(client, pair, django_assert_max_num_queries):
    old, _new, _link = pair
    counted = []
    for _number in range(2):
        text_of(client, old)
        with django_assert_max_num_queries(30) as queries:
            text_of(client, old)
        counted.append(len(queries))
        RenewalFactory(earlier=old, vacancy=planned_vacancy(published=True))
    assert counted[0] == counted[1]


def test_no_vacancy_advertises_itself_anew_by_the_database(pair):
    old, _new, _link = pair
    with pytest.raises(IntegrityError), transaction.atomic():
        RenewalFactory(earlier=old, vacancy=old)
