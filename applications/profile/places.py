"""Where a profile is typed: the names of its places, for what is saved while one types."""

from uuid import UUID

from applications.profile.models import PROFILE
from applications.profile.parts import Part
from applications.profile.sections import Section


def place_of(section: Section, row: Part) -> str:
    """An entry."""
    return f"{PROFILE}/{section.key}/{row.pk}"


def place_begun(section: Section, key: UUID) -> str:
    """An entry that is not one yet."""
    return f"{PROFILE}/{section.key}/new/{key}"
