"""The state of a text in each language follows from what is said, what was paired, and whether it was reviewed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacancies.translation.states import State, state_of
from vacancies.translation.wordwise import Fate, changes

WORDS = st.sampled_from(["", "a", "b"])
SAID = st.fixed_dictionaries({"en": WORDS, "ru": WORDS})
NOW = {"en": "Law", "ru": "Право"}


def states(said, paired=None, *, reviewed=False):
    return tuple(state_of(language, said=said, paired=paired, reviewed=reviewed) for language in ("en", "ru"))


@pytest.mark.parametrize(
    ("said", "paired", "reviewed", "expected"),
    [
        ({"en": "", "ru": ""}, None, False, (None, None)),
        ({"en": "Law", "ru": ""}, None, False, (State.DRAFT, State.MISSING)),
        ({"en": "", "ru": "Право"}, NOW, True, (State.MISSING, State.DRAFT)),
        (NOW, None, False, (State.DRAFT, State.DRAFT)),
        (NOW, NOW, False, (State.DRAFT, State.DRAFT)),
        (NOW, NOW, True, (State.REVIEWED, State.REVIEWED)),
        ({**NOW, "en": "Laws"}, NOW, True, (State.DRAFT, State.STALE)),
        ({**NOW, "ru": "Правь"}, NOW, False, (State.STALE, State.DRAFT)),
        ({"en": "Laws", "ru": "Правь"}, NOW, True, (State.DRAFT, State.DRAFT)),
    ],
)
def test_each_language_is_missing_a_draft_reviewed_or_stale(said, paired, reviewed, expected):
    assert states(said, paired, reviewed=reviewed) == expected


@given(SAID, st.none() | SAID, st.booleans())
def test_a_state_follows_its_definition_whatever_is_said(said, paired, reviewed):
    english, russian = states(said, paired, reviewed=reviewed)
    whole = all(said.values())
    for own, other, state in (("en", "ru", english), ("ru", "en", russian)):
        unchanged = paired is not None and said[own] == paired[own]
        assert (state == State.MISSING) is (not said[own] and bool(said[other]))
        assert (state is None) is (not said[own] and not said[other])
        assert (state == State.STALE) is (whole and unchanged and said[other] != paired[other])
        assert (state == State.REVIEWED) is (whole and reviewed and said == paired)
    assert {english, russian} != {State.STALE}
    assert (english == State.REVIEWED) is (russian == State.REVIEWED)


@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=12))
def test_the_passages_of_a_change_hold_both_texts_whole(old, new):
    passages = changes(old, new)
    assert "".join(one.words for one in passages if one.fate != Fate.INSERTED) == old
    assert "".join(one.words for one in passages if one.fate != Fate.DELETED) == new


def test_a_change_is_told_by_words():
    told = [(one.fate, one.words) for one in changes("Write a short manual", "Write a long manual")]
    assert told == [
        (Fate.KEPT, "Write a "),
        (Fate.DELETED, "short"),
        (Fate.INSERTED, "long"),
        (Fate.KEPT, " manual"),
    ]
