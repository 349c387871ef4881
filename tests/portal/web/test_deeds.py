"""Doing a verb for the person who asked."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage

from portal.kernel.workflow import Refused
from portal.web.deeds import attempt, posted


@pytest.fixture
def request_of(rf):
    request = rf.post("/", {})
    request.user = "somebody"
    request._messages = CookieStorage(request)
    return request


def test_a_verb_is_told_who_does_it_and_when(request_of, now):
    assert attempt(request_of, lambda **said: said, title="A") == {"title": "A", "by": "somebody", "at": now}
    assert list(get_messages(request_of)) == []


def test_a_refusal_is_a_message_and_no_result(request_of):
    def refuse(**_said):
        raise Refused("Not now.")

    assert attempt(request_of, refuse) is None
    assert [(str(message), message.level_tag) for message in get_messages(request_of)] == [
        ("Not now.", "error")
    ]


def test_an_error_of_the_program_is_not_taken_for_a_refusal(request_of):
    def fail(**_said):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt(request_of, fail)


def test_an_empty_form_that_was_sent_is_not_taken_for_a_first_look(rf, request_of):
    assert posted(rf.get("/?a=1")) is None
    assert posted(request_of) is not None
