"""Whatever is written into the record can be read by a person."""

import re

from portal.record import presenters
from tests.house.tree import ROOT, modules

WRITTEN = re.compile(r'\baction="([a-z_]+\.[a-z_]+)"')


def test_every_action_that_is_recorded_has_its_sentence():
    actions = {action for path in modules() for action in WRITTEN.findall(path.read_text())}
    assert len(actions) > 20
    assert actions - presenters.known() == set()


def test_every_letter_has_its_name_in_the_record():
    letters = {path.stem for path in (ROOT / "templates" / "mail").glob("[a-z]*.txt")}
    assert len(letters) > 10
    assert letters ^ presenters.named() == set()
