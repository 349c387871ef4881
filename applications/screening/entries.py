"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "finding.found": _("The requirements of application %(code)s were checked by rule"),
        "finding.confirmed": _(
            "%(actor)s confirmed the finding on requirement %(requirement)s of application %(code)s"
        ),
        "finding.overridden": _(
            "%(actor)s decided requirement %(requirement)s of application %(code)s otherwise: %(reason)s"
        ),
        "finding.reopened": _(
            "%(actor)s took back the decision on requirement %(requirement)s of application %(code)s"
        ),
        "finding.outdated": _(
            "Application %(code)s was amended: its findings are made anew; decided were: %(decided)s"
        ),
        "likeness.same": _(
            "%(actor)s decided that applications %(code)s and %(other)s are those of one person: %(reason)s"
        ),
        "likeness.different": _(
            "%(actor)s decided that applications %(code)s and %(other)s are those of two people: %(reason)s"
        ),
        "long_list.made": _("%(actor)s made the long list"),
    }
)
