"""Canonical JSON: one spelling of a value, and its SHA-256."""

import hashlib

import pytest

from portal.kernel.canonical import canonical_json, sha256_of


def test_keys_are_sorted_and_there_is_no_white_space():
    assert (
        canonical_json({"b": [1, True, None], "a": {"d": "x", "c": ""}})
        == b'{"a":{"c":"","d":"x"},"b":[1,true,null]}'
    )


def test_text_is_utf_8_and_unescaped():
    assert canonical_json({"имя": "Ёлка — «да»"}) == '{"имя":"Ёлка — «да»"}'.encode()


def test_the_order_of_a_list_is_kept():
    assert canonical_json(["b", "a"]) == b'["b","a"]'


def test_the_fingerprint_is_the_sha_256_of_the_canonical_json():
    assert sha256_of({"b": "2", "a": "1"}) == hashlib.sha256(b'{"a":"1","b":"2"}').hexdigest()


@pytest.mark.parametrize(
    "value", [1.5, {"a": [1.0]}, float("nan"), {1: "a"}, {"a": {"b"}}, object(), b"bytes"]
)
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(UnicodeEncodeError):
        canonical_json("\ud800")
