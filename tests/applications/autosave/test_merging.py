"""Which text stands: nothing is written over what the form did not begin from, and what comes late undoes nothing."""

import pytest

from applications.autosave.marks import mark
from applications.autosave.merging import merge, settle
from applications.autosave.models import Typing
from applications.autosave.sent import BOTH, MINE, STORED, THEIRS, Choice, Sent


def merged(*, stored, began, typed, window="w", last="", turn=5, last_turn=3):
    """What becomes of field A; `last` is the window that wrote it last."""
    kept = {"A": Typing(name="A", window=last, turn=last_turn)} if last else {}
    told = Sent(window=window, turn=turn, began={"A": mark(began)})
    merge_ = merge(stored={"A": stored}, typed={"A": typed}, sent=told, last=kept)
    fate = "clash" if merge_.clashing else "newer" if merge_.newer else "said"
    return merge_.said["A"], fate


@pytest.mark.parametrize(
    ("stored", "began", "typed", "last", "becomes"),
    [
        ("old", "old", "mine", "", ("mine", "said")),
        ("old", "old", "", "", ("", "said")),
        ("old", "old", "old", "other", ("old", "said")),
        ("theirs", "old", "mine", "other", ("theirs", "clash")),
        ("theirs", "old", "mine", "", ("theirs", "clash")),
        ("theirs", "old", "theirs", "other", ("theirs", "said")),
        ("theirs", "old", "old", "other", ("theirs", "newer")),
        ("", "old", "mine", "other", ("", "clash")),
        ("mine so far", "old", "mine", "w", ("mine", "said")),
        ("mine so far", "old", "old", "w", ("old", "said")),
    ],
)
def test_what_becomes_of_a_text(stored, began, typed, last, becomes):
    assert merged(stored=stored, began=began, typed=typed, last=last) == becomes


def test_a_request_overtaken_by_a_later_one_of_its_window_undoes_nothing():
    assert merged(stored="later", began="old", typed="earlier", last="w", turn=2, last_turn=3) == (
        "later",
        "said",
    )


def test_a_form_that_says_nothing_of_where_it_began_is_kept_as_it_is():
    assert merged(stored="old", began="other", typed="mine", window="") == ("mine", "said")


def test_a_field_that_the_form_does_not_know_yet_is_left_alone():
    told = Sent(window="w", turn=1, began={})
    merge_ = merge(stored={"A": "theirs"}, typed={"A": ""}, sent=told, last={})
    assert (merge_.said, merge_.newer) == ({"A": "theirs"}, {"A"})


def chosen(wanted, *, other=STORED, seen="theirs", aside=()):
    told = Sent(
        window="w", turn=1, began={"A": mark("old")}, choices={"A": Choice(wanted, other, mark(seen))}
    )
    return settle(stored={"A": "theirs"}, typed={"A": "mine"}, sent=told, aside=list(aside))


@pytest.mark.parametrize(("wanted", "said"), [(MINE, "mine"), (THEIRS, "theirs"), (BOTH, "mine\n\ntheirs")])
def test_a_choice_is_made_of_the_text_that_was_seen(wanted, said):
    told, typed, _settled = chosen(wanted)
    assert (typed["A"], told.began["A"]) == (said, mark("theirs"))


def test_where_the_other_text_has_changed_since_there_is_a_new_choice_to_make():
    told, typed, _settled = chosen(MINE, seen="theirs, before")
    assert (typed["A"], told.began["A"]) == ("mine", mark("old"))


@pytest.mark.parametrize(("wanted", "said"), [(MINE, "mine"), (THEIRS, "aside"), (BOTH, "mine\n\naside")])
def test_a_text_set_aside_is_settled_by_the_choice(wanted, said):
    row = Typing(pk=7, name="A", kept=False, text="aside")
    _told, typed, settled = chosen(wanted, other="7", seen="aside", aside=[row])
    assert (typed["A"], settled) == (said, [row])


def test_a_text_of_somebody_else_cannot_be_chosen():
    _told, typed, settled = chosen(THEIRS, other="8", seen="aside")
    assert (typed["A"], settled) == ("mine", [])
