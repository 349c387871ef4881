"""What a first visit costs, and that sheets and scripts keep to the rules of the look."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "portal" / "static" / "portal"
PUBLIC = (STATIC / "konkurs.css").read_text()
WORKING = (STATIC / "work.css").read_text()
SCRIPT = (STATIC / "konkurs.js").read_text()
SHEETS = {"konkurs.css": PUBLIC, "work.css": WORKING}


def compressed(text):
    return len(gzip.compress(text.encode(), 9))


def test_the_public_sheet_is_at_most_8_kb_compressed_and_both_together_at_most_40_kb():
    assert compressed(PUBLIC) <= 8 * 1024
    assert len(PUBLIC) + len(WORKING) <= 50 * 1024


def test_the_script_is_at_most_3_kb_compressed():
    assert compressed(SCRIPT) <= 3 * 1024


def without_tokens(sheet):
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r":root\s*{[^}]*}", "", sheet)


@pytest.mark.parametrize("name", SHEETS)
def test_colours_are_written_in_tokens_only(name):
    allowed = {"#fff", "#000", "#333", "#173f7c"}  # paper scans, printing, the pattern's own lapis
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", without_tokens(SHEETS[name]))) <= allowed


@pytest.mark.parametrize("name", SHEETS)
def test_every_token_that_is_used_is_defined(name):
    used = set(re.findall(r"var\((--[\w-]+)", SHEETS[name]))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", PUBLIC + SHEETS[name])) == set()


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_comes_from_another_host(name):
    assert re.findall(r"url\((?!girih\.svg)[^)]*\)|@import", SHEETS[name]) == []


@pytest.mark.parametrize("name", SHEETS)
def test_braces_are_balanced(name):
    assert SHEETS[name].count("{") == SHEETS[name].count("}")


def test_dark_scheme_print_forced_colours_and_calm_are_there():
    for query in (
        "prefers-color-scheme: dark",
        "print",
        "forced-colors: active",
        "prefers-reduced-motion: reduce",
    ):
        assert f"({query})" in PUBLIC or f"@media {query}" in PUBLIC


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens(dark):
    blocks = re.findall(r":root\s*{([^}]*)}", PUBLIC)
    found = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", blocks[0]))
    return found | dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", blocks[1])) if dark else found


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["--paper", "--surface", "--sunken"])
def test_text_can_be_read_on_every_ground(ground, dark):
    known = tokens(dark)
    texts = ("--ink", "--ink-2", "--lapis", "--lapis-deep", "--tile", "--saffron", "--garnet", "--leaf")
    assert [text for text in texts if contrast(known[text], known[ground]) < 4.5] == []
    assert contrast(known["--edge"], known[ground]) >= 3
