"""Why a sheet does not count where a rule, and nobody's own words, left its member out."""

from django.utils.translation import gettext as _

# By the rule of the plan.
CONFLICT = "conflict"
# The seat has ended: nobody marks in its place, or a successor does.
ENDED, REPLACED = "ended", "replaced"
# Somebody took the seat when marks of an earlier round were known.
LATE = "late"


def words_of(reason: str) -> str:
    """The reason for a reader; somebody's own words as they are, nothing where the sheet counts."""
    by_rule = {
        CONFLICT: _("a conflict of interest, by the rule of the plan"),
        ENDED: _("the seat on the panel has ended"),
        LATE: _("took the seat after marks of an earlier round were known"),
        REPLACED: _("the seat on the panel has ended; a successor marks in its place"),
    }
    return by_rule.get(reason, reason)
