"""Offices in the order they are shown: each followed by its sub-offices."""

from collections.abc import Iterable, Iterator

from portal.offices.models import Office


def in_families(offices: Iterable[Office]) -> Iterator[Office]:
    """The offices as given, with the sub-offices right behind the office they belong to."""
    known = list(offices)
    for office in known:
        if office.parent_id is None:
            yield office
            yield from sub_offices(office, known)


def sub_offices(office: Office, offices: Iterable[Office]) -> list[Office]:
    """Those of `offices` that belong to `office`."""
    return [other for other in offices if other.parent_id == office.pk]
