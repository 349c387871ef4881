"""How the deeds with standard clauses read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "clause.added": _("%(actor)s added a standard clause (%(topic)s)"),
        "clause.revised": _("%(actor)s wrote version %(version)s of a standard clause (%(topic)s)"),
        "clause.retired": _("%(actor)s retired version %(version)s of a standard clause (%(topic)s)"),
    }
)
