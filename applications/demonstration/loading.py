"""Loading the demonstration: all of it, or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from applications.demonstration import people
from applications.demonstration.clauses import load_clauses
from applications.demonstration.contents import load_contents
from applications.demonstration.leave import load_leave
from applications.demonstration.offices import load_offices
from applications.demonstration.profiles import load_profiles
from applications.demonstration.readers import load_readers
from applications.demonstration.scene import Scene
from applications.demonstration.stories import STORIES
from portal.mailing.actions import hold


def is_loaded() -> bool:
    """Whether it was loaded before; what people have changed since is theirs."""
    return people.are_loaded()


def load(*, at: datetime) -> None:
    """Load the demonstration into an empty portal, the present being `at`. Nobody gets a letter."""
    with transaction.atomic(), override("en"), hold():
        load_offices()
        people.load_people()
        load_contents()
        load_clauses(now=at)
        load_profiles(now=at)
        for key, play in STORIES.items():
            play(Scene.of(key, now=at))
        load_leave(now=at)
        load_readers(now=at)
