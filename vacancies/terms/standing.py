"""Which standard clauses a notice may have, and which it begins with."""

from collections.abc import Iterable

from portal.offices.models import Office
from vacancies.terms.models import StandardClause, Topic


def clauses_for(office: Office, kind: str) -> list[StandardClause]:
    """Those in force for a vacancy of this type, one on each topic: the one made for the fewest.

    A clause of the office goes before one of the office above it, and that before one for all offices; one for the
    type goes before one for every type. Of clauses on another topic than the usual ones every one counts.
    """
    offered = sorted(
        StandardClause.objects.in_force().fitting(office, kind),
        key=lambda clause: (clause.office_id == office.pk, bool(clause.office_id), bool(clause.kind)),
    )
    by_topic = {clause.topic: clause for clause in offered if clause.topic != Topic.OTHER}
    others = [clause for clause in offered if clause.topic == Topic.OTHER]
    return in_order([*by_topic.values(), *others])


def in_order(clauses: Iterable[StandardClause]) -> list[StandardClause]:
    """Clauses in the order of the notice: by topic, the older first."""
    return sorted(clauses, key=lambda clause: (Topic.values.index(clause.topic), clause.pk))


def earlier_versions(clause: StandardClause) -> list[StandardClause]:
    """The versions that `clause` replaced, the latest first."""
    related = StandardClause.objects.filter(office=clause.office_id, topic=clause.topic)
    by_key = {row.pk: row for row in related.select_related("made_by")}
    found, row = [], clause
    while row.replaces_id:
        row = by_key[row.replaces_id]
        found.append(row)
    return found
