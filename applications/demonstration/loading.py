"""Loading the demonstration: all of it, or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from applications.demonstration import people
from applications.demonstration.contents import load_contents
from applications.demonstration.offices import load_offices
from applications.demonstration.scene import Scene
from applications.demonstration.stories import STORIES
from portal.mailing.actions import hold


def load(*, at: datetime) -> bool:
    """Load the demonstration, the present being `at`; return whether there was anything to load.

    What is there once is left as people have changed it. Nobody gets a letter.
    """
    if people.are_loaded():
        return False
    with transaction.atomic(), override("en"), hold():
        load_offices()
        people.load_people()
        load_contents()
        for key, play in STORIES.items():
            play(Scene.of(key, now=at))
    return True
